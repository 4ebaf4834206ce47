import type { Job, Pair, Problem, Vehicle, Window } from './model.ts'
import { randomFrom } from './random.ts'

/** What a random problem may hold beside places, windows and skills. */
export interface Wishes {
  jobs: number
  vehicles: number
  pairs?: number
  breaks?: boolean
  setups?: boolean
  amounts?: boolean
  penalties?: boolean
  limits?: boolean
  promises?: boolean
  persons?: boolean
  /** the second of the persons is paid for hours beyond two */
  overtime?: boolean
  teams?: boolean
  order?: boolean
}

const HOUR = 3600
const MORNING = 8 * HOUR

/** A day of technicians in a town 40 minutes across: the same for the same seed. For tests. */
export function randomProblem(seed: number, wishes: Wishes): Problem {
  const random = randomFrom(seed)
  const below = (n: number) => Math.floor(random() * n)
  const places = wishes.jobs + 2 * (wishes.pairs ?? 0) + 2
  const x = Array.from({ length: places }, () => below(2400))
  const y = Array.from({ length: places }, () => below(2400))
  // The town is no grid: ways there and back differ, but never more than a way through a third place.
  const durations = new Int32Array(places * places)
  for (let i = 0; i < places; i++)
    for (let j = 0; j < places; j++)
      if (i !== j) durations[i * places + j] = 60 + Math.ceil(Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!))
  const draw = { random, below, wishes, places }
  const vehicles = Array.from({ length: wishes.vehicles }, (_, v) => vehicleOf(draw, v))
  const jobs = Array.from({ length: wishes.jobs }, (_, i) => jobOf(draw, i))
  return {
    places,
    travels: [{ kind: 'table', durations, distances: durations.map((one) => one * 12) }],
    jobs,
    pairs: Array.from({ length: wishes.pairs ?? 0 }, (_, i) => pairOf(draw, i)),
    vehicles,
    ...(wishes.persons
      ? {
          persons: [
            { maxTasks: 4, maxWork: 9 * HOUR },
            wishes.overtime ? { overtime: { after: 2 * HOUR, perHour: 5000 } } : {},
          ],
          fairness: 20,
        }
      : {}),
    ...(wishes.teams && jobs.length >= 2 ? { together: [[0, 1]] } : {}),
    ...(wishes.order && jobs.length >= 4 ? { before: [{ first: 2, after: 3, gap: 600 }] } : {}),
  }
}

interface Draw {
  random: () => number
  below: (n: number) => number
  wishes: Wishes
  places: number
}

function windowsOf({ below }: Draw): Window[] {
  const from = MORNING + below(6 * HOUR)
  const first: Window = [from, from + 1800 + below(2 * HOUR)]
  const kind = below(3)
  if (kind === 0) return []
  return kind === 1 ? [first] : [first, [first[1] + 1800, first[1] + 1800 + below(2 * HOUR)]]
}

function jobOf(draw: Draw, i: number): Job {
  const { below, wishes } = draw
  const windows = windowsOf(draw)
  const amount = wishes.amounts ? [below(3)] : []
  return {
    place: wishes.setups && i % 3 === 2 ? i - 1 : i,
    setup: wishes.setups ? 300 : 0,
    service: 900 + 300 * below(8),
    windows,
    priority: wishes.penalties ? 0 : 10 * below(4),
    ...(wishes.penalties ? { penalty: 500 + below(4000) } : {}),
    ...(below(2) ? {} : { fits: Uint8Array.from({ length: wishes.vehicles }, () => (below(3) ? 1 : 0)) }),
    ...(wishes.promises && below(2)
      ? { promise: { start: MORNING + below(7 * HOUR), tolerance: 600, perMinute: 5 } }
      : {}),
    delivery: below(2) ? amount : [],
    pickup: below(2) ? amount : [],
  }
}

function pairOf({ below, wishes }: Draw, i: number): Pair {
  const end = (place: number) => ({ place, setup: 0, service: 300, windows: [] })
  const first = wishes.jobs + 2 * i
  return { priority: 10 * below(3), amount: [1], pickup: end(first), delivery: end(first + 1) }
}

function vehicleOf({ below, wishes, places }: Draw, v: number): Vehicle {
  // One person is in one place at a time: with persons every vehicle is a day of its own.
  const from = MORNING + 1800 * below(3) + (wishes.persons ? 24 * HOUR * (v >> 1) : 0)
  const base = {
    travel: 0,
    start: places - 1 - (v % 2),
    end: v % 3 === 2 ? null : places - 1,
    shift: [from, from + 6 * HOUR] as const,
    capacity: wishes.amounts || wishes.pairs ? [3] : [],
    type: 0,
    breaks: wishes.breaks ? [{ windows: [[12 * HOUR, 13 * HOUR] as const], service: 1800 }] : [],
    speedFactor: 1,
    costs: { fixed: 200, perHour: 3600, perTaskHour: 0, perKm: 0 },
  }
  const limits = wishes.limits
    ? { overtime: { limit: HOUR, perHour: 2000 }, maxTasks: 3, maxDuration: 6 * HOUR, maxTravelTime: 2 * HOUR }
    : {}
  return { ...base, ...limits, ...(wishes.persons ? { person: v % 2 } : {}) }
}

/** Vehicles that are alike, one window a job, one amount. */
export function plainProblem(seed: number, jobs: number, capacity: number): Problem {
  const problem = randomProblem(seed, { jobs, vehicles: 1 })
  const [vehicle] = problem.vehicles
  const plain = problem.jobs.map(({ fits: _, vehicleCosts: __, ...job }, i) => ({
    ...job,
    windows: job.windows.slice(0, 1),
    setup: 0,
    delivery: [1 + (i % 3)],
    pickup: [],
  }))
  const vehicles = Array.from({ length: 6 }, () => ({
    ...vehicle!,
    capacity: [capacity],
    costs: { ...vehicle!.costs, fixed: 7 },
  }))
  return { ...problem, jobs: plain, vehicles }
}
