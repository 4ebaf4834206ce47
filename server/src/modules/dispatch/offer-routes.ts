import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, paragraph } from '../../kit/shapes.ts'
import { giveBack } from './giving-back.ts'
import { offersOf, openOffers } from './offer-view.ts'
import { answerOffer, offerOrder, withdrawOffer } from './offers.ts'
import { partner, partnersFor } from './partners.ts'
import { declineReason, offerView } from './shapes.ts'

const all = z.object({ offers: z.array(offerView) })

export const offerRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/offers',
    needs: 'dispatch.plan',
    summary: 'Offers that wait for the answer of a station',
    query: z.object({ stationId: id.optional() }),
    returns: all,
    handle: async ({ tx, actor, query }) => ({ offers: await openOffers(tx, actor, query.stationId ?? null) }),
  }),
  route({
    method: 'POST',
    path: '/work-orders/:id/offers',
    needs: 'dispatch.plan',
    summary: 'Offer a work order to a station, which accepts or declines before the deadline',
    params: byId,
    body: z.object({
      stationId: id,
      hours: z.number().min(0.25).max(168).default(4),
      note: paragraph.optional(),
      next: z.array(id).max(10).optional().describe('who is asked when it is declined or not answered'),
    }),
    returns: all,
    handle: async (call) => {
      await offerOrder(call, call.params.id, call.body)
      return { offers: await offersOf(call.tx, call.actor, call.params.id) }
    },
  }),
  route({
    method: 'PUT',
    path: '/offers/:id/answer',
    needs: 'dispatch.answer_offer',
    summary: "The station's own answer to an offer",
    params: byId,
    body: z.object({
      answer: z.enum(['accepted', 'declined']),
      reason: declineReason.optional(),
      note: paragraph.optional(),
    }),
    returns: all,
    handle: async (call) => {
      const offer = await answerOffer(call, call.params.id, call.body)
      return { offers: await offersOf(call.tx, call.actor, offer.work_order_id) }
    },
  }),
  route({
    method: 'PUT',
    path: '/offers/:id/return',
    needs: 'dispatch.answer_offer',
    summary: 'Give an accepted order back to whoever offered it; what the station had planned is cancelled',
    params: byId,
    body: z.object({ reason: declineReason, note: paragraph.optional() }),
    returns: all,
    handle: async (call) => {
      const offer = await giveBack(call, call.params.id, call.body)
      return { offers: await offersOf(call.tx, call.actor, offer.work_order_id) }
    },
  }),
  route({
    method: 'PUT',
    path: '/offers/:id/withdrawal',
    needs: 'dispatch.plan',
    summary: 'Take an offer back',
    params: byId,
    returns: all,
    handle: async (call) => {
      const offer = await withdrawOffer(call, call.params.id)
      return { offers: await offersOf(call.tx, call.actor, offer.work_order_id) }
    },
  }),
  route({
    method: 'GET',
    path: '/work-orders/:id/partners',
    needs: 'dispatch.plan',
    summary: 'Stations that could take an order, the best first',
    params: byId,
    returns: z.object({ items: z.array(partner) }),
    handle: async ({ tx, actor, params }) => ({ items: await partnersFor(tx, actor, params.id) }),
  }),
]
