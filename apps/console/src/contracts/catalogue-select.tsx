import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useNamed } from '../assets/named.ts'
import { call } from '../shell/api.ts'

type Row = { id: string; code: string; name: Parameters<ReturnType<typeof useNamed>>[0] }
type CatalogueSelectProps = {
  /** A short list: service products, families, kinds of maintenance. */
  path: string
  query?: Record<string, string>
  value?: string | null
  onChange?: (id: string | null) => void
  id?: string
}

/** One of a short list, found by its code or by its name in any language. */
export function CatalogueSelect({ path, query = {}, value, onChange, ...rest }: CatalogueSelectProps) {
  const named = useNamed()
  const asked = { ...query, limit: '200' }
  const found = useQuery({
    queryKey: ['get', path, 'catalogue', asked],
    queryFn: async ({ signal }) =>
      (await (await call('GET', path, { query: asked, signal })).json()) as { items: Row[] },
  })
  const options = (found.data?.items ?? []).map((row) => ({
    value: row.id,
    label: `${named(row.name)} · ${row.code}`,
    text: `${row.code} ${Object.values(row.name).join(' ')}`.toLowerCase(),
  }))
  return (
    <Select<string, (typeof options)[number]>
      {...rest}
      allowClear
      showSearch={{ filterOption: (typed, option) => option?.text.includes(typed.trim().toLowerCase()) ?? false }}
      loading={found.isPending}
      {...(value && { value })}
      options={options}
      onChange={(chosen) => onChange?.(chosen ?? null)}
    />
  )
}
