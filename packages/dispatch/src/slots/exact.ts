import { checkPlan } from '../check/index.ts'
import { hardEnd, resultOf, type Solution, type StopRef, type Task, visitsOf, type Window } from '../plan/index.ts'
import type { PersonLoad, ReadyBoard } from './board.ts'
import type { SlotOffer } from './model.ts'
import { type Asked, type Candidate, within } from './offers.ts'
import { type Elsewhere, type Part, partOf } from './part.ts'
import { endOf, type RouteRoom, roomOf, slackOf, startAt } from './route-room.ts'

/** Cost units for a second of freedom eaten: what a change of an hour elsewhere may once cost, one in fifty times. */
const SLACK_PRICE = 0.02
/** Cost units for an hour of somebody nobody else can stand in for: half an hour of travel. */
const SCARCITY_PRICE = 1800

/** The first candidate that holds with the whole route worked out anew. */
export function exactOffer(asked: Asked, window: number, list: readonly Candidate[]): SlotOffer[] {
  for (const one of list) {
    const offer = offerOf(asked, window, one)
    if (offer) return [offer]
  }
  return []
}

function offerOf(asked: Asked, window: number, one: Candidate): SlotOffer | null {
  const { problem, job, board, wish } = asked
  const { vehicle, slot, until } = one
  const withNew: StopRef[] = visitsOf(board.stops.get(vehicle) ?? []).toSpliced(slot, 0, { kind: 'job', index: job })
  const windowsOf = windowsWith(asked, window, board.windowsOf)
  const room = roomOf(problem, vehicle, withNew, windowsOf)
  const figures = hasMoreLimits(asked, vehicle) ? timed(asked, vehicle, withNew, windowsOf) : quick(asked, one, room)
  if (!figures) return null
  // What others may be moved within, also on a board that leaves them where they are: a later plan counts on it.
  const free = roomOf(problem, vehicle, withNew, windowsWith(asked, window, board.freedomOf))
  const slack = Math.max(0, board.slack[vehicle]! - slackOf(free, slot + 1))
  const scarcity = board.rarity(vehicle, wish.job.fits)
  const hours = room.lengths[slot]! / 3600
  const score = figures.cost + slack * SLACK_PRICE + scarcity * hours * SCARCITY_PRICE
  const start: Window = [figures.start, Math.max(figures.start, until)]
  return { window, vehicle, position: slot, start, cost: figures.cost, slack, scarcity, score, confirmed: null }
}

/** Limits the gap says nothing of: then the route is timed stop by stop and judged by the check. */
function hasMoreLimits({ problem, board, wish }: Asked, v: number): boolean {
  const { maxTravelTime, maxDistance, maxDuration, breaks, person } = problem.vehicles[v]!
  const caps = person === undefined ? undefined : problem.persons?.[person]
  return (
    [maxTravelTime, maxDistance, maxDuration, problem.fairness, wish.job.promise].some((one) => one !== undefined) ||
    breaks.some(({ maxLoad }) => maxLoad) ||
    Object.values(caps ?? {}).some((one) => one !== undefined) ||
    (board.stops.get(v) ?? []).some(({ kind, index }) => kind === 'job' && problem.jobs[index]!.promise)
  )
}

/** Ways, task time and overtime are all there is to pay: the room knows when the route ends. */
function quick({ problem, board }: Asked, { vehicle, slot, added }: Candidate, room: RouteRoom) {
  const { shift, overtime, costs } = problem.vehicles[vehicle]!
  const before = board.rooms[vehicle]!
  const start = startAt(room, slot + 1)
  if (start === null || endOf(room) > hardEnd(problem.vehicles[vehicle]!)) return null
  const sum = (lengths: readonly number[]) => lengths.reduce((total, one) => total + one, 0)
  const over = (one: RouteRoom) => (one.visits.length === 0 ? 0 : Math.max(0, endOf(one) - shift[1]))
  const task = ((sum(room.lengths) - sum(before.lengths)) * costs.perTaskHour) / 3600
  return { start, cost: added + task + ((over(room) - over(before)) * (overtime?.perHour ?? 0)) / 3600 }
}

function timed(asked: Asked, vehicle: number, visits: StopRef[], windowsOf: ReadyBoard['windowsOf']) {
  const { problem, job, board } = asked
  const part = partOf(problem, [{ vehicle, visits }], windowsOf, elsewhereOf(board))
  const plan = planOf(part)
  const stop = plan?.routes[0]?.stops.find(({ kind, index }) => kind === 'job' && part.jobs[index] === job)
  return plan && stop ? { start: stop.arrival + stop.waiting, cost: plan.cost - costBefore(board, vehicle) } : null
}

/** The new job in the offered window, all others where they may be moved to. */
export function windowsWith({ job, wish }: Asked, window: number, others: ReadyBoard['windowsOf']) {
  return (visit: StopRef, task: Task): readonly Window[] => {
    if (visit.kind === 'job' && visit.index === job) return within(task.windows, wish.offered[window]!)
    return others(visit, task)
  }
}

/** What persons have on routes outside a part, so that their caps hold over all. */
export function elsewhereOf({ persons, problem, stops }: ReadyBoard): Elsewhere {
  return (person, vehicles) => {
    const spent: PersonLoad = { ...(persons.get(person) ?? { tasks: 0, travel: 0, work: 0 }) }
    for (const v of vehicles) {
      const own = stops.get(v)
      if (!own || problem.vehicles[v]!.person !== person) continue
      const { travel } = own.at(-1)!
      const acts = own.reduce((sum, one) => sum + one.waiting + (one.kind === 'break' ? 0 : one.setup + one.service), 0)
      spent.tasks -= visitsOf(own).length
      spent.travel -= travel
      spent.work -= acts + travel
    }
    return spent
  }
}

/** The part's routes as they are, timed and judged; null when they cannot be kept. */
export function planOf(part: Part): Pick<Solution, 'routes' | 'cost'> | null {
  try {
    const drafts = part.visits.map((visits, vehicle) => ({ vehicle, visits }))
    const plan = resultOf(part.problem, drafts)
    return checkPlan(part.problem, plan).ok ? plan : null
  } catch {
    return null
  }
}

/** What a route costs as it is. */
export function costBefore(board: ReadyBoard, vehicle: number): number {
  const known = board.costs.get(vehicle)
  if (known !== undefined) return known
  const cost = costOf(board, vehicle, visitsOf(board.stops.get(vehicle) ?? []))
  board.costs.set(vehicle, cost)
  return cost
}

/** What a route would cost with these stops. */
export function costOf(board: ReadyBoard, vehicle: number, visits: readonly StopRef[]): number {
  if (visits.length === 0) return 0
  const part = partOf(board.problem, [{ vehicle, visits }], (_, task) => task.windows, elsewhereOf(board))
  return resultOf(part.problem, [{ vehicle: 0, visits: part.visits[0]! }]).cost
}
