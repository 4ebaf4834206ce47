import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { changeRoutes } from './change-routes.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { explainClocks } from './explain.ts'
import { findRequest } from './find.ts'
import { importRoutes } from './import-routes.ts'
import { intakeRoutes } from './intake-routes.ts'
import { requestList } from './list.ts'
import { portalRoutes } from './portal-routes.ts'
import { clockStep, clockView, reading, requestView, timelineEntry } from './shapes.ts'
import { timelineOf, timelineQuery } from './timeline.ts'
import { readingsOf, viewRequest } from './view.ts'

const readRoutes: AnyRoute[] = [
  ...listRoutes(requestList),
  route({
    method: 'GET',
    path: '/requests/:id',
    needs: 'requests.read',
    summary: 'A request with its customer, product, cover, reading, clocks and what may be done with it',
    params: byId,
    returns: requestView,
    handle: ({ tx, actor, params, now }) => viewRequest(tx, actor, params.id, now),
  }),
  route({
    method: 'GET',
    path: '/requests/:id/timeline',
    needs: 'requests.read',
    summary: 'What happened to a request and what was said, newest first',
    params: byId,
    query: timelineQuery,
    returns: z.object({ items: z.array(timelineEntry), next: z.string().nullable() }),
    handle: ({ tx, actor, params, query }) => timelineOf(tx, actor, params.id, query),
  }),
  route({
    method: 'GET',
    path: '/requests/:id/clocks',
    needs: 'requests.read',
    summary: 'The promises of a request, each deadline with its sum',
    params: byId,
    returns: z.object({ clocks: z.array(clockView.extend({ steps: z.array(clockStep) })) }),
    handle: ({ tx, actor, params, now }) => explainClocks(tx, actor, params.id, now),
  }),
  route({
    method: 'GET',
    path: '/requests/:id/readings',
    needs: 'requests.read',
    summary: 'Every version of the reading, newest first',
    params: byId,
    returns: z.object({ items: z.array(reading) }),
    handle: async ({ tx, actor, params }) => {
      await findRequest(tx, actor, params.id)
      return { items: await readingsOf(tx, params.id) }
    },
  }),
]

export const routes: AnyRoute[] = [
  ...intakeRoutes,
  ...importRoutes,
  ...readRoutes,
  ...conversationRoutes,
  ...changeRoutes,
  ...portalRoutes,
]
