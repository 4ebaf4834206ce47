import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { assetPage, assetPageOf } from '../assets/index.ts'
import { appeal, decideAppeal, ownVoidings, voidingPage } from './appeals.ts'
import { voidingList } from './voiding-list.ts'
import {
  appealBody,
  appealDecisionBody,
  ownAppealBody,
  ownVoidingView,
  voidingBody,
  voidingView,
} from './voiding-shapes.ts'
import { findVoiding, takeBack, voidWarranty } from './voidings.ts'

export const voidingRoutes: AnyRoute[] = [
  ...listRoutes(voidingList),
  route({
    method: 'PUT',
    path: '/assets/:id/voiding',
    needs: 'entitlement.void',
    summary: "Void the maker's warranty with a coded assessment and its evidence",
    params: byId,
    body: voidingBody,
    returns: assetPage,
    handle: async ({ tx, actor, params, body, now }) => {
      await voidWarranty(tx, actor, params.id, body, now)
      return assetPageOf(tx, actor, params.id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/assets/:id/voiding',
    needs: 'entitlement.void',
    summary: 'Take a voiding back',
    params: byId,
    returns: assetPage,
    handle: async ({ tx, actor, params, now }) => {
      await takeBack(tx, actor, params.id, now)
      return assetPageOf(tx, actor, params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/entitlement/voidings/:id',
    needs: 'entitlement.decide',
    summary: 'A voided warranty with its evidence and the objection to it',
    params: byId,
    returns: voidingView,
    handle: ({ tx, actor, params, now }) => voidingPage(tx, actor, params.id, now),
  }),
  route({
    method: 'PUT',
    path: '/entitlement/voidings/:id/appeal',
    needs: 'entitlement.appeal',
    summary: 'Object to a voided warranty, for the customer or the station',
    params: byId,
    body: appealBody,
    returns: voidingView,
    handle: async ({ tx, actor, params, body, now }) => {
      await appeal(tx, actor, params.id, body, now)
      return voidingPage(tx, actor, params.id, now)
    },
  }),
  route({
    method: 'PUT',
    path: '/entitlement/voidings/:id/appeal-decision',
    needs: 'entitlement.void',
    summary: 'Decide on the objection: somebody else than who voided',
    params: byId,
    body: appealDecisionBody,
    returns: voidingView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch, now }) => {
      await decideAppeal(tx, actor, params.id, ifMatch!, body, now)
      return voidingPage(tx, actor, params.id, now)
    },
  }),
  route({
    method: 'PUT',
    path: '/portal/voidings/:id/appeal',
    needs: 'customer',
    summary: 'Object to the voided warranty of my product',
    params: byId,
    body: ownAppealBody,
    returns: z.object({ items: z.array(ownVoidingView) }),
    handle: async ({ tx, actor, params, body, now }) => {
      const { asset_id } = await findVoiding(tx, actor, params.id)
      await appeal(tx, actor, params.id, { ...body, appealFor: 'customer' }, now)
      return { items: await ownVoidings(tx, actor, asset_id, now) }
    },
  }),
]
