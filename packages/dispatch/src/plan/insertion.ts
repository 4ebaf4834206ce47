import type { Ground } from './ground.ts'
import { richDelta } from './rich.ts'
import type { Rows } from './rows.ts'
import { restFits, stepTo } from './steps.ts'

/** Where the last question found room: behind this slot. */
export const found = { slot: -1 }

/**
 * The cheapest place of a task in the route of a vehicle: what the plan would cost more (scaled), Infinity when it fits
 * nowhere below the limit; `found.slot` says behind which slot. Exact: windows, breaks, load and all limits are kept by
 * what it answers.
 * @param without a slot not to use, or -1
 * @param limit places that cost so much or more need not be found
 */
export function cheapestIn(rows: Rows, v: number, t: number, without: number, limit: number): number {
  const { ground, rowOf, length } = rows
  found.slot = -1
  const row = rowOf[v]!
  const n = length[row]!
  if (n >= ground.maxTasks[v]!) return Number.POSITIVE_INFINITY
  if (ground.summed && !hasRoom(rows, v, row, t)) return Number.POSITIVE_INFINITY
  const base = baseCost(ground, v, t, n)
  const most = limit - base
  const best = ground.plain ? scanPlain(rows, v, row, t, without, most) : scan(rows, v, row, t, without, most)
  return found.slot < 0 ? Number.POSITIVE_INFINITY : best + base
}

/** What a task costs with a vehicle wherever it is put. */
export function baseCost(ground: Ground, v: number, t: number, n: number): number {
  let cost = n === 0 ? ground.fixed[v]! : 0
  if (ground.perTaskSecond[v]! > 0)
    cost += ground.perTaskSecond[v]! * ground.service[ground.type[v]! * ground.tasks + t]!
  if (ground.hasPreferences) cost += (ground.vehicleCosts[t]?.[v] ?? 0) * ground.costScale
  return cost
}

function hasRoom({ ground, load }: Rows, v: number, row: number, t: number): boolean {
  const { dims, delivery, pickup, capacity } = ground
  for (let d = 0; d < dims; d++)
    if (load[row * dims + d]! + delivery[t * dims + d]! + pickup[t * dims + d]! > capacity[v * dims + d]!) return false
  return true
}

function scanPlain(rows: Rows, v: number, row: number, t: number, without: number, limit: number): number {
  const { ground, stride, place, leave, latest, leg, length } = rows
  const { seconds, secondsTurned, cost, costTurned } = ground.kinds[ground.kindOf[v]!]!
  const here = ground.place[t]! * ground.places
  const open = ground.from[t]!
  const close = ground.to[t]!
  const service = ground.service[ground.type[v]! * ground.tasks + t]!
  const at = row * stride
  const end = at + length[row]!
  const ready = open + service
  const isRich = ground.rich[v] !== 0
  let best = limit
  let slot = -1
  let k = at + ground.locked[v]!
  // Latest times grow along a route: what lies before the first late enough cannot do.
  while (k <= end && latest[k + 1]! < ready) k++
  for (let s = place[k]!; k <= end; k++) {
    const p = s
    s = place[k + 1]!
    const left = leave[k]!
    if (left > close) break
    const added = costTurned[here + p]! + cost[here + s]! - leg[k + 1]!
    if (added >= best) continue
    let time = left + secondsTurned[here + p]!
    if (time > close) continue
    if (time < open) time = open
    if (time + service + seconds[here + s]! > latest[k + 1]! || k - at === without) continue
    if (isRich) {
      const more = richDelta(rows, v, t, k - at)
      if (added + more >= best) continue
      best = added + more
    } else best = added
    slot = k - at
  }
  found.slot = slot
  return best
}

/** The same with everything a route can have: breaks, several windows, setups by place, loads up and down. */
function scan(rows: Rows, v: number, row: number, t: number, without: number, limit: number): number {
  const { ground, stride, place, leave, latest, latestSame, leg, length, slots } = rows
  const { seconds, secondsTurned, cost, costTurned } = ground.kinds[ground.kindOf[v]!]!
  const placeT = ground.place[t]!
  const here = placeT * ground.places
  const at = row * stride
  const end = at + length[row]!
  const open = ground.from[t]!
  const close = ground.to[t]!
  const service = ground.service[ground.type[v]! * ground.tasks + t]!
  const setup = ground.setup[ground.type[v]! * ground.tasks + t]!
  const breaks = ground.breakAt[v + 1]! - ground.breakAt[v]!
  const isWindy = breaks > 0 || ground.several[t] !== 0
  let best = limit
  let slot = -1
  for (let k = at + ground.locked[v]!; k <= end; k++) {
    // Earliest with no break taken, latest with all taken: if these do not fit, nothing does.
    const left = leave[k]!
    if (left > close) break
    const p = place[k]!
    const s = place[k + 1]!
    const by = (s === placeT ? latestSame : latest)[breaks * slots + k + 1]!
    if (by < open + service) continue
    let added = costTurned[here + p]! + cost[here + s]! - leg[k + 1]!
    if (added >= best || k - at === without) continue
    const begin = Math.max(open, left + secondsTurned[here + p]!)
    if (begin > close || begin + service + (p === placeT ? 0 : setup) + seconds[here + s]! > by) continue
    if (ground.hasSetup && ground.perTaskSecond[v]! > 0) added += setupCost(rows, v, t, k)
    if (!ground.summed && !loadFits(rows, v, t, k)) continue
    if (isWindy && !timeFits(rows, v, t, k)) continue
    if (ground.rich[v] !== 0) added += richDelta(rows, v, t, k - at)
    if (added >= best) continue
    best = added
    slot = k - at
  }
  found.slot = slot
  return best
}

/** Setup of the task, and what it changes in the setup of the next one. */
function setupCost({ ground, place, task }: Rows, v: number, t: number, k: number): number {
  const shift = ground.type[v]! * ground.tasks
  const here = ground.place[t]!
  const p = place[k]!
  const s = place[k + 1]!
  const next = task[k + 1]!
  let seconds = p === here ? 0 : ground.setup[shift + t]!
  if (next >= 0) seconds += (s === here ? 0 : ground.setup[shift + next]!) - (s === p ? 0 : ground.setup[shift + next]!)
  return seconds * ground.perTaskSecond[v]!
}

function loadFits({ ground, highBefore, highAfter }: Rows, v: number, t: number, k: number): boolean {
  const { dims, delivery, pickup, capacity } = ground
  for (let d = 0; d < dims; d++) {
    const most = capacity[v * dims + d]!
    if (highBefore[k * dims + d]! + delivery[t * dims + d]! > most) return false
    if (highAfter[k * dims + d]! + pickup[t * dims + d]! > most) return false
  }
  return true
}

const leaving = new Int32Array(64)

/** Whether task t can be done behind slot k (absolute) and the rest of the route be kept. */
function timeFits(rows: Rows, v: number, t: number, k: number): boolean {
  const { ground, place, leave, slots } = rows
  return (
    stepTo(ground, v, leave, k, slots, place[k]!, t, leaving) && restFits(rows, v, leaving, ground.place[t]!, k + 1)
  )
}
