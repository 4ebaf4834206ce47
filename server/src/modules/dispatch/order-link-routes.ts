import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { linkOrders, linksOf, newOrderLink, orderLinks } from './order-links.ts'

export const orderLinkRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/work-orders/:id/links',
    needs: 'dispatch.read',
    summary: 'What must be over before a work order begins, and what waits for it',
    params: byId,
    returns: orderLinks,
    handle: ({ tx, actor, params }) => linksOf(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/work-orders/:id/links',
    needs: 'dispatch.plan',
    summary: 'Say what must be over before a work order begins; a circle is refused with its chain',
    params: byId,
    body: z.object({ first: z.array(newOrderLink).max(20) }),
    returns: orderLinks,
    handle: ({ tx, actor, params, body, now }) => linkOrders(tx, actor, params.id, body.first, now),
  }),
]
