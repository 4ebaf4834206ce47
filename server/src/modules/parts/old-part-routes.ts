import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, line } from '../../kit/shapes.ts'
import { oldPartList } from './flow-lists.ts'
import { oldPartLabels, oldPartLabelsBody } from './old-part-labels.ts'
import { oldPartView, removalBody, returnBody, verdictBody } from './old-part-shapes.ts'
import { viewOld } from './old-part-view.ts'
import { custodyRules, judgeOldPart, removeOldPart, scrapOldPart, sendOldParts, setCustodyRules } from './old-parts.ts'
import { minor } from './shapes.ts'
import { shipmentView } from './shipment-shapes.ts'
import { viewShipment } from './shipments.ts'

const rulesView = z.object({ scrapUpToMinor: minor, currency: z.string() })

export const oldPartRoutes: AnyRoute[] = [
  ...listRoutes(oldPartList),
  route({
    method: 'POST',
    path: '/old-parts',
    needs: 'parts.ask',
    summary: 'A part taken out of a machine: labelled, in custody, due back',
    body: removalBody,
    returns: oldPartView,
    handle: async ({ tx, actor, body, now }) => viewOld(tx, actor, await removeOldPart(tx, actor, body, now)),
  }),
  route({
    method: 'GET',
    path: '/old-parts/:id',
    needs: 'parts.read',
    summary: 'One removed part',
    params: byId,
    returns: oldPartView,
    handle: ({ tx, actor, params }) => viewOld(tx, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/old-part-labels',
    needs: 'parts.read',
    summary: 'Print labels of removed parts: a PDF with codes to scan',
    body: oldPartLabelsBody,
    raw: true,
    ownIdempotency: true,
    handle: async ({ tx, actor, body, reply }) => {
      const sheet = await oldPartLabels(tx, actor, body)
      reply.header('content-disposition', 'attachment; filename="old-parts.pdf"').type('application/pdf')
      return sheet
    },
  }),
  route({
    method: 'POST',
    path: '/old-part-shipments',
    needs: 'parts.book',
    summary: 'Send removed parts back in one shipment',
    body: returnBody,
    returns: shipmentView,
    handle: async ({ tx, actor, body, services, now }) =>
      viewShipment(tx, actor, await sendOldParts(tx, actor, body, services, now)),
  }),
  route({
    method: 'PUT',
    path: '/old-parts/:id/verdict',
    needs: 'parts.judge',
    summary: 'What the bench found',
    params: byId,
    body: verdictBody,
    returns: oldPartView,
    handle: async ({ tx, actor, params, body, now }) => {
      await judgeOldPart(tx, actor, params.id, body, now)
      return viewOld(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/old-parts/:id/scrapping',
    needs: 'parts.book',
    summary: 'Scrap it on site, up to the value the company allows',
    params: byId,
    body: z.object({ reason: line }),
    returns: oldPartView,
    handle: async ({ tx, actor, params, body }) => {
      await scrapOldPart(tx, actor, params.id, body.reason)
      return viewOld(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/custody-rules',
    needs: 'parts.read',
    summary: 'Up to which value a station scraps an old part itself, as it holds now',
    returns: rulesView,
    handle: ({ tx }) => custodyRules(tx),
  }),
  route({
    method: 'PUT',
    path: '/custody-rules',
    needs: 'parts.close',
    summary: 'Up to which value a station scraps an old part itself',
    body: z.object({ scrapUpToMinor: minor }),
    returns: rulesView,
    handle: async ({ tx, actor, body }) => {
      await setCustodyRules(tx, actor, body.scrapUpToMinor)
      return custodyRules(tx)
    },
  }),
]
