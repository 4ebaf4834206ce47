import { hold, holdAsBefore, isKept, release } from './bounds.ts'
import { type Ground, NEVER } from './ground.ts'
import { cheapestIn, found } from './insertion.ts'
import { insert } from './rows.ts'
import type { Search } from './search.ts'
import { restFits, stepTo } from './steps.ts'

/** Moments tried for jobs that start together. */
const MOMENTS = 6

interface Seat {
  vehicle: number
  slot: number
}

/**
 * Places a unit that is tied to others: at a moment all of its jobs can start with different persons, after what must come
 * before it. False when none was found; then nothing has changed.
 */
export function placeTied(search: Search, u: number, worth: number): boolean {
  const { ground, bounds } = search
  const team = Array.from(ground.members.subarray(ground.memberAt[u]!, ground.memberAt[u]! + ground.size[u]!))
  const before = bounds.log.length
  const plan = findSeats(search, team, worth)
  if (!plan) {
    holdAsBefore(search, before)
    return false
  }
  for (const t of team) if (plan.moment !== null) hold(search, t, plan.moment, plan.moment)
  for (const [i, t] of team.entries()) insert(search.rows, plan.seats[i]!.vehicle, plan.seats[i]!.slot, t)
  return true
}

function findSeats(search: Search, team: readonly number[], worth: number): Seating | null {
  const earliest = afterOthers(search, team)
  if (earliest < 0) return null
  const from = Math.max(earliest, ...team.map((t) => search.bounds.from[t]!))
  const to = Math.min(...team.map((t) => search.bounds.to[t]!))
  if (from > to) return null
  for (const t of team) hold(search, t, from, to)
  return team.length === 1 ? seatAlone(search, team[0]!, worth) : seatTeam(search, team, worth)
}

interface Seating {
  seats: Seat[]
  /** null: no moment needs to be held */
  moment: number | null
}

function seatAlone(search: Search, t: number, worth: number): Seating | null {
  const seat = cheapestSeat(search, t, new Set(), worth)
  return seat && { seats: [seat], moment: null }
}

/** The cheapest of some moments at which everybody can begin. */
function seatTeam(search: Search, team: readonly number[], worth: number): Seating | null {
  const { ground } = search
  const from = ground.from[team[0]!]!
  const to = ground.to[team[0]!]!
  let best: Seating | null = null
  let least = worth
  for (const moment of momentsOf(search, team)) {
    for (const t of team) hold(search, t, moment, moment)
    const seats: Seat[] = []
    const taken = new Set<number>()
    let cost = 0
    for (const t of team) {
      const seat = cheapestSeat(search, t, taken, least - cost)
      if (!seat) break
      seats.push(seat)
      taken.add(ground.person[seat.vehicle]!)
      cost += seat.cost
    }
    if (seats.length === team.length && cost < least) {
      least = cost
      best = { seats, moment }
    }
  }
  for (const t of team) hold(search, t, from, to)
  return best
}

function cheapestSeat(
  { ground, rows }: Search,
  t: number,
  taken: ReadonlySet<number>,
  worth: number,
): (Seat & { cost: number }) | null {
  let best: (Seat & { cost: number }) | null = null
  let least = worth
  for (let v = 0; v < ground.vehicles; v++) {
    if (ground.fits[ground.fitClass[t]! * ground.vehicles + v] === 0 || taken.has(ground.person[v]!)) continue
    const cost = cheapestIn(rows, v, t, -1, Number.POSITIVE_INFINITY)
    if (cost >= least) continue
    least = cost
    best = { vehicle: v, slot: found.slot, cost }
  }
  return best
}

const leaving = new Int32Array(64)

