import type { Solution } from '@aftercare/dispatch/plan'
import type { Interval, Position } from '@aftercare/rules'
import type { PlannedPickUp } from './pick-ups.ts'
import type { PlanJob } from './plan-facts.ts'
import { type BuiltProblem, placeName } from './plan-problem.ts'
import type { BookedPickUp } from './plan-stores.ts'
import type { WorkingDay } from './plan-vehicles.ts'
import type { ScenarioFigures } from './planning-shapes.ts'

/** What the plan says of one visit or order. */
export interface Outcome {
  kind: 'stuck' | 'keep' | 'move' | 'book' | 'unplace' | 'left'
  job: PlanJob
  technicianId: string | null
  startAt: number | null
  endAt: number | null
  /** What the customer is to be told; null: the planned time itself. */
  promised: Interval | null
  promiseMinutes: number
  travelMinutes: number | null
  reason: string | null
  /** The stop before it at which its part is collected. */
  pickUp: PlannedPickUp | null
}

interface Placed {
  day: WorkingDay
  startAt: number
  travelSeconds: number
  pickUp: Stop | null
}

/** Where a part is collected: when, and by how much the way there and the counter make the day longer. */
interface Stop {
  startAt: number
  endAt: number
  extraSeconds: number
}

/** A solution in the words of the business: what stays, moves, is booked, gives way, is left. */
export function outcomesOf(built: BuiltProblem, solution: Solution): Outcome[] {
  const placed = placedIn(built, solution)
  return [
    ...built.jobs.map((job, i) => outcomeOf(job, placed.get(`job ${i}`) ?? null)),
    ...built.fetched.map((job, i) => outcomeOf(job, placed.get(`pair ${i}`) ?? null)),
    ...built.untouched.map((job) => kept(job, null)),
    ...built.stuck.map((job): Outcome => ({ ...kept(job, null), kind: 'stuck' })),
    ...built.impossible.map(({ job, reason }) => nowhere(job, 'left', reason)),
  ]
}

/** By kind and index in the problem. */
function placedIn({ base, days, problem }: BuiltProblem, { routes }: Solution): Map<string, Placed> {
  const placed = new Map<string, Placed>()
  for (const { vehicle, stops } of routes) {
    const { travel, start } = problem.vehicles[vehicle]!
    const table = problem.travels[travel]!
    const way = (from: number | null | undefined, to: number | undefined) =>
      from == null || to === undefined || table.kind !== 'table' ? 0 : table.costs![from * problem.places + to]!
    const found = new Map<number, Stop>()
    const placedStops = stops.filter((one) => one.place >= 0 && one.kind !== 'start')
    placedStops.forEach((stop, i) => {
      const [before, after] = [i === 0 ? start : placedStops[i - 1]!.place, placedStops[i + 1]?.place]
      const startAt = base + (stop.arrival + stop.waiting) * 1000
      const travelSeconds = way(before, stop.place)
      if (stop.kind === 'pickup') {
        const extraSeconds = travelSeconds + way(stop.place, after) - way(before, after) + stop.service
        found.set(stop.index, { startAt, endAt: startAt + stop.service * 1000, extraSeconds })
      }
      const at = { day: days[vehicle]!, startAt, travelSeconds }
      if (stop.kind === 'job') placed.set(`job ${stop.index}`, { ...at, pickUp: null })
      if (stop.kind === 'delivery') placed.set(`pair ${stop.index}`, { ...at, pickUp: found.get(stop.index)! })
    })
  }
  return placed
}

function outcomeOf(job: PlanJob, placed: Placed | null): Outcome {
  const { visit } = job
  if (!placed) return visit ? nowhere(job, 'unplace', null) : nowhere(job, 'left', null)
  const { day, startAt, travelSeconds } = placed
  if (visit && visit.technicianId === day.technician.id && visit.startAt === startAt) return kept(job, travelSeconds)
  const length = visit ? visit.endAt - visit.startAt : job.minutes * 60_000
  const promised = visit?.promised && within(startAt, visit.promised) ? visit.promised : null
  return {
    kind: visit ? 'move' : 'book',
    job,
    technicianId: day.technician.id,
    startAt,
    endAt: startAt + length,
    promised,
    promiseMinutes: visit ? outsideMinutes(visit, startAt) : 0,
    travelMinutes: Math.round(travelSeconds / 60),
    reason: null,
    pickUp: placed.pickUp && collected(job, placed.pickUp),
  }
}

function collected({ collect }: PlanJob, { startAt, endAt, extraSeconds }: Stop): PlannedPickUp {
  const { place, parts } = collect!
  return { placeId: place.id, startAt, endAt, parts, extraMinutes: Math.max(0, Math.round(extraSeconds / 60)) }
}

const within = (at: number, { fromAt, toAt }: Interval) => fromAt <= at && at < toAt

/** How far a start lies outside of what the customer was told; a quarter of an hour is no broken promise. */
function outsideMinutes({ promised, startAt: told }: NonNullable<PlanJob['visit']>, startAt: number): number {
  const [from, to] = promised ? [promised.fromAt, promised.toAt] : [told - 15 * 60_000, told + 15 * 60_000]
  return Math.ceil(Math.max(0, from - startAt, startAt - to) / 60_000)
}

function kept(job: PlanJob, travelSeconds: number | null): Outcome {
  const { technicianId, startAt, endAt, promised, pickUp } = job.visit!
  const travelMinutes = travelSeconds === null ? null : Math.round(travelSeconds / 60)
  const stays = { kind: 'keep' as const, job, technicianId, startAt, endAt, promised, promiseMinutes: 0 }
  return { ...stays, travelMinutes, reason: null, pickUp: pickUp && bookedAs(pickUp) }
}

