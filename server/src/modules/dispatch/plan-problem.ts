import { dayParts } from '@aftercare/dispatch'
import type { Job, Problem, Window } from '@aftercare/dispatch/plan'
import { localDay, type Position } from '@aftercare/rules'
import { boundTeams, teamsOf } from './plan-crews.ts'
import { MOST_ORDERS, type PlanFacts, type PlanJob } from './plan-facts.ts'
import { personsOf, withBooked } from './plan-hours.ts'
import { chainOf, keptChains, UNKNOWN_WAY_S, type WayOn, withPauses } from './plan-kept.ts'
import { lacksOf, preferencePrice } from './plan-lacks.ts'
import { beforeOf, FREE, type LinkBound, linkBounds } from './plan-links.ts'
import { choosePickUps, pairOf } from './plan-pick-ups.ts'
import { type PickUpStop, pickUpStops, stopJob } from './plan-stops.ts'
import { chooseBearers, partsFrom } from './plan-van-parts.ts'
import { GRID_MS, up, vehicleOf, type WorkingDay, workingDays } from './plan-vehicles.ts'
import type { DayTables, Matrix } from './plan-ways.ts'

/** A plan's problem, and what its numbers stand for. */
export interface BuiltProblem {
  problem: Problem
  /** Epoch ms of second 0. */
  base: number
  days: WorkingDay[]
  /** By index of the problem's jobs; behind them stops for parts of visits that stay. */
  jobs: PlanJob[]
  /** By index of the problem's pairs: orders whose part is collected on the way. */
  fetched: PlanJob[]
  stops: PickUpStop[]
  /** Orders that cannot be asked about at all, with the reason and its day. */
  impossible: Impossible[]
  /** Visits nobody decides about: pinned where the plan could not have put them. */
  untouched: PlanJob[]
  /** Visits that can be kept nowhere and are not the plan's to cancel: they take their time until a dispatcher decides. */
  stuck: PlanJob[]
  tables: DayTables
  places: Position[]
}

/** What a number of the problem stands for. */
export const jobAt = ({ jobs, fetched }: BuiltProblem, { kind, index }: { kind: 'job' | 'pair'; index: number }) =>
  (kind === 'job' ? jobs : fetched)[index]!

/** No time of these days is one for the order: its part comes later, or its own dates say no. */
export interface Impossible {
  job: PlanJob
  reason: 'part' | 'window' | 'tied' | 'too_many'
  /** `readyOn`, `latest`, `earliest`: a day of the site; `wished`: days the customer asked for; `most`: orders of one plan. */
  values: Record<string, unknown>
}

/** What leaving a job out costs, in seconds at the wheel: tiers far apart, so that urgency decides before all else. */
export const PENALTY: Record<string, number> = { P1: 6_000_000, P2: 1_500_000, P3: 400_000, P4: 150_000, P5: 60_000 }
/** What has a time is given up only for something that is urgent, where that is allowed at all. */
const PLACED = 1_000_000
/** More than all that could be won by dropping it: a visit people count on is moved, or kept, or told to be stuck. */
const COUNTED_ON = 100_000_000
/** Each minute a promise moves beyond what was told. */
const MOVED_PER_MINUTE = 300
/** In the day everybody knows their plan: each minute it moves costs as much as two at the wheel. */
const DISTURBED_PER_MINUTE = 120
/** The customer was told another name. */
export const OTHER_TECHNICIAN = 900
/** Later than due, or just later: each day. */
const OVERDUE_PER_DAY = 14_400
const LATER_PER_DAY = 900
/** Without a window the customer was told a time: a quarter of an hour is no broken promise. */
export const TOLERANCE_MS = 15 * 60_000
/** A plan for today leaves a moment to tell people. */
export const LEAD_MS = 30 * 60_000
/** An hour more for somebody who works eight already is worth some five minutes at the wheel. */
const FAIRNESS = 20

/** Where things are, each place once; those without coordinates are taken to be where nothing is known: no way at all. */
export function placesOf(facts: PlanFacts): Position[] {
  const all = [
    ...facts.technicians.flatMap((one) => [one.home, one.dayEnds]),
    ...facts.running.map((one) => one.position),
    ...facts.jobs.flatMap((one) => [one.position, one.collect?.place.position ?? null]),
    ...facts.stores.places.map((one) => one.position),
  ]
  const byKey = new Map(all.flatMap((one) => (one ? [[placeName(one), one] as const] : [])))
  return [...byKey.values()]
}

export const placeName = ({ lat, lon }: Position) => `${lat} ${lon}`

/**
 * The problem of a run: a route per technician and working day, a job per visit that may still move and per order of the
 * tray that can be done at all. Times are on a grid of five minutes, because ways and work are rounded up to it.
 */
