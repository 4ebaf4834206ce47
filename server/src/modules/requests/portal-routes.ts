import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, instant, paragraph } from '../../kit/shapes.ts'
import { cancelOwnRequest, signOff, viewOwnRequest, writeOwnMessage } from './portal.ts'
import { ownRequests, portalItem, portalView } from './portal-view.ts'

export const portalRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/portal/requests',
    needs: 'customer',
    summary: 'The signed-in customer’s requests',
    returns: z.object({ items: z.array(portalItem) }),
    handle: async ({ tx, actor }) => ({ items: await ownRequests(tx, actor) }),
  }),
  route({
    method: 'GET',
    path: '/portal/requests/:id',
    needs: 'customer',
    summary: 'One request, followed like a parcel',
    params: byId,
    returns: portalView,
    handle: ({ tx, actor, params, now }) => viewOwnRequest(tx, actor, params.id, now),
  }),
  route({
    method: 'POST',
    path: '/portal/requests/:id/messages',
    needs: 'customer',
    summary: 'Write to whoever looks after the request',
    params: byId,
    body: z.object({ text: paragraph, fileIds: z.array(id).max(20).default([]) }),
    returns: z.object({ id, at: instant }),
    handle: ({ tx, actor, params, body, now }) => writeOwnMessage(tx, actor, params.id, body, now),
  }),
  route({
    method: 'PUT',
    path: '/portal/requests/:id/cancellation',
    needs: 'customer',
    summary: 'Call it off, up to the cutoff',
    params: byId,
    body: z.object({ reason: z.enum(['customer_withdrew', 'works_again']).default('customer_withdrew') }),
    returns: portalView,
    handle: async ({ tx, actor, params, body, now }) => {
      await cancelOwnRequest(tx, actor, params.id, body.reason, now)
      return viewOwnRequest(tx, actor, params.id, now)
    },
  }),
  route({
    method: 'PUT',
    path: '/portal/requests/:id/sign-off',
    needs: 'customer',
    summary: 'Well done, or not yet',
    params: byId,
    body: z.object({ accepted: z.boolean(), note: paragraph.optional() }),
    returns: portalView,
    handle: async ({ tx, actor, params, body, now }) => {
      await signOff(tx, actor, params.id, { accepted: body.accepted, note: body.note ?? null }, now)
      return viewOwnRequest(tx, actor, params.id, now)
    },
  }),
]
