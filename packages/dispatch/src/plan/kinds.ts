import { legCost, legMetres, legSeconds } from './legs.ts'
import type { Problem, Vehicle } from './model.ts'

/**
 * Travel as one kind of vehicle sees it (table, speed, prices), over the places in use and one more that is nowhere: no
 * way leads there, none costs. Tables are also kept turned, so that both ways of one place lie in one row of memory.
 */
export interface Kind {
  seconds: Int32Array
  secondsTurned: Int32Array
  /** in units of 1 / Ground.costScale */
  cost: Int32Array
  costTurned: Int32Array
  /** metres; only where a vehicle has a `maxDistance` */
  metres: Int32Array | null
}

export interface Kinds {
  kinds: Kind[]
  /** of each vehicle */
  kindOf: Int32Array
  costScale: number
}

const keyOf = (vehicle: Vehicle, withCosts: boolean) =>
  [vehicle.travel, vehicle.speedFactor, ...(withCosts ? [] : [vehicle.costs.perHour, vehicle.costs.perKm])].join(' ')

/** Prices that make every leg a whole number need no finer scale. */
function isWhole(problem: Problem): boolean {
  return problem.vehicles.every((vehicle) => {
    const travel = problem.travels[vehicle.travel]!
    if (travel.kind === 'table' && travel.costs) return true
    return vehicle.costs.perHour % 3600 === 0 && vehicle.costs.perKm % 1000 === 0
  })
}

const FINE = 100

/** @param used the places that stops and vehicles use; row i of a table is `used[i]`, the last row is nowhere */
export function kindsOf(problem: Problem, used: readonly number[]): Kinds {
  const costScale = isWhole(problem) ? 1 : FINE
  const byKey = new Map<string, number>()
  const kinds: Kind[] = []
  const kindOf = Int32Array.from(problem.vehicles, (vehicle) => {
    const travel = problem.travels[vehicle.travel]!
    const key = keyOf(vehicle, travel.kind === 'table' && travel.costs !== undefined)
    let kind = byKey.get(key)
    if (kind === undefined) {
      kind = kinds.push(kindFor(problem, vehicle, used, costScale)) - 1
      byKey.set(key, kind)
    }
    return kind
  })
  return { kinds, kindOf, costScale }
}

function kindFor(problem: Problem, vehicle: Vehicle, used: readonly number[], costScale: number): Kind {
  const seconds = tableOf(used, (from, to) => legSeconds(problem, vehicle, from, to))
  const scaled = tableOf(used, (from, to) => Math.round(legCost(problem, vehicle, from, to) * costScale))
  const cost = same(seconds, scaled) ? seconds : scaled
  const secondsTurned = turned(seconds, used.length + 1)
  const costTurned = cost === seconds ? secondsTurned : turned(cost, used.length + 1)
  const limited = problem.vehicles.some((one) => one.maxDistance !== undefined)
  const metres = limited ? tableOf(used, (from, to) => legMetres(problem, vehicle, from, to)) : null
  return { seconds, secondsTurned, cost, costTurned, metres }
}

function tableOf(used: readonly number[], leg: (from: number, to: number) => number): Int32Array {
  const n = used.length + 1
  const table = new Int32Array(n * n)
  for (let i = 0; i < used.length; i++)
    for (let j = 0; j < used.length; j++) if (i !== j) table[i * n + j] = leg(used[i]!, used[j]!)
  return table
}

/** The same table when it is symmetrical. */
function turned(table: Int32Array, n: number): Int32Array {
  const other = new Int32Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) other[j * n + i] = table[i * n + j]!
  return same(table, other) ? table : other
}

function same(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
