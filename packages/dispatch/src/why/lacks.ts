import { type Demand, hardEnd, type Job, legSeconds } from '../plan/index.ts'
import type { ReadyBoard } from '../slots/board.ts'
import { fillWays, gapOf, noWays } from '../slots/gap.ts'
import { NEVER } from '../slots/route-room.ts'
import type { JobRef, Lack, WhyOptions } from './model.ts'

export const demandOf = ({ problem }: ReadyBoard, { kind, index }: JobRef): Demand =>
  kind === 'job' ? problem.jobs[index]! : problem.pairs[index]!

/** What stands against a vehicle whatever its day looks like. */
export function standingLacks(board: ReadyBoard, ref: JobRef, vehicle: number, options: WhyOptions): Lack[] {
  const { fits, pin } = demandOf(board, ref)
  if (isBeyondReach(board, ref, vehicle)) return [{ code: 'unreachable', values: {} }]
  if (pin && pin.vehicle !== vehicle) return [{ code: 'pinned_elsewhere', values: { vehicle: pin.vehicle } }]
  if (!fits || fits[vehicle] === 1) return []
  const told = options.lacksOf?.(ref, vehicle) ?? []
  return told.length > 0 ? told : [{ code: 'not_fit', values: {} }]
}

/** Ways as long as four years are those of places nobody can get to. */
const NO_WAY = 2 ** 27

function isBeyondReach({ problem, rooms }: ReadyBoard, { kind, index }: JobRef, vehicle: number): boolean {
  const ends = kind === 'job' ? [problem.jobs[index]!] : [problem.pairs[index]!.pickup, problem.pairs[index]!.delivery]
  const own = problem.vehicles[vehicle]!
  const known = rooms[vehicle]!.places.filter((place) => place !== null)
  return ends.some(({ place }) => known.every((one) => legSeconds(problem, own, one, place) >= NO_WAY))
}

/** How far a vehicle is from having room, in seconds: 0 = a gap is long enough at the right time. */
export function shortfall(board: ReadyBoard, ref: JobRef, vehicle: number): number {
  const room = board.rooms[vehicle]!
  board.looked += room.places.length
  const { problem } = board
  const stop: Job = ref.kind === 'job' ? problem.jobs[ref.index]! : asJob(board, ref)
  const ways = noWays()
  fillWays(ways, problem, room, stop)
  let best = Number.POSITIVE_INFINITY
  for (let k = room.locked; k < room.places.length - 1; k++) {
    const { arrivals, latest } = gapOf(problem, room, stop, k, ways)
    for (const [taken, arrival] of arrivals.entries()) {
      if (arrival === NEVER) continue
      best = Math.min(best, Math.max(0, arrival - latest[taken]!) + outside(stop, arrival, latest[taken]!))
    }
  }
  // A day on which nothing fits at all is far away, the farther the later.
  return Number.isFinite(best) ? best : hardEnd(problem.vehicles[vehicle]!)
}

/** How far the windows are from the time there is. */
function outside({ windows }: Job, from: number, to: number): number {
  if (windows.length === 0) return 0
  return Math.min(...windows.map(([a, b]) => Math.max(0, a - Math.max(from, to), from - b)))
}

function asJob({ problem }: ReadyBoard, { index }: JobRef): Job {
  const { pickup, priority } = problem.pairs[index]!
  return { ...pickup, priority, delivery: [], pickup: [] }
}
