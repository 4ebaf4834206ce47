import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, instant, paragraph } from '../../kit/shapes.ts'
import { candidatesFor } from './candidates.ts'
import { cancelOrder } from './order-cancellation.ts'
import { changeOrder } from './order-change.ts'
import { viewOrder } from './order-view.ts'
import { candidate, minutes, newOrder, orderCancelReason, orderPatch, orderView } from './shapes.ts'
import { openOrder } from './work-orders.ts'

export const orderRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/work-orders',
    needs: 'dispatch.plan',
    summary: 'Open a work order from a request',
    body: newOrder,
    returns: orderView,
    handle: async (call) => {
      const { requestId, ...given } = call.body
      const order = await openOrder(call, requestId, given)
      return viewOrder(call.tx, call.actor, order.id)
    },
  }),
  route({
    method: 'GET',
    path: '/work-orders/:id',
    needs: 'dispatch.read',
    summary: 'A work order with its visits and offers',
    params: byId,
    returns: orderView,
    handle: ({ tx, actor, params }) => viewOrder(tx, actor, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/work-orders/:id',
    needs: 'dispatch.plan',
    summary: 'Change what a work order asks for',
    params: byId,
    body: orderPatch,
    returns: orderView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeOrder(tx, actor, params.id, ifMatch!, body)
      return viewOrder(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/work-orders/:id/cancellation',
    needs: 'dispatch.plan',
    summary: 'Cancel a work order and what was planned for it',
    params: byId,
    body: z.object({ reason: orderCancelReason, note: paragraph.optional() }),
    returns: orderView,
    handle: async ({ tx, actor, params, body }) => {
      await cancelOrder(tx, actor, params.id, body)
      return viewOrder(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/work-orders/:id/candidates',
    needs: 'dispatch.plan',
    summary: 'Who could do it and when, best first, with the reasons',
    params: byId,
    query: z.object({
      from: instant.optional().describe('now when absent'),
      to: instant.optional().describe('three days on when absent; a window as long as the work means that very time'),
      minutes: z.coerce.number().pipe(minutes).optional(),
      everywhere: z.enum(['true', 'false']).default('false').describe('also people of other stations'),
      visitId: z.uuid().optional().describe('a visit that is to be moved'),
    }),
    returns: z.object({ candidates: z.array(candidate) }),
    handle: async ({ tx, actor, params, query, now }) => ({
      candidates: await candidatesFor(tx, actor, params.id, { ...query, everywhere: query.everywhere === 'true' }, now),
    }),
  }),
]
