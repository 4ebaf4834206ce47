import type { RowOf } from '@aftercare/api'
import { type Looked, LookupSelect } from '../../shell/lookup-select.tsx'

type Given = {
  label: string
  value?: string | null
  onChange?: (value: string | null) => void
  /** The chosen one before anything was typed. */
  known?: Looked | undefined
  autoFocus?: boolean
  id?: string
}

/** Those who may answer for a request: the desk, the field and those who lead it. */
const owners = {
  'filter[isActive]': 'true',
  'filter[roles]': 'service_desk,dispatcher,station_manager,service_manager,administrator,technician',
}

export function OwnerPicker({ label, ...rest }: Given) {
  const show = (row: RowOf<'/api/v1/people'>) => ({ value: row.id, label: row.name })
  return <LookupSelect path="/api/v1/people" query={owners} show={show} aria-label={label} {...rest} />
}

export function StationPicker({ label, ...rest }: Given) {
  const show = (row: RowOf<'/api/v1/stations'>) => ({ value: row.id, label: row.name })
  return <LookupSelect path="/api/v1/stations" query={active} show={show} aria-label={label} {...rest} />
}
const active = { 'filter[isActive]': 'true' }

export function CustomerPicker({ label, ...rest }: Given) {
  const show = (row: RowOf<'/api/v1/customers'>) => ({ value: row.id, label: `${row.name} · ${row.number}` })
  return <LookupSelect path="/api/v1/customers" show={show} aria-label={label} {...rest} />
}
