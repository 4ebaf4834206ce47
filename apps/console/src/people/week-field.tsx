import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './week-field.module.css'

export type Hours = [from: string, to: string][]
export type Week = Partial<Record<WeekDay, Hours>>
export const weekDays = ['1', '2', '3', '4', '5', '6', '7'] as const
export type WeekDay = (typeof weekDays)[number]

/** The name of an ISO weekday, 1 = Monday. */
export function useDayName(): (day: WeekDay) => string {
  const { language } = useFormat()
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  // 2024-01-01 was a Monday.
  return (day) => format.format(new Date(Date.UTC(2024, 0, Number(day))))
}

type WeekFieldProps = { value?: Week; onChange?: (week: Week) => void; id?: string }

/** Hours of a week: several stretches a day, 24:00 ends the day. */
export function WeekField({ value = {}, onChange, id }: WeekFieldProps) {
  const { t } = useTranslation('people')
  const nameOf = useDayName()
  const set = (day: WeekDay, hours: Hours) => onChange?.({ ...value, [day]: hours })
  const copy = () => {
    const monday = value['1'] ?? []
    const same = ['1', '2', '3', '4', '5'].map((day) => [day, monday.map(([from, to]) => [from, to])])
    onChange?.({ ...value, ...(Object.fromEntries(same) as Week) })
  }
  return (
    <div id={id} className={styles.week}>
      {weekDays.map((day) => (
        <div key={day} className={styles.day}>
          <span className={styles.name}>{nameOf(day)}</span>
          <HoursField value={value[day] ?? []} label={nameOf(day)} onChange={(hours) => set(day, hours)} />
        </div>
      ))}
      <Button type="link" size="small" onClick={copy}>
        {t('week.copy')}
      </Button>
    </div>
  )
}

type HoursFieldProps = { value: Hours; label: string; onChange: (hours: Hours) => void }

/** The hours of one day; none means closed. */
export function HoursField({ value, label, onChange }: HoursFieldProps) {
  const { t } = useTranslation('people')
  const last = value.at(-1)?.[1]
  const change = (at: number, side: 0 | 1, time: string) =>
    onChange(value.map((one, i) => (i !== at ? one : side === 0 ? [time, one[1]] : [one[0], time])))
  return (
    <div className={styles.hours}>
      {value.length === 0 && <span className={styles.closed}>{t('week.closed')}</span>}
      {value.map(([from, to], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch has no other name than its place
        <span key={at} className={styles.stretch}>
          <TimeInput label={`${label}, ${t('week.from')}`} value={from} onChange={(time) => change(at, 0, time)} />
          {'–'}
          <TimeInput label={`${label}, ${t('week.to')}`} value={to} onChange={(time) => change(at, 1, time)} />
          <Button
            type="text"
            size="small"
            icon={<Icon name="close" size={16} />}
            aria-label={`${label}: ${t('week.remove')}`}
            onClick={() => onChange(value.filter((_, i) => i !== at))}
          />
        </span>
      ))}
      <Button
        type="text"
        size="small"
        icon={<Icon name="plus" size={16} />}
        aria-label={`${label}: ${t('week.add')}`}
        onClick={() => onChange([...value, last ? [last, '24:00'] : ['09:00', '18:00']])}
      />
    </div>
  )
}

/** Not `type="time"`: that knows no 24:00, and hides it. */
function TimeInput({ label, value, onChange }: { label: string; value: string; onChange: (time: string) => void }) {
  const complete = (typed: string) => {
    const [hours = '', minutes = '00'] = typed.replace('：', ':').split(':')
    if (/^\d{1,2}$/.test(hours) && /^\d{2}$/.test(minutes)) onChange(`${hours.padStart(2, '0')}:${minutes}`)
  }
  return (
    <Input
      className={styles.time!}
      aria-label={label}
      value={value}
      inputMode="numeric"
      maxLength={5}
      onChange={(event) => onChange(event.target.value)}
      onBlur={(event) => complete(event.target.value)}
    />
  )
}

/** A week in words: days with the same hours side by side would be shorter, but one line a day is read at a glance. */
export function WeekText({ week }: { week: Record<string, string[][]> }) {
  const { t } = useTranslation('people')
  const nameOf = useDayName()
  return (
    <dl className={styles.text}>
      {weekDays.map((day) => (
        <div key={day}>
          <dt>{nameOf(day)}</dt>
          <dd>{(week[day] ?? []).map(([from, to]) => `${from} – ${to}`).join(' · ') || t('week.closed')}</dd>
        </div>
      ))}
    </dl>
  )
}
