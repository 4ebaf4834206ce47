import {
  type Problem,
  type Solution,
  type Stop,
  type StopRef,
  type Task,
  visitsOf,
  type Window,
} from '../plan/index.ts'
import type { SlotBoard, SlotBoardOptions } from './model.ts'
import { type RouteRoom, roomOf, slackOf } from './route-room.ts'

/** A board with everything worked out that does not depend on the job asked for. */
export interface ReadyBoard extends SlotBoard {
  rooms: readonly RouteRoom[]
  stops: ReadonlyMap<number, readonly Stop[]>
  /** Σ by which the stops of a route can be moved within what was told. */
  slack: Float64Array
  /** Where a stop may be while an offer is looked for. */
  windowsOf: WindowsOf
  /** Where it may be when the days around are solved again. */
  freedomOf: WindowsOf
  /** How rare the work is that a vehicle can do: 1 / persons who can, of the rarest there is for it. */
  rarity: (vehicle: number, fits: Uint8Array | undefined) => number
  persons: ReadonlyMap<number, PersonLoad>
  /** of routes asked for before: what they cost */
  costs: Map<number, number>
  learnWays?: SlotBoardOptions['learnWays']
  /** Stops looked at so far to explain it. */
  looked: number
}

type WindowsOf = (visit: StopRef, task: Task) => readonly Window[]

/** What a person does over all routes. */
export interface PersonLoad {
  tasks: number
  travel: number
  work: number
}

/** Reads a plan once for many questions. A change of the plan needs a new board. */
export function prepareSlots(
  problem: Problem,
  plan: Pick<Solution, 'routes'>,
  { stands = false, learnWays }: SlotBoardOptions = {},
): SlotBoard {
  const stops = new Map(plan.routes.map((route) => [route.vehicle, route.stops]))
  const starts = startsOf(plan.routes)
  const tied = new Set([
    ...(problem.together ?? []).flat(),
    ...(problem.before ?? []).flatMap(({ first, after }) => [first, after]),
  ])
  const freedomOf: WindowsOf = (visit, task) => unmoved(problem, visit, task, tied, starts)
  const windowsOf: WindowsOf = stands ? ({ kind, index }) => pointOf(starts.get(`${kind} ${index}`)!) : freedomOf
  const roomsBy = (windows: WindowsOf) =>
    problem.vehicles.map((_, v) => roomOf(problem, v, visitsOf(stops.get(v) ?? []), windows))
  const rooms = roomsBy(windowsOf)
  const board: ReadyBoard = {
    problem,
    rooms,
    stops,
    slack: Float64Array.from(stands ? roomsBy(freedomOf) : rooms, (room) => slackOf(room)),
    windowsOf,
    freedomOf,
    rarity: rarityOf(problem),
    persons: personLoads(problem, plan.routes),
    costs: new Map(),
    looked: 0,
    ...(learnWays ? { learnWays } : {}),
  }
  return board
}

const pointOf = (start: number): Window[] => [[start, start]]

export const ready = (board: SlotBoard): ReadyBoard => board as ReadyBoard

function startsOf(routes: Solution['routes']): ReadonlyMap<string, number> {
  return new Map(
    routes.flatMap(({ stops }) => stops.map((one) => [`${one.kind} ${one.index}`, one.arrival + one.waiting] as const)),
  )
}

/** Nothing told to anybody moves: promises stay within what was told, jobs tied to others stay where they are. */
function unmoved(
  problem: Problem,
  { kind, index }: StopRef,
  task: Task,
  tied: ReadonlySet<number>,
  starts: ReadonlyMap<string, number>,
): readonly Window[] {
  const start = starts.get(`${kind} ${index}`)!
  if (kind !== 'job') return task.windows
  const { promise, pin } = problem.jobs[index]!
  if (tied.has(index) || pin?.start !== undefined) return [[start, start]]
  if (!promise) return task.windows
  const from = Math.min(start, promise.start - promise.tolerance)
  const to = Math.max(start, promise.start + promise.tolerance)
  if (task.windows.length === 0) return [[from, to]]
  return task.windows.map(([a, b]): Window => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => a <= b)
}

function personLoads({ vehicles }: Problem, routes: Solution['routes']): Map<number, PersonLoad> {
  const loads = new Map<number, PersonLoad>()
  for (const { vehicle, stops, travel, setup, service, waiting } of routes) {
    const person = vehicles[vehicle]!.person
    if (person === undefined) continue
    const one = loads.get(person) ?? { tasks: 0, travel: 0, work: 0 }
    one.tasks += visitsOf(stops).length
    one.travel += travel
    one.work += travel + setup + service + waiting
    loads.set(person, one)
  }
  return loads
}

/** By the work there is on the board: a technician whom many could stand in for is not scarce. */
function rarityOf({ jobs, pairs, vehicles }: Problem): ReadyBoard['rarity'] {
  const rows = [...new Set([...jobs, ...pairs].map(({ fits }) => fits))].filter((row) => row !== undefined)
  const persons = rows.map((row) => new Set(vehicles.flatMap((one, v) => (row[v] ? [one.person ?? `${v}`] : []))).size)
  const best = new Float64Array(vehicles.length)
  rows.forEach((row, i) => {
    for (let v = 0; v < best.length; v++) if (row[v]) best[v] = Math.max(best[v]!, 1 / Math.max(1, persons[i]!))
  })
  return (vehicle, fits) => {
    const own = fits ? rows.indexOf(fits) : -1
    // Needing them for what only they can do is no waste.
    return own >= 0 && 1 / Math.max(1, persons[own]!) >= best[vehicle]! ? 0 : best[vehicle]!
  }
}
