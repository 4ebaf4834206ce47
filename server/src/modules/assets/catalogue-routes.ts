import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { familyList, modelList, termList } from './catalogue-lists.ts'
import { failureBody, failureView, familyBody, familyView, modelBody, modelView, termBody } from './catalogue-shapes.ts'
import { copyTerms } from './copy-terms.ts'
import {
  addFailureCode,
  changeFailureCode,
  failureCodeOf,
  failureCodes,
  failureQuery,
  removeFailureCode,
} from './failure-codes.ts'
import { addFamily, changeFamily, familyOf } from './families.ts'
import { addModel, changeModel, modelOf } from './models.ts'
import { importTerms, termImportView } from './term-import.ts'
import { addTerm, changeTerm, removeTerm } from './warranty-terms.ts'

const ofTerm = z.object({ id, termId: id })

const families: AnyRoute[] = [
  ...listRoutes(familyList),
  route({
    method: 'POST',
    path: '/families',
    needs: 'assets.catalogue',
    summary: 'Add a product family',
    body: familyBody,
    returns: familyView,
    handle: async ({ tx, actor, body }) => familyOf(tx, await addFamily(tx, actor, body)),
  }),
  route({
    method: 'GET',
    path: '/families/:id',
    needs: 'assets.read',
    summary: 'A product family',
    params: byId,
    returns: familyView,
    handle: ({ tx, params }) => familyOf(tx, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/families/:id',
    needs: 'assets.catalogue',
    summary: 'Change a product family',
    params: byId,
    body: familyBody.partial(),
    returns: familyView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeFamily(tx, actor, params.id, body, ifMatch!)
      return familyOf(tx, params.id)
    },
  }),
]

const models: AnyRoute[] = [
  ...listRoutes(modelList),
  route({
    method: 'POST',
    path: '/models',
    needs: 'assets.catalogue',
    summary: 'Add a model',
    body: modelBody,
    returns: modelView,
    handle: async ({ tx, actor, body }) => modelOf(tx, await addModel(tx, actor, body)),
  }),
  route({
    method: 'GET',
    path: '/models/:id',
    needs: 'assets.read',
    summary: 'A model with its family and warranty terms',
    params: byId,
    returns: modelView,
    handle: ({ tx, params }) => modelOf(tx, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/models/:id',
    needs: 'assets.catalogue',
    summary: 'Change a model',
    params: byId,
    body: modelBody.partial(),
    returns: modelView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeModel(tx, actor, params.id, body, ifMatch!)
      return modelOf(tx, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/models/:id/terms',
    needs: 'assets.catalogue',
    summary: 'Promise a warranty term for a model',
    params: byId,
    body: termBody,
    returns: modelView,
    handle: async ({ tx, actor, params, body }) => {
      await addTerm(tx, actor, params.id, body)
      return modelOf(tx, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/models/:id/terms/:termId',
    needs: 'assets.catalogue',
    summary: 'Correct a warranty term',
    params: ofTerm,
    body: termBody,
    returns: modelView,
    handle: async ({ tx, actor, params, body }) => {
      await changeTerm(tx, actor, params.id, params.termId, body)
      return modelOf(tx, params.id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/models/:id/terms/:termId',
    needs: 'assets.catalogue',
    summary: 'Remove a warranty term',
    params: ofTerm,
    returns: modelView,
    handle: async ({ tx, actor, params }) => {
      await removeTerm(tx, actor, params.id, params.termId)
      return modelOf(tx, params.id)
    },
  }),
]

const terms: AnyRoute[] = [
  ...listRoutes(termList),
  route({
    method: 'POST',
    path: '/models/:id/terms/copies',
    needs: 'assets.catalogue',
    summary: 'Promise the same for other models',
    params: byId,
    body: z.object({ modelIds: z.array(id).min(1).max(200) }),
    returns: z.object({ added: z.number().describe('terms; those that were there already are not counted') }),
    handle: async ({ tx, actor, params, body }) => ({ added: await copyTerms(tx, actor, params.id, body.modelIds) }),
  }),
  route({
    method: 'POST',
    path: '/warranty-terms/import',
    needs: 'assets.catalogue',
    summary:
      'Read warranty terms from an uploaded table; a dry run keeps nothing, and neither does a file with a wrong row',
    body: z.object({ fileId: id, dryRun: z.boolean().default(true) }),
    returns: termImportView,
    status: 200,
    handle: ({ tx, actor, services, body }) => importTerms(tx, actor, services, body),
  }),
]

const failures: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/failure-codes',
    needs: 'assets.read',
    summary: 'Symptoms, causes and remedies',
    query: failureQuery,
    returns: z.object({ items: z.array(failureView) }),
    handle: async ({ tx, query }) => ({ items: await failureCodes(tx, query) }),
  }),
  route({
    method: 'POST',
    path: '/failure-codes',
    needs: 'assets.catalogue',
    summary: 'Add a failure code',
    body: failureBody,
    returns: failureView,
    handle: async ({ tx, actor, body }) => failureCodeOf(tx, await addFailureCode(tx, actor, body)),
  }),
  route({
    method: 'PUT',
    path: '/failure-codes/:id',
    needs: 'assets.catalogue',
    summary: 'Correct a failure code',
    params: byId,
    body: failureBody,
    returns: failureView,
    handle: async ({ tx, actor, params, body }) => {
      await changeFailureCode(tx, actor, params.id, body)
      return failureCodeOf(tx, params.id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/failure-codes/:id',
    needs: 'assets.catalogue',
    summary: 'Stop offering a failure code',
    params: byId,
    handle: ({ tx, actor, params }) => removeFailureCode(tx, actor, params.id),
  }),
]

export const catalogueRoutes: AnyRoute[] = [...families, ...models, ...terms, ...failures]
