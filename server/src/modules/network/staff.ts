import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { mustSeePerson } from '../people/index.ts'
import type { staffInput } from './shapes.ts'

type Assignment = z.output<typeof staffInput>['staff'][number]

export async function staffOf(tx: Tx, stationId: string) {
  const { rows } = await sql<{ personId: string; fromOn: string }>`
    select t.person_id as "personId", p.name, t.from_on as "fromOn", t.to_on as "toOn", t.is_home as "isHome", p.is_active as "isActive",
      array(select distinct g.role from people.role_grant g
        where g.tenant_id = p.tenant_id and g.person_id = p.id and g.ended_at is null order by 1) as roles
    from network.staff t join people.person p on p.tenant_id = t.tenant_id and p.id = t.person_id
    where t.station_id = ${stationId} order by p.name, t.from_on`.execute(tx)
  return rows
}

/** Sets who works at a station and since when. A person has one home, the station they start from: the last one named wins. */
export async function setStaff(tx: Tx, actor: Actor, stationId: string, staff: Assignment[]): Promise<void> {
  if (!sees(actor, stationId)) throw notFound('station')
  const station = await tx
    .selectFrom('network.station')
    .select('id')
    .where('id', '=', stationId)
    .forUpdate()
    .executeTakeFirst()
  if (!station) throw notFound('station')
  const present = await staffOf(tx, stationId)
  const known = new Set(present.map((one) => one.personId))
  for (const [at, one] of staff.entries()) {
    if (one.toOn && one.toOn < one.fromOn) throw invalid({ path: `staff.${at}.toOn`, code: 'validation.order' })
    // Whoever is there already may stay, also when the roles they hold are out of the caller's sight.
    if (!known.has(one.personId)) await mustSeePerson(tx, actor, one.personId)
  }
  await sql`delete from network.staff where station_id = ${stationId}`.execute(tx)
  for (const one of staff) await assign(tx, stationId, one)
  const wanted = new Set(staff.map((one) => one.personId))
  const data = {
    joined: [...wanted].filter((id) => !known.has(id)),
    left: [...known].filter((id) => !wanted.has(id)),
  }
  await announce(tx, actor, { type: 'station.staffed', subject: { type: 'station', id: stationId }, stationId, data })
}

async function assign(tx: Tx, stationId: string, one: Assignment): Promise<void> {
  if (one.isHome && !one.toOn) {
    await sql`update network.staff set is_home = false where person_id = ${one.personId} and to_on is null`.execute(tx)
  }
  await tx
    .insertInto('network.staff')
    .values({
      station_id: stationId,
      person_id: one.personId,
      from_on: one.fromOn,
      to_on: one.toOn ?? null,
      is_home: one.isHome,
    })
    .execute()
}