export function buildProblem(
  facts: PlanFacts,
  places: Position[],
  tables: DayTables,
  stuck: readonly PlanJob[] = [],
): BuiltProblem {
  const base = Math.floor(facts.fromAt / GRID_MS) * GRID_MS
  const index = new Map(places.map((place, i) => [placeName(place), i]))
  const nowhere = places.length
  const placeOf = (one: Position | null) => (one ? index.get(placeName(one))! : nowhere)
  const first = tables.of(tables.keys[0]!)
  const wayMs = (from: Position | null, to: Position | null) =>
    from && to ? first.seconds[placeOf(from) * places.length + placeOf(to)]! * 1000 : 0
  const free = { ...facts, jobs: facts.jobs.filter((job) => !stuck.includes(job)) }
  const plain = workingDays(facts, [], wayMs)
  choosePickUps(free, plain, (from, to) => wayMs(from, to) / 1000)
  const isBearer = (job: PlanJob, day: WorkingDay) =>
    job.vans.has(day.technician.id) && lacksOf(facts, job, day).length === 0
  chooseBearers(free.jobs, (job) => plain.some((day) => isBearer(job, day)))
  const { fixed, movable, bounds } = sorted(free)
  const ahead = pickUpStops(fixed)
  const began = workingDays(facts, fixed, wayMs)
  const wayOn: WayOn = (from, to, day) => {
    if (!from || !to) return from === to ? 0 : UNKNOWN_WAY_S
    return tables.of(tables.keyOf(day.date)).seconds[placeOf(from) * places.length + placeOf(to)]!
  }
  const booked = [...facts.jobs.filter((job) => job.visit !== null), ...ahead]
  const found = withBooked(began, booked, wayOn)
  const chains = keptChains([...fixed, ...ahead], found, wayOn)
  const isJob = (one: PlanJob | PickUpStop): one is PlanJob => 'orderId' in one
  const [kept, untouched] = [chains.kept.filter(isJob), chains.untouched.filter(isJob)]
  const stops = chains.kept.filter((one): one is PickUpStop => !isJob(one))
  const days = withPauses(found, [...chains.untouched, ...stuck, ...pickUpStops(stuck)])
  const fetched = movable.possible.filter((job) => job.collect !== null)
  const jobs = [...kept, ...movable.possible.filter((job) => job.collect === null)]
  const { persons, personOf } = personsOf(days, facts.worked, facts.options.zone, booked)
  const bounded = { ...facts, bounds }
  const built = jobs.map((job, i) => jobOf(bounded, job, days, base, placeOf(job.position), i < kept.length))
  return {
    base,
    days,
    jobs,
    fetched,
    stops,
    impossible: [...movable.impossible, ...facts.beyond.map(beyondOf)],
    untouched,
    stuck: [...stuck],
    tables,
    places,
    problem: {
      places: places.length + 1,
      travels: tables.keys.map((key) => travelOf(tables.of(key), places.length)),
      jobs: [...built, ...stops.map((stop) => stopJob(stop, days, base, placeOf(stop.position)))],
      pairs: fetched.map((job) => {
        const work = jobOf(bounded, job, days, base, placeOf(job.position), false)
        return pairOf(work, job.collect!, placeOf(job.collect!.place.position), { ...facts, base })
      }),
      vehicles: days.map((day, v) =>
        vehicleOf(
          day,
          facts,
          base,
          day.begins ? placeOf(day.begins) : null,
          day.ends ? placeOf(day.ends) : null,
          tables.keys.indexOf(tables.keyOf(day.date)),
          personOf(v),
        ),
      ),
      persons,
      together: teamsOf(jobs, kept.length),
      before: beforeOf(facts, jobs, kept.length),
      fairness: FAIRNESS,
    },
  }
}

/** Ways rounded up to the grid for the times, exact for the costs; a last place that is nowhere, half an hour from all. */
function travelOf({ seconds, metres }: Matrix, n: number) {
  const all = n + 1
  const travel = {
    kind: 'table' as const,
    durations: new Int32Array(all * all),
    distances: new Int32Array(all * all),
    costs: new Int32Array(all * all),
  }
  for (let from = 0; from < all; from++)
    for (let to = 0; to < all; to++) {
      if (from === to) continue
      const known = from < n && to < n
      const way = known ? seconds[from * n + to]! : UNKNOWN_WAY_S
      travel.durations[from * all + to] = up(way * 1000) / 1000
      travel.distances[from * all + to] = known ? metres[from * n + to]! : 0
      travel.costs[from * all + to] = way
    }
  return travel
}

