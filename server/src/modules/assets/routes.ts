import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { mergeBody, mergeView } from '../parties/index.ts'
import { assetList } from './asset-list.ts'
import { assetPageOf } from './asset-page.ts'
import { addAsset, changeAsset } from './assets.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import { mergeOwners, unmergeOwners } from './customer-merge.ts'
import { historyRoutes } from './history-routes.ts'
import { labelRoutes } from './label-routes.ts'
import { assetPage, assetPatch, newAssetBody } from './shapes.ts'

export const routes: AnyRoute[] = [
  ...listRoutes(assetList),
  route({
    method: 'POST',
    path: '/assets',
    needs: 'assets.change',
    summary: 'Add a product',
    body: newAssetBody,
    returns: assetPage,
    handle: async ({ tx, actor, body, now }) => assetPageOf(tx, actor, await addAsset(tx, actor, body, now)),
  }),
  route({
    method: 'GET',
    path: '/assets/:id',
    needs: 'assets.read',
    summary: 'A product with tree, components, meters and owners',
    params: byId,
    returns: assetPage,
    handle: ({ tx, actor, params }) => assetPageOf(tx, actor, params.id),
  }),
  route({
    method: 'PATCH',
    path: '/assets/:id',
    needs: 'assets.change',
    summary: 'Change a product',
    params: byId,
    body: assetPatch,
    returns: assetPage,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeAsset(tx, actor, params.id, body, ifMatch!)
      return assetPageOf(tx, actor, params.id)
    },
  }),
  ...labelRoutes,
  ...historyRoutes,
  ...catalogueRoutes,
  // Merging belongs to `parties`, but what a customer owns must move in the same change, and calls only go down.
  route({
    method: 'POST',
    path: '/customers/:id/merge',
    needs: 'parties.merge',
    summary: 'Merge another customer into this one',
    params: byId,
    body: mergeBody,
    returns: mergeView,
    handle: ({ tx, actor, params, body, now }) => mergeOwners(tx, actor, params.id, body, now),
  }),
  route({
    method: 'DELETE',
    path: '/customers/merges/:id',
    needs: 'parties.merge',
    summary: 'Take a merge back',
    params: byId,
    returns: mergeView,
    handle: ({ tx, actor, params, now }) => unmergeOwners(tx, actor, params.id, now),
  }),
]
