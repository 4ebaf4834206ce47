import { type Looked, LookupSelect } from '../shell/lookup-select.tsx'
import type { CustomerRow } from './customer-list.tsx'

type CustomerSelectProps = {
  value?: string | null
  onChange?: (id: string | null) => void
  known?: Looked | undefined
  id?: string
  placeholder?: string
  'aria-label'?: string
}

/** One customer, found by name, number, phone or contact. */
export function CustomerSelect(props: CustomerSelectProps) {
  return <LookupSelect<CustomerRow> path="/api/v1/customers" show={looked} {...props} />
}

const looked = (row: CustomerRow): Looked => ({
  value: row.id,
  label: row.name,
  note: [row.number, row.city].filter(Boolean).join(' · '),
})
