import { Button, EmptyState } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { figuresOf } from '../data/day-sheet.ts'
import type { FieldDay, Visit } from '../data/store.ts'
import { useDay, useFacts } from '../data/use-store.ts'
import { paths } from '../paths.ts'
import { Bar } from '../shell/bar.tsx'
import { CorrectionSheet } from './correction-sheet.tsx'
import styles from './day-sheet.module.css'
import { ExpenseSheet } from './expense-sheet.tsx'
import { Expenses } from './expenses.tsx'
import { TimeChanges } from './time-changes.tsx'

/** The day as its steps say: time and way of each visit, put right where it was otherwise, and what was paid. */
export function DaySheet() {
  const { t } = useTranslation('field')
  const { visits } = useDay()
  const [paying, setPaying] = useState(false)
  const all = (visits ?? []).map((one) => one.visit)
  const begun = all.filter((visit) => visit.enRouteAt ?? visit.arrivedAt ?? visit.startedAt)
  return (
    <>
      <Bar title={t('sheet.title')} back={paths.today()} />
      <div className={styles.page}>
        {begun.length === 0 && <EmptyState icon="check" title={t('sheet.empty')} hint={t('sheet.emptyHint')} />}
        {begun.map((visit) => (
          <VisitTime key={visit.id} visit={visit} />
        ))}
        {begun.length > 0 && <Sum visits={begun} />}
        <h2 className={styles.heading}>{t('expense.title')}</h2>
        <Expenses visits={all} />
        <Button icon="plus" block disabled={all.length === 0} onClick={() => setPaying(true)}>
          {t('expense.add')}
        </Button>
      </div>
      {paying && <ExpenseSheet visits={all} onClose={() => setPaying(false)} />}
    </>
  )
}

function VisitTime({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field')
  const { dates } = useFormat()
  const [open, setOpen] = useState(false)
  const planned = useFacts()?.ways?.find((one) => one.visitId === visit.id)
  const from = visit.enRouteAt ?? visit.arrivedAt ?? visit.startedAt ?? visit.startsAt
  const { times, time } = dates(visit.timeZone)
  return (
    <article className={styles.card}>
      <header className={styles.row}>
        <strong>{visit.customer?.name ?? visit.number}</strong>
        <span>{visit.finishedAt ? times(from, visit.finishedAt) : t('sheet.since', { time: time(from) })}</span>
      </header>
      <Figures of={figuresOf(visit)} planned={planned} />
      {(visit.corrections ?? []).map((one) => (
        <p key={one.field} className={styles.note}>
          {t('sheet.right', { what: t(`sheet.${one.field}`), why: one.reason })}
        </p>
      ))}
      <TimeChanges visit={visit} />
      <Button onClick={() => setOpen(true)}>{t('sheet.correct')}</Button>
      {open && <CorrectionSheet visit={visit} onClose={() => setOpen(false)} />}
    </article>
  )
}

const SHOWN = ['travelMinutes', 'siteMinutes', 'workMinutes', 'pauseMinutes', 'km'] as const

type Way = FieldDay['ways'][number]

function Figures({ of, planned }: { of: ReturnType<typeof figuresOf>; planned?: Way | undefined }) {
  const { t } = useTranslation('field')
  const { numbers } = useFormat()
  return (
    <dl className={styles.figures}>
      {SHOWN.map((key) => (
        <div key={key}>
          <dt>{t(`sheet.${key}`)}</dt>
          <dd>
            {of[key] === null
              ? t('sheet.unknown')
              : key === 'km'
                ? t('sheet.kilometres', { n: numbers.decimal(of[key], 1) })
                : t('sheet.minutes', { n: numbers.whole(of[key]) })}
          </dd>
          {planned && key === 'travelMinutes' && (
            <dd>{t('sheet.plannedMinutes', { minutes: numbers.whole(planned.minutes) })}</dd>
          )}
          {planned && key === 'km' && <dd>{t('sheet.plannedKm', { km: numbers.decimal(planned.km, 1) })}</dd>}
        </div>
      ))}
    </dl>
  )
}

function Sum({ visits }: { visits: Visit[] }) {
  const { t } = useTranslation('field')
  const figures = visits.map(figuresOf)
  const sum = (key: (typeof SHOWN)[number]) => figures.reduce((all, one) => all + (one[key] ?? 0), 0)
  // A way nobody knows is not none.
  const km = figures.every((one) => one.km === null) ? null : sum('km')
  const all = {
    ...{ travelMinutes: sum('travelMinutes'), siteMinutes: sum('siteMinutes') },
    ...{ workMinutes: sum('workMinutes'), pauseMinutes: sum('pauseMinutes'), km },
  }
  return (
    <section className={styles.card} aria-label={t('sheet.sum')}>
      <strong>{t('sheet.sum')}</strong>
      <Figures of={all} />
    </section>
  )
}
