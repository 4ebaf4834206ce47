import { hardEnd, type Job, legCost, legSeconds, type Problem, type Travel, type Window } from '../plan/index.ts'
import { type ReadyBoard, ready } from './board.ts'
import { confirm } from './confirm.ts'
import { exactOffer } from './exact.ts'
import type { SlotBoard, SlotOffer, SlotWish } from './model.ts'
import { arrive, leaveBy, NEVER, openBy, openFrom, type RouteRoom } from './route-room.ts'

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
    .sort((a, b) => a.score - b.score || a.window - b.window)
  const best = offers.slice(0, wish.confirm ?? CONFIRMED)
  for (const offer of best) offer.confirmed = confirm(asked, offer)
  return offers
}

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

/** The cheapest few positions for each offered window. */
function candidates(asked: Asked): Candidate[][] {
  const { problem, wish, board, job } = asked
  const found: Candidate[][] = wish.offered.map(() => [])
  const { fits } = wish.job
  for (const room of board.rooms) {
    const vehicle = problem.vehicles[room.vehicle]!
    if (fits && fits[room.vehicle] !== 1) continue
    if (wish.job.pin && wish.job.pin.vehicle !== room.vehicle) continue
    const windows = wish.offered.flatMap((window, i) =>
      window[0] <= hardEnd(vehicle) && window[1] >= vehicle.shift[0] ? [i] : [],
    )
    if (windows.length > 0 && room.visits.length < (vehicle.maxTasks ?? NEVER))
      positions(asked, room, problem.jobs[job]!, windows, found)
  }
  return found
}

function positions(asked: Asked, room: RouteRoom, job: Job, windows: readonly number[], found: Candidate[][]): void {
  const { problem, wish } = asked
  const vehicle = problem.vehicles[room.vehicle]!
  const slots = room.places.length
  const base = (room.visits.length === 0 ? vehicle.costs.fixed : 0) + (job.vehicleCosts?.[room.vehicle] ?? 0)
  for (let k = room.locked; k < slots - 1; k++) {
    if (!loadFits(problem, room, job, k)) continue
    const before = legCost(problem, vehicle, room.places[k]!, job.place)
    const after = legCost(problem, vehicle, job.place, room.places[k + 1]!)
    const added = base + before + after - (room.visits.length === 0 ? 0 : room.legs[k + 1]!)
    const open = windows.filter((i) => worthwhile(found[i]!, added))
    if (open.length === 0) continue
    const gap = gapOf(problem, room, job, k)
    for (const i of open) {
      const start = startIn(gap, job, wish.offered[i]!)
      if (start) keep(found[i]!, { vehicle: room.vehicle, slot: k, added, ...start })
    }
  }
}

const worthwhile = (list: readonly Candidate[], added: number) => list.length < FINALISTS || added < list.at(-1)!.added

function keep(list: Candidate[], one: Candidate): void {
  const at = list.findIndex(({ added }) => added > one.added)
  list.splice(at < 0 ? list.length : at, 0, one)
  if (list.length > FINALISTS) list.pop()
}

/** For each number of breaks taken when the job begins: the earliest arrival, and the latest start the rest allows. */
interface Gap {
  arrivals: number[]
  latest: number[]
}

function gapOf(problem: Problem, room: RouteRoom, job: Job, k: number): Gap {
  const vehicle = problem.vehicles[room.vehicle]!
  const { breaks } = vehicle
  const slots = room.places.length
  const [from, to] = [room.places[k]!, room.places[k + 1]!]
  const there = legSeconds(problem, vehicle, from, job.place)
  const onward = legSeconds(problem, vehicle, job.place, to)
  const length = lengthOf(job, vehicle.type, from)
  const next = to === job.place ? room.latestSame : room.latest
  const arrivals: number[] = []
  const latest: number[] = []
  for (let taken = 0; taken <= breaks.length; taken++) {
    let time = NEVER
    for (let earlier = 0; earlier <= taken; earlier++)
      time = Math.min(time, arrive(breaks, room.leave[earlier * slots + k]!, there, earlier, taken))
    arrivals.push(time)
    let by = Number.NEGATIVE_INFINITY
    if (time < NEVER)
      for (let later = taken; later <= breaks.length; later++)
        by = Math.max(by, leaveBy(breaks, next[later * slots + k + 1]!, onward, taken, later))
    latest.push(by - length)
  }
  return { arrivals, latest }
}

function lengthOf(job: Job, type: number, from: number | null): number {
  const setup = from === job.place ? 0 : (job.setupByType?.[type] ?? job.setup)
  return setup + (job.serviceByType?.[type] ?? job.service)
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
