import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { activateContract } from './activation.ts'
import { assetContracts, contractsOfAsset } from './asset-contracts.ts'
import { contractList, productList } from './contract-list.ts'
import { viewContract } from './contract-page.ts'
import { overrideFinding } from './findings.ts'
import { lifeRoutes } from './life-routes.ts'
import { planRoutes } from './plan-routes.ts'
import { portalRoutes } from './portal-routes.ts'
import { previewContract } from './preview.ts'
import { addProduct, changeProduct, viewProduct } from './products.ts'
import { draftContract, dropDraft } from './sale.ts'
import { setStationTerms, stationTerms, stationTermsBody, viewStationTerms } from './sellers.ts'
import { contractView, overrideBody, previewView, productBody, productPatch, productView, saleBody } from './shapes.ts'
import { verificationBody, verifyAsset } from './verification.ts'

const products: AnyRoute[] = [
  ...listRoutes(productList),
  route({
    method: 'GET',
    path: '/service-products/:id',
    needs: 'contracts.read',
    summary: 'A service product with its prices',
    params: byId,
    returns: productView,
    handle: ({ tx, params }) => viewProduct(tx, params.id),
  }),
  route({
    method: 'POST',
    path: '/service-products',
    needs: 'contracts.products',
    summary: 'Adds a service product',
    body: productBody,
    returns: productView,
    handle: async ({ tx, actor, body }) => viewProduct(tx, await addProduct(tx, actor, body)),
  }),
  route({
    method: 'PATCH',
    path: '/service-products/:id',
    needs: 'contracts.products',
    summary: 'Changes what is sold from now on',
    params: byId,
    body: productPatch,
    returns: productView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeProduct(tx, actor, params.id, ifMatch!, body)
      return viewProduct(tx, params.id)
    },
  }),
]

const selling: AnyRoute[] = [
  ...listRoutes(contractList),
  route({
    method: 'POST',
    path: '/contracts/preview',
    needs: 'contracts.sell',
    summary: 'What a contract would be, and what speaks against it',
    body: saleBody,
    returns: previewView,
    status: 200,
    handle: ({ tx, actor, body, now }) => previewContract(tx, actor, body, now),
  }),
  route({
    method: 'POST',
    path: '/contracts',
    needs: 'contracts.sell',
    summary: 'Writes a contract down as a draft',
    body: saleBody,
    returns: contractView,
    handle: async ({ tx, actor, body, now }) => viewContract(tx, actor, await draftContract(tx, actor, body, now)),
  }),
  route({
    method: 'GET',
    path: '/contracts/:id',
    needs: 'contracts.read',
    summary: 'A contract with its lines, cover, allowances and findings',
    params: byId,
    returns: contractView,
    handle: ({ tx, actor, params }) => viewContract(tx, actor, params.id),
  }),
  route({
    method: 'DELETE',
    path: '/contracts/:id',
    needs: 'contracts.sell',
    summary: 'Throws a draft away',
    params: byId,
    handle: ({ tx, actor, params }) => dropDraft(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/contracts/:id/override',
    needs: 'contracts.override',
    summary: 'Lets a finding pass, with a reason; never that a line only repeats free cover',
    params: byId,
    body: overrideBody,
    returns: contractView,
    handle: async ({ tx, actor, params, body, now }) => {
      await overrideFinding(tx, actor, params.id, body, now)
      return viewContract(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/contracts/:id/activation',
    needs: 'contracts.sell',
    summary: 'Signs a draft: checked again, numbered, in force',
    params: byId,
    returns: contractView,
    edits: true,
    handle: async ({ tx, actor, params, ifMatch, now }) => {
      await activateContract(tx, actor, params.id, ifMatch!, now)
      return viewContract(tx, actor, params.id)
    },
  }),
]

const door: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/assets/:id/contracts',
    needs: 'contracts.read',
    summary: 'What covers a product beyond its warranty',
    params: byId,
    returns: assetContracts,
    handle: ({ tx, actor, params }) => contractsOfAsset(tx, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/stations/:id/contract-terms',
    needs: 'contracts.read',
    summary: 'What a station may sell and can deliver',
    params: byId,
    returns: stationTerms,
    handle: ({ tx, actor, params }) => viewStationTerms(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/stations/:id/contract-terms',
    needs: 'contracts.products',
    summary: 'Says what a station may sell and can deliver',
    params: byId,
    body: stationTermsBody,
    returns: stationTerms,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await setStationTerms(tx, actor, params.id, ifMatch!, body)
      return viewStationTerms(tx, actor, params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/assets/:id/verification',
    needs: 'contracts.sell',
    summary: 'Records that the product and its label were verified',
    params: byId,
    body: verificationBody,
    handle: ({ tx, actor, params, body, now }) => verifyAsset(tx, actor, params.id, body, now),
  }),
]

export const routes: AnyRoute[] = [...products, ...selling, ...lifeRoutes, ...door, ...planRoutes, ...portalRoutes]
