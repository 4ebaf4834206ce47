import type { Solution } from '@aftercare/dispatch/plan'
import { explain, type JobRef, type Lack, type LeftWhy, type PlacedWhy, type RunnerUp } from '@aftercare/dispatch/why'
import { z } from 'zod'
import type { PlanFacts, PlanJob } from './plan-facts.ts'
import { type BuiltProblem, lacksOf } from './plan-problem.ts'

const coded = z.object({ code: z.string(), values: z.record(z.string(), z.unknown()) })
const technicianDay = { technicianId: z.string(), date: z.string() }

/** The reasons of one item as they are kept with the scenario: codes and figures, the words are the apps'. */
export const keptWhy = z
  .object({
    reason: z.string().nullable().describe('why it has no time; null when it has one: dispatch:lack.<code>'),
    reasons: z.array(coded).describe('why it is where it is: dispatch:advantage.<code>'),
    others: z
      .array(
        z.object({
          ...technicianDay,
          lacks: z.array(coded).describe('empty: could do it, at the price of costsMore'),
          costsMore: z.number().nullable().describe('seconds at the wheel more than where it is'),
        }),
      )
      .describe('who else was looked at, the nearest to doing it first'),
    change: z
      .object({ ...technicianDay, code: z.string(), values: z.record(z.string(), z.unknown()), startsAt: z.string() })
      .nullable()
      .describe('the smallest change that would place it, tried before it is told: dispatch:change.<code>'),
  })
  .meta({ id: 'PlanReasons' })
export type KeptWhy = z.output<typeof keptWhy>

/** So many jobs are explained at most, those without a time first. */
const MOST = 300

/** Of these jobs, why those without a time have none and what would place them, and why the others are where they are. */
export function whyOf(
  facts: PlanFacts,
  built: BuiltProblem,
  solution: Solution,
  wanted: ReadonlySet<PlanJob>,
): Map<PlanJob, KeptWhy> {
  const left = new Set(solution.unassigned.map(({ index }) => index))
  const asked = built.jobs.flatMap((job, index): JobRef[] => (wanted.has(job) ? [{ kind: 'job', index }] : []))
  const why = explain(built.problem, solution, {
    only: asked.toSorted((a, b) => Number(left.has(b.index)) - Number(left.has(a.index))).slice(0, MOST),
    lacksOf: (ref, vehicle) => lacksOf(facts, built.jobs[ref.index]!, built.days[vehicle]!) as Lack[],
  })
  return new Map([
    ...why.left.map((one) => [built.jobs[one.index]!, keptLeft(built, one)] as const),
    ...why.placed.map((one) => [built.jobs[one.index]!, keptPlaced(built, one)] as const),
  ])
}

const keptPlaced = (built: BuiltProblem, { reasons, runnersUp }: PlacedWhy): KeptWhy => ({
  reason: null,
  reasons,
  others: runnersUp.map((one) => other(built, one)),
  change: null,
})

function keptLeft(built: BuiltProblem, { blocking, lacks, change }: LeftWhy): KeptWhy {
  return {
    reason: blocking,
    reasons: [],
    others: lacks.slice(0, 5).map((one) => other(built, one)),
    change: change && keptChange(built, change),
  }
}

function keptChange(built: BuiltProblem, change: NonNullable<LeftWhy['change']>): KeptWhy['change'] {
  const { code, vehicle, start, cost: _, kind: __, ...values } = change
  const at = (seconds: number) => new Date(built.base + seconds * 1000).toISOString()
  // Times of the problem are seconds on an axis of its own: told as instants.
  const told = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      key === 'until' || key === 'from' ? at(value as number) : value,
    ]),
  )
  return { ...dayOf(built, vehicle), code, values: told, startsAt: at(start) }
}

const other = (built: BuiltProblem, { vehicle, lacks, costsMore }: RunnerUp) => ({
  ...dayOf(built, vehicle),
  lacks: lacks.map(({ code, values }) => ({ code, values })),
  costsMore,
})

function dayOf({ days }: BuiltProblem, vehicle: number) {
  const day = days[vehicle]
  return { technicianId: day?.technician.id ?? '', date: day?.date ?? '' }
}
