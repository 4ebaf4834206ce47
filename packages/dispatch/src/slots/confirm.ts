import { checkPlan } from '../check/index.ts'
import { legSeconds, type Route, solveSound, visitsOf } from '../plan/index.ts'
import { costBefore, elsewhereOf, windowsWith } from './exact.ts'
import type { SlotOffer } from './model.ts'
import type { Asked } from './offers.ts'
import { type Part, partOf } from './part.ts'

const NEIGHBOURS = 3
/** Rounds of the search over some thirty stops: a few milliseconds. */
const ROUNDS = 50

/**
 * Solves the technician's day together with those nearest, the window fixed: often somebody swaps a visit and it gets
 * cheaper. Never dearer than the plain insertion.
 */
export function confirm(asked: Asked, offer: SlotOffer): NonNullable<SlotOffer['confirmed']> {
  const { problem, job, board } = asked
  const vehicles = [offer.vehicle, ...nearest(asked, offer)]
  const inserted = vehicles.map((vehicle) => {
    const visits = visitsOf(board.stops.get(vehicle) ?? [])
    const own = { kind: 'job' as const, index: job }
    return { vehicle, visits: vehicle === offer.vehicle ? visits.toSpliced(offer.position, 0, own) : visits }
  })
  board.learnWays?.(vehicles)
  const part = partOf(problem, inserted, windowsWith(asked, offer.window, board.freedomOf), elsewhereOf(board))
  const before = vehicles.reduce((sum, vehicle) => sum + costBefore(board, vehicle), 0)
  const plan = solveSound(part.problem, {
    iterations: ROUNDS,
    isTimed: false,
    seed: 1,
    start: { routes: startOf(part) },
  })
  const cost = plan.cost - before
  if (plan.unassigned.length === 0 && cost <= offer.cost && checkPlan(part.problem, plan).ok)
    for (const { vehicle, stops } of plan.routes) {
      const stop = stops.find(({ kind, index }) => kind === 'job' && part.jobs[index] === job)
      if (stop) return { vehicle: part.vehicles[vehicle]!, start: stop.arrival + stop.waiting, cost }
    }
  return { vehicle: offer.vehicle, start: offer.start[0], cost: offer.cost }
}

/** Of a plan to begin with only the order counts. */
function startOf({ visits }: Part): Route[] {
  const none = { place: -1, arrival: 0, waiting: 0, setup: 0, service: 0, travel: 0, distance: 0, load: [] }
  const figures = { cost: 0, travel: 0, distance: 0, setup: 0, service: 0, waiting: 0 }
  return visits.map((own, vehicle) => ({ vehicle, stops: own.map((visit) => ({ ...none, ...visit })), ...figures }))
}

/** Those who work at that time and pass nearest. */
function nearest({ problem, wish, board, job }: Asked, offer: SlotOffer): number[] {
  const [from, to] = wish.offered[offer.window]!
  const place = problem.jobs[job]!.place
  return board.rooms
    .flatMap(({ vehicle, places }) => {
      const own = problem.vehicles[vehicle]!
      if (vehicle === offer.vehicle || own.shift[0] > to || own.shift[1] < from) return []
      const ways = places.map((one) => (one === null ? Number.POSITIVE_INFINITY : legSeconds(problem, own, one, place)))
      return [{ vehicle, way: Math.min(...ways) }]
    })
    .sort((a, b) => a.way - b.way || a.vehicle - b.vehicle)
    .slice(0, NEIGHBOURS)
    .map(({ vehicle }) => vehicle)
}
