import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, DatePicker, Tag } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { type Hours, HoursField } from '../people/week-field.tsx'
import styles from './settings.module.css'

type DaysFieldProps = { value?: string[]; onChange?: (days: string[]) => void; id?: string }

/** A set of days. */
export function DaysField({ value = [], onChange, id }: DaysFieldProps) {
  const { t } = useTranslation('network')
  const { calendarDay } = useFormat()
  return (
    <div id={id}>
      {value.map((day) => (
        <Tag key={day} closable onClose={() => onChange?.(value.filter((one) => one !== day))}>
          {calendarDay(day)}
        </Tag>
      ))}
      <AddDay label={t('calendar.addHoliday')} onAdd={(day) => onChange?.([...new Set([...value, day])].sort())} />
    </div>
  )
}

type SpecialProps = { value?: Record<string, Hours>; onChange?: (days: Record<string, Hours>) => void; id?: string }

/** Days with hours of their own: they go before the week and before holidays; none means closed. */
export function SpecialDaysField({ value = {}, onChange, id }: SpecialProps) {
  const { t } = useTranslation(['network', 'common'])
  const { calendarDay } = useFormat()
  const without = (day: string) => Object.fromEntries(Object.entries(value).filter(([one]) => one !== day))
  return (
    <div id={id}>
      {Object.keys(value)
        .sort()
        .map((day) => (
          <div key={day} className={styles.row}>
            <span>{calendarDay(day)}</span>
            <HoursField
              value={value[day] ?? []}
              label={calendarDay(day)}
              onChange={(hours) => onChange?.({ ...value, [day]: hours })}
            />
            <Button
              type="text"
              size="small"
              icon={<Icon name="trash" size={16} />}
              aria-label={`${t('common:do.remove')} ${calendarDay(day)}`}
              onClick={() => onChange?.(without(day))}
            />
          </div>
        ))}
      <AddDay
        label={t('calendar.addWorkday')}
        onAdd={(day) => onChange?.({ ...value, [day]: value[day] ?? [['09:00', '18:00']] })}
      />
    </div>
  )
}

/** A date picker that adds what is chosen and stands empty again. */
function AddDay({ label, onAdd }: { label: string; onAdd: (day: string) => void }) {
  return (
    <DatePicker<Dayjs>
      value={null}
      placeholder={label}
      aria-label={label}
      onChange={(day) => day && onAdd(day.format('YYYY-MM-DD'))}
    />
  )
}
