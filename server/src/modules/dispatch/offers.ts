import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue, type Job, job } from '../../kit/jobs.ts'
import { notify } from '../../kit/notices/notify.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { assignRequest } from '../requests/index.ts'
import { lockOrder, type OrderRow } from './find.ts'
import { lockOffer, type OfferRow, planners, speaksFor } from './offer-find.ts'
import { type Call, mustBeStation } from './work-orders.ts'

export interface NewOffer {
  stationId: string
  hours: number
  note?: string | undefined
  /** Who is asked when it is declined or not answered, in this order, with the same time to answer. */
  next?: readonly string[] | undefined
}

/** Offers an order that waits to a station, which answers before the deadline; then the next is asked. One offer at a time. */
export async function offerOrder(
  { tx, actor, now }: Omit<Call, 'services'>,
  orderId: string,
  given: NewOffer,
): Promise<OfferRow> {
  const order = await lockOrder(tx, actor, orderId)
  if (order.status !== 'unscheduled')
    throw problem('conflict.order_booked', 409, { number: order.number, status: order.status })
  const asked = [given.stationId, ...(given.next ?? [])]
  for (const stationId of asked) await mustBeStation(tx, actor, stationId)
  if (order.station_id === given.stationId) throw invalid({ path: 'stationId', code: 'validation.same' })
  if (new Set(asked).size < asked.length) throw invalid({ path: 'next', code: 'validation.duplicate' })
  const open = await openOffer(tx, orderId)
  if (open) throw problem('conflict.offer_open', 409, { number: order.number })
  return makeOffer(tx, actor, order, given, actor.kind === 'person' ? actor.id : null, now)
}

