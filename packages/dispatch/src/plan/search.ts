import { type Bounds, boundsOf } from './bounds.ts'
import type { Ground } from './ground.ts'
import { cheapestIn, found } from './insertion.ts'
import { type Nearness, nearnessOf } from './nearness.ts'
import { cheapestPairIn } from './pairs.ts'
import { emptyRows, insert, type Rows } from './rows.ts'
import { type View, viewOfAll } from './view.ts'
import { type Worth, worthOf } from './worth.ts'

/** What the rounds of the search share: routes, who is absent, and the insertions known already. */
export interface Search {
  ground: Ground
  rows: Rows
  nearness: Nearness
  random: () => number
  /** first tasks of the units in no route, in no order */
  absent: number[]
  /** where each unit is in that list, or -1 */
  absentAt: Int32Array
  absentWeight: number
  worth: Worth
  /** somebody may be left out at a price */
  prized: boolean
  /** scaled cost of a unit's absence at this point of the search */
  weight: Float64Array
  bounds: Bounds
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
  /** stops of a route in use, on average */
  meanRoute: number
  view: View
  /** questions until the next blink */
  blinkIn: number
}

/**
 * A search with empty routes: every unit is absent.
 * @param random numbers in [0, 1); searches in one thread do well to share one: the compiler builds it into their loops
 */
export function searchOn(ground: Ground, random: () => number): Search {
  const pairs = ground.tasks * ground.vehicles
  const absent = Array.from({ length: ground.tasks }, (_, t) => t).filter((t) => ground.unit[t] === t)
  const absentAt = new Int32Array(ground.tasks).fill(-1)
  const worth = worthOf(ground)
  absent.forEach((u, i) => {
    absentAt[u] = i
  })
  return {
    ground,
    rows: emptyRows(ground),
    nearness: nearnessOf(ground),
    random,
    absent,
    absentAt,
    absentWeight: 0,
    worth,
    prized: worth.penalty.some((one) => one > 0),
    weight: new Float64Array(ground.tasks),
    bounds: boundsOf(ground),
    cost: 0,
    knownStamp: new Int32Array(pairs),
    knownSlot: new Int32Array(pairs),
    knownCost: new Float64Array(pairs),
    open: new Int32Array(ground.vehicles),
    opened: 0,
    likeSeen: new Int32Array(ground.vehicles),
    likeRound: 0,
    meanRoute: 1,
    view: viewOfAll(ground.tasks, ground.vehicles),
    blinkIn: 100,
  }
}

/** Renews the list of vehicles worth a question. */
export function openVehicles(search: Search): void {
  const { ground, rows, open, likeSeen, view } = search
  const round = ++search.likeRound
  let count = 0
  for (let i = 0; i < view.count; i++) {
    const v = view.vehicles[i]!
    if (rows.length[rows.rowOf[v]!]! === 0) {
      if (likeSeen[ground.likeness[v]!] === round) continue
      likeSeen[ground.likeness[v]!] = round
    }
    open[count++] = v
  }
  search.opened = count
}

/** What `cheapest` found; where `place.vehicle` is -1, there is no place. `blinked`: something was overlooked. */
export const place = { vehicle: -1, slot: -1, cost: Number.POSITIVE_INFINITY, blinked: false }

const BLINK = 0.01

/** Cheapest place of a job or pair over all vehicles, below the limit. One question in a hundred overlooks the best slot of a route (blinks). */
export function cheapest(search: Search, u: number, blinks: boolean, limit: number): void {
  const { ground, rows, open, opened, knownStamp, knownSlot, knownCost } = search
  const { rowOf, stamp, oldRow } = rows
  const { vehicles, fits, shared } = ground
  const fit = ground.fitClass[u]! * vehicles
  const isPair = ground.mate[u]! >= 0
  place.vehicle = -1
  place.cost = limit
  place.blinked = false
  for (let i = 0; i < opened; i++) {
    const v = open[i]!
    if (fits[fit + v] === 0) continue
    let cost: number
    let slot: number
    if (oldRow[v]! >= 0 || shared[v] !== 0) {
      // Changed in this round, and soon again: what is known of the route before must wait for it to come back.
      cost = isPair ? cheapestPairIn(rows, v, u) : cheapestIn(rows, v, u, -1, place.cost)
      slot = found.slot
    } else {
      const known = u * vehicles + v
      const content = stamp[rowOf[v]!]!
      if (knownStamp[known] !== content) {
        knownStamp[known] = content
        knownCost[known] = isPair ? cheapestPairIn(rows, v, u) : cheapestIn(rows, v, u, -1, Number.POSITIVE_INFINITY)
        knownSlot[known] = found.slot
      }
      cost = knownCost[known]!
      slot = knownSlot[known]!
    }
    if (cost >= place.cost) continue
    if (blinks && --search.blinkIn <= 0) {
      search.blinkIn = untilBlink(search.random)
      place.blinked = true
      if (isPair) continue
      cost = cheapestIn(rows, v, u, slot, place.cost)
      slot = found.slot
      if (cost >= place.cost) continue
    }
    place.vehicle = v
    place.slot = slot
    place.cost = cost
  }
}

/** Puts a job or pair where `place` says. */
export function putInPlace({ rows, ground }: Search, u: number): void {
  const { vehicle, slot } = place
  if (ground.mate[u]! < 0) {
    insert(rows, vehicle, slot, u)
    return
  }
  insert(rows, vehicle, Math.floor(slot / rows.stride), u)
  insert(rows, vehicle, (slot % rows.stride) + 1, ground.mate[u]!)
}

/** Questions between two blinks, geometrically distributed. */
function untilBlink(random: () => number): number {
  return 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - BLINK))
}