/** Some moments at which one of them could begin somewhere, drawn evenly, and the beginning of each window. */
function momentsOf(search: Search, team: readonly number[]): Set<number> {
  const { ground, rows, random } = search
  const moments: number[] = []
  let seen = 0
  for (const t of team)
    for (let v = 0; v < ground.vehicles; v++) {
      if (ground.fits[ground.fitClass[t]! * ground.vehicles + v] === 0) continue
      const at = rows.rowOf[v]! * rows.stride
      for (let k = ground.locked[v]!; k <= rows.length[rows.rowOf[v]!]!; k++) {
        const from = rows.place[at + k]!
        if (!stepTo(ground, v, rows.leave, at + k, rows.slots, from, t, leaving)) continue
        if (!restFits(rows, v, leaving, ground.place[t]!, at + k + 1)) continue
        const start = startOf(ground, v, t, from)
        if (moments.length < MOMENTS) moments.push(start)
        else if (random() * ++seen < MOMENTS) moments[Math.floor(random() * MOMENTS)] = start
      }
    }
  moments.push(ground.from[team[0]!]!)
  return new Set(moments)
}

function startOf(ground: Ground, v: number, t: number, from: number): number {
  const shift = ground.type[v]! * ground.tasks + t
  const act = ground.service[shift]! + (from === ground.place[t]! ? 0 : ground.setup[shift]!)
  let first = NEVER
  for (const time of leaving.subarray(0, ground.breakAt[v + 1]! - ground.breakAt[v]! + 1)) first = Math.min(first, time)
  return first - act
}

/**
 * The moment from which all that must come before these jobs is over, -1 when one of those is in no route. Each is held to
 * begin by a moment drawn from what its route allows, and that stays so.
 */
function afterOthers(search: Search, team: readonly number[]): number {
  const { ground, rows } = search
  const rules = ground.problem.before ?? []
  let over = 0
  for (const t of team)
    for (const rule of ground.laterIn[t]!) {
      const { first, gap } = rules[rule]!
      const v = rows.vehicleOf[first]!
      if (v < 0) return -1
      const by = drawStart(search, first, v)
      if (by < 0) return -1
      const shift = ground.type[v]! * ground.tasks + first
      over = Math.max(over, by + ground.setup[shift]! + ground.service[shift]! + gap)
    }
  return over
}

function drawStart(search: Search, t: number, v: number): number {
  const { ground, rows, random } = search
  const at = rows.rowOf[v]! * rows.stride + rows.slotOf[t]!
  const breaks = ground.breakAt[v + 1]! - ground.breakAt[v]!
  let early = NEVER
  let late = -1
  for (let plane = 0; plane <= breaks; plane++) {
    const same = rows.place[at] === rows.place[at - 1]
    late = Math.max(late, (same ? rows.latestSame : rows.latest)[plane * rows.slots + at]!)
    if (stepTo(ground, v, rows.leave, at - 1, rows.slots, rows.place[at - 1]!, t, leaving))
      early = startOf(ground, v, t, rows.place[at - 1]!)
  }
  if (early > late) return -1
  const from = ground.from[t]!
  const by = random() < 0.5 ? early : early + Math.floor(random() * (late - early + 1))
  for (const one of [by, late]) {
    hold(search, t, from, Math.min(one, search.bounds.to[t]!))
    if (isKept(rows, v)) return one
  }
  return -1
}

/** After units were taken out: who is absent is bound no longer, nor who had to be over before them. */
export function untie(search: Search, gone: readonly number[]): void {
  const { ground, rows } = search
  for (const t of gone) {
    if (ground.tied[t] === 0) continue
    release(search, t)
    for (const rule of ground.laterIn[t]!) {
      const { first } = ground.problem.before![rule]!
      if (rows.vehicleOf[first]! >= 0) loosen(search, first)
    }
  }
}

/** A task need not be over by any moment when none of those that wait for it is in a route. */
export function loosen(search: Search, t: number): void {
  const { ground, rows, bounds } = search
  const waits = ground.earlierIn[t]!.some((rule) => rows.vehicleOf[ground.problem.before![rule]!.after]! >= 0)
  if (!waits && ground.size[ground.unit[t]!] === 1) hold(search, t, ground.from[t]!, bounds.to[t]!)
}
