import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, day, id, instant } from '../../kit/shapes.ts'
import { bookingRules, changeRules, rulesOf } from './booking-rules.ts'
import { findOrder } from './find.ts'
import { workOf } from './fitness.ts'
import { PARTS, portalOffer, portalSlot, slot } from './shapes.ts'
import { chooseSlot, portalSlots } from './slot-choice.ts'
import { offeredSlots, slotView } from './slots.ts'

export const slotRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/work-orders/:id/slots',
    needs: 'dispatch.plan',
    summary: 'Day parts in which somebody able has room, to be offered to the customer',
    params: byId,
    query: z.object({ days: z.coerce.number().int().min(1).max(21).default(7) }),
    returns: z.object({ slots: z.array(slot) }),
    handle: async ({ tx, actor, params, query, now }) => {
      const order = await findOrder(tx, actor, params.id)
      const request = await tx
        .selectFrom('requests.request')
        .select('country')
        .where('id', '=', order.request_id)
        .executeTakeFirstOrThrow()
      const work = await workOf(tx, order)
      const { station_id: stationId, earliest_at: earliestAt, latest_at: latestAt } = order
      const where = { requestId: order.request_id, orderId: order.id, stationId, country: request.country }
      const search = { ...where, work, earliestAt, latestAt, days: query.days, except: null }
      return { slots: (await offeredSlots(tx, actor, search, await rulesOf(tx), now)).map(slotView) }
    },
  }),
  route({
    method: 'GET',
    path: '/portal/requests/:id/slots',
    needs: 'customer',
    summary: 'Day parts the customer can choose; wishes when nobody is free',
    params: byId,
    returns: z.object({
      slots: z.array(portalOffer),
      wishes: z.array(portalSlot).describe('what can be wished for when nothing can be booked'),
      booked: z
        .object({
          visitId: id,
          from: instant,
          to: instant,
          mayChange: z.boolean(),
          mayCancel: z.boolean(),
          changesLeft: z.number(),
          changeUntil: instant,
          cancelUntil: instant,
          whyNot: z.enum(['too_late', 'too_often', 'pinned']).nullable(),
        })
        .nullable(),
    }),
    handle: ({ tx, actor, params, now }) => portalSlots(tx, actor, params.id, now),
  }),
  route({
    method: 'PUT',
    path: '/portal/requests/:id/slot',
    needs: 'customer',
    summary: 'Choose a day part: booked when somebody has room, written down as a wish when nobody has',
    params: byId,
    body: z.object({ date: day, part: z.enum(PARTS) }),
    returns: z.object({
      booked: z.object({ visitId: id, from: instant, to: instant }).nullable(),
      wished: portalSlot.nullable(),
    }),
    handle: (call) => chooseSlot(call, call.params.id, call.body),
  }),
  route({
    method: 'GET',
    path: '/booking-rules',
    needs: 'dispatch.read',
    summary: 'What the company promises about appointments',
    returns: bookingRules.extend({ version: z.number() }),
    handle: ({ tx }) => rulesOf(tx),
  }),
  route({
    method: 'PUT',
    path: '/booking-rules',
    needs: 'dispatch.rules',
    summary: 'Change how appointments are held, moved and cancelled',
    body: bookingRules,
    edits: true,
    returns: bookingRules.extend({ version: z.number() }),
    handle: ({ tx, actor, body, ifMatch }) => changeRules(tx, actor, body, ifMatch!),
  }),
]
