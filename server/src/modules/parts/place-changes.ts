import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { holdBookings } from './closing.ts'
import { mustBeAtWork, shelf } from './places.ts'
import type { placePatch } from './shapes.ts'

/** Renames a place, puts it under another tier, gives a van to another driver, or closes it when nothing lies there and nothing is on its way to it. */
export async function changePlace(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  body: z.output<typeof placePatch>,
): Promise<void> {
  const { kind, person_id: was, is_active: wasOpen } = await shelf(tx, actor, id)
  const driver = body.personId === undefined ? was : body.personId
  if (driver && (driver !== was || (body.isActive && !wasOpen))) await mayDrive(tx, { id, kind }, driver)
  if (body.suppliedById) await mustNotCircle(tx, actor, id, body.suppliedById)
  if (body.isActive === false) await mustBeEmptied(tx, id)
  await edit(tx, actor, {
    ...{ table: 'parts.place', id, ifMatch },
    patch: {
      ...{ code: body.code, name: body.name, supplied_by_id: body.suppliedById },
      ...{ is_active: body.isActive, person_id: body.personId },
    },
    news: { type: 'stock_place.changed', subjectType: 'stock_place', data: { name: body.name } },
  })
}

/**
 * A van goes over to another driver as it is: what lies in it, old parts in custody and debts are theirs from now on, since all of
 * them ask the van whose it is. Nobody drives two: the parts of a visit are taken from one.
 */
async function mayDrive(tx: Tx, van: { id: string; kind: string }, personId: string): Promise<void> {
  if (van.kind !== 'van') throw invalid({ path: 'personId', code: 'parts.only_vans_are_driven' })
  await mustBeAtWork(tx, personId)
  // Two who give the same person two vans at once go one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${personId}, 53))`.execute(tx)
  const other = await tx
    .selectFrom('parts.place')
    .select('name')
    .where('kind', '=', 'van')
    .where('person_id', '=', personId)
    .where('is_active', '=', true)
    .where('id', '<>', van.id)
    .executeTakeFirst()
  if (other) throw invalid({ path: 'personId', code: 'parts.has_a_van', values: { place: other.name } })
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
