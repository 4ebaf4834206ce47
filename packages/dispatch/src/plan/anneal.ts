import { addAbsent, callAbsent, dropAbsent } from './absent.ts'
import { isKept, undoBounds } from './bounds.ts'
import { absenceAt, type Cooling, heatAt, penaltiesAt } from './cooling.ts'
import { isOpening, openRoute } from './opening.ts'
import { type Orders, ordersOf, recreate } from './recreate.ts'
import { paysPersons, spreadOf } from './rich.ts'
import { keep, undo } from './rows.ts'
import { ruin } from './ruin.ts'
import type { Search } from './search.ts'
import { type Snapshot, take } from './snapshot.ts'
import { canExchange, exchangeTails } from './tails.ts'
import { countRoutes, lookElsewhere } from './view.ts'
import { isBetter, scoreOf, setWeights } from './worth.ts'

/** A point of priority counts as so many jobs. */
const POINT = 10
/** Legs of a first plan are so much longer than those of a good one, as a rule; one far worse would keep it hot too long. */
const FIRST_PLAN = 1.5
const CLOCK_EVERY = 64

export interface Annealing {
  search: Search
  orders: Orders
  best: Snapshot
  /** scaled cost of a mean leg: the measure of the temperature */
  leg: number
  rounds: number
}

export const annealingOn = (search: Search, best: Snapshot): Annealing => ({
  search,
  orders: ordersOf(search),
  best,
  leg: meanLeg(search),
  rounds: 0,
})

export interface Course {
  /** part of the way that is behind, 0 … 1; asked now and then */
  spent: () => number
  /** how the temperature falls on the way; given whether some plan known has room for all */
  cooling: (isRoomy: boolean) => Cooling
  /** what is in view stays so to the end of the course */
  isStill?: boolean
}

/** Rounds of ruin and recreate under a falling temperature to the end of the course. */
export function anneal(annealing: Annealing, course: Course): void {
  const { search } = annealing
  const exchanges = canExchange(search)
  let temperature = 0
  for (; ; annealing.rounds++) {
    if (annealing.rounds % CLOCK_EVERY === 0) {
      const spent = course.spent()
      if (spent >= 1) break
      const cooling = course.cooling(annealing.best.score.count === 0)
      temperature = annealing.leg * heatAt(cooling, spent)
      const absence = annealing.leg * absenceAt(cooling, spent)
      setWeights(search, POINT * absence, absence, penaltiesAt(cooling, spent))
      countRoutes(search)
    }
    if (!course.isStill) lookElsewhere(search, annealing.rounds)
    if (exchanges && exchangeTails(search, temperature)) takeIfBest(annealing)
    round(annealing, temperature)
  }
}

const candidates: number[] = []

/** One ruin and recreate, kept or taken back. */
function round(annealing: Annealing, temperature: number): void {
  const { search, orders } = annealing
  const { rows, bounds } = search
  const most = search.cost + search.absentWeight - temperature * Math.log(search.random())
  const pays = paysPersons(search.ground.problem)
  const spread = pays ? spreadOf(rows) : 0
  candidates.length = 0
  const seed = ruin(search, candidates)
  const removed = candidates.length
  const opens = isOpening(search)
  callAbsent(search, Math.max(0, seed), candidates, opens ? search.meanRoute : 0)
  const called = candidates.slice(removed)
  const gone = candidates.slice(0, removed)
  if (opens) openRoute(search, candidates, removed)
  const isCheap = recreate(search, orders, candidates, roomFor(search, called, most))
  const change = isCheap ? changeOf(search) + (pays ? spreadOf(rows) - spread : 0) : 0
  if (isCheap && search.cost + change + search.absentWeight < most) {
    search.cost += change
    keep(rows)
    bounds.log.length = 0
    takeIfBest(annealing)
    return
  }
  undo(rows)
  undoBounds(search, 0)
  for (const u of gone) dropAbsent(search, u)
  for (const u of called) addAbsent(search, u)
}

/** What putting the candidates back has to stay below, absences included; a preference, or what hangs on all routes of a person, may pay some of it back. */
function roomFor(search: Search, called: readonly number[], most: number): number {
  const { ground, weight } = search
  if (ground.hasPreferences || paysPersons(ground.problem)) return Number.POSITIVE_INFINITY
  let room = most - search.cost - changeOf(search) - search.absentWeight
  for (let i = 0; i < called.length; i++) room += weight[called[i]!]!
  return room
}

function takeIfBest(annealing: Annealing): void {
  const { search, best } = annealing
  if (!isBetter(scoreOf(search), best.score)) return
  take(search, best)
  annealing.leg = Math.min(annealing.leg, FIRST_PLAN * meanLeg(search))
}

/** What the routes touched cost more than before; Infinity when one of them cannot be kept (ways that are no metric). */
function changeOf({ rows }: Search): number {
  const { touched, oldRow, rowOf, cost } = rows
  let change = 0
  for (let i = 0; i < touched.length; i++) {
    const v = touched[i]!
    if (!isKept(rows, v)) return Number.POSITIVE_INFINITY
    change += cost[rowOf[v]!]! - cost[oldRow[v]!]!
  }
  return change
}

function meanLeg({ ground, cost, absent }: Search): number {
  return Math.max(1, cost / Math.max(1, ground.tasks - absent.length))
}
