import { addAbsent } from './absent.ts'
import { setOrder } from './rows.ts'
import type { Search } from './search.ts'
import { untie } from './ties.ts'

/**
 * Christiaens & Vanden Berghe, "Slack Induction by String Removals", Transportation Science 54(2), 2020: ten stops on
 * average, strings of at most ten. Long routes want more: strings up to the mean route, and as many stops as one string.
 */
const MEAN_REMOVED = 10
const MOST_REMOVED = 20
const LONGEST_STRING = 40
const SPLIT = 0.5
const DEEPER_SPLIT = 0.01
/** Of all rounds, those that empty the routes they touch: a route too many is left by strings only by chance. */
const WHOLE_ROUTES = 0.02
/** Of the rounds around somebody absent, those that begin where somebody is able, near or far. */
const MAKE_ROOM = 0.5
/** Of those rounds, where only part of a large problem is in view, those around somebody who is in it. */
const NEAR_ABSENT = 0.9
const TRIES = 20
/** Of the absent drawn at random so many, the one that counts most is the middle of a round: few of many may have priority. */
const ASKED = 4

const gone: number[] = []
const hit: number[] = []
let order = new Int32Array(64)

/**
 * Takes strings of neighbouring stops out of routes near one another. The units are appended to `candidates` and are
 * absent in the routes, not yet in the list of the absent. Answers the task in the middle of it, -1 in an empty plan.
 */
export function ruin(search: Search, candidates: number[]): number {
  const { rows, nearness, random, view } = search
  const { vehicleOf, rowOf, length } = rows
  gone.length = 0
  hit.length = 0
  const seed = seedTask(search)
  if (seed < 0) return -1
  const longest = Math.min(LONGEST_STRING, search.meanRoute)
  const mean = Math.max(MEAN_REMOVED, Math.min(MOST_REMOVED, longest))
  const strings = Math.floor(random() * ((4 * mean) / (1 + longest) - 1) + 1)
  if (vehicleOf[seed]! < 0 && random() < MAKE_ROOM) makeRoom(search, seed, longest)
  const isWhole = random() < WHOLE_ROUTES
  const { near, count } = nearness
  for (let i = -1; i < count && hit.length < strings; i++) {
    const t = i < 0 ? seed : near[seed * count + i]!
    const v = vehicleOf[t]!
    if (v < 0 || view.isIn[v] === 0 || hit.includes(v)) continue
    const n = length[rowOf[v]!]!
    const cut = isWhole ? n : Math.min(n, Math.floor(random() * Math.min(longest, n) + 1))
    hit.push(v)
    cutString(search, v, t, cut, n)
  }
  takeOut(search, candidates)
  return seed
}

/** Half the rounds in which somebody is absent go on around one of them, sooner one that counts more. -1: an empty plan. */
function seedTask(search: Search): number {
  const { rows, random, absent, weight, view } = search
  if (absent.length > 0 && random() < 0.5) {
    let one = anyAbsent(search)
    for (let i = 1; i < (search.prized ? 2 : ASKED); i++) {
      const other = anyAbsent(search)
      if (weight[other]! > weight[one]!) one = other
    }
    return one
  }
  for (let tries = 0; tries < TRIES; tries++) {
    const t = view.tasks[Math.floor(random() * view.taskCount)]!
    if (rows.vehicleOf[t]! >= 0) return t
  }
  for (let i = 0; i < view.taskCount; i++) if (rows.vehicleOf[view.tasks[i]!]! >= 0) return view.tasks[i]!
  return -1
}

/** One of those in view, where many are not; or of all, who may be able to do with nobody near. */
function anyAbsent({ random, absent, absentAt, ground, view }: Search): number {
  if (view.taskCount < ground.tasks && random() < NEAR_ABSENT)
    for (let tries = 0; tries < TRIES; tries++) {
      const u = ground.unit[view.tasks[Math.floor(random() * view.taskCount)]!]!
      if (absentAt[u]! >= 0) return u
    }
  return absent[Math.floor(random() * absent.length)]!
}

/** Takes a string out of the route of somebody who could do the absent task, wherever that is, at a time it could be done. */
function makeRoom(search: Search, t: number, longest: number): void {
  const { ground, rows, random, open, opened } = search
  const { rowOf, length, stride, leave, latest, slots, task } = rows
  const fits = ground.fitClass[t]! * ground.vehicles
  for (let tries = 0; tries < 10; tries++) {
    const v = open[Math.floor(random() * opened)]!
    const n = length[rowOf[v]!]!
    if (ground.fits[fits + v] === 0 || n === 0) continue
    const at = rowOf[v]! * stride
    const all = (ground.breakAt[v + 1]! - ground.breakAt[v]!) * slots
    const k = 1 + Math.floor(random() * n)
    if (leave[at + k - 1]! > ground.to[t]! || latest[all + at + k]! < ground.from[t]!) continue
    hit.push(v)
    cutString(search, v, task[at + k]!, 1 + Math.floor(random() * Math.min(longest, n)), n)
    return
  }
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

/** Removes what is in `gone`, with all that cannot stay without it, and closes the routes up. */
function takeOut(search: Search, candidates: number[]): void {
  const { ground, rows } = search
  const { vehicleOf } = rows
  const first = candidates.length
  for (let i = 0; i < gone.length; i++) {
    const t = gone[i]!
    if (ground.simple) {
      vehicleOf[t] = -1
      candidates.push(t)
    } else if (vehicleOf[t]! >= 0) removeUnit(search, ground.unit[t]!, candidates)
  }
  for (let i = 0; i < hit.length; i++) closeUp(search, hit[i]!)
  if (!ground.simple)
    untie(
      search,
      candidates.slice(first).flatMap((u) => tasksOf(search, u)),
    )
}

export const tasksOf = ({ ground }: Search, u: number): number[] =>
  Array.from(ground.members.subarray(ground.memberAt[u]!, ground.memberAt[u]! + ground.size[u]!))

function removeUnit(search: Search, u: number, candidates: number[]): void {
  const { ground, rows } = search
  if (ground.fixedTask[u] !== 0 || rows.vehicleOf[u]! < 0) return
  candidates.push(u)
  for (const t of tasksOf(search, u)) {
    const v = rows.vehicleOf[t]!
    if (!hit.includes(v)) hit.push(v)
    rows.vehicleOf[t] = -1
  }
  const rules = ground.problem.before ?? []
  for (const t of tasksOf(search, u))
    for (const rule of ground.earlierIn[t]!) removeUnit(search, ground.unit[rules[rule]!.after]!, candidates)
}

/** Takes one unit out of the plan, with what cannot stay without it; they are in the list of the absent then. */
export function dismiss(search: Search, u: number): void {
  const candidates: number[] = []
  hit.length = 0
  removeUnit(search, u, candidates)
  for (const v of hit) closeUp(search, v)
  untie(
    search,
    candidates.flatMap((one) => tasksOf(search, one)),
  )
  for (const one of candidates) addAbsent(search, one)
}

/** Gives a route the order of the tasks that are left in it. */
function closeUp({ rows }: Search, v: number): void {
  const row = rows.rowOf[v]!
  const at = row * rows.stride
  const n = rows.length[row]!
  if (order.length < n) order = new Int32Array(2 * n)
  let left = 0
  for (let k = 1; k <= n; k++) if (rows.vehicleOf[rows.task[at + k]!] === v) order[left++] = rows.task[at + k]!
  setOrder(rows, v, order, left)
}
