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

function useModels() {
  const named = useNamed()
  const query = $api.useQuery('get', '/api/v1/models', { params: { query: { limit: 200 } } })
  const options = (query.data?.items ?? []).map((row) => ({
    value: row.id,
    label: `${named(row.name)} · ${row.code}`,
    text: `${row.code} ${Object.values(row.name).join(' ')}`.toLowerCase(),
  }))
  return { options, isPending: query.isPending }
}

type Option = ReturnType<typeof useModels>['options'][number]
const search = {
  filterOption: (typed: string, option?: Option) => option?.text.includes(typed.trim().toLowerCase()) ?? false,
}

/** One model, found by its code or by its name in any language. */
export function ModelSelect({ value, onChange, known, ...rest }: ModelSelectProps) {
  const { options, isPending } = useModels()
  const all = options.length === 0 && known ? [{ ...known, text: '' }] : options
  return (
    <Select<string, Option>
      {...rest}
      showSearch={search}
      loading={isPending}
      {...(value && { value })}
      options={all}
      onChange={(chosen) => onChange?.(chosen)}
    />
  )
}

type ManyProps = { value?: string[]; onChange?: (ids: string[]) => void; id?: string; without: string }

/** Several models, found the same way. */
export function ModelsSelect({ value, onChange, without, id }: ManyProps) {
  const { options, isPending } = useModels()
  return (
    <Select<string[], Option>
      mode="multiple"
      showSearch={search}
      loading={isPending}
      value={value ?? []}
      options={options.filter((one) => one.value !== without)}
      onChange={(chosen) => onChange?.(chosen)}
      {...(id && { id })}
    />
  )
}
