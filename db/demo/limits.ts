import type { Book } from './book.ts'
import type { Asset, Customer } from './customers.ts'
import type { Row } from './fill.ts'
import { writeRepair } from './repairs.ts'

interface Ground {
  book: Book
  customers: Customer[]
  /** Their products, not yet written. */
  rows: Record<string, Row[]>
  now: Date
}
/** Repairs of one unit: so many, of which fault, so many days each, the last one perhaps still open. */
interface Lot {
  family: string
  count: number
  fault?: string
  days?: number
  safety?: boolean
  open?: boolean
  /** What the certificate of this car says use costs per 1,000 km; without, the most the law allows. */
  useCoefficient?: number
}

const LOTS: readonly Lot[] = [
  // One step before the fifth repair of the same fault.
  { family: 'CAR', count: 4, useCoefficient: 0.004 },
  { family: 'CAR', count: 5, fault: 'C-SCREEN' },
  // 28 of more than 30 days in repair.
  { family: 'CAR', count: 2, fault: 'C-CHARGE', days: 14 },
  { family: 'CAR', count: 2, fault: 'C-BRAKE', safety: true },
  // In the workshop since five days: from the sixth it is a loan car.
  { family: 'CAR', count: 1, fault: 'C-NOISE', days: 5, open: true },
  { family: 'AC', count: 2, fault: 'A-NOCOOL' },
]
const DAY = 864e5
const OPEN = new Set(['new', 'triaged', 'scheduled', 'in_progress', 'waiting'])

/** A few units of private buyers in China that come near the limits of the law. Answers their ids. */
export function writeLimits({ book, customers, rows, now }: Ground): string[] {
  const asked = new Map(
    (book.rows['requests.request'] ?? [])
      .filter((row) => OPEN.has(String(row.status)) && row.symptom_code)
      .map((row) => [String(row.asset_id), String(row.symptom_code)]),
  )
  const mended = new Set((book.rows['entitlement.repair'] ?? []).map((row) => String(row.asset_id)))
  const young = customers
    .filter((one) => one.kind === 'person' && one.place.country === 'CN')
    .flatMap((customer) => customer.assets.map((asset) => ({ customer, asset })))
    .filter(({ asset }) => !mended.has(asset.id) && isYoung(asset, now))
    // Units with an open request first: that is where the desk meets the warning.
    .sort((a, b) => Number(asked.has(b.asset.id)) - Number(asked.has(a.asset.id)))
  return LOTS.flatMap((lot) => {
    const index = young.findIndex(({ asset }) => asset.model.family === lot.family)
    const [found] = index < 0 ? [] : young.splice(index, 1)
    if (!found) return []
    const fault = lot.fault ?? asked.get(found.asset.id) ?? 'C-CHARGE'
    const row = rows['assets.asset']?.find(({ id }) => id === found.asset.id)
    if (row && lot.useCoefficient) row.use_coefficient = lot.useCoefficient
    writeRepairs({ book, now }, found.asset, found.customer, { ...lot, fault })
    return [found.asset.id]
  })
}

const isYoung = ({ deliveredOn }: Asset, now: Date) => {
  const days = (now.getTime() - deliveredOn.getTime()) / DAY
  return days > 130 && days < 500
}

function writeRepairs(
  { book, now }: Pick<Ground, 'book' | 'now'>,
  asset: Asset,
  customer: Customer,
  lot: Lot & { fault: string },
): void {
  const days = lot.days ?? 0.2
  for (let nth = 0; nth < lot.count; nth++) {
    const back = lot.open ? 0 : 8 + (lot.count - 1 - nth) * 22
    const out = new Date(now.getTime() - back * DAY)
    const from = new Date(out.getTime() - days * DAY)
    writeRepair(book, customer, asset, {
      fault: lot.fault,
      from,
      ...(!lot.open && { out }),
      safety: lot.safety ?? false,
    })
  }
}
