import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import { sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { groundOf } from './ground.ts'
import type { placeBody } from './shapes.ts'

/** A shelf the actor may see; places beyond the shelves are nobody's to choose. */
export async function shelf(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('parts.place as p')
    .selectAll('p')
    .where('p.id', '=', id)
    .where('p.is_shelf', '=', true)
    .where('p.kind', '<>', 'transit')
    .where(visibleTo(actor, 'p.station_id'))
    .executeTakeFirst()
  if (!row) throw notFound('place')
  return row
}

export async function addPlace(tx: Tx, actor: Actor, body: z.output<typeof placeBody>) {
  if (!sees(actor, body.stationId) && (body.stationId || actor.stations !== 'all')) throw notFound('station')
  if (body.personId) await mustBeAtWork(tx, body.personId)
  if (body.mayOwe && body.kind !== 'van') throw invalid({ path: 'mayOwe', code: 'parts.only_vans_owe' })
  await groundOf(tx)
  if (body.suppliedById) await shelf(tx, actor, body.suppliedById)
  const id = newId()
  await tx
    .insertInto('parts.place')
    .values({
      id,
      code: body.code,
      name: body.name,
      kind: body.kind,
      station_id: body.stationId,
      person_id: body.personId,
      supplied_by_id: body.suppliedById,
      may_owe: body.mayOwe,
    })
    .execute()
  await announce(tx, actor, {
    type: 'stock_place.added',
    subject: { type: 'stock_place', id, version: 1 },
    stationId: body.stationId,
    data: { code: body.code, name: body.name },
  })
  return viewPlace(tx, actor, id)
}

/** Whoever drives a van works here. */
export async function mustBeAtWork(tx: Tx, personId: string): Promise<void> {
  const found = await tx
    .selectFrom('people.person')
    .select('id')
    .where('id', '=', personId)
    .where('is_active', '=', true)
    .executeTakeFirst()
  if (!found) throw invalid({ path: 'personId', code: 'parts.unknown_person' })
}

export async function viewPlace(tx: Tx, actor: Actor, id: string) {
  const row = await shelf(tx, actor, id)
  const person = row.person_id
    ? await tx.selectFrom('people.person').select(['id', 'name']).where('id', '=', row.person_id).executeTakeFirst()
    : undefined
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    stationId: row.station_id,
    personId: row.person_id,
    person: person ?? null,
    suppliedById: row.supplied_by_id,
    mayOwe: row.may_owe,
    isActive: row.is_active,
    version: row.version,
  }
}
