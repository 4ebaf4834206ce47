import { unknownFacts } from '@aftercare/entitlement'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, day } from '../../kit/shapes.ts'
import { maySee } from '../../kit/subjects.ts'
import { findAsset } from '../assets/index.ts'
import { coverOf } from './cover.ts'
import { customerOverview, overviewView } from './customer-overview.ts'
import { decisionList } from './decision-list.ts'
import { decideAndKeep } from './decisions.ts'
import { findDecision, recompute } from './find-decision.ts'
import { goodwillRoutes } from './goodwill-routes.ts'
import { limitRoutes } from './limit-routes.ts'
import { packRoutes } from './pack-routes.ts'
import { scanRoutes } from './scan-routes.ts'
import { assetCoverView, decisionBody, decisionView, recomputationView } from './shapes.ts'
import { supplierCover } from './supplier-cover.ts'
import { supplierRoutes } from './supplier-routes.ts'
import { voidingRoutes } from './voiding-routes.ts'

/** A decision about a request or visit takes the place of the one before: only for those who see that work. */
async function mustSeeWork(tx: Tx, actor: Actor, of: { requestId?: string | undefined; visitId?: string | undefined }) {
  if (of.requestId && !(await maySee(tx, actor, 'request', of.requestId))) throw notFound('request')
  if (of.visitId && !(await maySee(tx, actor, 'visit', of.visitId))) throw notFound('visit')
}

/** A mistyped fact would be left out without a word, and the rest decided as if nobody had assessed anything. */
function mustBeKnown(facts: unknown): void {
  const [first, ...more] = unknownFacts(facts, 'facts').map(({ code, ...rest }) => ({
    ...rest,
    code: `entitlement.${code}`,
  }))
  if (first) throw invalid(first, ...more)
}

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
      await mustSeeWork(tx, actor, body)
      mustBeKnown(body.facts)
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
    returns: assetCoverView,
    handle: async ({ tx, actor, params, query, now }) => {
      await findAsset(tx, actor, params.id)
      const cover = await coverOf(tx, params.id, { at: now, day: query.at, faultComponent: query.component })
      return { ...cover, supplier: actor.stations === 'all' ? await supplierCover(tx, params.id, cover.decision) : [] }
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
  ...packRoutes,
  ...limitRoutes,
  ...voidingRoutes,
  ...goodwillRoutes,
  ...supplierRoutes,
  ...scanRoutes,
]
