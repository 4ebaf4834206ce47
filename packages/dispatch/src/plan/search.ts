import type { Ground } from './ground.ts'
import { cheapestIn, found } from './insertion.ts'
import { type Nearness, nearnessOf } from './nearness.ts'
import { randomFrom } from './random.ts'
import { emptyRows, type Rows } from './rows.ts'

/** What the rounds of the search share: routes, who is absent, and the insertions known already. */
export interface Search {
  ground: Ground
  rows: Rows
  nearness: Nearness
  random: () => number
  /** first tasks of the units in no route, in no order */
  absent: number[]
  /** scaled cost of a task's absence at this point of the search */
  weight: Float64Array
  /** scaled cost of all routes, without absences */
  cost: number
  /** cheapest insertion of a task in a route, true while the route has that content: `[task * vehicles + vehicle]` */
  knownStamp: Int32Array
  knownSlot: Int32Array
  knownCost: Float64Array
  /** vehicles worth a question: all in use, and of the unused one of each likeness */
  open: Int32Array
  opened: number
  likeSeen: Int32Array
  likeRound: number
  /** questions until the next blink */
  blinkIn: number
}

export function searchOn(ground: Ground, seed: number): Search {
  const pairs = ground.tasks * ground.vehicles
  return {
    ground,
    rows: emptyRows(ground),
    nearness: nearnessOf(ground),
    random: randomFrom(seed),
    absent: Array.from({ length: ground.tasks }, (_, t) => t),
    weight: new Float64Array(ground.tasks),
    cost: 0,
    knownStamp: new Int32Array(pairs),
    knownSlot: new Int32Array(pairs),
    knownCost: new Float64Array(pairs),
    open: new Int32Array(ground.vehicles),
    opened: 0,
    likeSeen: new Int32Array(ground.vehicles),
    likeRound: 0,
    blinkIn: 100,
  }
}

/** Renews the list of vehicles worth a question. */
export function openVehicles(search: Search): void {
  const { ground, rows, open, likeSeen } = search
  const round = ++search.likeRound
  let count = 0
  for (let v = 0; v < ground.vehicles; v++) {
    if (rows.length[rows.rowOf[v]!]! === 0) {
      if (likeSeen[ground.likeness[v]!] === round) continue
      likeSeen[ground.likeness[v]!] = round
    }
    open[count++] = v
  }
  search.opened = count
}

/** A place for a task: where `place.vehicle` is -1, there is none. */
export const place = { vehicle: -1, slot: -1, cost: Number.POSITIVE_INFINITY }

const BLINK = 0.01

/** Cheapest place of a task over all vehicles. One question in a hundred overlooks the best slot of a route (blinks). */
export function cheapest(search: Search, t: number, blinks: boolean): void {
  const { ground, rows, open, opened, knownStamp, knownSlot, knownCost } = search
  const { rowOf, stamp } = rows
  const { vehicles, fits } = ground
  const fit = ground.fitClass[t]! * vehicles
  place.vehicle = -1
  place.cost = Number.POSITIVE_INFINITY
  for (let i = 0; i < opened; i++) {
    const v = open[i]!
    if (fits[fit + v] === 0) continue
    const known = t * vehicles + v
    const content = stamp[rowOf[v]!]!
    if (knownStamp[known] !== content) {
      knownStamp[known] = content
      knownCost[known] = cheapestIn(rows, v, t, -1)
      knownSlot[known] = found.slot
    }
    let cost = knownCost[known]!
    let slot = knownSlot[known]!
    if (cost >= place.cost) continue
    if (blinks && --search.blinkIn <= 0) {
      search.blinkIn = untilBlink(search.random)
      cost = cheapestIn(rows, v, t, slot)
      slot = found.slot
      if (cost >= place.cost) continue
    }
    place.vehicle = v
    place.slot = slot
    place.cost = cost
  }
}

/** Questions between two blinks, geometrically distributed. */
function untilBlink(random: () => number): number {
  return 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - BLINK))
}
