import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { addressRoutes } from './address-routes.ts'
import { callersByTail, callerView } from './caller.ts'
import { noteConsent } from './consents.ts'
import { contactRoutes } from './contact-routes.ts'
import { customerList } from './customer-list.ts'
import { customerPageOf, viewOfCustomer } from './customer-page.ts'
import { changeCustomer, registerCustomer } from './customers.ts'
import { duplicatePairs, duplicatesShape, keepApart, lookalikeQuery, lookalikes, pairsShape } from './duplicates.ts'
import { findCustomer } from './lookup.ts'
import { portalRoutes } from './portal-routes.ts'
import { consentBody, customerBody, customerPage, customerView, newCustomerBody } from './shapes.ts'
import { customerTimeline, timelineShape } from './timeline.ts'

export const routes: AnyRoute[] = [
  ...listRoutes(customerList),
  route({
    method: 'POST',
    path: '/customers',
    needs: 'parties.change',
    summary: 'Register a customer with contacts, addresses and consents',
    body: newCustomerBody,
    returns: customerPage,
    handle: async ({ tx, actor, services, body, now }) =>
      customerPageOf(tx, actor, await registerCustomer(tx, actor, services.db, body, now)),
  }),
  route({
    method: 'GET',
    path: '/customers/by-phone',
    needs: 'parties.read',
    summary: 'Who calls: customers and contacts by the last digits of the number',
    query: z.object({ tail: z.string().trim().min(3).max(30) }),
    returns: z.object({ items: z.array(callerView) }),
    handle: async ({ tx, actor, query }) => ({ items: await callersByTail(tx, actor, query.tail) }),
  }),
  route({
    method: 'GET',
    path: '/customers/duplicates',
    needs: 'parties.read',
    summary: 'Customers that may be the same as this one, or as what is being typed',
    query: lookalikeQuery,
    returns: duplicatesShape,
    handle: ({ tx, actor, query }) => lookalikes(tx, actor, query),
  }),
  route({
    method: 'GET',
    path: '/customers/duplicate-pairs',
    needs: 'parties.merge',
    summary: 'Pairs of customers across the register that may be one',
    returns: pairsShape,
    handle: ({ tx, actor }) => duplicatePairs(tx, actor),
  }),
  route({
    method: 'PUT',
    path: '/customers/:id/apart/:otherId',
    needs: 'parties.merge',
    summary: 'Note that two customers who look alike are two',
    params: z.object({ id, otherId: id }),
    handle: ({ tx, actor, params, now }) => keepApart(tx, actor, params.id, params.otherId, now),
  }),
  route({
    method: 'GET',
    path: '/customers/:id',
    needs: 'parties.read',
    summary: 'A customer with contacts, addresses and consents',
    params: byId,
    returns: customerPage,
    handle: ({ tx, actor, params }) => customerPageOf(tx, actor, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/customers/:id',
    needs: 'parties.change',
    summary: 'Change a customer',
    params: byId,
    body: customerBody.partial(),
    returns: customerView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeCustomer(tx, actor, params.id, body, ifMatch!)
      return viewOfCustomer(await findCustomer(tx, actor, params.id))
    },
  }),
  route({
    method: 'GET',
    path: '/customers/:id/timeline',
    needs: 'parties.read',
    summary: 'What happened to a customer, newest first',
    params: byId,
    query: z.object({ after: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    returns: timelineShape,
    handle: ({ tx, actor, params, query }) => customerTimeline(tx, actor, params.id, query.after, query.limit),
  }),
  route({
    method: 'POST',
    path: '/customers/:id/consents',
    needs: 'parties.change',
    summary: 'Note a consent given or withdrawn, with its proof',
    params: byId,
    body: consentBody,
    returns: z.object({ id }),
    handle: async ({ tx, actor, params, body, now }) => ({ id: await noteConsent(tx, actor, params.id, body, now) }),
  }),
  ...contactRoutes,
  ...addressRoutes,
  ...portalRoutes,
]
