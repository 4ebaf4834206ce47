import type { PeopleWish } from '@aftercare/dispatch'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid } from '../../kit/problem.ts'
import { id, line } from '../../kit/shapes.ts'
import { findAsset } from '../assets/index.ts'
import { findCustomer } from '../parties/index.ts'
import { findOrder, lockOrder } from './find.ts'
import { mustBeOpenOrder } from './states.ts'

export const WISHES = ['excluded', 'preferred'] as const
/** Of what something is said about people. */
export type WishOwner = 'work_order' | 'customer' | 'asset'

export const newTechnicianWish = z
  .object({
    technicianId: id,
    wish: z
      .enum(WISHES)
      .describe('excluded: never comes, unless a dispatcher gives a reason; preferred: comes if not much dearer'),
    note: line.nullable().default(null),
  })
  .meta({ id: 'NewTechnicianWish' })
export const technicianWish = newTechnicianWish.extend({ technician: z.string() }).meta({ id: 'TechnicianWish' })
type NewWish = z.output<typeof newTechnicianWish>

/** Who is never to come and who is asked for first, as said of this order, customer or product. */
export async function technicianWishes(tx: Tx, actor: Actor, of: WishOwner, ownerId: string) {
  await mustSee(tx, actor, of, ownerId)
  return tx
    .selectFrom('dispatch.technician_wish as w')
    .innerJoin('people.person as p', 'p.id', 'w.technician_id')
    .select(['w.technician_id as technicianId', 'p.name as technician', 'w.note'])
    .select((eb) => eb.ref('w.wish').$castTo<NewWish['wish']>().as('wish'))
    .where(`w.${of}_id`, '=', ownerId)
    .orderBy('w.wish')
    .orderBy('p.name')
    .orderBy('w.id')
    .execute()
}

async function mustSee(tx: Tx, actor: Actor, of: WishOwner, ownerId: string): Promise<void> {
  if (of === 'work_order') await findOrder(tx, actor, ownerId)
  else if (of === 'customer') await findCustomer(tx, actor, ownerId)
  else await findAsset(tx, actor, ownerId)
}

/** Says all of them at once. Plans made before notice by the version of an order; of customers and products at applying. */
export async function wishTechnicians(
  tx: Tx,
  actor: Actor,
  of: WishOwner,
  ownerId: string,
  wishes: readonly NewWish[],
  now: Date,
) {
  await mustSee(tx, actor, of, ownerId)
  await mustBePeople(tx, wishes)
  const order = of === 'work_order' ? await nextVersion(tx, actor, ownerId) : null
  await tx.deleteFrom('dispatch.technician_wish').where(`${of}_id`, '=', ownerId).execute()
  const by = actor.kind === 'person' ? actor.id : null
  const rows = wishes.map(({ technicianId, wish, note }) => ({
    ...{ id: newId(), [`${of}_id`]: ownerId, technician_id: technicianId },
    ...{ wish, note, created_at: now, created_by: by },
  }))
  if (rows.length > 0) await tx.insertInto('dispatch.technician_wish').values(rows).execute()
  const told = await technicianWishes(tx, actor, of, ownerId)
  const named = (wish: NewWish['wish']) => told.flatMap((one) => (one.wish === wish ? [one.technician] : [])).join(', ')
  await announce(tx, actor, {
    type: `${of}.technicians_wished`,
    subject: { type: of, id: ownerId, ...(order && { version: order.version }) },
    ...(order && { threadId: order.request_id, stationId: order.station_id }),
    data: { number: order?.number ?? null, excluded: named('excluded') || '–', preferred: named('preferred') || '–' },
  })
  return told
}

async function mustBePeople(tx: Tx, wishes: readonly NewWish[]): Promise<void> {
  const ids = wishes.map((one) => one.technicianId)
  const twice = ids.findIndex((one, i) => ids.indexOf(one) < i)
  if (twice >= 0) throw invalid({ path: `wishes.${twice}.technicianId`, code: 'validation.duplicate' })
  if (ids.length === 0) return
  const rows = await tx.selectFrom('people.person').select('id').where('id', 'in', ids).execute()
  const known = new Set(rows.map((row) => row.id))
  const missing = ids.findIndex((one) => !known.has(one))
  if (missing >= 0) throw invalid({ path: `wishes.${missing}.technicianId`, code: 'validation.unknown_reference' })
}

async function nextVersion(tx: Tx, actor: Actor, orderId: string) {
  mustBeOpenOrder(await lockOrder(tx, actor, orderId))
  return tx
    .updateTable('dispatch.work_order')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', orderId)
    .returning(['version', 'number', 'request_id', 'station_id'])
    .executeTakeFirstOrThrow()
}

/** What is said of an order, or of a request that has none yet, by itself, its customer and its product. */
export async function peopleWishes(tx: Tx, orderIds: readonly string[]): Promise<Map<string, PeopleWish[]>> {
  if (orderIds.length === 0) return new Map()
  const { rows } = await sql<PeopleWish & { orderId: string }>`
    select w.id as "orderId", t.technician_id as "technicianId", t.wish, t.note,
      case when t.work_order_id is not null then 'work_order' when t.customer_id is not null then 'customer' else 'asset' end as "of"
    from dispatch.work_order w join requests.request r on r.tenant_id = w.tenant_id and r.id = w.request_id
    join dispatch.technician_wish t on t.tenant_id = w.tenant_id
      and (t.work_order_id = w.id or t.customer_id = r.customer_id or t.asset_id = r.asset_id)
    where w.id = any(${[...orderIds]}::uuid[]) order by t.id`.execute(tx)
  return Map.groupBy(
    rows.map(({ orderId, ...wish }) => ({ ...wish, orderId })),
    (row) => row.orderId,
  )
}

/** The same for a request that has no order yet. */
export async function peopleWishesOfRequest(tx: Tx, requestId: string): Promise<PeopleWish[]> {
  const { rows } = await sql<PeopleWish>`
    select t.technician_id as "technicianId", t.wish, t.note, case when t.customer_id is not null then 'customer' else 'asset' end as "of"
    from requests.request r join dispatch.technician_wish t on t.tenant_id = r.tenant_id
      and (t.customer_id = r.customer_id or t.asset_id = r.asset_id)
    where r.id = ${requestId}::uuid order by t.id`.execute(tx)
  return rows
}
