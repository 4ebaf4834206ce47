import { Select } from 'antd'
import { $api } from '../shell/api.ts'
import type { Looked } from '../shell/lookup-select.tsx'
import { useNamed } from './named.ts'

type ModelSelectProps = {
  value?: string | null
  onChange?: (id: string) => void
  known?: Looked | undefined
  id?: string
  'aria-label'?: string
}

/** One model, found by its code or by its name in any language. */
export function ModelSelect({ value, onChange, known, ...rest }: ModelSelectProps) {
  const named = useNamed()
  const query = $api.useQuery('get', '/api/v1/models', { params: { query: { limit: 200 } } })
  const options = (query.data?.items ?? []).map((row) => ({
    value: row.id,
    label: `${named(row.name)} · ${row.code}`,
    text: `${row.code} ${Object.values(row.name).join(' ')}`.toLowerCase(),
  }))
  const all = options.length === 0 && known ? [{ ...known, text: '' }] : options
  return (
    <Select<string, (typeof all)[number]>
      {...rest}
      showSearch={{ filterOption: (typed, option) => option?.text.includes(typed.trim().toLowerCase()) ?? false }}
      loading={query.isPending}
      {...(value && { value })}
      options={all}
      onChange={(chosen) => onChange?.(chosen)}
    />
  )
}
