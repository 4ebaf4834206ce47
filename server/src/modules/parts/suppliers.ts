import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid } from '../../kit/problem.ts'
import { day, line } from '../../kit/shapes.ts'
import { partRow } from './catalogue.ts'
import { asNumeric, fromMicros, toMicros } from './quantities.ts'
import { minor, quantity } from './shapes.ts'

export const supplierBody = z.object({
  supplier: line,
  number: line.nullable().default(null).describe('their number of the part'),
  leadDays: z.number().int().min(0).max(1000),
  minimum: quantity.min(0).default(0),
  unitMinor: minor.nullable().default(null),
  pack: quantity.gt(0).default(1).describe('how many they pack together: proposals are whole packs'),
  lastOrderOn: day
    .nullable()
    .default(null)
    .describe('the last day they take orders: then one must do for the rest of the time'),
})

/** Who sells a part, how long it takes and how much one must take; said again for the same supplier, it is changed. */
export async function putSupplier(tx: Tx, actor: Actor, partId: string, body: z.output<typeof supplierBody>) {
  await partRow(tx, partId)
  const row = {
    ...{ supplier: body.supplier, number: body.number, lead_days: body.leadDays, unit_minor: body.unitMinor },
    minimum: asNumeric(toMicros(body.minimum)),
    pack: asNumeric(toMicros(body.pack)),
    last_order_on: body.lastOrderOn,
  }
  await tx
    .insertInto('parts.supply')
    .values({ id: newId(), part_id: partId, ...row })
    .onConflict((c) => c.columns(['tenant_id', 'part_id', 'supplier_fold']).doUpdateSet(row))
    .execute()
  await announce(tx, actor, {
    type: 'part.supplier_changed',
    subject: { type: 'part', id: partId },
    data: { supplier: body.supplier, leadDays: body.leadDays },
  })
}

/** What is known of a supplier's terms for a part: the day it should come, and a refusal below the minimum. */
export async function termsOfSupplier(
  tx: Tx,
  ordered: { supplier: string; partId: string; micros: number; path: string },
  now: Date,
): Promise<{ expectedOn: string | null }> {
  const { rows } = await sql<{ day: string; minimum: string }>`
    select (${now}::timestamptz at time zone 'UTC')::date + lead_days as day, minimum from parts.supply
    where part_id = ${ordered.partId} and supplier_fold = lower(btrim(${ordered.supplier}))`.execute(tx)
  const terms = rows[0]
  if (!terms) return { expectedOn: null }
  const minimum = toMicros(terms.minimum)
  if (ordered.micros < minimum)
    throw invalid({
      ...{ path: `${ordered.path}quantity`, code: 'parts.below_minimum' },
      values: { supplier: ordered.supplier, minimum: fromMicros(minimum) },
    })
  return { expectedOn: terms.day }
}
