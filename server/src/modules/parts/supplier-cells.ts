import { minorDigits, minorOf } from '@aftercare/rules'
import { day, line } from '../../kit/shapes.ts'
import { sayAmount } from './part-columns.ts'

/** Who sells a part, in the words of the table and of the file. */
export interface FileSupplier {
  supplier: string
  number: string | null
  unit_minor: string | null
  lead_days: number
  minimum: number
  pack: number
  last_order_on: string | null
}

const QUANTITY = /^\d{1,9}(\.\d{1,6})?$/
const whole = (said: string) => /^\d{1,4}$/.test(said) && Number(said) <= 1000
const amount = (said: string, currency: string) =>
  /^\d{1,12}(\.\d{1,6})?$/.test(said) && (said.split('.')[1] ?? '').length <= minorDigits(currency)

/** The fields of an entry in their order, and what each must look like; what may be empty is asked only when it is said. */
const FIELDS: readonly [name: string, isNeeded: boolean, isGood: (said: string, currency: string) => boolean][] = [
  ['supplier', true, (said) => line.safeParse(said).success],
  ['number', false, (said) => line.safeParse(said).success],
  ['price', false, amount],
  ['lead_days', true, whole],
  ['minimum', false, (said) => QUANTITY.test(said)],
  ['pack', false, (said) => QUANTITY.test(said) && Number(said) > 0],
  ['last_order_on', false, (said) => day.safeParse(said).success],
]

type Fault = { field: string; code: string }

/** `Acme | A-1 | 12.50 | 14 | 4 | 2 | 2027-01-31`, money in the company's currency; the first field that cannot be, by its name. */
export function readSuppliers(entries: readonly string[][], currency: string): FileSupplier[] | Fault {
  const seen = new Set<string>()
  for (const fields of entries) {
    for (const [i, [field, isNeeded, isGood]] of FIELDS.entries()) {
      const said = fields[i] ?? ''
      if (said === '' && isNeeded) return { field, code: 'validation.required' }
      if (said !== '' && !isGood(said, currency)) return { field, code: 'validation.invalid' }
    }
    if (fields.length > FIELDS.length) return { field: 'last_order_on', code: 'validation.invalid' }
    const fold = fields[0]!.toLowerCase()
    if (seen.has(fold)) return { field: 'supplier', code: 'validation.duplicate' }
    seen.add(fold)
  }
  return entries.map(([supplier, number, price, days, minimum, pack, last]) => ({
    ...{ supplier: supplier!, number: number || null, unit_minor: price ? minorOf(price, currency) : null },
    ...{ lead_days: Number(days), minimum: Number(minimum || 0), pack: Number(pack || 1), last_order_on: last || null },
  }))
}

/** As it is written in the file: what is empty at the end is left out. */
export const saySuppliers = (all: readonly FileSupplier[], currency: string) =>
  all
    .map((one) =>
      [
        ...[one.supplier, one.number, sayAmount(one.unit_minor, currency), one.lead_days],
        ...[one.minimum || null, one.pack === 1 ? null : one.pack, one.last_order_on],
      ]
        .join(' | ')
        .replace(/[ |]+$/, ''),
    )
    .join('\n')