/** The facts with what other orders leave of each. */
type Bounded = PlanFacts & { bounds?: ReadonlyMap<string, LinkBound> }

/** What stays as it is, what may move, and what cannot be done in these days whatever the plan. */
function sorted(facts: PlanFacts) {
  const frozenUntil = facts.now + facts.options.freezeMinutes * 60_000
  const stays = ({ visit }: PlanJob) =>
    visit !== null && (visit.isPinned || visit.pickUp !== null || visit.startAt < frozenUntil) && !isAway(facts, visit)
  const bound = boundTeams(facts.jobs, stays)
  const isFixed = (job: PlanJob) => stays(job) || (job.visit !== null && job.team !== null && bound.has(job.team))
  const rest = facts.jobs.filter((job) => !isFixed(job))
  const bounds = linkBounds(facts, rest)
  const impossible = rest.flatMap((job): BuiltProblem['impossible'] => {
    if (job.visit) return []
    if (job.partsAt === null && job.vans.size === 0 && !job.collect) return [{ job, reason: 'part', values: {} }]
    if (bounds.get(job.orderId)?.from === null) return [{ job, reason: 'tied', values: {} }]
    if (windowsOf({ ...facts, bounds }, job).length > 0) return []
    return [windowsOf(facts, job).length > 0 ? { job, reason: 'tied', values: {} } : noTimeFor(facts, job)]
  })
  const out = new Set(impossible.map(({ job }) => job))
  const possible = rest.filter((job) => !out.has(job))
  return { fixed: facts.jobs.filter(isFixed), movable: { possible, impossible }, bounds }
}

const beyondOf = (job: PlanJob): Impossible => ({ job, reason: 'too_many', values: { most: MOST_ORDERS } })

/** Which of its dates leaves an order no time in these days: tried without them one after the other. */
function noTimeFor(facts: PlanFacts, job: PlanJob): Impossible {
  const day = (at: number) => localDay(at, job.timeZone)
  const opens = (less: Partial<PlanJob>) =>
    windowsOf(facts, { ...job, partsAt: 0, vans: new Set(), collect: null, ...less }).length > 0
  if (opens({})) return { job, reason: 'part', values: { readyOn: day(job.partsAt!) } }
  const wished = [...new Set(wishedParts(facts, job).map(([from]) => day(from)))]
  if (opens({ wishes: [] })) return { job, reason: 'window', values: { wished } }
  if (opens({ wishes: [], latestAt: null })) return { job, reason: 'window', values: { latest: day(job.latestAt!) } }
  if (opens({ wishes: [], earliestAt: null }))
    return { job, reason: 'window', values: { earliest: day(job.earliestAt!) } }
  return { job, reason: 'window', values: {} }
}

/** Somebody who is away cannot keep what is pinned to them. */
function isAway(facts: PlanFacts, visit: NonNullable<PlanJob['visit']>): boolean {
  const technician = facts.technicians.find((one) => one.id === visit.technicianId)
  return (technician?.absences ?? []).some((one) => one.fromAt < visit.endAt && one.toAt > visit.startAt)
}

function jobOf(
  facts: Bounded,
  job: PlanJob,
  days: readonly WorkingDay[],
  base: number,
  place: number,
  isKept: boolean,
): Job {
  const { visit } = job
  const seconds = (at: number) => Math.round((at - base) / 1000)
  const own = isKept
    ? days.findIndex((day) => day.technician.id === visit!.technicianId && chainOf([job], day).length > 0)
    : -1
  const fits = Uint8Array.from(days, (day, i) =>
    isKept ? Number(i === own) : Number(lacksOf(facts, job, day).length === 0),
  )
  const length = visit ? visit.endAt - visit.startAt : job.minutes * 60_000
  return {
    place,
    setup: 0,
    service: isKept ? Math.round(length / 1000) : up(length) / 1000,
    windows: isKept
      ? [[seconds(visit!.startAt), seconds(visit!.startAt)]]
      : windowsOf(facts, job).map(([from, to]): Window => [seconds(from), seconds(to)]),
    delivery: [],
    pickup: [],
    fits,
    priority: 0,
    penalty: penaltyOf(facts, job),
    vehicleCosts: Int32Array.from(days, (day) => preference(job, day, facts)),
    ...(isKept ? { pin: { vehicle: own, start: seconds(visit!.startAt) } } : {}),
    ...(visit && !isKept ? { promise: promiseOf(facts, visit, seconds) } : {}),
  }
}

/** Nobody was told a window and nobody has accepted it: it may go back to the tray, where the run allows that. */
export function mayGiveWay({ options: { giveWay } }: PlanFacts, { visit }: PlanJob): boolean {
  return giveWay && visit !== null && visit.promised === null && visit.status !== 'accepted' && !visit.isPinned
}

