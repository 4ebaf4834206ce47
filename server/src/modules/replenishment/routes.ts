import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { acceptProposals } from './accept.ts'
import { declineProposals, outlookOf, viewProposal } from './find.ts'
import { proposalList } from './lists.ts'
import { takePastDemand } from './past-demand.ts'
import { latestRuns, startRun, viewRun } from './runs.ts'
import {
  acceptBody,
  accepted,
  declineBody,
  pastDemandBody,
  pastDemandDone,
  proposalView,
  RUN_KINDS,
  runBody,
  runView,
} from './shapes.ts'

const runRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/replenishment-runs',
    needs: 'parts.buy',
    summary: 'Plan what to buy and move, or simulate on the own history what a share filled at once would have cost',
    body: runBody,
    returns: runView,
    handle: async ({ tx, actor, body }) => viewRun(tx, actor, await startRun(tx, actor, body)),
  }),
  route({
    method: 'GET',
    path: '/replenishment-runs',
    needs: 'parts.read',
    summary: 'Runs, the newest first',
    query: z.object({ kind: z.enum(RUN_KINDS).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
    returns: z.object({ items: z.array(runView) }),
    handle: async ({ tx, actor, query }) => ({ items: await latestRuns(tx, actor, query.kind, query.limit) }),
  }),
  route({
    method: 'GET',
    path: '/replenishment-runs/:id',
    needs: 'parts.read',
    summary: 'How far a run is, and what came of it',
    params: byId,
    returns: runView,
    handle: ({ tx, actor, params }) => viewRun(tx, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/past-demand',
    needs: 'parts.buy',
    summary: 'Take over monthly demand of the time before this system: all rows or none',
    body: pastDemandBody,
    returns: pastDemandDone,
    handle: ({ tx, body }) => takePastDemand(tx, body),
  }),
]

const proposalRoutes: AnyRoute[] = [
  ...listRoutes(proposalList),
  route({
    method: 'GET',
    path: '/replenishment-proposals/:id',
    needs: 'parts.read',
    summary: 'One proposal with its sum: at one unit less, as proposed, at one more',
    params: byId,
    returns: proposalView,
    handle: ({ tx, actor, params }) => viewProposal(tx, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/replenishment-acceptances',
    needs: 'parts.buy',
    summary:
      'Make purchase orders and transfers of proposals, each once; a line whose stock has moved is refused by itself',
    body: acceptBody,
    returns: accepted,
    handle: ({ tx, actor, body, services, now }) => acceptProposals({ tx, actor, services, now }, body.ids),
  }),
  route({
    method: 'POST',
    path: '/replenishment-refusals',
    needs: 'parts.buy',
    summary: 'Decline proposals, with the reason',
    body: declineBody,
    returns: z.object({ declined: z.number() }),
    handle: async ({ tx, actor, body }) => {
      await declineProposals(tx, actor, body.ids, body.reason)
      return { declined: body.ids.length }
    },
  }),
  route({
    method: 'GET',
    path: '/parts/:id/outlook',
    needs: 'parts.read',
    summary: 'What the latest plan says of a part at every place: demand, outlook, level, why',
    params: byId,
    returns: z.object({ items: z.array(proposalView) }),
    handle: async ({ tx, actor, params }) => ({ items: await outlookOf(tx, actor, params.id) }),
  }),
]

export const routes: AnyRoute[] = [...runRoutes, ...proposalRoutes]
