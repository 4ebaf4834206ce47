import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { addOwner, changeOwner, ownerBody, ownerList, ownerPatch, ownerView, viewOwner } from './owners.ts'

export const ownerRoutes: AnyRoute[] = [
  ...listRoutes(ownerList),
  route({
    method: 'POST',
    path: '/stock-owners',
    needs: 'parts.places',
    summary: 'Add an owner of stock: a sister company, a supplier on consignment, a customer',
    body: ownerBody,
    returns: ownerView,
    handle: ({ tx, actor, body }) => addOwner(tx, actor, body),
  }),
  route({
    method: 'GET',
    path: '/stock-owners/:id',
    needs: 'parts.read',
    summary: 'One owner of stock',
    params: byId,
    returns: ownerView,
    handle: ({ tx, params }) => viewOwner(tx, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/stock-owners/:id',
    needs: 'parts.places',
    summary: 'Rename an owner of stock',
    params: byId,
    body: ownerPatch,
    returns: ownerView,
    edits: true,
    handle: ({ tx, actor, params, body, ifMatch }) => changeOwner(tx, actor, params.id, ifMatch!, body),
  }),
]
