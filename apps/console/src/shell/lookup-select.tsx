import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from './api.ts'

export type Looked = { value: string; label: string; note?: string }

type LookupSelectProps<Row> = {
  /** The list that is searched: `/api/v1/customers`. */
  path: string
  /** How a row is shown. */
  show: (row: Row) => Looked
  query?: Record<string, string>
  /** How the value that came with the form is called. */
  /** What the list is asked by: its search, or the filter of a list that has none. */
  by?: 'q' | `filter[${string}]`
  known?: Looked | undefined
  value?: string | null
  onChange?: (value: string | null) => void
  id?: string
  placeholder?: string
  'aria-label'?: string
  autoFocus?: boolean
  size?: 'large'
}

/** One of many, found by typing: asks the list behind `path` after a short rest. */
export function LookupSelect<Row>({
  path,
  show,
  query = {},
  by = 'q',
  known,
  value,
  onChange,
  ...rest
}: LookupSelectProps<Row>) {
  const { t } = useTranslation('common')
  const [typed, setTyped] = useState('')
  const q = useRested(typed.trim())
  const found = useQuery({
    queryKey: ['get', path, 'lookup', by, q, query],
    queryFn: async ({ signal }) => {
      const asked = { ...query, limit: '20', ...(q && { [by]: q }) }
      return (await (await call('GET', path, { query: asked, signal })).json()) as { items: Row[] }
    },
    placeholderData: keepPreviousData,
  })
  const options = (found.data?.items ?? []).map(show)
  const all = known && !options.some((one) => one.value === known.value) ? [known, ...options] : options
  return (
    <Select<string | null, Looked>
      {...rest}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? null}
      loading={found.isFetching}
      options={all}
      optionRender={({ data }) => (
        <span>
          {data.label} {data.note && <span style={{ color: 'var(--ink-3)' }}>{data.note}</span>}
        </span>
      )}
      notFoundContent={t('empty.noMatch')}
      onChange={(chosen) => onChange?.(chosen ?? null)}
    />
  )
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), 200)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
