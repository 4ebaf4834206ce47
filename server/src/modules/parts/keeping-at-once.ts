import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { cancelRest, findDemand, openDemand } from './demands.ts'

export interface KeptParts {
  id: string
  placeId: string
  /** Whose van takes them along. */
  driverId: string
  requestId: string
  workOrderId: string
  visitId: string
  until: Date
  lines: { partId: string; quantity: number }[]
}

/** Keeps parts at a store for a visit, all of them now; answers with the parts of which too few are free there. */
export async function keepAtOnce(
  tx: Tx,
  actor: Actor,
  wanted: KeptParts,
  context: { services: Pick<Services, 'db'>; now: Date },
): Promise<string[]> {
  // Whoever plans a visit need not see every store: the plan has chosen one its technician may use.
  const wide: Actor = { ...actor, stations: 'all' }
  const { driverId, until, ...rest } = wanted
  const toPlaceId = await vanOf(tx, driverId)
  const body = { ...rest, ...(toPlaceId ? { toPlaceId } : {}), priority: 2, keepUntil: until.toISOString() }
  await openDemand(tx, wide, body, context)
  const short = await tx
    .selectFrom('parts.demand_line as l')
    .innerJoin('parts.part as p', 'p.id', 'l.part_id')
    .select('p.number')
    .where('l.demand_id', '=', wanted.id)
    .where('l.is_waiting', '=', true)
    .orderBy('p.number')
    .execute()
  return short.map((row) => row.number)
}

/** They are not fetched after all; false when all of them have been handed out already. */
export async function letGoOf(tx: Tx, actor: Actor, id: string, reason: string): Promise<boolean> {
  const wide: Actor = { ...actor, stations: 'all' }
  return cancelRest(tx, wide, await findDemand(tx, wide, id, true), reason)
}

/** Somebody else fetches them, perhaps at another time. */
export async function fetchedBy(tx: Tx, id: string, driverId: string, until: Date): Promise<void> {
  await tx
    .updateTable('parts.demand')
    .set({ to_place_id: await vanOf(tx, driverId), keep_until: until })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('parts.reservation')
    .set({ ends_at: until })
    .where('state', '=', 'active')
    .where('line_id', 'in', (eb) => eb.selectFrom('parts.demand_line').select('id').where('demand_id', '=', id))
    .execute()
}

async function vanOf(tx: Tx, personId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('parts.place')
    .select('id')
    .where('kind', '=', 'van')
    .where('is_active', '=', true)
    .where('person_id', '=', personId)
    .orderBy('code')
    .executeTakeFirst()
  return row?.id ?? null
}
