import { z } from 'zod'
import { callerLanguage } from '../../kit/errors.ts'
import { disposition } from '../../kit/files/index.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, instant } from '../../kit/shapes.ts'
import { closeBooks, closingList, closingOutlookView, viewClosing } from './closing.ts'
import { conversionOutlookView, viewConversion } from './conversion-outlook.ts'
import { conversionBody } from './conversions.ts'
import { costOutlookView, viewCostOutlook } from './costs.ts'
import { viewDocument } from './documents.ts'
import { revaluationBody, revalue, standardQuery, standardView, viewStandard } from './revaluation.ts'
import { documentView, minor } from './shapes.ts'
import { stockAt, stockAtQuery, stockAtView } from './stock-at.ts'
import { stockAtSheet } from './stock-at-sheet.ts'
import { documentValues, documentValuesView, standardList, valueList } from './value-lists.ts'

const ON_SCREEN = 500
const IN_FILE = 100_000

export const valueRoutes: AnyRoute[] = [
  ...listRoutes(valueList),
  ...listRoutes(standardList),
  ...listRoutes(closingList),
  route({
    method: 'GET',
    path: '/parts/:id/standard',
    needs: 'parts.value',
    summary: 'What a new standard cost would make of the stock of a part',
    params: byId,
    query: standardQuery,
    returns: standardView,
    handle: ({ tx, params, query }) => viewStandard(tx, params.id, query.standardMinor),
  }),
  route({
    method: 'POST',
    path: '/stock-revaluations',
    needs: 'parts.close',
    summary: 'Give a part a new standard cost: its stock is worth that from now on, the difference is variance',
    body: revaluationBody,
    returns: documentView,
    handle: async ({ tx, actor, body }) => viewDocument(tx, actor, await revalue(tx, actor, body)),
  }),
  route({
    method: 'GET',
    path: '/stock-documents/:id/values',
    needs: 'parts.value',
    summary: 'What a document did to values, by part and account',
    params: byId,
    returns: documentValuesView,
    handle: ({ tx, actor, params }) => documentValues(tx, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/stock-conversions/outlook',
    needs: 'parts.book',
    summary: 'What a conversion would take, make and cost; books nothing',
    body: conversionBody,
    returns: conversionOutlookView,
    status: 200,
    handle: ({ tx, actor, body }) => viewConversion(tx, actor, body),
  }),
  route({
    method: 'GET',
    path: '/stock-costs/outlook',
    needs: 'parts.buy',
    summary: 'Where a later cost of a receipt would go; books nothing',
    query: z.object({ movementId: id, minor }),
    returns: costOutlookView,
    handle: ({ tx, actor, query }) => viewCostOutlook(tx, actor, query.movementId, query.minor),
  }),
  route({
    method: 'GET',
    path: '/stock-closings/outlook',
    needs: 'parts.close',
    summary: 'What closing the books until a moment would shut in, and what should be finished first',
    query: z.object({ until: instant }),
    returns: closingOutlookView,
    handle: ({ tx, query }) => viewClosing(tx, query.until),
  }),
  route({
    method: 'POST',
    path: '/stock-closings',
    needs: 'parts.close',
    summary: 'Close the books of the stock until a moment',
    body: z.object({ until: instant }),
    returns: z.object({ id, until: instant }),
    handle: ({ tx, actor, body, now }) => closeBooks(tx, actor, new Date(body.until), now),
  }),
  route({
    method: 'GET',
    path: '/stock-at',
    needs: 'parts.read',
    summary: 'What lay where at a moment',
    query: stockAtQuery,
    returns: stockAtView,
    handle: ({ tx, actor, query }) => stockAt(tx, actor, query, ON_SCREEN),
  }),
  route({
    method: 'GET',
    path: '/stock-at/export',
    needs: 'parts.read',
    summary: 'The same as XLSX, with every row',
    query: stockAtQuery,
    raw: true,
    handle: async ({ tx, actor, query, request, reply }) => {
      const { rows } = await stockAt(tx, actor, query, IN_FILE)
      reply
        .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', disposition('attachment', `stock-${query.at.slice(0, 10)}.xlsx`))
      return stockAtSheet(callerLanguage(request), rows)
    },
  }),
]
