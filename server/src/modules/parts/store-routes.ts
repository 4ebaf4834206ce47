import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { binsBody, binsOf, binsView, putAway } from './bins.ts'
import { stockLabelsBody } from './label-shapes.ts'
import { scanView } from './scan-shapes.ts'
import { readScan } from './scanning.ts'
import { stockLabels } from './stock-labels.ts'

/** `a,b` as ids. */
const ids = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(id).max(200))

export const storeRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/stock-scans',
    needs: 'parts.read',
    summary: 'What a scanned text is: a part, a serial or batch of one, a paper, a place, a bin',
    query: z.object({ text: z.string().trim().min(1).max(300) }),
    returns: scanView,
    handle: ({ tx, actor, query }) => readScan(tx, actor, query.text),
  }),
  route({
    method: 'GET',
    path: '/stock-places/:id/bins',
    needs: 'parts.read',
    summary: 'Where on the shelves of a place its parts lie',
    params: byId,
    query: z.object({ partIds: ids.optional().describe('only these, with commas between') }),
    returns: binsView,
    handle: ({ tx, actor, params, query }) => binsOf(tx, actor, params.id, query.partIds),
  }),
  route({
    method: 'PUT',
    path: '/stock-places/:id/bins',
    needs: 'parts.book',
    summary: 'Put parts away: say in which bin of a place each lies; other parts keep theirs',
    params: byId,
    body: binsBody,
    returns: binsView,
    handle: ({ tx, actor, params, body }) => putAway(tx, actor, params.id, body.items),
  }),
  route({
    method: 'POST',
    path: '/stock-labels',
    needs: 'parts.read',
    summary: 'Print labels of parts, places and bins: a PDF with codes to scan, on sheets or one by one',
    body: stockLabelsBody,
    raw: true,
    ownIdempotency: true,
    handle: async ({ tx, actor, body, reply }) => {
      const printed = await stockLabels(tx, actor, body)
      reply.header('content-disposition', 'attachment; filename="stock-labels.pdf"').type('application/pdf')
      return printed
    },
  }),
]
