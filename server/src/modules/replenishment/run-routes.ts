import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { importReport } from '../../kit/tables/import-table.ts'
import { importPastDemand, takePastDemand } from './past-demand.ts'
import { cancelRun, latestRuns, startRun, viewRun } from './runs.ts'
import { pastDemandBody, pastDemandDone, RUN_KINDS, runBody, runView } from './shapes.ts'

export const runRoutes: AnyRoute[] = [
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
    method: 'PUT',
    path: '/replenishment-runs/:id/cancellation',
    needs: 'parts.buy',
    summary: 'Call a run off while it is under way; what was planned before stays',
    params: byId,
    returns: runView,
    handle: async ({ tx, actor, params }) => {
      await cancelRun(tx, actor, params.id)
      return viewRun(tx, actor, params.id)
    },
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
  route({
    method: 'POST',
    path: '/past-demand/imports',
    needs: 'parts.buy',
    summary:
      'The same from an uploaded CSV or XLSX file (part, place, month, quantity), all rows or none, or a dry run of it',
    body: z.object({ fileId: id, dryRun: z.boolean().default(true) }),
    returns: importReport,
    status: 200,
    handle: ({ tx, services, actor, body }) => importPastDemand(tx, services, actor, body),
  }),
]
