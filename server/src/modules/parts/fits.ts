import { normaliseSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { id, line, names } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { partRow } from './catalogue.ts'
import { asNumeric, toMicros } from './quantities.ts'
import { quantity } from './shapes.ts'

export const fitsBody = z.object({
  fits: z
    .array(
      z.object({
        familyId: id.nullable().default(null),
        modelId: id.nullable().default(null),
        serialFrom: line.nullable().default(null).describe('the first serial it fits, with it'),
        serialTo: line.nullable().default(null).describe('the last serial it fits, with it'),
        position: line.nullable().default(null),
        quantity: quantity.gt(0).default(1).describe('how many of it one machine has there'),
      }),
    )
    .max(500),
})
export const fittingQuery = z.object({
  modelId: id,
  serial: line.optional().describe('only what fits this serial'),
  position: line.optional(),
})
export const fittingView = z.object({
  items: z.array(
    z.object({
      partId: id,
      number: z.string(),
      name: names,
      position: z.string().nullable(),
      quantity: z.number(),
      free: z.number().describe('at the places you see'),
      successorId: id.nullable().describe('the last of what replaces it, if it is replaced'),
      successor: z.string().nullable(),
    }),
  ),
})

/** Says anew which machines a part is for, all at once. */
export async function putFits(tx: Tx, actor: Actor, partId: string, { fits }: z.output<typeof fitsBody>) {
  await partRow(tx, partId)
  const rows = fits.map((fit, index) => {
    if ((fit.familyId === null) === (fit.modelId === null))
      throw invalid({ path: `fits.${index}.modelId`, code: 'parts.family_or_model' })
    const { from, to } = serialRange(fit, `fits.${index}.`)
    return {
      ...{ id: newId(), part_id: partId, family_id: fit.familyId, model_id: fit.modelId, serial_from: from },
      ...{ serial_to: to, position: fit.position, quantity: asNumeric(toMicros(fit.quantity)) },
    }
  })
  await mustBeKnown(tx, fits)
  await tx.deleteFrom('parts.fit').where('part_id', '=', partId).execute()
  if (rows.length > 0) await tx.insertInto('parts.fit').values(rows).execute()
  await announce(tx, actor, {
    type: 'part.fits_changed',
    subject: { type: 'part', id: partId },
    data: { fits: rows.length },
  })
}

/** A range of serials as it is kept: normalised, not running backwards; shorter ones come before longer ones. */
export function serialRange(said: { serialFrom: string | null; serialTo: string | null }, path: string) {
  const [from = null, to = null] = [said.serialFrom, said.serialTo].map((one) => (one ? normaliseSerial(one) : null))
  if (from && to && (from.length > to.length || (from.length === to.length && from > to)))
    throw invalid({ path: `${path}serialTo`, code: 'parts.serials_backwards' })
  return { from, to }
}

export async function mustBeKnown(
  tx: Tx,
  fits: readonly { familyId: string | null; modelId: string | null }[],
): Promise<void> {
  const families = [...new Set(fits.flatMap((one) => one.familyId ?? []))]
  const models = [...new Set(fits.flatMap((one) => one.modelId ?? []))]
  const { rows } = await sql<{ families: number; models: number }>`select
    (select count(*)::int from assets.family where id = any(${families}::uuid[])) as families,
    (select count(*)::int from assets.model where id = any(${models}::uuid[])) as models`.execute(tx)
  if (rows[0]!.families < families.length) throw notFound('family')
  if (rows[0]!.models < models.length) throw notFound('model')
}

/** The parts of a model (its own and its family's), of one serial when it is known; with what replaces those that are replaced. */
export async function fittingParts(tx: Tx, actor: Actor, query: z.output<typeof fittingQuery>) {
  const model = await tx
    .selectFrom('assets.model')
    .select('family_id')
    .where('id', '=', query.modelId)
    .executeTakeFirst()
  if (!model) throw notFound('model')
  const serial = query.serial ? normaliseSerial(query.serial) : null
  const { rows } = await sql<z.input<typeof fittingView>['items'][number]>`
    with recursive chain as (
      select f.part_id as first_id, f.part_id as id, 0 as step from parts.fit f where f.model_id = ${query.modelId} or f.family_id = ${model.family_id}
      union select c.first_id, s.successor_id, c.step + 1 from chain c join parts.supersession s on s.tenant_id = kit.tenant() and s.part_id = c.id
        and s.from_on <= current_date)
    select p.id as "partId", p.number, p.name, f.position, f.quantity::float8 as quantity,
      coalesce((select sum(b.on_hand - b.reserved) from parts.balance b join parts.place l on l.tenant_id = b.tenant_id and l.id = b.place_id
        where b.tenant_id = p.tenant_id and b.part_id = p.id and b.condition = 'good' and b.on_hand > b.reserved and l.kind <> 'transit'
        and ${visibleTo(actor, 'l.station_id')}), 0)::float8 as free,
      n.id as "successorId", n.number as successor
    from parts.fit f join parts.part p on p.tenant_id = f.tenant_id and p.id = f.part_id and p.is_active
    left join lateral (select q.id, q.number from chain c join parts.part q on q.tenant_id = f.tenant_id and q.id = c.id
      where c.first_id = f.part_id and c.step > 0 order by c.step desc, q.number limit 1) n on true
    where (f.model_id = ${query.modelId} or f.family_id = ${model.family_id})
      and (${serial}::text is null or parts.serial_within(${serial}::text, f.serial_from, f.serial_to))
      and (${query.position ?? null}::text is null or f.position = ${query.position ?? null}::text)
    order by f.position nulls last, p.number, f.id limit 500`.execute(tx)
  return { items: rows }
}
