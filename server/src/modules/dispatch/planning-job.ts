import { checkPlan } from '@aftercare/dispatch/check'
import { PlanRefused, type TracePoint } from '@aftercare/dispatch/plan'
import type { Selectable } from 'kysely'
import type { Logger } from 'pino'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { DispatchPlanningRun } from '../../kit/db-types.ts'
import { isAway } from '../../kit/errors.ts'
import { type FrozenActor, thaw } from '../../kit/frozen-actor.ts'
import { type Job, job } from '../../kit/jobs.ts'
import { Problem, problem as refusal } from '../../kit/problem.ts'
import { type PlanFacts, planFacts, type RunOptions } from './plan-facts.ts'
import { buildProblem, placesOf } from './plan-problem.ts'
import { type Found, searched } from './plan-search.ts'
import { dayTables } from './plan-ways.ts'
import { tellRun } from './planning-runs.ts'
import { endRun } from './run-end.ts'
import { writeScenario } from './scenario-write.ts'
import { type AskedWays, waysAmong } from './travel-times.ts'

type RunRow = Selectable<DispatchPlanningRun>

interface Running {
  services: Services
  tenantId: string
  log: Logger
  actor: Actor
  run: RunRow
}

/**
 * A planning run: reads the plan as it is, asks for the ways, lets the solver search in a thread of its own within its
 * processor time, has every result checked independently, and writes it down as a scenario. A worker that dies leaves it
 * to the next, which begins anew; so does a database that goes away. At the last try the run fails and says so: whoever
 * began it may begin another. One that cannot even say so is ended by `abandoned-runs.ts`.
 */
export const planJob: Job = job<{ runId: string; actor: FrozenActor }>(
  'dispatch-plan',
  async ({ services, tenantId, payload, log, isLast }) => {
    const { runId } = payload
    try {
      const run = await begin(services, tenantId, runId)
      if (run) await plan({ services, tenantId, log, actor: thaw(payload.actor), run })
    } catch (error) {
      const away = isAway(error as Error)
      if (away && !isLast) throw error
      const code = away ? 'unavailable' : codeOf(error)
      if (code === 'internal' || code === 'planning.refused') log.error({ err: error, runId }, 'planning failed')
      await endRun(services, tenantId, runId, 'failed', { error_code: code })
    }
  },
)

const codeOf = (error: unknown) =>
  error instanceof Problem ? error.code : error instanceof PlanRefused ? 'planning.refused' : 'internal'

function begin(services: Services, tenantId: string, runId: string): Promise<RunRow | undefined> {
  return services.db.tx(tenantId, (tx) =>
    tx
      .updateTable('dispatch.planning_run')
      .set((eb) => ({ state: 'running', started_at: eb.fn.coalesce('started_at', eb.fn<Date>('now')) }))
      .where('id', '=', runId)
      .where('state', 'in', ['waiting', 'running'])
      .returningAll()
      .executeTakeFirst(),
  )
}

async function plan(running: Running): Promise<void> {
  const { services, tenantId, log, actor, run } = running
  const options = run.options as unknown as RunOptions
  const facts = await services.db.tx(tenantId, (tx) => planFacts(tx, actor, run, options, Date.now()))
  const places = placesOf(facts)
  const asked = await waysAmong({ services, tenantId, log }, places)
  const tables = dayTables(facts, places, asked.ways)
  const found = await searched(facts, (stuck) => buildProblem(facts, places, tables, stuck), {
    seconds: run.seconds,
    breathe: (point) => breathe(running, point),
  })
  const checked = checkPlan(found.built.problem, found.solution)
  if (!checked.ok) {
    log.error({ violations: checked.violations.slice(0, 5), runId: run.id }, 'a plan did not pass the check')
    throw refusal('planning.unsound', 500)
  }
  await finish(running, facts, found, asked)
}

/** Tells how far the search is; true when it is to end. */
function breathe({ services, tenantId, run }: Running, point: TracePoint | null): Promise<boolean> {
  return services.db.tx(tenantId, async (tx) => {
    const row = await tx
      .updateTable('dispatch.planning_run')
      .set({ progress: JSON.stringify(progressOf(run, point)) })
      .where('id', '=', run.id)
      .where('state', '=', 'running')
      .returning('stop_asked_at')
      .executeTakeFirst()
    tellRun(tx, tenantId, run, 'planning.progressed')
    return !row || row.stop_asked_at !== null
  })
}

function progressOf({ seconds, started_at }: RunRow, point: TracePoint | null) {
  const spent = point?.cpuSeconds ?? (Date.now() - (started_at?.getTime() ?? Date.now())) / 1000
  const share = Math.min(0.99, Math.round((spent / seconds) * 100) / 100)
  return {
    share,
    iterations: point?.iterations ?? 0,
    placed: point?.assigned ?? 0,
    unplaced: 0,
    cost: point?.cost ?? null,
  }
}

async function finish(running: Running, facts: PlanFacts, found: Found, asked: AskedWays): Promise<void> {
  const { built, solution, stopped } = found
  const { services, tenantId, run } = running
  await endRun(services, tenantId, run.id, stopped ? 'stopped' : 'done', {
    travel_source: asked.source,
    travel_note: asked.note,
    progress: JSON.stringify({
      share: 1,
      iterations: solution.iterations,
      placed: solution.assigned,
      unplaced: solution.unassigned.length + built.impossible.length + built.stuck.length,
      cost: Math.round(solution.cost),
    }),
    write: (tx) => writeScenario(tx, running.actor, running.run, facts, found),
  })
}
