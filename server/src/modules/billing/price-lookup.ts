import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { country, day, id } from '../../kit/shapes.ts'
import { labourRateOf, listInForce, operationMinor } from './published.ts'
import { code, km, PRICE_RULES } from './shapes.ts'
import { rateOf, TAX_CATEGORIES, type TaxCategory } from './terms.ts'

export const lookupQuery = z.object({
  country,
  day,
  code: code.optional(),
  km: km.optional().describe('instead of a code: the travel zone of this distance'),
  stationId: id.optional().describe('whose level decides the labour rate'),
})
export const lookupView = z
  .object({
    list: z.object({ id, name: z.string(), edition: z.number().nullable(), validFrom: day, validTo: day.nullable() }),
    price: z.object({ id, code: z.string(), name: z.record(z.string(), z.string()), unit: z.string() }),
    rule: z.enum(PRICE_RULES),
    minor: z.string(),
    currency: z.string(),
    taxIncluded: z.boolean(),
    taxCategory: z.enum(TAX_CATEGORIES),
    taxBp: z.number(),
    operation: z
      .object({ minutes: z.number(), hourMinor: z.string(), level: z.string() })
      .nullable()
      .describe('minutes × rate of an hour ÷ 60; level is empty when it is the rate of every station'),
    zone: z.object({ from: z.string(), to: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'PriceLookup' })

/** What something costs, and why that: which list, which row, which rule with its figures. */
export async function lookUp(tx: Tx, query: z.output<typeof lookupQuery>) {
  if ((query.code === undefined) === (query.km === undefined))
    throw invalid({ path: 'code', code: query.code ? 'validation.not_allowed' : 'validation.required' })
  const list = await listInForce(tx, query.country, query.day, query.stationId ?? null)
  if (!list) throw problem('billing.no_list', 409, { country: query.country })
  const row = query.code ? await rowOf(tx, list.id, query.code) : await zoneOf(tx, list.id, query.km!)
  const labour = row.minutes === null ? null : await labourRateOf(tx, list.id, query.stationId ?? null)
  if (row.minutes !== null && !labour) throw problem('billing.no_labour_rate', 409)
  const { valid_from, valid_to } = await tx
    .selectFrom('billing.price_list')
    .select(['valid_from', 'valid_to'])
    .where('id', '=', list.id)
    .executeTakeFirstOrThrow()
  const taxCategory = row.tax_category as TaxCategory
  return {
    list: { id: list.id, name: list.name, edition: list.edition, validFrom: valid_from, validTo: valid_to },
    price: { id: row.id, code: row.code, name: row.name as unknown as Record<string, string>, unit: row.unit },
    rule: row.rule,
    minor: row.minutes === null ? row.minor : operationMinor(list, row.minutes),
    currency: list.currency,
    taxIncluded: list.taxIncluded,
    taxCategory,
    taxBp: rateOf(list, taxCategory),
    operation: labour && { minutes: row.minutes!, hourMinor: labour.minor, level: labour.level },
    zone: row.km_from === null ? null : { from: row.km_from, to: row.km_to },
  }
}

async function rowOf(tx: Tx, listId: string, wanted: string) {
  const row = await tx
    .selectFrom('billing.price')
    .selectAll()
    .where('list_id', '=', listId)
    .where('code', '=', wanted)
    .executeTakeFirst()
  if (!row) throw notFound('price')
  return row
}

async function zoneOf(tx: Tx, listId: string, distance: string) {
  const row = await tx
    .selectFrom('billing.price')
    .selectAll()
    .where('list_id', '=', listId)
    .where('rule', '=', 'zone')
    .where('km_from', '<=', distance)
    .where((eb) => eb.or([eb('km_to', 'is', null), eb('km_to', '>', distance)]))
    .executeTakeFirst()
  if (!row) throw problem('billing.no_zone', 409, { km: distance })
  return row
}
