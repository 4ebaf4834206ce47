import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface PublishedList {
  id: string
  name: string
  country: string
  currency: string
  taxBp: number
  taxIncluded: boolean
}
export interface PublishedPrice {
  kind: string
  code: string
  name: Record<string, string>
  unit: string
  minor: string
}

/** The list in force in a country on a day: the one that began last; null when none is published. */
export async function listInForce(tx: Tx, country: string, day: string): Promise<PublishedList | null> {
  const row = await tx
    .selectFrom('billing.price_list')
    .select(['id', 'name', 'country', 'currency', 'tax_bp as taxBp', 'tax_included as taxIncluded'])
    .where('country', '=', country)
    .where('is_published', '=', true)
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** What something costs in a country on a day by the published list; null when it is not on it. */
export async function priceFor(tx: Tx, of: { country: string; code: string; day: string }) {
  const list = await listInForce(tx, of.country, of.day)
  if (!list) return null
  const price = (await pricesOf(tx, list.id, [of.code])).get(of.code)
  return price ? { list, price } : null
}

/** Prices of one list by code. */
export async function pricesOf(tx: Tx, listId: string, codes: readonly string[]): Promise<Map<string, PublishedPrice>> {
  if (codes.length === 0) return new Map()
  const rows = await tx
    .selectFrom('billing.price')
    .select(['kind', 'code', 'name', 'unit', 'minor'])
    .where('list_id', '=', listId)
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.code, row as unknown as PublishedPrice]))
}

/** Whole lists for phones, which quote without a network. */
export async function publishedPricesOf(tx: Tx, countries: readonly string[], day: string) {
  const lists = await Promise.all([...new Set(countries)].map((country) => listInForce(tx, country, day)))
  const found = lists.filter((list) => list !== null)
  return Promise.all(
    found.map(async ({ id, ...list }) => {
      const prices = await tx
        .selectFrom('billing.price')
        .select(['kind', 'code', 'name', 'unit', 'minor'])
        .where('list_id', '=', id)
        .orderBy('kind')
        .orderBy('code')
        .limit(5000)
        .execute()
      return { listId: id, ...list, prices }
    }),
  )
}
