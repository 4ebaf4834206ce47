import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, names } from '../../kit/shapes.ts'
import { importReport } from '../../kit/tables/import-table.ts'
import { addNumber, addPart, addUnit, changePart, putKit, supersede } from './catalogue.ts'
import { chainOf, chainView } from './chain.ts'
import { addClass, changeClass, classList } from './classes.ts'
import { fitsBody, fittingParts, fittingQuery, fittingView, putFits } from './fits.ts'
import { partList } from './lists.ts'
import { exportParts } from './part-export.ts'
import { importParts } from './part-import.ts'
import { viewPart } from './part-page.ts'
import { kitBody, numberBody, partBody, partPatch, partView, successorBody, unitBody } from './shapes.ts'
import { putSupplier, supplierBody } from './suppliers.ts'

const METHODS = ['average', 'fifo', 'standard'] as const
const classBody = z.object({ code: z.string().trim().min(1).max(40), name: names, method: z.enum(METHODS) })
const classView = z.object({
  id,
  code: z.string(),
  name: names,
  method: z.enum(METHODS),
  version: z.number(),
  parts: z.number(),
  stocked: z.number().describe('parts of the class of which there is stock: while there is any, the method stays'),
})

export const catalogueRoutes: AnyRoute[] = [
  ...listRoutes(partList),
  route({
    method: 'POST',
    path: '/parts',
    needs: 'parts.catalogue',
    summary: 'Add a part',
    body: partBody,
    returns: partView,
    handle: async ({ tx, actor, body }) => viewPart(tx, actor, await addPart(tx, actor, body)),
  }),
  route({
    method: 'GET',
    path: '/parts.xlsx',
    needs: 'parts.read',
    summary: 'The catalogue as a spreadsheet that can be changed and brought back',
    raw: true,
    handle: async ({ tx, reply }) => {
      reply
        .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', 'attachment; filename="parts.xlsx"')
      return exportParts(tx)
    },
  }),
  route({
    method: 'POST',
    path: '/parts/imports',
    needs: 'parts.catalogue',
    summary: 'Brings the parts of an uploaded CSV or XLSX file in, all rows or none, or a dry run of it',
    body: z.object({ fileId: id, dryRun: z.boolean().default(true) }),
    returns: importReport,
    status: 200,
    handle: ({ tx, services, actor, body }) => importParts(tx, services, actor, body),
  }),
  route({
    method: 'GET',
    path: '/parts/:id',
    needs: 'parts.read',
    summary: 'One part: numbers, units, what follows it, what lies where',
    params: byId,
    returns: partView,
    handle: ({ tx, actor, params }) => viewPart(tx, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/parts/:id/chain',
    needs: 'parts.read',
    summary: 'Everything a part replaced and is replaced by, and which of them is to be ordered today',
    params: byId,
    returns: chainView,
    handle: ({ tx, actor, params }) => chainOf(tx, actor, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/parts/:id',
    needs: 'parts.catalogue',
    summary: 'Change a part; its unit and cost method only while there is no stock',
    edits: true,
    params: byId,
    body: partPatch,
    returns: partView,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changePart(tx, actor, params.id, body, ifMatch!)
      return viewPart(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/parts/:id/numbers',
    needs: 'parts.catalogue',
    summary: 'A number of the maker or of others',
    params: byId,
    body: numberBody,
    returns: partView,
    handle: async ({ tx, actor, params, body }) => {
      await addNumber(tx, actor, params.id, body)
      return viewPart(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/parts/:id/units',
    needs: 'parts.catalogue',
    summary: 'A pack or another unit, as a fraction of the base unit',
    params: byId,
    body: unitBody,
    returns: partView,
    handle: async ({ tx, actor, params, body }) => {
      await addUnit(tx, actor, params.id, body)
      return viewPart(tx, actor, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/parts/:id/successors',
    needs: 'parts.catalogue',
    summary: 'What replaces it, one way or both; never in a circle',
    params: byId,
    body: successorBody,
    returns: partView,
    handle: async ({ tx, actor, params, body }) => {
      await supersede(tx, actor, params.id, body)
      return viewPart(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/parts/:id/fits',
    needs: 'parts.catalogue',
    summary: 'Which machines it is for: families, models, ranges of serials',
    params: byId,
    body: fitsBody,
    returns: partView,
    handle: async ({ tx, actor, params, body }) => {
      await putFits(tx, actor, params.id, body)
      return viewPart(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/parts/:id/suppliers',
    needs: 'parts.catalogue',
    summary: 'Who sells it, in how many days, and how much one must take',
    params: byId,
    body: supplierBody,
    returns: partView,
    handle: async ({ tx, actor, params, body }) => {
      await putSupplier(tx, actor, params.id, body)
      return viewPart(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/fitting-parts',
    needs: 'parts.read',
    summary: 'The parts of a model, or of one serial of it, with what replaces them',
    query: fittingQuery,
    returns: fittingView,
    handle: ({ tx, actor, query }) => fittingParts(tx, actor, query),
  }),
  route({
    method: 'PUT',
    path: '/parts/:id/kit',
    needs: 'parts.catalogue',
    summary: 'What a kit holds; never itself',
    params: byId,
    body: kitBody,
    returns: partView,
    handle: async ({ tx, actor, params, body }) => {
      await putKit(tx, actor, params.id, body)
      return viewPart(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/part-classes',
    needs: 'parts.read',
    summary: 'Classes of parts and how their stock is valued',
    returns: z.object({ items: z.array(classView), currency: z.string() }),
    handle: ({ tx }) => classList(tx),
  }),
  route({
    method: 'POST',
    path: '/part-classes',
    needs: 'parts.close',
    summary: 'A class of parts with its method of valuation',
    body: classBody,
    returns: classView,
    handle: ({ tx, actor, body }) => addClass(tx, actor, body),
  }),
  route({
    method: 'PATCH',
    path: '/part-classes/:id',
    needs: 'parts.close',
    summary: 'Rename a class; its method only while there is no stock of its parts',
    edits: true,
    params: byId,
    body: classBody.partial(),
    returns: classView,
    handle: ({ tx, actor, params, body, ifMatch }) => changeClass(tx, actor, params.id, body, ifMatch!),
  }),
]
