import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, country, day, id } from '../../kit/shapes.ts'
import { importReport } from '../../kit/tables/import-table.ts'
import { priceListList, priceTable } from './lists.ts'
import { partPriceRoutes } from './part-prices.ts'
import { exportPrices, importPrices } from './price-import.ts'
import { addPriceList, changePriceList, setLabourRates, viewPriceList } from './price-lists.ts'
import { lookUp, lookupQuery, lookupView } from './price-lookup.ts'
import { addPrice, changePrice, removePrice, viewPrice } from './prices.ts'
import { publishPriceList } from './publication.ts'
import { publishedPricesOf } from './published.ts'
import {
  labourRatesBody,
  newPrice,
  newPriceList,
  priceListPatch,
  priceListView,
  pricePatch,
  priceView,
  publishedPrices,
} from './shapes.ts'

export const priceRoutes: AnyRoute[] = [
  ...listRoutes(priceListList),
  ...listRoutes(priceTable),
  route({
    method: 'GET',
    path: '/price-lists/:id',
    needs: 'billing.read',
    summary: 'A price list',
    params: byId,
    returns: priceListView,
    handle: ({ tx, params }) => viewPriceList(tx, params.id),
  }),
  route({
    method: 'GET',
    path: '/published-prices',
    needs: 'billing.read',
    summary: 'The prices in force in a country on a day',
    query: z.object({ country, day, stationId: id.optional() }),
    returns: z.object({ items: z.array(publishedPrices) }),
    handle: async ({ tx, query }) => ({
      items: await publishedPricesOf(tx, [query.country], query.day, query.stationId ?? null),
    }),
  }),
  route({
    method: 'POST',
    path: '/price-lists',
    needs: 'billing.prices',
    summary: 'Begins a price list, empty or as a copy',
    body: newPriceList,
    returns: priceListView,
    handle: async ({ tx, actor, body }) => viewPriceList(tx, await addPriceList(tx, actor, body)),
  }),
  route({
    method: 'PATCH',
    path: '/price-lists/:id',
    needs: 'billing.prices',
    summary: 'Changes a price list; of a published one only name and end',
    params: byId,
    body: priceListPatch,
    returns: priceListView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changePriceList(tx, actor, params.id, ifMatch!, body)
      return viewPriceList(tx, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/price-lists/:id/publication',
    needs: 'billing.prices',
    summary: 'Publishes a price list: its prices are asked from its first day on',
    params: byId,
    body: z.object({
      endPrevious: z.boolean().default(false).describe('ends the list in force the day before, when it has no end'),
    }),
    returns: priceListView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await publishPriceList(tx, actor, params.id, { ifMatch: ifMatch!, endPrevious: body.endPrevious }, now)
      return viewPriceList(tx, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/price-lists/:id/labour-rates',
    needs: 'billing.prices',
    summary: 'What an hour costs at which level of station, in a list not yet published',
    params: byId,
    body: labourRatesBody,
    returns: priceListView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await setLabourRates(tx, actor, params.id, ifMatch!, body.rates)
      return viewPriceList(tx, params.id)
    },
  }),
  ...partPriceRoutes,
  route({
    method: 'POST',
    path: '/prices',
    needs: 'billing.prices',
    summary: 'Adds a price to a list not yet published',
    body: newPrice,
    returns: priceView,
    handle: async ({ tx, actor, body }) => viewPrice(tx, await addPrice(tx, actor, body)),
  }),
  route({
    method: 'PATCH',
    path: '/prices/:id',
    needs: 'billing.prices',
    summary: 'Changes a price of a list not yet published',
    params: byId,
    body: pricePatch,
    returns: priceView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changePrice(tx, actor, params.id, ifMatch!, body)
      return viewPrice(tx, params.id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/prices/:id',
    needs: 'billing.prices',
    summary: 'Takes a price off a list not yet published',
    params: byId,
    handle: ({ tx, actor, params }) => removePrice(tx, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/price-lookup',
    needs: 'billing.read',
    summary: 'What something costs in a country on a day, and by which list, row and rule',
    query: lookupQuery,
    returns: lookupView,
    handle: ({ tx, query }) => lookUp(tx, query),
  }),
  route({
    method: 'GET',
    path: '/price-lists/:id/prices.xlsx',
    needs: 'billing.read',
    summary: 'The list as a spreadsheet that can be changed and brought back',
    params: byId,
    raw: true,
    handle: async ({ tx, params, reply }) => {
      const { name, stream } = await exportPrices(tx, params.id)
      reply
        .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename="${name}"`)
      return stream
    },
  }),
  route({
    method: 'POST',
    path: '/price-lists/:id/imports',
    needs: 'billing.prices',
    summary: 'Brings the prices of an uploaded CSV or XLSX file into a draft list, or a dry run of it',
    params: byId,
    body: z.object({ fileId: id, dryRun: z.boolean().default(true) }),
    returns: importReport,
    status: 200,
    handle: ({ tx, services, actor, params, body }) => importPrices(tx, services, actor, params.id, body),
  }),
]
