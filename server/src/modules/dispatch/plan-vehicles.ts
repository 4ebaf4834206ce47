import { expectedDay, freeStretches, joined, type Stamped } from '@aftercare/dispatch'
import type { Vehicle } from '@aftercare/dispatch/plan'
import { type Interval, localDay, type Position } from '@aftercare/rules'
import type { PlanFacts } from './plan-facts.ts'
import type { Fixed } from './plan-kept.ts'

/** Appointments begin on five minutes; so do all times of a plan, by rounding ways and work up. */
export const GRID_MS = 5 * 60_000
export const up = (at: number) => Math.ceil(at / GRID_MS) * GRID_MS

export type PlanTechnician = PlanFacts['technicians'][number]

/** One technician on one day, before it has numbers: from when, from where, and what interrupts. Epoch ms. */
export interface WorkingDay {
  technician: PlanTechnician
  date: string
  fromAt: number
  toAt: number
  pauses: Interval[]
  /** Where they are when it begins; null when nobody knows. */
  begins: Position | null
  /** Where it has to end; null: anywhere. */
  ends: Position | null
  /** The most they may still work on it, breaks not counted; null: nobody counts it. */
  mostMs: number | null
  /** Nobody but what is pinned may be placed here: no shift, only what somebody has fixed there. */
  onlyPinned: boolean
  /** Minutes of shift, for the figures; what has passed already included. */
  shiftMs: number
}

/** What the days of people depend on. */
export type DayFacts = Pick<PlanFacts, 'technicians' | 'running' | 'options' | 'fromAt' | 'toAt' | 'now'>

type Way = (from: Position | null, to: Position | null) => number

/** The days on which somebody can work, as they stand now: what has passed or is under way is behind them. */
export function workingDays(facts: DayFacts, pinned: readonly Fixed[], wayMs: Way): WorkingDay[] {
  const { fromAt, toAt, options, now } = facts
  const byPerson = Map.groupBy(pinned, ({ visit }) => visit!.technicianId)
  return facts.technicians.flatMap((technician) => {
    const stretches = freeStretches({ ...technician, bookings: [] }).filter(
      (one) => one.toAt > fromAt && one.fromAt < toAt,
    )
    const byDate = Map.groupBy(stretches, (one) => localDay(one.fromAt, options.zone))
    const fixed = Map.groupBy(byPerson.get(technician.id) ?? [], ({ visit }) => localDay(visit!.startAt, options.zone))
    for (const date of fixed.keys()) if (!byDate.has(date)) byDate.set(date, [])
    return [...byDate].flatMap(([date, free]) => {
      const ofDay = fixed.get(date) ?? []
      const day = workingDay(technician, date, free, ofDay)
      return day ? fromNow(facts, day, ofDay, now, wayMs) : []
    })
  })
}

function workingDay(
  technician: PlanTechnician,
  date: string,
  free: readonly Interval[],
  fixed: readonly Fixed[],
): WorkingDay | null {
  const spans = [...free, ...fixed.map(({ visit }) => ({ fromAt: visit!.startAt, toAt: visit!.endAt }))]
  if (spans.length === 0) return null
  // Outside of the shift there is only what somebody has fixed there: the rest of it is no time for others.
  const stretches = joined(spans)
  const pauses = stretches.slice(1).map((next, i) => ({ fromAt: stretches[i]!.toAt, toAt: next.fromAt }))
  return {
    technician,
    date,
    fromAt: Math.min(...spans.map((one) => one.fromAt)),
    toAt: Math.max(...spans.map((one) => one.toAt)),
    pauses,
    begins: technician.home,
    ends: technician.dayEnds,
    mostMs: technician.hours.dailyMinutes === null ? null : technician.hours.dailyMinutes * 60_000,
    onlyPinned: free.length === 0,
    shiftMs: free.reduce((sum, one) => sum + one.toAt - one.fromAt, 0),
  }
}

/** What has begun stays as it is: the day goes on from where and when its technician is free. */
function fromNow(facts: DayFacts, day: WorkingDay, fixed: readonly Fixed[], now: number, wayMs: Way): WorkingDay[] {
  const running = facts.running.filter(
    (one) => one.technicianId === day.technician.id && localDay(one.startAt, facts.options.zone) === day.date,
  )
  const { standing } = expectedDay(
    running.map((one) => withCause(facts, one)),
    day.begins,
    day.fromAt,
    now,
    wayMs,
  )
  // However early somebody came: until they say that it is done, the time they were booked for is taken.
  const taken = running.filter((one) => one.finishedAt === null).map((one) => one.endAt - one.overrunMinutes * 60_000)
  const fromAt = up(Math.max(day.fromAt, now, ...taken, running.length > 0 ? standing.freeAt : 0))
  const toAt = Math.max(Math.floor(day.toAt / GRID_MS) * GRID_MS, ...fixed.map(({ visit }) => up(visit!.endAt)))
  if (fromAt >= toAt + facts.options.overtimeMinutes * 60_000) return []
  const pauses = day.pauses
    .filter((pause) => pause.toAt > fromAt)
    .map((pause) => ({ fromAt: up(Math.max(pause.fromAt, fromAt)), toAt: up(pause.toAt) }))
  const begun = Math.min(fromAt, ...running.map((one) => one.enRouteAt ?? one.startAt))
  const mostMs = day.mostMs === null ? null : Math.max(0, day.mostMs - (fromAt - begun))
  return [{ ...day, fromAt, toAt: Math.max(toAt, fromAt), pauses, mostMs, begins: standing.place }]
}

/** A visit said to take longer than planned. */
function withCause({ options: { cause } }: DayFacts, visit: PlanFacts['running'][number]): Stamped {
  if (cause?.kind !== 'overrun' || visit.visitId !== cause.visitId || visit.finishedAt !== null) return visit
  // What was told of it already is part of it.
  return { ...visit, endAt: visit.endAt + Math.max(0, cause.minutes - visit.overrunMinutes) * 60_000 }
}

/** The working day as the solver takes it; seconds after `base`. */
export function vehicleOf(
  day: WorkingDay,
  { options: { overtimeMinutes } }: Pick<PlanFacts, 'options'>,
  base: number,
  place: number | null,
  end: number | null,
  travel: number,
  person: number,
): Vehicle {
  const seconds = (at: number) => Math.round((at - base) / 1000)
  return {
    travel,
    start: place,
    end,
    shift: [seconds(day.fromAt), seconds(day.toAt)],
    ...(day.mostMs === null ? {} : { maxDuration: Math.floor(day.mostMs / 1000) + lengthOf(day.pauses) / 1000 }),
    ...(overtimeMinutes > 0 ? { overtime: { limit: overtimeMinutes * 60, perHour: OVERTIME_PER_HOUR } } : {}),
    capacity: [],
    type: 0,
    breaks: day.pauses.map((pause) => ({
      windows: [[seconds(pause.fromAt), seconds(pause.fromAt)]],
      service: seconds(pause.toAt) - seconds(pause.fromAt),
    })),
    speedFactor: 1,
    costs: { fixed: 0, perHour: 3600, perTaskHour: 0, perKm: 0 },
    person,
  }
}

const lengthOf = (spans: readonly Interval[]) => spans.reduce((sum, one) => sum + one.toAt - one.fromAt, 0)

/** An hour of overtime is worth two hours at the wheel. */
const OVERTIME_PER_HOUR = 7200
