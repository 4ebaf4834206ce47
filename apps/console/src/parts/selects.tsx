import type { RowOf } from '@aftercare/api'
import { useNamed } from '../assets/named.ts'
import { type Looked, LookupSelect } from '../shell/lookup-select.tsx'

type Props = {
  value?: string | null
  onChange?: (id: string | null) => void
  id?: string
  known?: Looked | undefined
  placeholder?: string
  size?: 'large'
  'aria-label'?: string
}

/** A shelf: a warehouse, a depot, a station's, a van's. */
export function PlaceSelect(props: Props) {
  return (
    <LookupSelect<RowOf<'/api/v1/stock-places'>>
      path="/api/v1/stock-places"
      by="filter[place]"
      show={(row) => ({ value: row.id, label: row.place, note: row.code })}
      {...props}
    />
  )
}

/** A part, found by any of its numbers or by its name. */
export function PartSelect(props: Props) {
  const named = useNamed()
  return (
    <LookupSelect<RowOf<'/api/v1/parts'>>
      path="/api/v1/parts"
      show={(row) => ({ value: row.id, label: row.number, note: named(row.name) })}
      {...props}
    />
  )
}
