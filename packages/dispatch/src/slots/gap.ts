import { legCost, legSeconds, type Problem, type Task } from '../plan/index.ts'
import { arrive, leaveBy, NEVER, type RouteRoom } from './route-room.ts'

/** For each number of breaks taken when the job begins: the earliest arrival, and the latest start the rest allows. */
export interface Gap {
  arrivals: number[]
  latest: number[]
}

/** Seconds and cost units between the job and each place of a route; one set of arrays serves one route after the other. */
export interface Ways {
  to: number[]
  from: number[]
  costTo: number[]
  costFrom: number[]
}

export const noWays = (): Ways => ({ to: [], from: [], costTo: [], costFrom: [] })

/** Fills `ways` with those between a job and every place of a route, each worked out once. */
export function fillWays(ways: Ways, problem: Problem, { vehicle, places }: RouteRoom, job: Task): void {
  const own = problem.vehicles[vehicle]!
  const travel = problem.travels[own.travel]!
  const isPoints = travel.kind === 'points'
  const byTime = own.costs.perKm === 0 && (isPoints || !travel.costs)
  const perSecond = own.costs.perHour / 3600
  for (let k = 0; k < places.length; k++) {
    const place = places[k]!
    const to = legSeconds(problem, own, place, job.place)
    const from = isPoints ? to : legSeconds(problem, own, job.place, place)
    ways.to[k] = to
    ways.from[k] = from
    ways.costTo[k] = byTime ? to * perSecond : legCost(problem, own, place, job.place)
    ways.costFrom[k] = byTime ? from * perSecond : legCost(problem, own, job.place, place)
  }
}

export function gapOf(problem: Problem, room: RouteRoom, job: Task, k: number, ways: Ways): Gap {
  const vehicle = problem.vehicles[room.vehicle]!
  const { breaks } = vehicle
  const slots = room.places.length
  const [from, to] = [room.places[k]!, room.places[k + 1]!]
  const length = lengthOf(job, vehicle.type, from)
  const next = to === job.place ? room.latestSame : room.latest
  const arrivals: number[] = []
  const latest: number[] = []
  for (let taken = 0; taken <= breaks.length; taken++) {
    let time = NEVER
    for (let earlier = 0; earlier <= taken; earlier++)
      time = Math.min(time, arrive(breaks, room.leave[earlier * slots + k]!, ways.to[k]!, earlier, taken))
    arrivals.push(time)
    let by = Number.NEGATIVE_INFINITY
    if (time < NEVER)
      for (let later = taken; later <= breaks.length; later++)
        by = Math.max(by, leaveBy(breaks, next[later * slots + k + 1]!, ways.from[k + 1]!, taken, later))
    latest.push(by - length)
  }
  return { arrivals, latest }
}

function lengthOf(job: Task, type: number, from: number | null): number {
  const setup = from === job.place ? 0 : (job.setupByType?.[type] ?? job.setup)
  return setup + (job.serviceByType?.[type] ?? job.service)
}
