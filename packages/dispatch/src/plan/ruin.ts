import { setOrder } from './rows.ts'
import type { Search } from './search.ts'

/** Christiaens & Vanden Berghe, "Slack Induction by String Removals", Transportation Science 54(2), 2020. */
const MEAN_REMOVED = 10
const LONGEST_STRING = 10
const SPLIT = 0.5
const DEEPER_SPLIT = 0.01

const gone: number[] = []
const hit: number[] = []
let order = new Int32Array(64)

/** Takes strings of neighbouring stops out of routes near one another; they are appended to `absent`. */
export function ruin(search: Search): void {
  const { ground, rows, nearness, random, absent } = search
  const { vehicleOf, rowOf, length } = rows
  const placed = ground.tasks - absent.length
  if (placed <= 0) return
  gone.length = 0
  hit.length = 0
  const seed = seedTask(search)
  const longest = Math.min(LONGEST_STRING, placed / usedRoutes(search))
  const strings = Math.floor(random() * ((4 * MEAN_REMOVED) / (1 + longest) - 1) + 1)
  const { near, count } = nearness
  for (let i = -1; i < count && hit.length < strings; i++) {
    const t = i < 0 ? seed : near[seed * count + i]!
    const v = vehicleOf[t]!
    if (v < 0 || hit.includes(v)) continue
    const n = length[rowOf[v]!]!
    const most = Math.min(longest, n)
    const cut = Math.floor(random() * most + 1)
    hit.push(v)
    cutString(search, v, t, Math.min(cut, n), n)
  }
  for (let i = 0; i < gone.length; i++) {
    vehicleOf[gone[i]!] = -1
    absent.push(gone[i]!)
  }
  for (let i = 0; i < hit.length; i++) closeUp(search, hit[i]!)
}

function seedTask({ ground, rows, random }: Search): number {
  for (;;) {
    const t = Math.floor(random() * ground.tasks)
    if (rows.vehicleOf[t]! >= 0) return t
  }
}

function usedRoutes({ ground, rows }: Search): number {
  let used = 0
  for (let v = 0; v < ground.vehicles; v++) if (rows.length[rows.rowOf[v]!]! > 0) used++
  return used
}

/** A string of `cut` stops around the task; half the time a longer one from whose middle some stay. */
function cutString({ rows, random }: Search, v: number, t: number, cut: number, n: number): void {
  let kept = 0
  if (cut > 1 && cut < n && random() < SPLIT) {
    kept = 1
    while (cut + kept < n && random() < DEEPER_SPLIT) kept++
  }
  const long = cut + kept
  const slot = rows.slotOf[t]!
  const first = Math.max(1, slot - long + 1)
  const last = Math.min(slot, n - long + 1)
  const from = first + Math.floor(random() * (last - first + 1))
  const skip = kept > 0 ? from + 1 + Math.floor(random() * (cut - 1)) : -1
  const at = rows.rowOf[v]! * rows.stride
  for (let k = from; k < from + long; k++) if (k < skip || k >= skip + kept) gone.push(rows.task[at + k]!)
}

/** Gives a route the order of the tasks that are left in it. */
export function closeUp({ rows }: Search, v: number): void {
  const row = rows.rowOf[v]!
  const at = row * rows.stride
  const n = rows.length[row]!
  if (order.length < n) order = new Int32Array(2 * n)
  let left = 0
  for (let k = 1; k <= n; k++) if (rows.vehicleOf[rows.task[at + k]!] === v) order[left++] = rows.task[at + k]!
  setOrder(rows, v, order, left)
}
