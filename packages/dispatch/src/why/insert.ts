import { checkPlan, type Violation } from '../check/index.ts'
import { type Problem, resultOf, type Stop, type StopRef, visitsOf } from '../plan/index.ts'
import type { ReadyBoard } from '../slots/board.ts'
import { costBefore, elsewhereOf } from '../slots/exact.ts'
import { type Part, partOf } from '../slots/part.ts'
import type { JobRef } from './model.ts'

/** One way of putting a job or pair into a route: timed, priced, and with what the check says against it. */
export interface Tried {
  vehicle: number
  order: StopRef[]
  /** Cost units the route gets dearer; null when it cannot be timed at all. */
  cost: number | null
  stops: readonly Stop[]
  start: number
  violations: Violation[]
}

/** Changes a problem of one route before it is tried: the vehicle's is number 0, the job or pair is the one given. */
export type Relax = (part: Problem, own: JobRef) => Problem

export const unchanged: Relax = (part) => part

/** The stops of a job or pair. */
export const stopsOf = ({ kind, index }: JobRef): StopRef[] =>
  kind === 'job'
    ? [{ kind: 'job', index }]
    : [
        { kind: 'pickup', index },
        { kind: 'delivery', index },
      ]

/** Every order in which a job, or both ends of a pair, can be put into a route as it is. */
export function orders(visits: readonly StopRef[], ref: JobRef, locked: number): StopRef[][] {
  const [first, second] = stopsOf(ref)
  const found: StopRef[][] = []
  for (let k = locked; k <= visits.length; k++) {
    const one = visits.toSpliced(k, 0, first!)
    if (!second) found.push(one)
    else for (let m = k + 1; m <= one.length; m++) found.push(one.toSpliced(m, 0, second))
  }
  return found
}

/** To time a stop, price and judge it takes about as long as going through so many. */
const TIMED_AS = 40

/** Tries one order under a change. Nothing promised to others may move. */
export function tryOrder(board: ReadyBoard, vehicle: number, order: StopRef[], ref: JobRef, relax: Relax): Tried {
  board.looked += TIMED_AS * (order.length + 2)
  const part = partOf(board.problem, [{ vehicle, visits: order }], windowsFor(board, ref), elsewhereOf(board))
  const own: JobRef = { kind: ref.kind, index: (ref.kind === 'job' ? part.jobs : part.pairs).indexOf(ref.index) }
  const relaxed: Part = { ...part, problem: relax(part.problem, own) }
  const failed: Tried = { vehicle, order, cost: null, stops: [], start: Number.NaN, violations: [] }
  try {
    const plan = resultOf(relaxed.problem, [{ vehicle: 0, visits: relaxed.visits[0]! }])
    const { violations } = checkPlan(relaxed.problem, plan)
    const stops = plan.routes[0]!.stops
    const stop = stops.find(({ kind, index }) => kind === stopsOf(ref)[0]!.kind && index === own.index)!
    const cost = plan.cost - costBefore(board, vehicle)
    return { ...failed, cost, stops, start: stop.arrival + stop.waiting, violations }
  } catch {
    return failed
  }
}

/** The new one where its windows allow; the others where they may be moved to. */
function windowsFor(board: ReadyBoard, ref: JobRef): ReadyBoard['windowsOf'] {
  const own = stopsOf(ref)
  return (visit, task) =>
    own.some(({ kind, index }) => kind === visit.kind && index === visit.index)
      ? task.windows
      : board.windowsOf(visit, task)
}

/** The best order that holds, else null; `all` is everything that was tried. */
export function bestOf(all: readonly Tried[]): Tried | null {
  let best: Tried | null = null
  for (const one of all)
    if (one.cost !== null && one.violations.length === 0 && (!best || one.cost < best.cost!)) best = one
  return best
}

export function tryAll(board: ReadyBoard, vehicle: number, ref: JobRef, relax: Relax = unchanged): Tried[] {
  const visits = visitsOf(board.stops.get(vehicle) ?? [])
  const locked = board.problem.vehicles[vehicle]!.first?.length ?? 0
  return orders(visits, ref, locked).map((order) => tryOrder(board, vehicle, order, ref, relax))
}
