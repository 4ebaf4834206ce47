import type { Ground } from './ground.ts'
import { insertPlain } from './insert-plain.ts'
import { refresh } from './refresh.ts'

/**
 * The routes under change. A route lies in a row of slots: slot 0 is the start, then its tasks, then the end. A change
 * takes a fresh row and leaves the old one as it was, so that taking it back is turning a pointer (`undo`).
 * With breaks every time exists once per number of breaks taken before (`plane * slots + slot`).
 */
export interface Rows {
  ground: Ground
  /** slots per row, and over all rows */
  stride: number
  slots: number

  // per slot
  task: Int32Array
  place: Int32Array
  /** scaled cost of the leg into the slot */
  leg: Int32Array
  /** earliest time of leaving, NEVER if that many breaks cannot have been taken */
  leave: Int32Array
  /** latest arrival, coming from another place, from which the rest can be kept; -1 if never */
  latest: Int32Array
  /** the same coming from the same place (no setup); the same array without setups */
  latestSame: Int32Array
  /** highest load on board up to leaving the slot, and from leaving it on: `[slot * dims + d]`; empty where a sum will do */
  highBefore: Int32Array
  highAfter: Int32Array

  // for the longest day (duration.ts); empty where no vehicle is judged by it alone
  /** seconds of travel and service from leaving the start to leaving the slot */
  done: Int32Array
  /** back at the end no earlier than this when the route goes on from the slot, however early one comes to it */
  backAfter: Int32Array
  /** latest leaving from the start for the windows up to the slot */
  leaveBefore: Int32Array

  // per row
  length: Int32Array
  /** scaled: legs, fixed cost, task time, preferences and what rich.ts adds */
  cost: Float64Array
  extra: Float64Array
  /** seconds of travel + tasks + waiting, of travel, of tasks: only of rich vehicles */
  work: Float64Array
  travel: Float64Array
  busy: Float64Array
  /** `[row * dims + d]` of deliveries + pickups */
  load: Int32Array
  /** content number: equal numbers, equal routes */
  stamp: Int32Array
  lastStamp: number

  rowOf: Int32Array
  free: number[]
  /** vehicle of a task or -1, and its slot within the row */
  vehicleOf: Int32Array
  slotOf: Int32Array

  /** the row no vehicle ever has: to try things in */
  scratch: number

  // changes since `keep` or `undo`
  touched: number[]
  oldRow: Int32Array
}

/** Room for every route twice, old and new, and a row to try things in. */
export function emptyRows(ground: Ground): Rows {
  const rows = allocate(ground, longestRoute(ground) + 2, 2 * ground.vehicles + 1)
  for (let v = 0; v < ground.vehicles; v++) startRow(rows, v, v)
  return rows
}

/** No route has more tasks: the shortest services one after the other fill the longest shift. */
function longestRoute({ tasks, service, shiftFrom, hardTo, maxTasks, vehicles }: Ground): number {
  if (tasks === 0 || vehicles === 0) return tasks
  const shortest = new Float64Array(tasks).fill(Number.POSITIVE_INFINITY)
  for (let i = 0; i < service.length; i++) shortest[i % tasks] = Math.min(shortest[i % tasks]!, service[i]!)
  shortest.sort()
  const most = maxTasks.reduce((max, one) => Math.max(max, one), 0)
  let left = hardTo.reduce((max, to, v) => Math.max(max, to - shiftFrom[v]!), 0)
  let count = 0
  while (count < tasks && count < most && left >= 0) left -= shortest[count++]!
  return count
}

function allocate(ground: Ground, stride: number, count: number): Rows {
  const slots = stride * count
  const planes = ground.maxBreaks + 1
  const latest = new Int32Array(slots * planes)
  const high = () => new Int32Array(ground.summed ? 0 : slots * ground.dims)
  const span = () => new Int32Array(ground.spanOnly.includes(1) ? slots : 0)
  const figures = () => new Float64Array(count)
  return {
    ground,
    stride,
    slots,
    task: new Int32Array(slots).fill(-1),
    place: new Int32Array(slots),
    leg: new Int32Array(slots),
    leave: new Int32Array(slots * planes),
    latest,
    latestSame: ground.hasSetup ? new Int32Array(slots * planes) : latest,
    highBefore: high(),
    highAfter: high(),
    done: span(),
    backAfter: span(),
    leaveBefore: span(),
    length: new Int32Array(count),
    cost: figures(),
    extra: figures(),
    work: figures(),
    travel: figures(),
    busy: figures(),
    load: new Int32Array(count * ground.dims),
    stamp: new Int32Array(count),
    lastStamp: 0,
    rowOf: Int32Array.from({ length: ground.vehicles }, (_, v) => v),
    free: Array.from({ length: count - 1 - ground.vehicles }, (_, i) => ground.vehicles + i),
    vehicleOf: new Int32Array(ground.tasks).fill(-1),
    slotOf: new Int32Array(ground.tasks),
    scratch: count - 1,
    touched: [],
    oldRow: new Int32Array(ground.vehicles).fill(-1),
  }
}

function startRow(rows: Rows, v: number, row: number): void {
  rows.length[row] = 0
  rows.place[row * rows.stride] = rows.ground.startPlace[v]!
  refresh(rows, v, row)
}

