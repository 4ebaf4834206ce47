import { useSay } from '@aftercare/words/web'
import { useQuery } from '@tanstack/react-query'
import { Checkbox, DatePicker, Input, InputNumber, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'
import type { Filter } from './define-list.ts'
import styles from './filter-editor.module.css'
import { dayOf, endOfDay, lastDayOf, startOfDay } from './zone-day.ts'

type EditorProps<F extends Filter = Filter> = {
  filter: F
  label: string
  /** As the API has it: `a,b`, `from..to`, `true`. */
  value: string
  onChange: (value: string) => void
}
type Of<Kind extends Filter['kind']> = EditorProps<Extract<Filter, { kind: Kind }>>

export function FilterEditor({ filter, ...rest }: EditorProps) {
  switch (filter.kind) {
    case 'choice':
      return <Choices filter={filter} {...rest} />
    case 'lookup':
      return <Lookup filter={filter} {...rest} />
    case 'yesNo':
      return <YesNo filter={filter} {...rest} />
    case 'number':
      return <Numbers filter={filter} {...rest} />
    case 'text':
      return <Text filter={filter} {...rest} />
    default:
      return <Days filter={filter} {...rest} />
  }
}

function Choices({ filter, label, value, onChange }: Of<'choice'>) {
  const say = useSay()
  const picked = value === '' ? [] : value.split(',')
  return (
    <Checkbox.Group
      className={styles.choices}
      aria-label={label}
      value={picked}
      options={filter.choices.map((choice) => ({ value: choice.value, label: say(choice.label) }))}
      onChange={(next) => onChange(next.join())}
    />
  )
}

function Lookup({ filter, label, value, onChange }: Of<'lookup'>) {
  const [q, setQ] = useState('')
  const picked = value === '' ? [] : value.split(',')
  const found = useQuery({ queryKey: ['find', label, q], queryFn: () => filter.find(q), staleTime: 30_000 })
  const named = useQuery({ queryKey: ['names', value], queryFn: () => filter.name(picked), enabled: picked.length > 0 })
  const options = [...(named.data ?? []), ...(found.data ?? [])]
  return (
    <Select
      mode="multiple"
      autoFocus
      defaultOpen
      className={styles.wide}
      aria-label={label}
      value={picked}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={options.filter((one, index) => options.findIndex((other) => other.value === one.value) === index)}
      onChange={(next: string[]) => onChange(next.join())}
    />
  )
}

function YesNo({ label, value, onChange }: Of<'yesNo'>) {
  const { t } = useTranslation('common')
  return (
    <Radio.Group
      aria-label={label}
      value={value}
      options={[
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]}
      onChange={(event) => onChange(String(event.target.value))}
    />
  )
}

function Days({ filter, label, value, onChange }: EditorProps<Extract<Filter, { kind: 'instant' | 'day' }>>) {
  const { t } = useTranslation('common')
  const { person } = useSession()
  const zone = person.timeZone
  const isInstant = filter.kind === 'instant'
  // Without any has no days.
  const [from = '', to = ''] = value === 'none' ? [] : value.split('..')
  const first = from && dayjs(isInstant ? dayOf(from, zone) : from)
  const last = to && dayjs(isInstant ? lastDayOf(to, zone) : dayjs(to).subtract(1, 'day').format('YYYY-MM-DD'))
  const change = (days: [Dayjs | null, Dayjs | null] | null) => {
    const [start, end] = (days ?? [null, null]).map((day) => day?.format('YYYY-MM-DD'))
    const begin = start && (isInstant ? startOfDay(start, zone) : start)
    const finish = end && (isInstant ? endOfDay(end, zone) : dayjs(end).add(1, 'day').format('YYYY-MM-DD'))
    onChange(begin || finish ? `${begin ?? ''}..${finish ?? ''}` : '')
  }
  return (
    <div className={styles.days}>
      <DatePicker.RangePicker
        allowEmpty
        autoFocus
        aria-label={label}
        placeholder={[t('from'), t('to')]}
        value={[first || null, last || null]}
        onChange={change}
      />
      {isInstant && <p className={styles.hint}>{t('inZone', { zone })}</p>}
    </div>
  )
}

function Numbers({ label, value, onChange }: Of<'number'>) {
  const { t } = useTranslation('common')
  const [from = '', to = ''] = value === 'none' ? [] : value.split('..')
  const join = (start: string, end: string) => onChange(start || end ? `${start}..${end}` : '')
  return (
    <div className={styles.numbers}>
      <InputNumber
        aria-label={`${label}: ${t('from')}`}
        placeholder={t('from')}
        value={from || null}
        onChange={(next) => join(String(next ?? ''), to)}
      />
      <InputNumber
        aria-label={`${label}: ${t('to')}`}
        placeholder={t('to')}
        value={to || null}
        onChange={(next) => join(from, String(next ?? ''))}
      />
    </div>
  )
}

function Text({ label, value, onChange }: Of<'text'>) {
  const [text, setText] = useState(value)
  return (
    <Input
      autoFocus
      className={styles.wide}
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => onChange(text.trim())}
      onPressEnter={() => onChange(text.trim())}
    />
  )
}
