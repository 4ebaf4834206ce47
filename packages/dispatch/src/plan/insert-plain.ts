import { NEVER } from './ground.ts'
import { price } from './refresh.ts'
import type { Rows } from './rows.ts'

/**
 * Puts a task behind slot k of a row that has some already, where the ground is plain and simple and the vehicle not
 * rich: all that does not change is moved up, times are worked out anew from the task on until they are as before.
 */
export function insertPlain(rows: Rows, v: number, row: number, k: number, t: number): void {
  const { ground, stride, length } = rows
  const at = row * stride
  const n = length[row]!
  moveUp(rows, at, k, n)
  const here = at + k + 1
  rows.task[here] = t
  rows.place[here] = ground.place[t]!
  rows.slotOf[t] = k + 1
  rows.vehicleOf[t] = v
  length[row] = n + 1
  rows.stamp[row] = ++rows.lastStamp
  priceOne(rows, v, row, here)
  const { dims, delivery, pickup } = ground
  for (let d = 0; d < dims; d++) rows.load[row * dims + d]! += delivery[t * dims + d]! + pickup[t * dims + d]!
  timesOnward(rows, v, here, at + n + 2)
  timesBack(rows, v, here, at)
}

/** Slots k + 1 … n + 1 become k + 2 … n + 2. */
function moveUp({ task, place, leg, leave, latest, slotOf }: Rows, at: number, k: number, n: number): void {
  for (let i = n + 1; i > k; i--) {
    const from = at + i
    const moved = task[from]!
    task[from + 1] = moved
    place[from + 1] = place[from]!
    leg[from + 1] = leg[from]!
    leave[from + 1] = leave[from]!
    latest[from + 1] = latest[from]!
    if (i <= n) slotOf[moved] = i + 1
  }
}

/** The two new legs instead of the old one. */
function priceOne(rows: Rows, v: number, row: number, here: number): void {
  const { ground, place, leg } = rows
  const { cost } = ground.kinds[ground.kindOf[v]!]!
  if (ground.perTaskSecond[v]! > 0 || ground.hasPreferences) {
    price(rows, v, row)
    return
  }
  const into = cost[place[here - 1]! * ground.places + place[here]!]!
  const out = cost[place[here]! * ground.places + place[here + 1]!]!
  rows.cost[row]! += into + out - leg[here + 1]!
  leg[here] = into
  leg[here + 1] = out
}

function timesOnward({ ground, task, place, leave }: Rows, v: number, here: number, end: number): void {
  const { from, to, service, places } = ground
  const { seconds } = ground.kinds[ground.kindOf[v]!]!
  const shift = ground.type[v]! * ground.tasks
  for (let j = here; j <= end; j++) {
    let time = leave[j - 1]! + seconds[place[j - 1]! * places + place[j]!]!
    if (j < end) {
      const t = task[j]!
      if (time > to[t]!) time = NEVER
      else if (time < from[t]!) time = from[t]!
      time += service[shift + t]!
    }
    if (time > NEVER) time = NEVER
    if (j > here && leave[j] === time) return
    leave[j] = time
  }
}

function timesBack({ ground, task, place, latest }: Rows, v: number, here: number, at: number): void {
  const { from, to, service, places } = ground
  const { seconds } = ground.kinds[ground.kindOf[v]!]!
  const shift = ground.type[v]! * ground.tasks
  for (let j = here; j >= at; j--) {
    let time = latest[j + 1]! - seconds[place[j]! * places + place[j + 1]!]!
    if (j > at) {
      const t = task[j]!
      time -= service[shift + t]!
      time = time < from[t]! ? -1 : Math.min(time, to[t]!)
    } else if (time < -1) time = -1
    if (j < here && latest[j] === time) return
    latest[j] = time
  }
}
