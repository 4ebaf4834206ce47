import { sql } from 'kysely'
import { z } from 'zod'
import {
  choice,
  dayColumn,
  defineList,
  idColumn,
  namesColumn,
  numberColumn,
  text,
  textsColumn,
} from '../../kit/list/definition.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import {
  addSupplierTerm,
  changeSupplierTerm,
  removeSupplierTerm,
  SUPPLIER_STARTS,
  supplierTermBody,
  supplierTermOf,
  supplierTermPatch,
  supplierTermView,
} from './supplier-terms.ts'

export const supplierTermList = defineList({
  name: 'supplier-terms',
  words: 'supplier-terms',
  path: '/entitlement/supplier-terms',
  needs: 'entitlement.suppliers',
  summary: 'What suppliers pay back of repairs',
  from: `entitlement.supplier_term t
    left join assets.family f on f.tenant_id = t.tenant_id and f.id = t.family_id
    left join assets.model m on m.tenant_id = t.tenant_id and m.id = t.model_id`,
  id: 't.id',
  // Agreements with suppliers are the company's, not its stations'.
  visible: (actor) => sql<boolean>`${actor.stations === 'all'}::boolean`,
  columns: {
    supplier: text('t.supplier', { sortable: true }),
    agreement: text('t.agreement', { nullable: true }),
    familyId: idColumn('t.family_id', { nullable: true }),
    family: namesColumn('f.name', { nullable: true }),
    modelId: idColumn('t.model_id', { nullable: true }),
    model: text('m.code', { nullable: true }),
    component: text('t.component', { nullable: true }),
    covers: textsColumn('t.covers'),
    startsFrom: choice('t.starts_from', SUPPLIER_STARTS),
    months: numberColumn('t.months', { nullable: true }),
    distanceKm: numberColumn('t.distance_km', { nullable: true }),
    sharePct: numberColumn('t.share_pct'),
    builtFrom: dayColumn('t.built_from', { nullable: true }),
    builtTo: dayColumn('t.built_to', { nullable: true }),
    version: numberColumn('t.version'),
  },
  sort: 'supplier',
  subject: 'supplier_term',
})

export const supplierRoutes: AnyRoute[] = [
  ...listRoutes(supplierTermList),
  route({
    method: 'POST',
    path: '/entitlement/supplier-terms',
    needs: 'entitlement.suppliers',
    summary: 'Write down what a supplier pays back',
    body: supplierTermBody,
    returns: supplierTermView,
    handle: async ({ tx, actor, body }) => supplierTermOf(tx, await addSupplierTerm(tx, actor, body)),
  }),
  route({
    method: 'PATCH',
    path: '/entitlement/supplier-terms/:id',
    needs: 'entitlement.suppliers',
    summary: 'Change what a supplier pays back from now on',
    params: byId,
    body: supplierTermPatch,
    returns: supplierTermView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeSupplierTerm(tx, actor, params.id, ifMatch!, body)
      return supplierTermOf(tx, params.id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/entitlement/supplier-terms/:id',
    needs: 'entitlement.suppliers',
    summary: 'Remove an agreement with a supplier',
    params: byId,
    returns: z.object({ removed: z.boolean() }),
    handle: async ({ tx, actor, params }) => {
      await removeSupplierTerm(tx, actor, params.id)
      return { removed: true }
    },
  }),
]
