import { hardEnd, type Job, type Problem, type Travel, type Window } from '../plan/index.ts'
import { type ReadyBoard, ready } from './board.ts'
import { confirm } from './confirm.ts'
import { exactOffer } from './exact.ts'
import { fillWays, type Gap, gapOf, noWays, type Ways } from './gap.ts'
import type { SlotBoard, SlotOffer, SlotWish } from './model.ts'
import { NEVER, openBy, openFrom, type RouteRoom } from './route-room.ts'

/** Positions looked at exactly before a window is given up. */
const FINALISTS = 4
const CONFIRMED = 3

/**
 * For each offered window the best place in the plan, best first. Nothing promised to others moves. Windows in which
 * nobody can come are left out.
 */
export function slotsFor(board: SlotBoard, wish: SlotWish): SlotOffer[] {
  const own = ready(board)
  const asked = { problem: withJob(own.problem, wish), job: own.problem.jobs.length, wish, board: own }
  const offers = candidates(asked)
    .flatMap((list, window) => exactOffer(asked, window, list))
    .sort(byScore)
  for (const offer of offers.slice(0, wish.confirm ?? CONFIRMED)) {
    offer.confirmed = confirm(asked, offer)
    offer.score -= offer.cost - offer.confirmed.cost
  }
  return offers.sort(byScore)
}

const byScore = (a: SlotOffer, b: SlotOffer) => a.score - b.score || a.window - b.window

export interface Asked {
  /** the problem of the board and the new job */
  problem: Problem
  job: number
  wish: SlotWish
  board: ReadyBoard
}

function withJob(problem: Problem, { job, position }: SlotWish): Problem {
  if (!position) return { ...problem, jobs: [...problem.jobs, job] }
  return {
    ...problem,
    places: problem.places + 1,
    travels: problem.travels.map((travel) => withPoint(travel, position)),
    jobs: [...problem.jobs, { ...job, place: problem.places }],
  }
}

/** @throws RangeError for a table: a place it does not have cannot be reached in it */
function withPoint(travel: Travel, { lat, lon }: { lat: number; lon: number }): Travel {
  if (travel.kind === 'table') throw new RangeError('a table has no ways to a new place: give `job.place`')
  return { ...travel, lat: longer(travel.lat, lat), lon: longer(travel.lon, lon) }
}

function longer(values: Float64Array, last: number): Float64Array {
  const all = new Float64Array(values.length + 1)
  all.set(values)
  all[values.length] = last
  return all
}

export interface Candidate {
  vehicle: number
  /** behind this slot of the room */
  slot: number
  start: number
  until: number
  added: number
}

/** The cheapest few positions for each offered window: the routes that pass nearest are asked first. */
function candidates(asked: Asked): Candidate[][] {
  const { problem, wish } = asked
  const found: Candidate[][] = wish.offered.map(() => [])
  const ways = noWays()
  for (const { room, least } of routesFor(asked, ways)) {
    const vehicle = problem.vehicles[room.vehicle]!
    const [begins, ends] = [vehicle.shift[0], hardEnd(vehicle)]
    const open: number[] = []
    for (const [i, [from, to]] of wish.offered.entries())
      if (from <= ends && to >= begins && worthwhile(found[i]!, least)) open.push(i)
    if (open.length > 0) positions(asked, room, ways, open, found)
  }
  return found
}

/** Every route that may do it at all, with the least that any of its gaps would cost, nearest first. */
function routesFor({ problem, wish, board, job }: Asked, ways: Ways): { room: RouteRoom; least: number }[] {
  const { fits, pin } = wish.job
  const first = wish.offered.reduce((min, [from]) => Math.min(min, from), NEVER)
  const last = wish.offered.reduce((max, [, to]) => Math.max(max, to), 0)
  const found: { room: RouteRoom; least: number }[] = []
  for (const room of board.rooms) {
    const v = room.vehicle
    const vehicle = problem.vehicles[v]!
    if ((fits && fits[v] !== 1) || (pin && pin.vehicle !== v)) continue
    if (vehicle.shift[0] > last || hardEnd(vehicle) < first) continue
    if (room.visits.length >= (vehicle.maxTasks ?? NEVER)) continue
    fillWays(ways, problem, room, problem.jobs[job]!)
    let least = NEVER
    for (let k = room.locked; k < room.places.length - 1; k++) least = Math.min(least, added(room, ways, k))
    found.push({ room, least: least + baseCost(problem, wish, room) })
  }
  return found.sort((a, b) => a.least - b.least)
}

const added = ({ visits, legs }: RouteRoom, { costTo, costFrom }: Ways, k: number) =>
  costTo[k]! + costFrom[k + 1]! - (visits.length === 0 ? 0 : legs[k + 1]!)

/** What the vehicle costs wherever in its route the job is put. */
function baseCost({ vehicles }: Problem, { job }: SlotWish, { vehicle, visits }: RouteRoom): number {
  return (visits.length === 0 ? vehicles[vehicle]!.costs.fixed : 0) + (job.vehicleCosts?.[vehicle] ?? 0)
}

function positions(
  { problem, wish, job }: Asked,
  room: RouteRoom,
  ways: Ways,
  windows: readonly number[],
  found: Candidate[][],
): void {
  const task = problem.jobs[job]!
  const base = baseCost(problem, wish, room)
  fillWays(ways, problem, room, task)
  for (let slot = room.locked; slot < room.places.length - 1; slot++) {
    const cost = base + added(room, ways, slot)
    const open = windows.filter((i) => worthwhile(found[i]!, cost))
    if (open.length === 0 || !loadFits(problem, room, task, slot)) continue
    const gap = gapOf(problem, room, task, slot, ways)
    for (const i of open) {
      const start = startIn(gap, task, wish.offered[i]!)
      if (start) keep(found[i]!, { vehicle: room.vehicle, slot, added: cost, ...start })
    }
  }
}

const worthwhile = (list: readonly Candidate[], added: number) => list.length < FINALISTS || added < list.at(-1)!.added

function keep(list: Candidate[], one: Candidate): void {
  const at = list.findIndex(({ added }) => added > one.added)
  list.splice(at < 0 ? list.length : at, 0, one)
  if (list.length > FINALISTS) list.pop()
}

function startIn({ arrivals, latest }: Gap, job: Job, offered: Window): { start: number; until: number } | null {
  const windows = within(job.windows, offered)
  let best: { start: number; until: number } | null = null
  for (const [taken, arrival] of arrivals.entries()) {
    const start = openFrom(windows, arrival)
    const until = openBy(windows, latest[taken]!)
    if (start <= until && (!best || start < best.start)) best = { start, until }
  }
  return best
}

/** The job's own windows as far as they lie in the offered one. */
export function within(windows: readonly Window[], [from, to]: Window): Window[] {
  const own: readonly Window[] = windows.length > 0 ? windows : [[from, to]]
  const inside = own.map(([a, b]): Window => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => a <= b)
  return inside.length > 0 ? inside : [[to + 1, to]]
}

function loadFits(problem: Problem, { before, after, vehicle }: RouteRoom, job: Job, k: number): boolean {
  const { capacity } = problem.vehicles[vehicle]!
  for (const [d, most] of capacity.entries()) {
    if (before[k * capacity.length + d]! + (job.delivery[d] ?? 0) > most) return false
    if (after[k * capacity.length + d]! + (job.pickup[d] ?? 0) > most) return false
  }
  return true
}
