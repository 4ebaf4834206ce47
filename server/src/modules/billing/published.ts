import { roundBy, roundingOf } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type PriceTerms, priceTerms, rateOf, type TaxCategory } from './terms.ts'

/** A list in force, with the terms of its country on that day and the labour rate of the station that asks. */
export interface PublishedList extends PriceTerms {
  id: string
  name: string
  edition: number | null
  /** For one hour at the level of the station; null when the list has no labour rates. */
  labourMinor: string | null
}
export interface PublishedPrice {
  kind: string
  code: string
  name: Record<string, string>
  unit: string
  /** Of an operation: its flat-rate time at the labour rate. */
  minor: string
  taxCategory: TaxCategory
  taxBp: number
}

/** The list in force in a country on a day; null when none is published. */
export async function listInForce(
  tx: Tx,
  country: string,
  day: string,
  stationId: string | null = null,
): Promise<PublishedList | null> {
  const row = await tx
    .selectFrom('billing.price_list')
    .select(['id', 'name', 'edition', 'country', 'currency', 'tax_bp as taxBp', 'tax_included as taxIncluded'])
    .where('country', '=', country)
    .where('is_published', '=', true)
    .where(sql<boolean>`daterange(valid_from, valid_to, '[]') @> ${day}::date`)
    .executeTakeFirst()
  if (!row) return null
  const labour = await labourRateOf(tx, row.id, stationId)
  const { id, name, edition, ...of } = row
  return { id, name, edition, ...(await priceTerms(tx, of, day)), labourMinor: labour?.minor ?? null }
}

/** The labour rate of the station's level, else the one for every station. */
export async function labourRateOf(tx: Tx, listId: string, stationId: string | null) {
  return tx
    .selectFrom('billing.labour_rate as r')
    .select(['r.level', 'r.minor'])
    .where('r.list_id', '=', listId)
    .where(
      sql<boolean>`r.level in ('', (select s.level from network.station s
        where s.tenant_id = r.tenant_id and s.id = ${stationId}::uuid))`,
    )
    .orderBy('r.level', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What something costs in a country on a day by the published list; null when it is not on it. */
export async function priceFor(tx: Tx, of: { country: string; code: string; day: string; stationId?: string | null }) {
  const list = await listInForce(tx, of.country, of.day, of.stationId ?? null)
  if (!list) return null
  const price = (await pricesOf(tx, list, [of.code])).get(of.code)
  return price ? { list, price } : null
}

/** Prices of one list by code; an operation the list has no labour rate for has no price. */
export async function pricesOf(
  tx: Tx,
  list: PublishedList,
  codes: readonly string[],
): Promise<Map<string, PublishedPrice>> {
  if (codes.length === 0) return new Map()
  const rows = await priceRows(tx, list.id)
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute()
  return new Map(rows.flatMap((row) => priced(list, row)).map((one) => [one.code, one]))
}

const priceRows = (tx: Tx, listId: string) =>
  tx
    .selectFrom('billing.price')
    .select(['kind', 'code', 'name', 'unit', 'minor', 'minutes', 'tax_category as taxCategory'])
    .where('list_id', '=', listId)

type PriceRow = Awaited<ReturnType<ReturnType<typeof priceRows>['execute']>>[number]

function priced(list: PublishedList, row: PriceRow): PublishedPrice[] {
  const { minutes, ...price } = row
  if (minutes !== null && list.labourMinor === null) return []
  const minor = minutes === null ? row.minor : operationMinor(list, minutes).toString()
  const taxCategory = row.taxCategory as TaxCategory
  const name = row.name as unknown as Record<string, string>
  return [{ ...price, name, minor, taxCategory, taxBp: rateOf(list, taxCategory) }]
}

/** Flat-rate time × labour rate, rounded as the country rounds. */
export const operationMinor = (list: Pick<PublishedList, 'labourMinor' | 'rounding'>, minutes: number): bigint =>
  roundBy({ num: BigInt(list.labourMinor ?? 0) * BigInt(minutes), den: 60n }, roundingOf(list.rounding).mode)

/** Whole lists for phones, which quote without a network, and for everybody on the page of prices. */
export async function publishedPricesOf(
  tx: Tx,
  countries: readonly string[],
  day: string,
  stationId: string | null = null,
) {
  const lists = await Promise.all([...new Set(countries)].map((country) => listInForce(tx, country, day, stationId)))
  const found = lists.filter((list) => list !== null)
  return Promise.all(
    found.map(async (list) => {
      const rows = await priceRows(tx, list.id).orderBy('kind').orderBy('code').limit(5000).execute()
      const { id, rates: _, labourMinor: __, ...rest } = list
      return { listId: id, ...rest, prices: rows.flatMap((row) => priced(list, row)) }
    }),
  )
}
