import { type Annealing, anneal, annealingOn } from './anneal.ts'
import { begin } from './begin.ts'
import { learn, publish, type Seat } from './board.ts'
import type { Clock } from './clock.ts'
import { coolingFor } from './cooling.ts'
import { type Ground, groundOf, refOf } from './ground.ts'
import type { Problem, SolveOptions, TracePoint } from './model.ts'
import { canPool, searchInPool } from './pool.ts'
import { randomFrom } from './random.ts'
import { ordersOf } from './recreate.ts'
import { hasRegions, searchByRegions } from './regions.ts'
import type { Draft } from './result.ts'
import { searchOn } from './search.ts'
import { restore, type Snapshot, snapshotOf } from './snapshot.ts'
import { tellTale } from './tale.ts'

export interface Found {
  drafts: Draft[]
  /** the plan it set out from, where one was given */
  begun: Draft[] | null
  rounds: number
  trace: TracePoint[]
}

type Tick = (rounds: number, spent: number) => void

/** Parts of the budget after which threads tell one another their best. */
const MEETINGS = [0.25, 0.5, 0.75]

/** Searches a problem whole, in this thread. With a seat at a board it learns from the others and ends with the best of all. */
export function searchAlone(
  problem: Problem,
  options: SolveOptions,
  clock: Clock,
  seat: Seat | null,
  finale: () => void = () => {},
): Found {
  const ground = groundOf(problem)
  const seed = (options.seed ?? 1) + 7919 * (seat?.page ?? 0)
  const search = searchOn(ground, randomFrom(seed))
  begin(search, ordersOf(search), options.start)
  const best = snapshotOf(search)
  const begun = options.start ? draftsOf(ground, best) : null
  const annealing = annealingOn(search, best)
  const tale = tellTale(search, best, clock, options.onProgress)
  const isEmpty = ground.tasks === 0 || ground.vehicles === 0
  if (!isEmpty) spend(annealing, clock, seat, options.start !== undefined, tale.tick)
  if (seat) publish(seat.board, seat.page, best)
  finale()
  if (seat) learn(seat.board, seat.page, best)
  tale.end(annealing.rounds)
  return { drafts: draftsOf(ground, best), begun, rounds: annealing.rounds, trace: tale.trace }
}

/** Searches until the budget is spent, in the way that suits the problem. `isGood`: it sets out from a plan given. */
function spend(annealing: Annealing, clock: Clock, seat: Seat | null, isGood: boolean, tick: Tick): void {
  const { search } = annealing
  if (!isGood && hasRegions(search)) searchByRegions(annealing, clock, seat, tick)
  else if (isGood || !canPool(search) || !searchInPool(annealing, clock, seat, tick))
    searchInOne(annealing, clock, seat, isGood, tick)
}

/** One search from hot to cold. The second thread, and one that sets out from a plan that is good already, begin less hot. */
function searchInOne(annealing: Annealing, clock: Clock, seat: Seat | null, isGood: boolean, tick: Tick): void {
  const { search, best } = annealing
  const isCool = isGood || (seat?.page ?? 0) % 2 === 1
  let met = 0
  anneal(annealing, {
    cooling: (isRoomy) => coolingFor(isRoomy, isCool),
    spent: () => {
      const spent = clock.spent(annealing.rounds)
      tick(annealing.rounds, spent)
      if (seat && met < MEETINGS.length && spent >= MEETINGS[met]!) {
        met++
        publish(seat.board, seat.page, best)
        if (learn(seat.board, seat.page, best)) restore(search, best)
      }
      return spent
    },
  })
}

/** The routes of a snapshot as stops of the problem; those tied to others with the bounds they were held to. */
function draftsOf(ground: Ground, { order, begins, from, to }: Snapshot): Draft[] {
  return Array.from({ length: ground.vehicles }, (_, vehicle) => ({
    vehicle,
    visits: Array.from(order.subarray(begins[vehicle]!, begins[vehicle + 1]!), (t) => {
      const ref = refOf(ground, t)
      if (!from || !to || ground.tied[t] === 0) return ref
      return { ...ref, from: from[t]! + ground.epoch, to: to[t]! + ground.epoch }
    }),
  }))
}
