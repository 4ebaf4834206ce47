import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { keepsEnter } from './keeps-enter.ts'

type DayFieldProps = {
  value?: string | null
  onChange?: (day: string | null) => void
  id?: string
  'aria-label'?: string
  placeholder?: string
  /** The last day that can be chosen. */
  until?: 'today'
}

/** A calendar day as the API writes it, `2026-11-23`; it has no zone. */
export function DayField({ value, onChange, until, ...rest }: DayFieldProps) {
  return (
    <DatePicker
      {...rest}
      onKeyDown={keepsEnter}
      style={{ width: '100%' }}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
      {...(until === 'today' && { disabledDate: (day) => day.isAfter(dayjs(), 'day') })}
    />
  )
}
