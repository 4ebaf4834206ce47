import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, day } from '../../kit/shapes.ts'
import { findAsset } from '../assets/index.ts'
import { coverOf } from './cover.ts'
import { customerOverview, overviewView } from './customer-overview.ts'
import { decisionList } from './decision-list.ts'
import { decideAndKeep, findDecision, recompute } from './decisions.ts'
import { scanRoutes } from './scan-routes.ts'
import { coverView, decisionBody, decisionView, recomputationView } from './shapes.ts'

export const routes: AnyRoute[] = [
  ...listRoutes(decisionList),
  route({
    method: 'POST',
    path: '/entitlement/decisions',
    needs: 'entitlement.decide',
    summary: 'Decide who pays for what, and keep the decision',
    body: decisionBody,
    returns: decisionView,
    handle: async ({ tx, actor, body, now }) => {
      await findAsset(tx, actor, body.assetId)
      const { id, assumed, doubted } = await decideAndKeep(tx, actor, { ...body, day: body.at, at: now })
      return { ...(await findDecision(tx, actor, id)), assumed, doubted }
    },
  }),
  route({
    method: 'GET',
    path: '/entitlement/decisions/:id',
    needs: 'entitlement.decide',
    summary: 'A kept decision with its facts and reasons',
    params: byId,
    returns: decisionView,
    handle: ({ tx, actor, params }) => findDecision(tx, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/entitlement/decisions/:id/recomputation',
    needs: 'entitlement.decide',
    summary: 'Make a kept decision again from its own facts and compare',
    params: byId,
    returns: recomputationView,
    handle: ({ tx, actor, params }) => recompute(tx, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/assets/:id/cover',
    needs: 'assets.read',
    summary: 'Who would pay for a repair of this product, and why',
    params: byId,
    query: z.object({ at: day.optional(), component: z.string().max(80).optional() }),
    returns: coverView,
    handle: async ({ tx, actor, params, query, now }) => {
      await findAsset(tx, actor, params.id)
      return coverOf(tx, params.id, { at: now, day: query.at, faultComponent: query.component })
    },
  }),
  route({
    method: 'GET',
    path: '/customers/:id/overview',
    needs: 'parties.read',
    summary: 'A customer with products and the state of their cover',
    params: byId,
    returns: overviewView,
    handle: ({ tx, actor, params, now }) => customerOverview(tx, actor, params.id, now),
  }),
  ...scanRoutes,
]
