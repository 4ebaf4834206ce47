import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { acceptProposals } from './accept.ts'
import { declineProposals } from './decline.ts'
import { outlookOf, viewProposal } from './find.ts'
import { proposalList } from './lists.ts'
import { runRoutes } from './run-routes.ts'
import { acceptBody, accepted, declineBody, proposalView } from './shapes.ts'
import { proposeKit } from './van-kit.ts'
import { acceptKit } from './van-kit-acceptance.ts'
import { kitAccepted, kitQuery, kitView } from './van-kit-shapes.ts'

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

const kitRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/stock-places/:id/van-kit',
    needs: 'parts.read',
    summary: 'What a van should carry so that its visits find all their parts, and what each line is worth',
    params: byId,
    query: kitQuery,
    returns: kitView,
    handle: ({ tx, actor, params, query, now }) => proposeKit(tx, actor, params.id, query.sharePct, now),
  }),
  route({
    method: 'POST',
    path: '/stock-places/:id/van-kit',
    needs: 'parts.book',
    summary:
      'Draft the transfer that brings the kit to the van, of what its source has; said again, there is nothing left to send',
    params: byId,
    body: kitQuery,
    returns: kitAccepted,
    handle: ({ tx, actor, params, body, services, now }) =>
      acceptKit({ tx, actor, services, now }, params.id, body.sharePct),
  }),
]

export const routes: AnyRoute[] = [...runRoutes, ...proposalRoutes, ...kitRoutes]
