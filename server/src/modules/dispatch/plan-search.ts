import { setTimeout as sleep } from 'node:timers/promises'
import { type Solution, solveApart, type TracePoint } from '@aftercare/dispatch/plan'
import type { PlanFacts, PlanJob } from './plan-facts.ts'
import { tryElsewhere } from './plan-pick-ups.ts'
import { type BuiltProblem, jobAt, mayGiveWay } from './plan-problem.ts'
import { currentRoutes, outcomesOf } from './plan-reading.ts'
import { overdrawn } from './plan-van-parts.ts'
import { type KeptWhy, whyOf } from './scenario-why.ts'

/** How often the search is asked how far it is, and whether somebody wants it to end. */
const BREATH_MS = 400
/** So few jobs are searched through long before the time is over. */
const HANDFUL = 12
const ROUNDS_PER_PAIR = 500
/** So often the rest is planned anew with all the time there is around visits that can be kept nowhere; then briefly. */
const TURNS = 3
const BRIEFLY_S = 1

export interface Watch {
  /** Processor time to spend. */
  seconds: number
  /** Tells how far the search is; true when it is to end. */
  breathe: (point: TracePoint | null) => Promise<boolean>
}

/** The plan of a run, what it was made from, and why visits that can be kept nowhere cannot. */
export interface Found {
  built: BuiltProblem
  solution: Solution
  stopped: boolean
  whyStuck: ReadonlyMap<PlanJob, KeptWhy>
}

/**
 * Searches the plan. A visit people count on that finds no place is not dropped: it keeps its time, with the reason for a
 * dispatcher, and the rest is planned around it; of jobs on one part in a van the less urgent are planned without it; where no way
 * to a store was found another is tried. Each turn leaves fewer that may move or be done so, so that there is a last one.
 */
export async function searched(
  facts: PlanFacts,
  build: (stuck: readonly PlanJob[]) => BuiltProblem,
  watch: Watch,
): Promise<Found> {
  const whyStuck = new Map<PlanJob, KeptWhy>()
  for (let turn = 1; ; turn++) {
    const built = build([...whyStuck.keys()])
    const seconds = turn > TURNS ? Math.min(BRIEFLY_S, watch.seconds) : watch.seconds
    const { solution, stopped } = await search(built, { ...watch, seconds })
    const left = solution.unassigned.map((ref) => jobAt(built, ref))
    const lost = left.filter((job) => job.visit !== null && !mayGiveWay(facts, job))
    const short = overdrawn(facts, outcomesOf(built, solution))
    const isElsewhere = turn < TURNS && tryElsewhere(facts, left)
    if (lost.length === 0 && short.length === 0 && !isElsewhere) return { built, solution, stopped, whyStuck }
    for (const { job, technicianId } of short) job.vans.delete(technicianId)
    const why = whyOf(facts, built, solution, new Set(lost))
    for (const job of lost) whyStuck.set(job, why.get(job) ?? { reason: null, reasons: [], others: [], change: null })
  }
}

/** In a thread of its own, watched for somebody who wants it to end. */
async function search(
  built: BuiltProblem,
  { seconds, breathe }: Watch,
): Promise<{ solution: Solution; stopped: boolean }> {
  const abort = new AbortController()
  const over = new AbortController()
  const jobs = built.problem.jobs.length + built.problem.pairs.length
  let last: TracePoint | null = null
  const watch = async () => {
    while (!over.signal.aborted) {
      if (await breathe(last)) abort.abort()
      await sleep(BREATH_MS, null, { signal: over.signal }).catch(() => null)
    }
  }
  // Kept until the search is over: a database that goes away meanwhile must not take the server along.
  const watching = watch().catch((error: unknown) => {
    abort.abort()
    return { error }
  })
  let solution: Solution
  try {
    solution = await solveApart(built.problem, {
      cpuSeconds: seconds,
      ...(jobs <= HANDFUL ? { iterations: ROUNDS_PER_PAIR * (1 + jobs) ** 2 } : {}),
      seed: 1,
      start: currentRoutes(built),
      signal: abort.signal,
      onProgress: (point) => {
        last = point
      },
    })
  } finally {
    over.abort()
  }
  const failed = await watching
  if (failed) throw failed.error
  return { solution, stopped: abort.signal.aborted }
}
