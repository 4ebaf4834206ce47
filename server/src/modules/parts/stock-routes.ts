import { sql } from 'kysely'
import { z } from 'zod'
import { idempotencyKey } from '../../kit/handle.ts'
import { bodyHash } from '../../kit/idempotency.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, instant, line } from '../../kit/shapes.ts'
import { blockBatch } from './batches.ts'
import { bookSoon } from './booking-together.ts'
import { partRow } from './catalogue.ts'
import { conversionBody, convertStock } from './conversions.ts'
import { reverseDocument, viewDocument } from './documents.ts'
import { movementList, placeList, stockList } from './lists.ts'
import { changePlace } from './place-changes.ts'
import { addPlace, shelf, viewPlace } from './places.ts'
import { condition, documentBody, documentView, placeBody, placePatch, placeView } from './shapes.ts'

export const stockRoutes: AnyRoute[] = [
  ...listRoutes(placeList),
  ...listRoutes(stockList),
  ...listRoutes(movementList),
  route({
    method: 'POST',
    path: '/stock-places',
    needs: 'parts.places',
    summary: 'Add a warehouse, depot, station shelf or van',
    body: placeBody,
    returns: placeView,
    handle: ({ tx, actor, body }) => addPlace(tx, actor, body),
  }),
  route({
    method: 'GET',
    path: '/stock-places/:id',
    needs: 'parts.read',
    summary: 'One place',
    params: byId,
    returns: placeView,
    handle: ({ tx, actor, params }) => viewPlace(tx, actor, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/stock-places/:id',
    needs: 'parts.places',
    summary: 'Rename a place, put it under another tier, give a van to another driver, or close it when it is empty',
    params: byId,
    body: placePatch,
    returns: placeView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changePlace(tx, actor, params.id, ifMatch!, body)
      return viewPlace(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/stock-balance',
    needs: 'parts.read',
    summary: 'What lay at a place at a moment',
    query: z.object({ partId: id, placeId: id, condition: condition.optional(), at: instant }),
    returns: z.object({ quantity: z.number() }),
    handle: async ({ tx, actor, query }) => {
      await partRow(tx, query.partId)
      await shelf(tx, actor, query.placeId)
      const { rows } = await sql<{ quantity: string }>`select parts.on_hand_at(${query.partId}, ${query.placeId},
        ${query.condition ?? null}, null, null, ${query.at}) as quantity`.execute(tx)
      return { quantity: Number(rows[0]!.quantity) }
    },
  }),
  route({
    method: 'POST',
    path: '/stock-documents',
    needs: 'parts.book',
    summary: 'Book a receipt, issue, return, change of condition or scrapping: all lines or none',
    body: documentBody,
    returns: documentView,
    ownIdempotency: true,
    handle: ({ tx, actor, services, body, now, request, params }) => {
      const key = idempotencyKey(request)
      const kept = key ? { key, route: 'POST /stock-documents', bodyHash: bodyHash([params, request.body]) } : null
      return bookSoon({ tx, actor, services, now, kept }, body)
    },
  }),
  route({
    method: 'GET',
    path: '/stock-documents/:id',
    needs: 'parts.read',
    summary: 'One document with its movements',
    params: byId,
    returns: documentView,
    handle: ({ tx, actor, params }) => viewDocument(tx, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/stock-documents/:id/reversal',
    needs: 'parts.book',
    summary: 'Undo a document by movements that name what they undo',
    params: byId,
    body: z.object({ id: id.optional(), note: line }),
    returns: documentView,
    handle: async ({ tx, actor, params, body }) => {
      const { documentId } = await reverseDocument(tx, actor, params.id, body)
      return viewDocument(tx, actor, documentId)
    },
  }),
  route({
    method: 'POST',
    path: '/stock-conversions',
    needs: 'parts.book',
    summary: 'Open or make kits, or turn old stock into its successor; the value goes along whole',
    body: conversionBody,
    returns: documentView,
    handle: async ({ tx, actor, body }) => {
      const { documentId } = await convertStock(tx, actor, body)
      return viewDocument(tx, actor, documentId)
    },
  }),
  route({
    method: 'PUT',
    path: '/batches/:id/block',
    needs: 'parts.catalogue',
    summary: 'Block a batch (recall, doubt), or release it with reason null',
    params: byId,
    body: z.object({ reason: line.nullable() }),
    returns: z.object({ id, code: z.string(), isBlocked: z.boolean() }),
    handle: ({ tx, actor, params, body, now }) => blockBatch(tx, actor, params.id, body.reason, now),
  }),
]