function penaltyOf(facts: PlanFacts, job: PlanJob): number {
  const { cause } = facts.options
  if (job.visit && !mayGiveWay(facts, job)) return COUNTED_ON + (PENALTY[job.priority] ?? PENALTY.P4!)
  if (cause?.kind === 'emergency' && cause.workOrderId === job.orderId) return PENALTY.P1! * 2
  return (PENALTY[job.priority] ?? PENALTY.P4!) + (job.visit ? PLACED : 0)
}

/** Others than the one the customer was told, and later days, cost a little; days after the promise of the SLA a lot. */
function preference(job: PlanJob, day: WorkingDay, facts: PlanFacts): number {
  const wish = preferencePrice(job.people, day.technician.id)
  const other = wish + (job.visit && job.visit.technicianId !== day.technician.id ? OTHER_TECHNICIAN : 0)
  if (job.visit) return other
  const daysFrom = (at: number) => Math.max(0, Math.floor((day.fromAt - at) / 86_400_000))
  const overdue = job.dueAt !== null && day.fromAt > job.dueAt ? (1 + daysFrom(job.dueAt)) * OVERDUE_PER_DAY : 0
  return Math.min(overdue, 30 * OVERDUE_PER_DAY) + daysFrom(facts.fromAt) * LATER_PER_DAY + wish
}

/** What the customer was told, as a time and how far from it is still kept; in the day the planned time itself counts. */
function promiseOf(
  { options }: PlanFacts,
  { promised, startAt }: NonNullable<PlanJob['visit']>,
  seconds: (at: number) => number,
) {
  if (options.isReplan) return { start: seconds(startAt), tolerance: 0, perMinute: DISTURBED_PER_MINUTE }
  const from = promised?.fromAt ?? startAt
  const to = promised ? promised.toAt - 1000 : startAt + TOLERANCE_MS
  // Rounded down: a second too late at its beginning, and everything of that day would be a second late.
  const start = Math.floor((seconds(from) + seconds(to)) / 2)
  return { start, tolerance: start - seconds(from), perMinute: MOVED_PER_MINUTE }
}

/** When the start of a job may lie; empty when never in these days. Nobody is visited earlier than they were told. */
function windowsOf(facts: Bounded, job: PlanJob): [number, number][] {
  const { fromAt, toAt, now, options, bounds } = facts
  const linked = bounds?.get(job.orderId) ?? FREE
  const isEmergency = options.cause?.kind === 'emergency' && options.cause.workOrderId === job.orderId
  const soonest = up(Math.max(fromAt, now + (isEmergency ? 0 : LEAD_MS), partsFrom(job)))
  const doneBy = linked.until - up(job.minutes * 60_000)
  const last = Math.min(Math.min(toAt, job.latestAt ?? Number.POSITIVE_INFINITY) - GRID_MS, doneBy)
  if (job.visit) {
    const { promised, startAt, endAt } = job.visit
    const told = up(Math.max(promised?.fromAt ?? startAt, soonest))
    const until = promised ? promised.toAt - GRID_MS : startAt + TOLERANCE_MS
    const last = Math.max(told, options.keepPromises ? until : toAt - GRID_MS)
    const bound: [number, number] = [
      Math.max(told, up(linked.from ?? 0)),
      Math.min(last, linked.until - (endAt - startAt)),
    ]
    // Who booked it in another order will have known why.
    return [bound[0] <= bound[1] && linked.from !== null ? bound : [told, last]]
  }
  const earliest = Math.max(soonest, up(linked.from ?? 0), job.earliestAt === null ? 0 : up(job.earliestAt))
  const wished = isEmergency ? [] : wishedParts(facts, job)
  const open = wished.length > 0 ? wished : [[earliest, last] as [number, number]]
  return open
    .map(([from, to]): [number, number] => [Math.max(up(from), earliest), Math.min(to, last)])
    .filter(([from, to]) => from <= to)
}

/** Day parts the customer asked for, those still to come; wishes that have passed bind nobody. */
function wishedParts({ now }: PlanFacts, { wishes, timeZone }: PlanJob): [number, number][] {
  const spans = wishes.flatMap(({ date, part }) => {
    const parts = dayParts(timeZone, date, 1)
    const found =
      part === 'any' ? { fromAt: parts[0]!.fromAt, toAt: parts.at(-1)!.toAt } : parts.find((one) => one.part === part)
    return found && found.toAt > now ? [[found.fromAt, found.toAt - GRID_MS] as [number, number]] : []
  })
  return spans.sort((a, b) => a[0] - b[0]).filter(([from], i, all) => i === 0 || from > all[i - 1]![1])
}
