import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, instant, line } from '../../kit/shapes.ts'
import { postCount } from './count-posting.ts'
import { countEntries, countView } from './count-shapes.ts'
import { viewCount } from './count-view.ts'
import { addEntries, cancelCount, openCount } from './counts.ts'
import { demandBody, demandView, issueBody, pickBody, unusedBody } from './demand-shapes.ts'
import { cancelDemand, keepUntil, openDemand, viewDemand } from './demands.ts'
import { countList, debtList, demandList, shipmentList } from './flow-lists.ts'
import { issueDemand, pick, returnUnused } from './handing-out.ts'
import { receiveOldParts } from './old-parts.ts'
import { purchaseRoutes } from './purchase-routes.ts'
import { sendingOutlookView, viewSending } from './sending-outlook.ts'
import { arrivalBody, shipmentBody, shipmentView } from './shipment-shapes.ts'
import { arriveShipment, draftShipment, sendShipment, viewShipment } from './shipments.ts'
import { whereabouts, whereaboutsView } from './whereabouts.ts'

const demandRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/parts/:id/whereabouts',
    needs: 'parts.read',
    summary: 'Who waits for a part, and what of it comes when',
    params: byId,
    returns: whereaboutsView,
    handle: ({ tx, actor, params }) => whereabouts(tx, actor, params.id),
  }),
  ...listRoutes(demandList),
  route({
    method: 'POST',
    path: '/part-requests',
    needs: 'parts.ask',
    summary: 'Ask for parts for a job: what is free is kept at once, the rest waits with its day',
    body: demandBody,
    returns: demandView,
    handle: async ({ tx, actor, body, services, now }) =>
      viewDemand(tx, actor, await openDemand(tx, actor, body, { services, now })),
  }),
  route({
    method: 'GET',
    path: '/part-requests/:id',
    needs: 'parts.read',
    summary: 'One request for parts',
    params: byId,
    returns: demandView,
    handle: ({ tx, actor, params }) => viewDemand(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/part-requests/:id/picking',
    needs: 'parts.book',
    summary: 'Laid ready: taken off the shelf, not yet issued',
    params: byId,
    body: pickBody,
    returns: demandView,
    handle: async ({ tx, actor, params, body }) => {
      await pick(tx, actor, params.id, body)
      return viewDemand(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/part-requests/:id/issues',
    needs: 'parts.book',
    summary: 'Issue to the job or hand over to its van',
    params: byId,
    body: issueBody,
    returns: demandView,
    handle: async ({ tx, actor, params, body, now }) => {
      await issueDemand(tx, actor, params.id, body, now)
      return viewDemand(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/part-requests/:id/returns',
    needs: 'parts.book',
    summary: 'Bring back what the job did not need',
    params: byId,
    body: unusedBody,
    returns: demandView,
    handle: async ({ tx, actor, params, body, now }) => {
      await returnUnused(tx, actor, params.id, body, now)
      return viewDemand(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/part-requests/:id/keeping',
    needs: 'parts.ask',
    summary: 'Until when what is reserved for a request is kept for it',
    params: byId,
    body: z.object({ until: instant }),
    returns: demandView,
    handle: async ({ tx, actor, params, body, now }) => {
      await keepUntil(tx, actor, params.id, new Date(body.until), now)
      return viewDemand(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/part-requests/:id/cancellation',
    needs: 'parts.ask',
    summary: 'The job needs the rest no more: it is free at once',
    params: byId,
    body: z.object({ reason: line }),
    returns: demandView,
    handle: async ({ tx, actor, params, body }) => {
      await cancelDemand(tx, actor, params.id, body.reason)
      return viewDemand(tx, actor, params.id)
    },
  }),
]

const shipmentRoutes: AnyRoute[] = [
  ...listRoutes(shipmentList),
  route({
    method: 'POST',
    path: '/shipments',
    needs: 'parts.book',
    summary: 'Draft a transfer between two shelves',
    body: shipmentBody,
    returns: shipmentView,
    handle: async ({ tx, actor, body, services, now }) =>
      viewShipment(tx, actor, await draftShipment(tx, actor, body, services, now)),
  }),
  route({
    method: 'GET',
    path: '/shipments/:id',
    needs: 'parts.read',
    summary: 'One transfer: sent, received, in transit, lost',
    params: byId,
    returns: shipmentView,
    handle: ({ tx, actor, params }) => viewShipment(tx, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/shipments/:id/sending/outlook',
    needs: 'parts.read',
    summary: 'What sending a draft would take from jobs it is kept for, and what is not there at all',
    params: byId,
    returns: sendingOutlookView,
    handle: ({ tx, actor, params }) => viewSending(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/shipments/:id/sending',
    needs: 'parts.book',
    summary: 'It leaves',
    params: byId,
    query: z.object({
      breaks: z
        .stringbool()
        .default(false)
        .describe('also what is kept for jobs goes, the least urgent first, and they are told'),
    }),
    returns: shipmentView,
    handle: async ({ tx, actor, params, query, now }) => {
      await sendShipment(tx, actor, params.id, now, query.breaks)
      await receiveOldParts(tx, actor, params.id)
      return viewShipment(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/shipments/:id/receipts',
    needs: 'parts.book',
    summary: 'What came, whole or in part, and what is declared lost; told before the sending it waits for it',
    params: byId,
    body: arrivalBody,
    returns: shipmentView,
    handle: async ({ tx, actor, params, body }) => {
      await arriveShipment(tx, actor, params.id, body)
      await receiveOldParts(tx, actor, params.id)
      return viewShipment(tx, actor, params.id)
    },
  }),
]

const countRoutes: AnyRoute[] = [
  ...listRoutes(debtList),
  ...listRoutes(countList),
  route({
    method: 'POST',
    path: '/stock-counts',
    needs: 'parts.book',
    summary: 'Open the count of a place as of a moment',
    body: z.object({ placeId: id, at: instant.optional() }),
    returns: countView,
    handle: ({ tx, actor, body, now }) => openCount(tx, actor, body, now),
  }),
  route({
    method: 'GET',
    path: '/stock-counts/:id',
    needs: 'parts.read',
    summary: 'A count: counted, expected at that moment, picked and not booked',
    params: byId,
    returns: countView,
    handle: ({ tx, actor, params }) => viewCount(tx, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/stock-counts/:id/entries',
    needs: 'parts.book',
    summary: 'What somebody counted',
    params: byId,
    body: countEntries,
    returns: countView,
    handle: ({ tx, actor, params, body, now }) => addEntries(tx, actor, params.id, body, now),
  }),
  route({
    method: 'PUT',
    path: '/stock-counts/:id/posting',
    needs: 'parts.book',
    summary: 'Book the differences of a count',
    params: byId,
    returns: countView,
    handle: async ({ tx, actor, params }) => {
      await postCount(tx, actor, params.id)
      return viewCount(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/stock-counts/:id/cancellation',
    needs: 'parts.book',
    summary: 'Give up a count',
    params: byId,
    returns: countView,
    handle: async ({ tx, actor, params }) => {
      await cancelCount(tx, actor, params.id)
      return viewCount(tx, actor, params.id)
    },
  }),
]

export const flowRoutes: AnyRoute[] = [...demandRoutes, ...shipmentRoutes, ...purchaseRoutes, ...countRoutes]
