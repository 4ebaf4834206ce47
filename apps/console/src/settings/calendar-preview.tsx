import { type BusinessCalendar, calendarDays, RuleError } from '@aftercare/rules'
import { useFormat } from '@aftercare/words/web'
import { Form, type FormInstance } from 'antd'
import { useTranslation } from 'react-i18next'
import { type CalendarValues, wholeWeek } from './calendar-form.tsx'
import styles from './calendar-preview.module.css'

const DAYS = 21
const DAY_MS = 86_400_000
let drafts = 0

/** What the hours typed so far mean for the next three weeks, by the same rules the clocks use. */
export function CalendarPreview({ form }: { form: FormInstance<CalendarValues> }) {
  const { t } = useTranslation('network')
  const values = Form.useWatch((all: CalendarValues) => all, form)
  const days = values?.weekly ? preview(values) : []
  return (
    <section className={styles.preview}>
      <h3 className={styles.title}>{t('calendar.preview')}</h3>
      <p className={styles.hint}>{t('calendar.previewHint')}</p>
      {days === null ? (
        <p role="alert">{t('calendar.wrong')}</p>
      ) : (
        <ol className={styles.days}>
          {days.map((day) => (
            <Day key={day.day} day={day} />
          ))}
        </ol>
      )}
    </section>
  )
}

type Previewed = { day: string; rule: 'weekly' | 'holiday' | 'workday'; hours: string[] }

function Day({ day }: { day: Previewed }) {
  const { t } = useTranslation('network')
  const { language } = useFormat()
  const at = new Date(`${day.day}T12:00:00Z`)
  const name = new Intl.DateTimeFormat(language, { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' })
  return (
    <li className={styles.day} data-rule={day.rule} data-open={day.hours.length > 0}>
      <span>{name.format(at)}</span>
      <span>{day.hours.join(' · ') || t('calendar.closed')}</span>
      {day.rule !== 'weekly' && <em>{t(`calendar.rule.${day.rule}`)}</em>}
    </li>
  )
}

/** Null while the hours do not add up. */
function preview({ timeZone, weekly, holidays, workdays }: CalendarValues): Previewed[] | null {
  // Each draft is a calendar of its own: the rules remember calendars by id and version.
  drafts += 1
  const calendar = {
    id: 'draft',
    version: drafts,
    timeZone,
    weekly: wholeWeek(weekly),
    holidays,
    workdays,
  } as unknown as BusinessCalendar
  try {
    const now = Date.now()
    const days = calendarDays(calendar, now, now + DAYS * DAY_MS)
    return days.map(({ day, rule }) => ({ day, rule, hours: hoursOn(calendar, day, rule) }))
  } catch (error) {
    if (error instanceof RuleError) return null
    throw error
  }
}

/** As they were typed: wall times read better than instants. */
function hoursOn(calendar: BusinessCalendar, day: string, rule: Previewed['rule']): string[] {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() || 7) as 1
  const hours = rule === 'workday' ? calendar.workdays[day] : rule === 'holiday' ? [] : calendar.weekly[weekday]
  return (hours ?? []).map(([from, to]) => `${from}–${to}`)
}
