import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { paperAnswer } from '../../kit/pdf/index.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, language, line } from '../../kit/shapes.ts'
import { addLateCost } from './costs.ts'
import { purchaseList } from './flow-lists.ts'
import { cancellationBody, cancelOrder } from './purchase-cancelling.ts'
import { changeOrder, orderPatch } from './purchase-changing.ts'
import { receiptsOf, receiptsView } from './purchase-receipts.ts'
import { previewOrder, sendingBody, sendOrder } from './purchase-sending.ts'
import { confirmationBody, deliveryBody, purchaseBody, purchaseView } from './purchase-shapes.ts'
import { confirmOrder, orderParts, receiveOrder, viewOrder } from './purchases.ts'
import { minor } from './shapes.ts'

export const purchaseRoutes: AnyRoute[] = [
  ...listRoutes(purchaseList),
  route({
    method: 'POST',
    path: '/purchase-orders',
    needs: 'parts.buy',
    summary: 'Order parts from a supplier',
    body: purchaseBody,
    returns: purchaseView,
    handle: async ({ tx, actor, body, services, now }) =>
      viewOrder(tx, actor, await orderParts(tx, actor, body, services, now)),
  }),
  route({
    method: 'GET',
    path: '/purchase-orders/:id',
    needs: 'parts.read',
    summary: 'One purchase order',
    params: byId,
    returns: purchaseView,
    handle: ({ tx, actor, params }) => viewOrder(tx, actor, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/purchase-orders/:id',
    needs: 'parts.buy',
    summary: 'Other quantities, prices or days than were ordered; what has come stays',
    edits: true,
    params: byId,
    body: orderPatch,
    returns: purchaseView,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await changeOrder(tx, actor, { orderId: params.id, ifMatch: ifMatch!, body, now })
      return viewOrder(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/purchase-orders/:id/sending',
    needs: 'parts.buy',
    summary:
      'Send the order to its supplier by mail, on paper in its language; changed and sent again it is the next revision',
    edits: true,
    params: byId,
    body: sendingBody,
    returns: purchaseView,
    handle: async ({ tx, services, actor, params, body, ifMatch }) => {
      await sendOrder(tx, services, actor, { orderId: params.id, ifMatch: ifMatch!, body })
      return viewOrder(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/purchase-orders/:id/purchase-order.pdf',
    needs: 'parts.read',
    summary: 'The order on paper as it would leave now',
    params: byId,
    query: z.object({ language: language.optional().describe("absent: the supplier's, as far as it is known") }),
    raw: true,
    handle: async ({ tx, services, actor, params, query, reply }) =>
      paperAnswer(reply, await previewOrder(tx, services, actor, params.id, query.language), 'purchase-order.pdf'),
  }),
  route({
    method: 'PUT',
    path: '/purchase-orders/:id/confirmation',
    needs: 'parts.buy',
    summary: 'What the supplier confirmed: days, and what will not come; waiting jobs are told',
    params: byId,
    body: confirmationBody,
    returns: purchaseView,
    handle: async ({ tx, actor, params, body }) => {
      await confirmOrder(tx, actor, params.id, body)
      return viewOrder(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/purchase-orders/:id/cancellation',
    needs: 'parts.buy',
    summary: 'Cancel what is still open of an order, or of some of its lines; waiting jobs are told',
    params: byId,
    body: cancellationBody,
    returns: purchaseView,
    handle: async ({ tx, actor, params, body }) => {
      await cancelOrder(tx, actor, params.id, body)
      return viewOrder(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/purchase-orders/:id/receipts',
    needs: 'parts.read',
    summary: 'What has come of an order, each with the movements its freight would belong to',
    params: byId,
    returns: receiptsView,
    handle: ({ tx, actor, params }) => receiptsOf(tx, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/purchase-orders/:id/receipts',
    needs: 'parts.book',
    summary: 'A delivery, whole or in part',
    params: byId,
    body: deliveryBody,
    returns: purchaseView,
    handle: async ({ tx, actor, params, body }) => {
      await receiveOrder(tx, actor, params.id, body)
      return viewOrder(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/stock-costs',
    needs: 'parts.buy',
    summary: 'Freight or duty on a receipt that was booked before',
    body: z.object({ id: id.optional(), movementId: id, minor, note: line.optional() }),
    returns: z.object({ id, stockMinor: z.string().describe('what of it went to stock; the rest was used already') }),
    handle: ({ tx, actor, body }) => addLateCost(tx, actor, body),
  }),
]
