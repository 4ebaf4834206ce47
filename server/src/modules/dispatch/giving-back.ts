import { type Tx, tenantOf } from '../../kit/db.ts'
import { notify } from '../../kit/notices/notify.ts'
import { problem } from '../../kit/problem.ts'
import type { OrderRow } from './find.ts'
import { lockOffer, type OfferRow, planners, speaksFor } from './offer-find.ts'
import { handOver, tellOffer } from './offers.ts'
import { openVisits } from './order-cancellation.ts'
import { mustBeOpenOrder, mustBePlanned, settleOrder } from './states.ts'
import { cancelRow } from './visit-cancellation.ts'
import type { Call } from './work-orders.ts'

/**
 * A station cannot do after all what it has accepted: what it had planned is taken back, and the order waits in the tray
 * it came from. Not once somebody has set out.
 * @throws 403 dispatch.not_your_offer, 409 conflict.offer_not_held, conflict.visit_started, conflict.order_over
 */
export async function giveBack(
  { tx, actor, now }: Omit<Call, 'services'>,
  offerId: string,
  why: { reason: string; note?: string | undefined },
): Promise<OfferRow> {
  const { offer, order } = await lockOffer(tx, actor, offerId)
  if (!(await speaksFor(tx, actor, offer.station_id))) throw problem('dispatch.not_your_offer', 403, {})
  // Offered on to a third, or given to another by hand: it is no longer theirs to give.
  if (offer.answer !== 'accepted' || order.station_id !== offer.station_id)
    throw problem('conflict.offer_not_held', 409, { number: order.number })
  mustBeOpenOrder(order)
  for (const visit of await openVisits(tx, order.id)) {
    mustBePlanned(visit)
    await cancelRow(tx, actor, visit, { reason: 'station_declined', note: why.note ?? null })
  }
  const free = await settleOrder(tx, actor, order, { reason: 'station_declined' })
  const done = await tx
    .updateTable('dispatch.offer')
    .set({ answer: 'given_back', reason: why.reason, given_back_at: now })
    .where('id', '=', offer.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await handOver(tx, actor, free, offer.from_station_id, now)
  await tellOffer(tx, actor, free, done, 'offer.given_back', { reason: why.reason, note: why.note ?? null })
  await tellMaker(tx, free, done)
  return done
}

/** Who offered it plans anew; made by no person, whoever plans where it came from. */
async function tellMaker(tx: Tx, order: OrderRow, offer: OfferRow): Promise<void> {
  const station = await tx
    .selectFrom('network.station')
    .select('name')
    .where('id', '=', offer.station_id)
    .executeTakeFirstOrThrow()
  const above = offer.from_station_id ? await planners(tx, offer.from_station_id) : []
  await notify(tx, tenantOf(tx), offer.made_by ? [offer.made_by] : above, {
    kind: 'dispatch:notice.given_back',
    details: { number: order.number, station: station.name, reason: offer.reason },
    subject: { type: 'work_order', id: order.id },
  })
}
