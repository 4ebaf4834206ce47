import { checkPlan } from '../check/index.ts'
import { resultOf, type Solution, type StopRef, type Task, visitsOf, type Window } from '../plan/index.ts'
import type { PersonLoad, ReadyBoard } from './board.ts'
import type { SlotOffer } from './model.ts'
import { type Asked, type Candidate, within } from './offers.ts'
import { type Elsewhere, type Part, partOf } from './part.ts'
import { roomOf, slackOf } from './route-room.ts'

/** Cost units for a second of freedom eaten: what a change of an hour elsewhere may once cost, one in fifty times. */
const SLACK_PRICE = 0.02
/** Cost units for an hour of somebody nobody else can stand in for: half an hour of travel. */
const SCARCITY_PRICE = 1800

/** The first candidate that holds when the route is timed to the second and judged by the check. */
export function exactOffer(asked: Asked, window: number, list: readonly Candidate[]): SlotOffer[] {
  for (const one of list) {
    const offer = offerOf(asked, window, one)
    if (offer) return [offer]
  }
  return []
}

function offerOf(asked: Asked, window: number, { vehicle, slot, until }: Candidate): SlotOffer | null {
  const { problem, job, board, wish } = asked
  const visits = visitsOf(board.stops.get(vehicle) ?? [])
  const withNew: StopRef[] = visits.toSpliced(slot, 0, { kind: 'job', index: job })
  const windowsOf = windowsWith(asked, window)
  const part = partOf(problem, [{ vehicle, visits: withNew }], windowsOf, elsewhereOf(board))
  const plan = planOf(part)
  if (!plan) return null
  const stop = plan.routes[0]!.stops.find(({ kind, index }) => kind === 'job' && part.jobs[index] === job)!
  const start = stop.arrival + stop.waiting
  const cost = plan.cost - costBefore(board, vehicle)
  const room = roomOf(problem, vehicle, withNew, windowsOf)
  const slack = Math.max(0, board.slack[vehicle]! - slackOf(room, slot + 1))
  const scarcity = board.rarity(vehicle, wish.job.fits)
  const hours = (stop.setup + stop.service) / 3600
  return {
    window,
    vehicle,
    position: slot,
    start: [start, Math.max(start, until)],
    cost,
    slack,
    scarcity,
    score: cost + slack * SLACK_PRICE + scarcity * hours * SCARCITY_PRICE,
    confirmed: null,
  }
}

/** The new job in the offered window, all others where they may be moved to. */
export function windowsWith({ job, wish, board }: Asked, window: number) {
  return (visit: StopRef, task: Task): readonly Window[] => {
    if (visit.kind === 'job' && visit.index === job) return within(task.windows, wish.offered[window]!)
    return board.windowsOf(visit, task)
  }
}

/** What persons have on routes outside a part, so that their caps hold over all. */
export function elsewhereOf({ persons, problem, stops }: ReadyBoard): Elsewhere {
  return (person, vehicles) => {
    const spent: PersonLoad = { ...(persons.get(person) ?? { tasks: 0, travel: 0, work: 0 }) }
    for (const v of vehicles) {
      const own = stops.get(v)
      if (!own || problem.vehicles[v]!.person !== person) continue
      const last = own.at(-1)!
      spent.tasks -= visitsOf(own).length
      spent.travel -= last.travel
      spent.work -= own.reduce(
        (sum, one) => sum + one.waiting + (one.kind === 'break' ? 0 : one.setup + one.service),
        0,
      )
      spent.work -= last.travel
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

function costBefore(board: ReadyBoard, vehicle: number): number {
  const known = board.costs.get(vehicle)
  if (known !== undefined) return known
  const visits = visitsOf(board.stops.get(vehicle) ?? [])
  const plan = planOf(partOf(board.problem, [{ vehicle, visits }], (_, task) => task.windows, elsewhereOf(board)))
  board.costs.set(vehicle, plan?.cost ?? 0)
  return plan?.cost ?? 0
}
