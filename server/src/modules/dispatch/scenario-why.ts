import type { Solution } from '@aftercare/dispatch/plan'
import { z } from 'zod'
import type { PlanFacts, PlanJob } from './plan-facts.ts'
import { type BuiltProblem, lacksOf } from './plan-problem.ts'

const lack = z.object({ code: z.string(), values: z.record(z.string(), z.unknown()) })

/** The reasons of one item as they are kept with the scenario: codes and figures, the words are the apps'. */
export const keptWhy = z
  .object({
    reason: z.string().nullable().describe('why it has no time; null when it has one: dispatch:lack.<code>'),
    lacks: z.array(z.object({ technicianId: z.string(), date: z.string(), lacks: z.array(lack) })),
  })
  .meta({ id: 'PlanReasons' })
export type KeptWhy = z.output<typeof keptWhy>

const MOST = 5

/** Why each job that has no time has none: what stands against it with most people. */
export function whyOf(facts: PlanFacts, built: BuiltProblem, solution: Solution): Map<PlanJob, KeptWhy> {
  const reasons = new Map<PlanJob, KeptWhy>()
  for (const { kind, index } of solution.unassigned) {
    const job = kind === 'job' ? built.jobs[index] : undefined
    if (job) reasons.set(job, whyLeft(facts, built, job))
  }
  return reasons
}

function whyLeft(facts: PlanFacts, { days }: BuiltProblem, job: PlanJob): KeptWhy {
  const lacks = days.map((day) => ({
    technicianId: day.technician.id,
    date: day.date,
    lacks: lacksOf(facts, job, day) as { code: string; values: Record<string, unknown> }[],
  }))
  const able = lacks.filter((one) => one.lacks.length === 0)
  if (days.length === 0) return { reason: 'no_vehicle', lacks: [] }
  if (able.length > 0) return { reason: 'capacity', lacks: [] }
  const counts = new Map<string, number>()
  for (const { lacks: all } of lacks) for (const { code } of all) counts.set(code, (counts.get(code) ?? 0) + 1)
  const [[reason]] = [...counts].sort((a, b) => b[1] - a[1]) as [[string, number]]
  return { reason, lacks: lacks.sort((a, b) => a.lacks.length - b.lacks.length).slice(0, MOST) }
}
