import { lastsTooLong, spanFigures } from './duration.ts'
import { taskSeconds } from './figures.ts'
import { NEVER } from './ground.ts'
import type { Problem } from './model.ts'
import { dearest } from './promised.ts'
import type { Rows } from './rows.ts'
import { backward, forward } from './timing.ts'

// Limits and prices that hang on a whole route, or on all routes of a person. Asked only of places that are cheaper than
// the best so far by what a slot alone can tell, so that the short loops of insertion.ts stay short.

/** What `measure` found of the row it looked at. `extra` is scaled cost beyond legs, fixed cost, task time and preferences. */
const measured = { extra: 0, travel: 0, busy: 0, work: 0 }

/** Puts the figures of a route beside its other ones. An order that breaks a limit costs Infinity. */
export function richFigures(rows: Rows, v: number, row: number): void {
  if (rows.ground.spanOnly[v] !== 0) {
    if (!spanFigures(rows, v, row) && rows.length[row]! > 0) rows.cost[row] = Number.POSITIVE_INFINITY
    return
  }
  const kept = rows.length[row] === 0 || measure(rows, v, row)
  if (rows.length[row] === 0) measured.extra = measured.travel = measured.busy = measured.work = 0
  rows.extra[row] = kept ? measured.extra : Number.POSITIVE_INFINITY
  rows.cost[row]! += rows.extra[row]!
  rows.travel[row] = measured.travel
  rows.busy[row] = measured.busy
  rows.work[row] = measured.work
  // `measure` leaves the latest times of a return as early as can be.
  backward(rows, v, row, rows.ground.hardTo[v]!)
}

/** What the vehicle's route would cost more beside its legs with t behind slot k; Infinity where a limit is broken. */
export function richDelta(rows: Rows, v: number, t: number, k: number): number {
  const { rowOf, stride, length, task } = rows
  const at = rowOf[v]! * stride
  const n = length[rowOf[v]!]!
  if (rows.ground.spanOnly[v] !== 0) return lastsTooLong(rows, v, rowOf[v]!, t, at + k) ? Number.POSITIVE_INFINITY : 0
  const to = rows.scratch * stride
  for (let i = 1; i <= k; i++) task[to + i] = task[at + i]!
  task[to + k + 1] = t
  for (let i = k + 1; i <= n; i++) task[to + i + 1] = task[at + i]!
  return richTrial(rows, v, n + 1)
}

/** The same for the `n` tasks that stand in the scratch row. */
export function richTrial(rows: Rows, v: number, n: number): number {
  const { ground, scratch, stride, task, place, length, rowOf, extra } = rows
  const at = scratch * stride
  place[at] = ground.startPlace[v]!
  for (let k = 1; k <= n; k++) place[at + k] = ground.place[task[at + k]!]!
  place[at + n + 1] = ground.endPlace[v]!
  length[scratch] = n
  forward(rows, v, scratch)
  if (!measure(rows, v, scratch)) return Number.POSITIVE_INFINITY
  const person = personDelta(rows, v, n)
  return measured.extra - extra[rowOf[v]!]! + person
}

/** Fills `measured`; false when a limit is broken. */
function measure(rows: Rows, v: number, row: number): boolean {
  const { ground, stride, slots, length, leave, latest } = rows
  const vehicle = ground.problem.vehicles[v]!
  const at = row * stride
  const end = at + length[row]! + 1
  const plane = (ground.breakAt[v + 1]! - ground.breakAt[v]!) * slots
  const back = leave[plane + end]!
  if (back === NEVER || back > ground.hardTo[v]!) return false
  measured.travel = sumOf(rows, row, ground.kinds[ground.kindOf[v]!]!.seconds)
  if (vehicle.maxTravelTime !== undefined && measured.travel > vehicle.maxTravelTime) return false
  const { metres } = ground.kinds[ground.kindOf[v]!]!
  if (vehicle.maxDistance !== undefined && metres && sumOf(rows, row, metres) > vehicle.maxDistance) return false
  measured.busy = taskSeconds(rows, v, row)
  measured.work = 0
  if (vehicle.maxDuration !== undefined || ground.workCap[v]! > 0) {
    backward(rows, v, row, back)
    const duration = back - latest[at]!
    if (vehicle.maxDuration !== undefined && duration > vehicle.maxDuration) return false
    measured.work = duration - ground.breakSeconds[v]!
  }
  measured.extra = 0
  if (ground.loadBreaks[v] !== 0 || hasPromise(rows, row)) {
    const cost = dearest(rows, v, row)
    if (cost === null) return false
    measured.extra = cost * ground.costScale
  } else if (vehicle.overtime && back > ground.shiftTo[v]!)
    measured.extra = ((back - ground.shiftTo[v]!) * vehicle.overtime.perHour * ground.costScale) / 3600
  return true
}

