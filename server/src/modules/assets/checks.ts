import { isCurrency } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type FieldError, invalid, notFound, Problem } from '../../kit/problem.ts'

interface Dates {
  builtOn?: string | null | undefined
  soldOn?: string | null | undefined
  deliveredOn?: string | null | undefined
  installedOn?: string | null | undefined
  registeredOn?: string | null | undefined
}

/** Nothing is sold or delivered before it is built, nor installed before it is there; a delivery may come before the invoice. */
export function checkDates(dates: Dates): void {
  const { builtOn, deliveredOn } = dates
  const errors: FieldError[] = []
  const after = (earlier: string | null | undefined, path: keyof Dates) => {
    const later = dates[path]
    if (earlier && later && later < earlier) errors.push({ path, code: 'assets.date_order', values: { earlier } })
  }
  after(builtOn, 'soldOn')
  after(builtOn, 'deliveredOn')
  after(builtOn, 'installedOn')
  after(deliveredOn, 'installedOn')
  after(builtOn, 'registeredOn')
  if (errors.length > 0) throw new Problem('validation.failed', 422, { errors })
}

/** An amount without its currency says nothing, and the other way round. */
export function checkPrice(minor: string | null | undefined, currency: string | null | undefined): void {
  if (minor && !isCurrency(currency)) throw invalid({ path: 'priceCurrency', code: 'assets.price_currency' })
  if (currency && !minor) throw invalid({ path: 'priceMinor', code: 'assets.price_currency' })
}

/** A machine is not part of itself, however far down. */
export async function checkParent(tx: Tx, assetId: string, parentId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select id, parent_id from assets.asset where id = ${parentId}
      union select a.id, a.parent_id from assets.asset a join up on a.id = up.parent_id)
    select id from up`.execute(tx)
  if (rows.length === 0) throw notFound('asset')
  if (rows.some((row) => row.id === assetId)) throw invalid({ path: 'parentId', code: 'assets.own_parent' })
}

/** A product stands at an address of its owner. */
export async function checkAddress(tx: Tx, addressId: string, customerId: string | null): Promise<void> {
  const found = await tx
    .selectFrom('parties.address')
    .select('id')
    .where('id', '=', addressId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (!found) throw invalid({ path: 'addressId', code: 'assets.foreign_address' })
}

export async function classOfModel(tx: Tx, modelId: string): Promise<string> {
  const row = await tx
    .selectFrom('assets.model as m')
    .innerJoin('assets.family as f', 'f.id', 'm.family_id')
    .select('f.product_class')
    .where('m.id', '=', modelId)
    .executeTakeFirst()
  if (!row) throw invalid({ path: 'modelId', code: 'validation.unknown_reference' })
  return row.product_class
}