function bookedAs({ place, startAt, endAt, parts }: BookedPickUp): PlannedPickUp {
  const asked = parts.map((one) => ({ ...one, partId: '', number: one.code, fold: '' }))
  return { placeId: place.id, startAt, endAt, parts: asked, extraMinutes: null }
}

function nowhere(job: PlanJob, kind: 'unplace' | 'left', reason: string | null): Outcome {
  const none = {
    technicianId: null,
    startAt: null,
    endAt: null,
    promised: null,
    promiseMinutes: 0,
    travelMinutes: null,
    pickUp: null,
  }
  return { kind, job, ...none, reason }
}

interface Spent {
  jobs: number
  technicians: number
  travelMinutes: number
  km: number
  workMinutes: number
  shiftMinutes: number
  overtimeMinutes: number
  utilisation: number
}
/** A stop of somebody; one for a part is no job. */
type Slot = { technicianId: string; startAt: number; endAt: number; position: Position | null; isJob: boolean }

/** "Moves 7 promises by at most 15 minutes, saves 41 km, places 3 more jobs": the plan beside what holds now. */
export function figuresOf(built: BuiltProblem, outcomes: readonly Outcome[]): ScenarioFigures {
  const now = outcomes.flatMap(({ job }) => (job.visit ? stopsOf(job, job.visit, job.visit.pickUp) : []))
  const then = outcomes.flatMap(({ job, technicianId, startAt, endAt, pickUp }) =>
    technicianId === null ? [] : stopsOf(job, { technicianId, startAt: startAt!, endAt: endAt! }, pickUp),
  )
  const [before, after] = [spent(built, now), spent(built, then)]
  const count = (kind: Outcome['kind']) => outcomes.filter((one) => one.kind === kind).length
  const broken = outcomes.filter((one) => one.promiseMinutes > 0)
  return {
    before,
    after,
    promisesMoved: broken.length,
    mostMovedMinutes: Math.max(0, ...broken.map((one) => one.promiseMinutes)),
    placed: count('book'),
    unplaced: count('unplace'),
    left: count('left'),
    stuck: count('stuck'),
    movedVisits: count('move'),
    savedKm: Math.round((before.km - after.km) * 10) / 10,
    savedTravelMinutes: Math.round(before.travelMinutes - after.travelMinutes),
  }
}

function stopsOf(
  { position, collect }: PlanJob,
  { technicianId, startAt, endAt }: Pick<Slot, 'technicianId' | 'startAt' | 'endAt'>,
  pickUp: { startAt: number; endAt: number } | null,
): Slot[] {
  const at = collect?.place.position ?? null
  return [
    ...(pickUp ? [{ technicianId, startAt: pickUp.startAt, endAt: pickUp.endAt, position: at, isJob: false }] : []),
    { technicianId, startAt, endAt, position, isJob: true },
  ]
}

function spent(built: BuiltProblem, slots: readonly Slot[]): Spent {
  const index = new Map(built.places.map((place, i) => [placeName(place), i]))
  let [seconds, metres, work, overtime] = [0, 0, 0, 0]
  const busy = new Set<string>()
  for (const day of built.days) {
    const matrix = built.tables.of(built.tables.keyOf(day.date))
    let at = day.begins
    for (const slot of slotsOn(slots, day)) {
      const to = slot.position
      if (at && to) {
        const way = index.get(placeName(at))! * built.places.length + index.get(placeName(to))!
        seconds += matrix.seconds[way]!
        metres += matrix.metres[way]!
      }
      at = to ?? at
      work += slot.endAt - slot.startAt
      overtime += Math.max(0, slot.endAt - Math.max(day.toAt, slot.startAt))
      busy.add(day.technician.id)
    }
  }
  const shift = built.days.reduce((sum, day) => sum + day.shiftMs, 0)
  return {
    jobs: slots.filter((one) => one.isJob).length,
    technicians: busy.size,
    travelMinutes: Math.round(seconds / 60),
    km: Math.round(metres / 100) / 10,
    workMinutes: Math.round(work / 60_000),
    shiftMinutes: Math.round(shift / 60_000),
    overtimeMinutes: Math.round(overtime / 60_000),
    utilisation: shift > 0 ? Math.round((work / shift) * 1000) / 1000 : 0,
  }
}

function slotsOn(slots: readonly Slot[], { technician, fromAt, toAt }: WorkingDay): Slot[] {
  const LATE_MS = 12 * 3_600_000
  return slots
    .filter((one) => one.technicianId === technician.id && one.startAt >= fromAt && one.startAt < toAt + LATE_MS)
    .sort((a, b) => a.startAt - b.startAt)
}

/** The order of stops of today's plan, for the solver to begin with: what was good is not searched for again. */
export function currentRoutes({ jobs, stops, days, problem }: BuiltProblem): Pick<Solution, 'routes'> {
  const byDay = days.map((day, vehicle) => {
    const own = [...jobs, ...stops]
      .map(({ visit }, index) => ({ visit, index }))
      .filter(
        ({ visit, index }) =>
          visit?.technicianId === day.technician.id &&
          visit.endAt > day.fromAt &&
          visit.startAt < day.toAt &&
          problem.jobs[index]!.fits?.[vehicle] !== 0,
      )
      .sort((a, b) => a.visit!.startAt - b.visit!.startAt)
    const inOrder = own.map(({ index }) => {
      const { place, service } = problem.jobs[index]!
      const unknown = { arrival: 0, waiting: 0, setup: 0, travel: 0, distance: 0, load: [] }
      return { kind: 'job' as const, index, place, service, ...unknown }
    })
    return { vehicle, stops: inOrder, cost: 0, travel: 0, distance: 0, setup: 0, service: 0, waiting: 0 }
  })
  return { routes: byDay.filter((route) => route.stops.length > 0) }
}
