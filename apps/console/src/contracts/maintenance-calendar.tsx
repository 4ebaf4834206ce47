import { SkeletonCard, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useQuery } from '@tanstack/react-query'
import { Button, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { today } from '../assets/today.ts'
import { paths } from '../paths.ts'
import { call } from '../shell/api.ts'
import { Go, useGo } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { DateDialog } from './date-dialogs.tsx'
import { DateActions, type PlannedDate } from './dates-card.tsx'
import styles from './maintenance-calendar.module.css'
import { daysOf, dayText, monthAfter, monthOf } from './month.ts'

/** More than a person can see in a month; the list has all. */
const MOST = 200

/** A month of planned maintenance: what is planned, ordered, done and skipped on which day; moved by dragging or by the menu. */
export function MaintenanceCalendar() {
  const { t } = useTranslation(['contracts', 'common'])
  const go = useGo()
  const { language } = useFormat()
  const [month, setMonth] = useState(() => monthOf(today()))
  const days = daysOf(month)
  const query = useDates(days[0]!, days.at(-1)!)
  const items = query.data?.items ?? []
  const title = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01`),
  )
  return (
    <section className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        <span className={styles.turn}>
          <Button onClick={() => setMonth(monthAfter(month, -1))} aria-label={t('calendar.before')}>
            ‹
          </Button>
          <Button onClick={() => setMonth(monthOf(today()))}>{t('calendar.thisMonth')}</Button>
          <Button onClick={() => setMonth(monthAfter(month, 1))} aria-label={t('calendar.after')}>
            ›
          </Button>
        </span>
        {query.isFetching && <Spin size="small" />}
        <span className={styles.room} />
        <Button onClick={() => go(paths.maintenance())}>{t('calendar.asList')}</Button>
      </header>
      {items.length === MOST && <p className={styles.note}>{t('calendar.more', { count: MOST })}</p>}
      {query.data && items.length === 0 && <p className={styles.note}>{t('calendar.none')}</p>}
      {/* Days are as high as what is planned on them: drawn when that is known, so that nothing jumps. */}
      <QueryState query={query} skeleton={<SkeletonCard lines={12} />}>
        {() => <Grid days={days} month={month} items={items} />}
      </QueryState>
    </section>
  )
}

function Grid({ days, month, items }: { days: readonly string[]; month: string; items: readonly PlannedDate[] }) {
  const { language } = useFormat()
  const can = useCan()
  const [dragged, setDragged] = useState<PlannedDate | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const [moving, setMoving] = useState<{ date: PlannedDate; on: string } | null>(null)
  const byDay = Map.groupBy(items, (one) => one.plannedOn)
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  const drop = (on: string) => {
    if (dragged && dragged.plannedOn !== on) setMoving({ date: dragged, on })
    setDragged(null)
    setOver(null)
  }
  return (
    <>
      <ol className={styles.weekdays} aria-hidden="true">
        {days.slice(0, 7).map((day) => (
          <li key={day}>{weekday.format(new Date(day))}</li>
        ))}
      </ol>
      <ol className={styles.grid}>
        {days.map((day) => (
          <li
            key={day}
            className={styles.day}
            data-other={!day.startsWith(month) || undefined}
            data-today={day === today() || undefined}
            data-over={over === day || undefined}
            data-empty={!byDay.has(day) || undefined}
            onDragOver={(event) => {
              // Nothing is planned for the past: the server refuses it, so the day takes no drop.
              if (!dragged || day < today()) return
              event.preventDefault()
              setOver(day)
            }}
            onDragLeave={() => setOver(null)}
            onDrop={() => drop(day)}
          >
            <DayHead day={day} />
            {(byDay.get(day) ?? []).map((date) => (
              <DateChip
                key={date.id}
                date={date}
                draggable={date.status === 'planned' && can('contracts.plan')}
                onDrag={setDragged}
              />
            ))}
          </li>
        ))}
      </ol>
      {moving && <DateDialog action="move" date={moving.date} on={moving.on} onClose={() => setMoving(null)} />}
    </>
  )
}

function DayHead({ day }: { day: string }) {
  const { calendarDay } = useFormat()
  return (
    <time dateTime={day} className={styles.number} title={calendarDay(day)}>
      <span className={styles.short}>{Number(day.slice(8))}</span>
      <span className={styles.long}>{calendarDay(day)}</span>
    </time>
  )
}

const TONES = { planned: 'planned', ordered: 'moving', done: 'done', skipped: 'neutral' } as const

type ChipProps = { date: PlannedDate; draggable: boolean; onDrag: (date: PlannedDate | null) => void }

function DateChip({ date, draggable, onDrag }: ChipProps) {
  const { t } = useTranslation('contracts')
  const named = useNamed()
  const what = named(date.template)
  const status = t(`status.${date.status}`)
  const about = [what, date.serial, date.customer, status, date.movedBy && t('calendar.moved', { name: date.movedBy })]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is the second way; the menu in it does the same by key
    <div
      className={styles.chip}
      draggable={draggable}
      data-draggable={draggable || undefined}
      data-skipped={date.status === 'skipped' || undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', date.id)
        onDrag(date)
      }}
      onDragEnd={() => onDrag(null)}
      title={about.filter(Boolean).join(' · ')}
    >
      <StatusTag tone={date.isOverdue ? 'breach' : TONES[date.status]}>
        {date.isOverdue ? t('overdue') : status}
      </StatusTag>
      <DateActions date={date} />
      <span className={styles.name}>{what}</span>
      <Go to={paths.asset(date.assetId)} className={styles.serial}>
        {date.serial}
      </Go>
    </div>
  )
}

function useDates(from: string, to: string) {
  const after = dayText(new Date(Date.parse(to) + 86_400_000))
  const asked = { 'filter[plannedOn]': `${from}..${after}`, limit: String(MOST) }
  useFresh({ subject: 'planned_date', paths: ['/api/v1/maintenance-dates'] })
  return useQuery({
    queryKey: ['get', '/api/v1/maintenance-dates', asked],
    queryFn: async ({ signal }) =>
      (await (await call('GET', '/api/v1/maintenance-dates', { query: asked, signal })).json()) as {
        items: PlannedDate[]
      },
  })
}
