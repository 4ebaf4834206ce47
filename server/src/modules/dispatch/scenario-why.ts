import { wishFor } from '@aftercare/dispatch'
import type { Solution } from '@aftercare/dispatch/plan'
import { explain, type JobRef, type Lack, type LeftWhy, type PlacedWhy, type RunnerUp } from '@aftercare/dispatch/why'
import { localDay } from '@aftercare/rules'
import { z } from 'zod'
import type { PlannedPickUp } from './pick-ups.ts'
import type { PlanFacts, PlanJob } from './plan-facts.ts'
import { lacksOf } from './plan-lacks.ts'
import { type BuiltProblem, jobAt, PENALTY } from './plan-problem.ts'
import { outcomesOf } from './plan-reading.ts'
import { isFromVan, missingCodes } from './plan-van-parts.ts'
import { up } from './plan-vehicles.ts'

const coded = z.object({ code: z.string(), values: z.record(z.string(), z.unknown()) })
const technicianDay = { technicianId: z.string(), date: z.string() }

/** The reasons of one item as they are kept with the scenario: codes and figures, the words are the apps'. */
export const keptWhy = z
  .object({
    reason: z.string().nullable().describe('why it has no time; null when it has one: dispatch:lack.<code>'),
    values: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('of the reason: part: readyOn; window: earliest, latest, wished (days); too_many: most'),
    reasons: z.array(coded).describe('why it is where it is: dispatch:advantage.<code>'),
    others: z
      .array(
        z.object({
          ...technicianDay,
          lacks: z.array(coded).describe('empty: could do it, at the price of costsMore'),
          costsMore: z.number().nullable().describe('cost more than where it is, counted in seconds at the wheel'),
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

/** So many jobs are explained at most: those without a time first, the rest in the order of asking. */
const MOST = 300

/** Of these jobs, why those without a time have none and what would place them, and why the others are where they are. */
export function whyOf(
  facts: PlanFacts,
  built: BuiltProblem,
  solution: Solution,
  wanted: ReadonlySet<PlanJob>,
): Map<PlanJob, KeptWhy> {
  const left = new Set(solution.unassigned.map((ref) => jobAt(built, ref)))
  const refs = new Map<PlanJob, JobRef>([
    ...built.jobs.map((job, index) => [job, { kind: 'job', index }] as const),
    ...built.fetched.map((job, index) => [job, { kind: 'pair', index }] as const),
  ])
  const asked = [...wanted].flatMap((job): JobRef[] => {
    const ref = refs.get(job)
    return !ref || (ref.kind === 'job' && built.problem.jobs[ref.index]!.pin) ? [] : [ref]
  })
  const isLeft = (ref: JobRef) => left.has(jobAt(built, ref))
  const ordered = asked.toSorted((a, b) => Number(isLeft(b)) - Number(isLeft(a)))
  const short = ordered.slice(MOST).filter(isLeft)
  const pickUps = new Map(outcomesOf(built, solution).map(({ job, pickUp }) => [job, pickUp]))
  const why = explain(built.problem, solution, {
    only: ordered.slice(0, MOST),
    lacksOf: (ref, vehicle) => lacksOf(facts, jobAt(built, ref), built.days[vehicle]!) as Lack[],
  })
  return new Map([
    ...why.left.map((one) => [jobAt(built, one), keptLeft(built, one)] as const),
    ...why.placed.map((one) => {
      const job = jobAt(built, one)
      return [job, keptPlaced(facts, built, one, pickUps.get(job) ?? null)] as const
    }),
    ...short.map((ref) => [jobAt(built, ref), shortWhy(facts, built, jobAt(built, ref))] as const),
  ])
}

/** For more than are explained: what all who work on these days lack, without trying what would change it. */
function shortWhy(facts: PlanFacts, { days }: BuiltProblem, job: PlanJob): KeptWhy {
  const counts = new Map<string, number>()
  let able = 0
  for (const day of days) {
    const [first] = lacksOf(facts, job, day)
    if (first) counts.set(first.code, (counts.get(first.code) ?? 0) + 1)
    else able++
  }
  const [commonest] = [...counts].sort((a, b) => b[1] - a[1])
  const reason = able > 0 ? 'capacity' : (commonest?.[0] ?? 'no_vehicle')
  return { reason, reasons: [], others: [], change: null }
}

/** What no search decides about: orders that no time is one for, visits that stay because somebody or the hour says so. */
export function whyFixed({ options }: PlanFacts, built: BuiltProblem): Map<PlanJob, KeptWhy> {
  const none: KeptWhy = { reason: null, reasons: [], others: [], change: null }
  const fixed = [...built.jobs.filter((_, i) => built.problem.jobs[i]!.pin), ...built.untouched]
  const stays = ({ visit }: PlanJob): z.output<typeof coded> => {
    if (visit!.isPinned) return { code: 'pinned', values: {} }
    const { pickUp } = visit!
    if (pickUp) return { code: 'part_waits', values: { place: pickUp.place.name } }
    return { code: 'soon', values: { minutes: options.freezeMinutes } }
  }
  return new Map([
    ...fixed.map((job): [PlanJob, KeptWhy] => [job, { ...none, reasons: [stays(job)] }]),
    ...built.impossible.map(({ job, ...told }): [PlanJob, KeptWhy] => [
      job,
      { ...none, reason: told.reason, values: told.values },
    ]),
  ])
}

const keptPlaced = (
  facts: PlanFacts,
  built: BuiltProblem,
  { kind, index, vehicle, start, reasons, runnersUp }: PlacedWhy,
  pickUp: PlannedPickUp | null,
): KeptWhy => ({
  reason: null,
  reasons: [
    ...(pickUp
      ? [collectedOn(jobAt(built, { kind, index }), pickUp)]
      : inVan(facts, built, jobAt(built, { kind, index }), vehicle, built.base + start * 1000)),
    ...reasons.map(({ code, values }) => ({
      code: code === 'preferred' ? preferredAs(built, jobAt(built, { kind, index }), vehicle) : code,
      values,
    })),
  ],
  others: runnersUp.map((one) => other(built, one)),
  change: null,
})

const collectedOn = ({ collect }: PlanJob, { parts, extraMinutes }: PlannedPickUp) => ({
  code: 'part_collected',
  values: {
    parts: parts.map(({ number, quantity }) => `${quantity} × ${number}`).join(', '),
    place: collect!.place.name,
    minutes: extraMinutes,
  },
})

/** The parts are not there yet, and whoever it is has them in the van. */
const inVan = (facts: PlanFacts, { days }: BuiltProblem, job: PlanJob, vehicle: number, startAt: number) =>
  isFromVan(job, days[vehicle]!.technician.id, startAt)
    ? [{ code: 'parts_in_van', values: { parts: missingCodes(facts, job) } }]
    : []

/** What the costs prefer: whoever is asked for; for a visit whoever has it, for an order the earlier day. */
function preferredAs({ days }: BuiltProblem, job: PlanJob, vehicle: number): string {
  if (wishFor(job.people, days[vehicle]!.technician.id)?.wish === 'preferred') return 'preferred'
  return job.visit ? 'same_person' : 'sooner'
}

function keptLeft(built: BuiltProblem, { kind, index, blocking, lacks, change }: LeftWhy): KeptWhy {
  const job = jobAt(built, { kind, index })
  const told = change && keptChange(built, job, change)
  const left = {
    reason: blocking,
    reasons: [],
    others: lacks.slice(0, 5).map((one) => other(built, one)),
    change: told,
  }
  if (job.collect) return left
  const { partsAt, timeZone } = job
  const opens = built.base + (built.problem.jobs[index]!.windows[0]?.[0] ?? 0) * 1000
  // It could begin earlier if its part were there: what it waits for is the part.
  if (told?.code !== 'window_from' || !partsAt || up(partsAt) !== opens) return left
  const values = { readyOn: localDay(partsAt, timeZone) }
  return { ...left, reason: 'part', values, change: { ...told, code: 'part_sooner' } }
}

function keptChange(built: BuiltProblem, job: PlanJob, change: NonNullable<LeftWhy['change']>): KeptWhy['change'] {
  const { code, vehicle, start, cost: _, kind: __, ...values } = change
  const at = (seconds: number) => new Date(built.base + seconds * 1000).toISOString()
  // Times of the problem are seconds on an axis of its own: told as instants.
  const told: Record<string, unknown> = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      key === 'until' || key === 'from' ? at(value as number) : value,
    ]),
  )
  if (change.code === 'untied') {
    // Whoever comes along is of the same order: then no other one is named.
    const others = change.jobs.map((one) => built.jobs[one]!.number).filter((one) => one !== job.number)
    told.orders = [...new Set(others)]
    delete told.jobs
  }
  if ('end' in change && change.end === 'pickup')
    return {
      ...dayOf(built, vehicle),
      code: `${code}_store`,
      values: { ...told, place: job.collect!.place.name },
      startsAt: at(start),
    }
  if (change.code === 'penalty' && !job.visit) told.priority = priorityAbove(change.at_least)
  return { ...dayOf(built, vehicle), code, values: told, startsAt: at(start) }
}

/** The least urgent that is worth more than that; null when none is. */
const priorityAbove = (cost: number) =>
  Object.keys(PENALTY)
    .reverse()
    .find((one) => PENALTY[one]! > cost) ?? null

const other = (built: BuiltProblem, { vehicle, lacks, costsMore }: RunnerUp) => ({
  ...dayOf(built, vehicle),
  lacks: lacks.map(({ code, values }) => ({ code, values })),
  costsMore,
})

function dayOf({ days }: BuiltProblem, vehicle: number) {
  const day = days[vehicle]
  return { technicianId: day?.technician.id ?? '', date: day?.date ?? '' }
}
