import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { keepsEnter } from './keeps-enter.ts'
import { instantOf, wallOf } from './list/zone-day.ts'
import { useSession } from './session.ts'

type MomentFieldProps = {
  /** An instant, as the API writes it. */
  value?: string | null
  onChange?: (instant: string | null) => void
  id?: string
  'aria-label'?: string
  allowClear?: boolean
  /** The last day, or the first, that can be chosen is today. */
  until?: 'today'
  from?: 'today'
}

/** A moment to the minute, shown and chosen in the zone of the person, wherever the browser thinks it is. */
export function MomentField({ value, onChange, until, from, ...rest }: MomentFieldProps) {
  const { timeZone } = useSession().person
  const today = dayjs(wallOf(new Date().toISOString(), timeZone))
  return (
    <DatePicker
      {...rest}
      onKeyDown={keepsEnter}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      style={{ width: '100%' }}
      value={value ? dayjs(wallOf(value, timeZone)) : null}
      onChange={(day) => onChange?.(day ? instantOf(day.format('YYYY-MM-DDTHH:mm:ss'), timeZone) : null)}
      disabledDate={(day) =>
        (until === 'today' && day.isAfter(today, 'day')) || (from === 'today' && day.isBefore(today, 'day'))
      }
    />
  )
}
