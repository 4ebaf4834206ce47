import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import { sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { holdBookings } from './closing.ts'
import { groundOf } from './ground.ts'
import type { placeBody, placePatch } from './shapes.ts'

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

/** Renames a place, puts it under another tier, or closes it when nothing lies there and nothing is on its way to it. */
export async function changePlace(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  body: z.output<typeof placePatch>,
): Promise<void> {
  await shelf(tx, actor, id)
  if (body.suppliedById) await mustNotCircle(tx, actor, id, body.suppliedById)
  if (body.isActive === false) await mustBeEmptied(tx, id)
  await edit(tx, actor, {
    ...{ table: 'parts.place', id, ifMatch },
    patch: { code: body.code, name: body.name, supplied_by_id: body.suppliedById, is_active: body.isActive },
    news: { type: 'stock_place.changed', subjectType: 'stock_place', data: { name: body.name } },
  })
}

/** Tiers lead upwards: no place supplies itself by whatever way. Writers of one company go one after the other. */
async function mustNotCircle(tx: Tx, actor: Actor, id: string, aboveId: string): Promise<void> {
  await shelf(tx, actor, aboveId)
  await sql`select pg_advisory_xact_lock(hashtextextended(kit.tenant()::text, 51))`.execute(tx)
  const { rows } = await sql`with recursive up as (
      select p.id, p.supplied_by_id from parts.place p where p.tenant_id = kit.tenant() and p.id = ${aboveId}
      union select p.id, p.supplied_by_id from parts.place p join up on p.tenant_id = kit.tenant() and p.id = up.supplied_by_id)
    select 1 from up where id = ${id}`.execute(tx)
  if (rows.length > 0) throw invalid({ path: 'suppliedById', code: 'parts.circle' })
}

async function mustBeEmptied(tx: Tx, id: string): Promise<void> {
  await holdBookings(tx)
  const { rows } = await sql<{ what: string }>`select what from (values
      ('stock', exists (select from parts.balance b where b.tenant_id = kit.tenant() and b.place_id = ${id} and (b.on_hand <> 0 or b.reserved <> 0))),
      ('shipment', exists (select from parts.shipment s where s.tenant_id = kit.tenant() and ${id} in (s.from_place_id, s.to_place_id)
        and s.state in ('draft', 'sent'))),
      ('purchase_order', exists (select from parts.purchase_order o where o.tenant_id = kit.tenant() and o.place_id = ${id}
        and o.state in ('ordered', 'confirmed'))),
      ('count', exists (select from parts.count_sheet c where c.tenant_id = kit.tenant() and c.place_id = ${id} and c.state = 'open')),
      ('place', exists (select from parts.place p where p.tenant_id = kit.tenant() and p.supplied_by_id = ${id} and p.is_active))
    ) x(what, is_there) where is_there`.execute(tx)
  if (rows.length > 0) throw problem('parts.place_in_use', 409, { by: rows.map((row) => row.what) })
}

export async function viewPlace(tx: Tx, actor: Actor, id: string) {
  const row = await shelf(tx, actor, id)
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    stationId: row.station_id,
    personId: row.person_id,
    suppliedById: row.supplied_by_id,
    mayOwe: row.may_owe,
    isActive: row.is_active,
    version: row.version,
  }
}
