import type { Search } from './search.ts'

/**
 * Where the rounds take place: all vehicles, or in a large problem neighbouring routes for some hundred rounds, then
 * others. What a round asks does not grow with the problem then, and what is known of the routes stays near at hand.
 */
export interface View {
  vehicles: Int32Array
  count: number
  isIn: Uint8Array
  /** tasks a round may begin with: those of the routes, and the absent near the middle of them */
  tasks: Int32Array
  taskCount: number
}

/** Stops in view, in problems of more than so many, and for how many rounds. */
const STOPS = 200
const WHOLE_UP_TO = 240
const ROUNDS = 300
/** Vehicles not in use that come along, of each kind that is alike. */
const SPARE = 3

export const viewOfAll = (tasks: number, vehicles: number): View => ({
  vehicles: Int32Array.from({ length: vehicles }, (_, v) => v),
  count: vehicles,
  isIn: new Uint8Array(vehicles).fill(1),
  tasks: Int32Array.from({ length: tasks }, (_, t) => t),
  taskCount: tasks,
})

/** A problem too large to be looked at whole. */
export const isLarge = (tasks: number): boolean => tasks > WHOLE_UP_TO

/** Looks elsewhere when it is time. */
export function lookElsewhere(search: Search, round: number): void {
  if (round % ROUNDS === 0 && isLarge(search.ground.tasks)) lookAround(search)
}

/** Looks at a stop drawn at random with the routes nearest to it. */
export function lookAround(search: Search): void {
  const { view } = search
  const centre = anyoneInARoute(search)
  if (centre < 0) return
  view.count = view.taskCount = 0
  view.isIn.fill(0)
  addNeighbours(search, centre)
  addSpare(search)
  addAbsentNear(search, centre)
}

/** Of a plan that is all but empty the first one found; -1 in an empty plan. */
function anyoneInARoute({ ground, rows, random }: Search): number {
  for (let tries = 0; tries < 100; tries++) {
    const t = Math.floor(random() * ground.tasks)
    if (rows.vehicleOf[t]! >= 0) return t
  }
  return rows.vehicleOf.findIndex((v) => v >= 0)
}

/** Routes of the stops nearest to the centre. */
function addNeighbours(search: Search, centre: number): void {
  const { rows, nearness, view } = search
  const { near, count } = nearness
  for (let i = -1; i < count && view.taskCount < STOPS; i++) {
    const v = rows.vehicleOf[i < 0 ? centre : near[centre * count + i]!]!
    if (v < 0 || view.isIn[v] !== 0) continue
    add(search, v)
    const at = rows.rowOf[v]! * rows.stride
    const n = rows.length[rows.rowOf[v]!]!
    for (let k = 1; k <= n; k++) view.tasks[view.taskCount++] = rows.task[at + k]!
  }
}

/** Who is in no route, of those nearest to the centre. */
function addAbsentNear({ absentAt, ground, nearness, view }: Search, centre: number): void {
  const { near, count } = nearness
  for (let i = 0; i < count; i++) {
    const t = near[centre * count + i]!
    if (absentAt[ground.unit[t]!]! >= 0) view.tasks[view.taskCount++] = ground.unit[t]!
  }
}

function addSpare(search: Search): void {
  const { ground, rows } = search
  const spare = new Uint8Array(ground.vehicles)
  for (let v = 0; v < ground.vehicles; v++)
    if (rows.length[rows.rowOf[v]!] === 0 && ++spare[ground.likeness[v]!]! <= SPARE) add(search, v)
}

function add({ view }: Search, v: number): void {
  view.vehicles[view.count++] = v
  view.isIn[v] = 1
}

/** Works out the mean length of a route anew. */
export function countRoutes(search: Search): void {
  const { ground, rows, absent } = search
  let used = 0
  for (let v = 0; v < ground.vehicles; v++) if (rows.length[rows.rowOf[v]!]! > 0) used++
  search.meanRoute = Math.max(1, (ground.tasks - absent.length) / Math.max(1, used))
}