function hasPromise({ ground, stride, length, task }: Rows, row: number): boolean {
  for (let k = 1; k <= length[row]!; k++) if (ground.promised[task[row * stride + k]!] !== 0) return true
  return false
}

function sumOf({ stride, length, place, ground }: Rows, row: number, table: Int32Array): number {
  const at = row * stride
  let sum = 0
  for (let k = 1; k <= length[row]! + 1; k++) sum += table[place[at + k - 1]! * ground.places + place[at + k]!]!
  return sum
}

/** What the measured route changes for the person over all their routes; Infinity where a cap is broken. */
function personDelta(rows: Rows, v: number, n: number): number {
  const { ground, rowOf, length, travel, busy, work } = rows
  const p = ground.person[v]!
  const caps = ground.problem.persons?.[p]
  const fairness = ground.problem.fairness ?? 0
  if (!caps && fairness === 0) return 0
  let tasks = n
  let travelled = measured.travel
  let worked = measured.work
  let others = 0
  for (let i = ground.personAt[p]!; i < ground.personAt[p + 1]!; i++) {
    const other = ground.personVehicles[i]!
    if (other === v) continue
    const row = rowOf[other]!
    tasks += length[row]!
    travelled += travel[row]!
    worked += work[row]!
    others += busy[row]!
  }
  if (tasks > (caps?.maxTasks ?? NEVER)) return Number.POSITIVE_INFINITY
  if (travelled > (caps?.maxTravelTime ?? NEVER)) return Number.POSITIVE_INFINITY
  if (worked > (caps?.maxWork ?? NEVER)) return Number.POSITIVE_INFINITY
  const before = worked - measured.work + work[rowOf[v]!]!
  return (
    spread(rows, others + measured.busy) -
    spread(rows, others + busy[rowOf[v]!]!) +
    overtimeOf(rows, p, worked) -
    overtimeOf(rows, p, before)
  )
}

const spread = ({ ground }: Rows, seconds: number) =>
  (ground.problem.fairness ?? 0) * ground.costScale * (seconds / 3600) ** 2

function overtimeOf({ ground }: Rows, p: number, worked: number): number {
  const overtime = ground.problem.persons?.[p]?.overtime
  return overtime ? (Math.max(0, worked - overtime.after) * overtime.perHour * ground.costScale) / 3600 : 0
}

/** Whether anything is paid that hangs on all routes of a person. */
export const paysPersons = ({ fairness, persons }: Problem): boolean =>
  (fairness ?? 0) > 0 || (persons ?? []).some(({ overtime }) => overtime !== undefined)

/** Scaled cost of the spread of work over all persons, and of what they work beyond their hours. */
export function spreadOf(rows: Rows): number {
  const { ground, rowOf, busy, work } = rows
  if (!paysPersons(ground.problem)) return 0
  let sum = 0
  for (let p = 0; p < ground.persons; p++) {
    let seconds = 0
    let worked = 0
    for (let i = ground.personAt[p]!; i < ground.personAt[p + 1]!; i++) {
      seconds += busy[rowOf[ground.personVehicles[i]!]!]!
      worked += work[rowOf[ground.personVehicles[i]!]!]!
    }
    sum += spread(rows, seconds) + overtimeOf(rows, p, worked)
  }
  return sum
}
