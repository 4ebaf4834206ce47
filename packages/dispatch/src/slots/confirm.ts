import { checkPlan } from '../check/index.ts'
import { legSeconds, solve, visitsOf } from '../plan/index.ts'
import { elsewhereOf, planOf, windowsWith } from './exact.ts'
import type { SlotOffer } from './model.ts'
import type { Asked } from './offers.ts'
import { partOf } from './part.ts'

const NEIGHBOURS = 3
/** Rounds of the search over some thirty stops: a few milliseconds. */
const ROUNDS = 300

/**
 * Solves the technician's day together with those nearest, the window fixed: often somebody swaps a visit and it gets
 * cheaper. Never dearer than the plain insertion.
 */
export function confirm(asked: Asked, offer: SlotOffer): NonNullable<SlotOffer['confirmed']> {
  const { problem, job, board } = asked
  const vehicles = [offer.vehicle, ...nearest(asked, offer)]
  const routes = vehicles.map((vehicle) => ({ vehicle, visits: visitsOf(board.stops.get(vehicle) ?? []) }))
  const elsewhere = elsewhereOf(board)
  const windowsOf = windowsWith(asked, offer.window)
  const before = planOf(partOf(problem, routes, windowsOf, elsewhere))
  const inserted = routes.map(({ vehicle, visits }) => ({
    vehicle,
    visits:
      vehicle === offer.vehicle ? visits.toSpliced(offer.position, 0, { kind: 'job' as const, index: job }) : visits,
  }))
  const part = partOf(problem, inserted, windowsOf, elsewhere)
  const plain = planOf(part)
  const fallback = { vehicle: offer.vehicle, start: offer.start[0], cost: offer.cost }
  if (!before || !plain) return fallback
  const better = solve(part.problem, { iterations: ROUNDS, seed: 1, start: { routes: plain.routes } })
  const kept = better.unassigned.length === 0 && better.cost < plain.cost && checkPlan(part.problem, better).ok
  const plan = kept ? better : plain
  for (const { vehicle, stops } of plan.routes) {
    const stop = stops.find(({ kind, index }) => kind === 'job' && part.jobs[index] === job)
    if (stop)
      return { vehicle: part.vehicles[vehicle]!, start: stop.arrival + stop.waiting, cost: plan.cost - before.cost }
  }
  return fallback
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