async function makeOffer(
  tx: Tx,
  actor: Actor,
  order: OrderRow,
  given: NewOffer,
  madeBy: string | null,
  now: Date,
): Promise<OfferRow> {
  const deadline = new Date(now.getTime() + given.hours * 3_600_000)
  const row = await tx
    .insertInto('dispatch.offer')
    .values({
      id: newId(),
      work_order_id: order.id,
      station_id: given.stationId,
      from_station_id: order.station_id,
      offered_at: now,
      deadline_at: deadline,
      note: given.note ?? null,
      next_station_ids: [...(given.next ?? [])],
      hours: given.hours,
      made_by: madeBy,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tellOffer(tx, actor, order, row, 'offer.made', { deadlineAt: deadline.toISOString() })
  await enqueue(tx, 'dispatch-lapse-offer', { offerId: row.id }, { runAt: deadline, key: `lapse offer ${row.id}` })
  await notify(tx, actor.tenantId, await planners(tx, given.stationId), {
    kind: 'dispatch:notice.offer',
    details: { number: order.number, hours: given.hours },
    subject: { type: 'work_order', id: order.id },
  })
  return row
}

/** The station's own word: with a yes the order and its request are the station's, with a no the maker plans anew. */
export async function answerOffer(
  { tx, actor, now }: Omit<Call, 'services'>,
  offerId: string,
  given: { answer: 'accepted' | 'declined'; reason?: string | undefined; note?: string | undefined },
): Promise<OfferRow> {
  const { offer, order } = await lockOffer(tx, actor, offerId)
  if (!(await speaksFor(tx, actor, offer.station_id))) throw problem('dispatch.not_your_offer', 403, {})
  if (offer.answer !== null) throw problem('conflict.offer_answered', 409, { answer: offer.answer })
  // The job that lapses offers may be late; the deadline is not.
  if (offer.deadline_at <= now)
    throw problem('conflict.offer_lapsed', 409, { deadlineAt: offer.deadline_at.toISOString() })
  if (given.answer === 'declined' && !given.reason) throw invalid({ path: 'reason', code: 'validation.required' })
  const done = await close(tx, offer, given.answer, given.reason ?? null, actor, now)
  if (given.answer === 'accepted') await handOver(tx, actor, order, offer.station_id, now)
  await tellOffer(tx, actor, order, done, `offer.${given.answer}`, {
    reason: given.reason ?? null,
    note: given.note ?? null,
  })
  if (given.answer === 'declined') await askNext(tx, order, done, now)
  return done
}

/** A no, or no answer: the next station is asked, or the order is back with whoever offered it. Both hear of it. */
async function askNext(tx: Tx, order: OrderRow, offer: OfferRow, now: Date): Promise<void> {
  const actor = systemActor(tenantOf(tx))
  const { rows } = await sql<{ id: string; isActive: boolean }>`
    select s.id, s.is_active as "isActive" from unnest(${offer.next_station_ids}::uuid[]) with ordinality as n (id, nth)
    join network.station s on s.tenant_id = kit.tenant() and s.id = n.id order by n.nth`.execute(tx)
  const [first, ...rest] = rows.filter((row) => row.isActive)
  const waits = order.status === 'unscheduled'
  if (first && waits)
    await makeOffer(
      tx,
      actor,
      order,
      { stationId: first.id, hours: offer.hours ?? 4, next: rest.map((one) => one.id), note: offer.note ?? undefined },
      offer.made_by,
      now,
    )
  if (!offer.made_by || !waits) return
  const station = await tx
    .selectFrom('network.station')
    .select('name')
    .where('id', '=', offer.station_id)
    .executeTakeFirst()
  await notify(tx, actor.tenantId, [offer.made_by], {
    kind: first ? 'dispatch:notice.offer_next' : 'dispatch:notice.offer_back',
    details: { number: order.number, station: station?.name ?? '' },
    subject: { type: 'work_order', id: order.id },
  })
}

/** The order and its request become the station's; null: the company's own again. */
export async function handOver(
  tx: Tx,
  actor: Actor,
  order: OrderRow,
  stationId: string | null,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('dispatch.work_order')
    .set({ station_id: stationId })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', order.id)
    .execute()
  // The request is handed over by the one who offered it, and back to them: neither is a station the receiver sees.
  const giver = { ...actor, stations: 'all' as const }
  await assignRequest(tx, giver, order.request_id, null, { stationId }, now)
}

export async function withdrawOffer({ tx, actor, now }: Call, offerId: string): Promise<OfferRow> {
  const { offer, order } = await lockOffer(tx, actor, offerId)
  await lockOrder(tx, actor, order.id)
  if (offer.answer !== null) throw problem('conflict.offer_answered', 409, { answer: offer.answer })
  const done = await close(tx, offer, 'withdrawn', null, actor, now)
  await tellOffer(tx, actor, order, done, 'offer.withdrawn', {})
  return done
}

/** The order is planned or cancelled: what was offered is no longer to be had. */
export async function withdrawOpenOffer(tx: Tx, actor: Actor, order: OrderRow): Promise<void> {
  const offer = await openOffer(tx, order.id)
  if (!offer) return
  const done = await close(tx, offer, 'withdrawn', null, actor, new Date())
  await tellOffer(tx, actor, order, done, 'offer.withdrawn', {})
}

/** Nobody answered in time. */
export const lapseOffer: Job = job<{ offerId: string }>('dispatch-lapse-offer', ({ services, tenantId, payload }) =>
  services.db.tx(tenantId, async (tx) => {
    const actor = systemActor(tenantId)
    const { offer, order } = await lockOffer(tx, actor, payload.offerId)
    if (offer.answer !== null || offer.deadline_at > new Date()) return
    const done = await close(tx, offer, 'lapsed', null, actor, new Date())
    await tellOffer(tx, actor, order, done, 'offer.lapsed', {})
    await askNext(tx, order, done, new Date())
  }),
)

function openOffer(tx: Tx, orderId: string): Promise<OfferRow | undefined> {
  return tx
    .selectFrom('dispatch.offer')
    .selectAll()
    .where('work_order_id', '=', orderId)
    .where('answer', 'is', null)
    .executeTakeFirst()
}

function close(
  tx: Tx,
  offer: OfferRow,
  answer: string,
  reason: string | null,
  actor: Actor,
  now: Date,
): Promise<OfferRow> {
  return tx
    .updateTable('dispatch.offer')
    .set({ answer, reason, answered_at: now, by_person: actor.kind === 'person' ? actor.id : null })
    .where('id', '=', offer.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Both sides read it on the timeline of the request. */
export async function tellOffer(
  tx: Tx,
  actor: Actor,
  order: OrderRow,
  offer: OfferRow,
  type: string,
  data: Record<string, unknown>,
): Promise<void> {
  const station = await tx
    .selectFrom('network.station')
    .select('name')
    .where('id', '=', offer.station_id)
    .executeTakeFirst()
  await announce(tx, actor, {
    type,
    subject: { type: 'offer', id: offer.id },
    threadId: order.request_id,
    stationId: offer.station_id,
    data: { number: order.number, workOrderId: order.id, station: station?.name ?? null, ...data },
  })
}
