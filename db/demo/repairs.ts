import type { Book } from './book.ts'
import type { Asset, Customer } from './customers.ts'

export interface Stay {
  fault: string
  from: Date
  /** Absent: it is still in the workshop. */
  out?: Date
  safety?: boolean
}

/** One repair owed by law, as an import from the system before would have brought it. */
export function writeRepair(book: Book, customer: Customer, asset: Asset, { fault, from, out, safety }: Stay): void {
  book.add('entitlement.repair', {
    id: book.dice.id(from),
    asset_id: asset.id,
    source_type: 'import',
    source_id: book.dice.id(from),
    in_at: from.toISOString(),
    out_at: out?.toISOString() ?? null,
    time_zone: customer.place.zone,
    symptom_code: fault,
    severe_safety: safety ?? false,
    no_fault_found: false,
    under: 'statute',
  })
}
