import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, instant } from '../../kit/shapes.ts'
import { neededPart, neededParts, needParts } from './needed-parts.ts'
import { partsToAsk, partsToAskView } from './parts-to-ask.ts'
import { latestRuns, runView, startRun, stopRun } from './planning-runs.ts'
import { newRun, planningRun, scenario, scenarioSummary } from './planning-shapes.ts'
import { applyScenario } from './scenario-apply.ts'
import { discardScenario } from './scenario-discard.ts'
import { reasonsOf, scenarios, scenarioView } from './scenario-find.ts'
import { undoScenario } from './scenario-undo.ts'
import { keptWhy } from './scenario-why.ts'

const parts = z.object({ parts: z.array(neededPart).max(100) })

export const planningRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/planning-runs',
    needs: 'dispatch.plan',
    summary: 'Let the optimiser plan a day or a week, or plan the rest of a day anew; the result is a scenario',
    body: newRun,
    returns: planningRun,
    handle: async (call) => runView(call.tx, call.actor, await startRun(call, call.body)),
  }),
  route({
    method: 'GET',
    path: '/planning-runs',
    needs: 'dispatch.plan',
    summary: 'Planning runs, the newest first',
    query: z.object({ stationId: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
    returns: z.object({ items: z.array(planningRun) }),
    handle: async ({ tx, actor, query }) => ({
      items: await latestRuns(tx, actor, query.stationId ?? null, query.limit),
    }),
  }),
  route({
    method: 'GET',
    path: '/planning-runs/:id',
    needs: 'dispatch.plan',
    summary: 'How far a planning run is',
    params: byId,
    returns: planningRun,
    handle: ({ tx, actor, params }) => runView(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/planning-runs/:id/stop',
    needs: 'dispatch.plan',
    summary: 'End the search; what it has found becomes the scenario',
    params: byId,
    returns: planningRun,
    handle: (call) => stopRun(call, call.params.id),
  }),
  route({
    method: 'GET',
    path: '/scenarios',
    needs: 'dispatch.plan',
    summary: 'What planning runs have found, the newest first, with figures to compare',
    query: z.object({ stationId: id.optional(), from: instant.optional(), to: instant.optional() }),
    returns: z.object({ items: z.array(scenarioSummary) }),
    handle: async ({ tx, actor, query }) => ({ items: await scenarios(tx, actor, query) }),
  }),
  route({
    method: 'GET',
    path: '/scenarios/:id',
    needs: 'dispatch.plan',
    summary: 'A scenario with what it says of each visit and order',
    params: byId,
    returns: scenario,
    handle: ({ tx, actor, params }) => scenarioView(tx, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/scenarios/:id/why',
    needs: 'dispatch.plan',
    summary: 'Why a job is where it is, or has no time, and what would place it',
    params: byId,
    query: z.object({ itemId: id.optional() }),
    returns: z.object({ items: z.array(z.object({ itemId: id, why: keptWhy })) }),
    handle: async ({ tx, actor, params, query }) => ({
      items: await reasonsOf(tx, actor, params.id, query.itemId ?? null),
    }),
  }),
  route({
    method: 'PUT',
    path: '/scenarios/:id/application',
    needs: 'dispatch.plan',
    summary: 'Apply a scenario, whole or some of its items: all of it or nothing',
    params: byId,
    body: z.object({
      itemIds: z.array(id).min(1).max(5000).optional(),
      cancelVisits: z
        .boolean()
        .default(false)
        .describe('yes to the visits it would send back to the tray: their customers are told'),
    }),
    edits: true,
    returns: scenario,
    handle: async (call) => {
      await applyScenario(call, call.params.id, call.body, call.ifMatch!)
      return scenarioView(call.tx, call.actor, call.params.id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/scenarios/:id/application',
    needs: 'dispatch.plan',
    summary: 'Take back what a scenario has applied',
    params: byId,
    edits: true,
    returns: scenario,
    handle: async (call) => {
      await undoScenario(call, call.params.id, call.ifMatch!)
      return scenarioView(call.tx, call.actor, call.params.id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/scenarios/:id',
    needs: 'dispatch.plan',
    summary: 'Discard a scenario nobody wants',
    params: byId,
    edits: true,
    handle: (call) => discardScenario(call, call.params.id, call.ifMatch!),
  }),
  route({
    method: 'GET',
    path: '/work-orders/:id/needed-parts',
    needs: 'dispatch.read',
    summary: 'Parts an order waits for',
    params: byId,
    returns: parts,
    handle: async ({ tx, actor, params }) => ({ parts: await neededParts(tx, actor, params.id) }),
  }),
  route({
    method: 'GET',
    path: '/work-orders/:id/parts-to-ask',
    needs: 'dispatch.read',
    summary: 'What an order has still to ask the stock for, for which van and until when it should be kept',
    params: byId,
    returns: partsToAskView,
    handle: ({ tx, actor, params, now }) => partsToAsk(tx, actor, params.id, now),
  }),
  route({
    method: 'PUT',
    path: '/work-orders/:id/needed-parts',
    needs: 'dispatch.plan',
    summary: 'Say which parts an order waits for, and when they come',
    params: byId,
    body: parts,
    returns: parts,
    handle: async ({ tx, actor, params, body }) => ({ parts: await needParts(tx, actor, params.id, body.parts) }),
  }),
]