/**
 * A row the vehicle may be given new content in; the old one waits for `keep` or `undo`. The first call of a round copies
 * the tasks (not the times) unless the caller writes them all anyway.
 */
export function freshRow(rows: Rows, v: number, copy: boolean): number {
  const old = rows.rowOf[v]!
  if (rows.oldRow[v]! >= 0) return old
  const row = rows.free.pop()!
  rows.oldRow[v] = old
  rows.touched.push(v)
  rows.rowOf[v] = row
  if (copy) copyRow(rows, old, row)
  return row
}

function copyRow(rows: Rows, from: number, to: number): void {
  const { stride, slots, task, place, leg, leave, latest, latestSame, length, ground } = rows
  const a = from * stride
  const b = to * stride
  const n = length[from]! + 2
  const planes = ground.maxBreaks + 1
  for (let k = 0; k < n; k++) {
    task[b + k] = task[a + k]!
    place[b + k] = place[a + k]!
    leg[b + k] = leg[a + k]!
  }
  for (let plane = 0; plane < planes; plane++) {
    const at = plane * slots
    for (let k = 0; k < n; k++) {
      leave[at + b + k] = leave[at + a + k]!
      latest[at + b + k] = latest[at + a + k]!
      latestSame[at + b + k] = latestSame[at + a + k]!
    }
  }
  length[to] = length[from]!
  rows.cost[to] = rows.cost[from]!
  for (let d = 0; d < ground.dims; d++) rows.load[to * ground.dims + d] = rows.load[from * ground.dims + d]!
}

/** The changes since the last `keep` or `undo` stay. */
export function keep(rows: Rows): void {
  const { touched, oldRow, free } = rows
  for (let i = 0; i < touched.length; i++) {
    const v = touched[i]!
    free.push(oldRow[v]!)
    oldRow[v] = -1
  }
  touched.length = 0
}

/** Everything as at the last `keep` or `undo`. Tasks that are in no old route are absent again. */
export function undo(rows: Rows): void {
  const { touched, oldRow, rowOf, free, task, stride, length, vehicleOf, slotOf } = rows
  for (let i = 0; i < touched.length; i++) {
    const row = rowOf[touched[i]!]!
    const at = row * stride
    for (let k = 1; k <= length[row]!; k++) vehicleOf[task[at + k]!] = -1
    free.push(row)
  }
  for (let i = 0; i < touched.length; i++) {
    const v = touched[i]!
    const row = oldRow[v]!
    const at = row * stride
    rowOf[v] = row
    oldRow[v] = -1
    for (let k = 1; k <= length[row]!; k++) {
      vehicleOf[task[at + k]!] = v
      slotOf[task[at + k]!] = k
    }
  }
  touched.length = 0
}

/** Puts a task behind slot k of a vehicle. Whether it may go there was asked before (insertion.ts). */
export function insert(rows: Rows, v: number, k: number, t: number): void {
  const row = freshRow(rows, v, true)
  const { task, place, slotOf, stride, length, ground } = rows
  const at = row * stride
  const n = length[row]!
  if (n > 0 && ground.plain && ground.simple && ground.rich[v] === 0) {
    insertPlain(rows, v, row, k, t)
    return
  }
  moveUp(rows, at, k, n)
  task[at + k + 1] = t
  place[at + k + 1] = ground.place[t]!
  slotOf[t] = k + 1
  rows.vehicleOf[t] = v
  length[row] = n + 1
  // What looks at the whole route wants it worked out anew.
  if (n === 0 || ground.rich[v] !== 0) refresh(rows, v, row)
  else refresh(rows, v, row, k + 1)
}

/** Tasks behind slot k move up by one, with the latest times, which hang on what follows alone. */
function moveUp(
  { task, place, slotOf, latest, latestSame, slots, ground }: Rows,
  at: number,
  k: number,
  n: number,
): void {
  for (let i = n; i > k; i--) {
    const moved = task[at + i]!
    task[at + i + 1] = moved
    place[at + i + 1] = place[at + i]!
    slotOf[moved] = i + 1
  }
  for (let plane = 0; plane <= ground.maxBreaks; plane++) {
    const first = plane * slots + at
    for (let i = n + 1; i > k; i--) {
      latest[first + i + 1] = latest[first + i]!
      if (ground.hasSetup) latestSame[first + i + 1] = latestSame[first + i]!
    }
  }
}

/** Gives a vehicle this order of tasks; tasks that leave it must be marked absent by the caller. */
export function setOrder(rows: Rows, v: number, order: ArrayLike<number>, count: number): void {
  const row = freshRow(rows, v, false)
  writeOrder(rows, v, row, order, count)
  const at = row * rows.stride
  for (let k = 1; k <= count; k++) {
    rows.vehicleOf[rows.task[at + k]!] = v
    rows.slotOf[rows.task[at + k]!] = k
  }
}

/** Fills a row (also the scratch row) without touching where tasks are said to be. */
export function writeOrder(rows: Rows, v: number, row: number, order: ArrayLike<number>, count: number): void {
  const { task, place, stride, length, ground } = rows
  const at = row * stride
  place[at] = ground.startPlace[v]!
  for (let k = 0; k < count; k++) {
    const t = order[k]!
    task[at + k + 1] = t
    place[at + k + 1] = ground.place[t]!
  }
  length[row] = count
  refresh(rows, v, row)
}
