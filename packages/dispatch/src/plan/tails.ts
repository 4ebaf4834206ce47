import { exchangeIfCheap } from './exchange.ts'
import { paysPersons } from './rich.ts'
import type { Rows } from './rows.ts'
import type { Search } from './search.ts'
import { exchangeSegments } from './segments.ts'

/** Exchanges tried before a round, and how near the two stops are that come to follow one another. */
const TRIES = 10
const NEAREST = 20
/** Of the tries, those that split a route in two, those with short segments, and those in which two vehicles change their routes. */
const SPLITS = 0.05
const SEGMENTS = 0.3
const WHOLE = 0.05

/**
 * Whether routes exchange what follows a stop: where times are plain (with breaks and several windows it found nothing in
 * two seconds that made good for its time), and one route does not say what another may have.
 */
export const canExchange = ({ ground }: Search): boolean =>
  ground.plain && ground.simple && !paysPersons(ground.problem) && !ground.shared.includes(1)

/**
 * 2-opt* under the falling temperature: two routes exchange what follows a stop, or short segments (segments.ts), or one
 * is split, or two become one, or two vehicles change their routes. Strings taken out and put back one by one hardly ever change how many long routes
 * there are, nor where they begin. Answers whether the plan is another one.
 */
export function exchangeTails(search: Search, temperature: number): boolean {
  const { rows, nearness, random, view } = search
  const { vehicleOf, slotOf } = rows
  let changed = false
  const most = Math.min(NEAREST, nearness.count)
  for (let i = 0; i < TRIES; i++) {
    const t = view.tasks[Math.floor(random() * view.taskCount)]!
    const v = vehicleOf[t]!
    if (v < 0) continue
    const way = random()
    if (way < SPLITS) {
      const w = spare(search)
      if (w >= 0 && exchange(search, v, slotOf[t]!, w, 0, temperature)) changed = true
      continue
    }
    const b = nearness.near[t * nearness.count + Math.floor(random() * most)]!
    const w = vehicleOf[b]!
    if (w < 0 || w === v || view.isIn[w] === 0) continue
    if (way < SPLITS + SEGMENTS) {
      if (exchangeSegments(search, v, slotOf[t]!, w, slotOf[b]!, temperature)) changed = true
    } else if (way > 1 - WHOLE) {
      if (changeRoutes(search, v, w, temperature)) changed = true
    } else if (exchange(search, v, slotOf[t]!, w, slotOf[b]! - 1, temperature)) changed = true
  }
  return changed
}

/** One of the vehicles in view that are not in use, or -1. */
function spare({ rows, view, random }: Search): number {
  const from = Math.floor(random() * view.count)
  for (let i = 0; i < view.count; i++) {
    const w = view.vehicles[(from + i) % view.count]!
    if (rows.length[rows.rowOf[w]!] === 0) return w
  }
  return -1
}

/** Two vehicles that are not alike take the route of one another, or one that is not in use takes one over. */
function changeRoutes(search: Search, v: number, w: number, temperature: number): boolean {
  const { ground, random } = search
  const other = random() < 0.5 ? spare(search) : w
  return other >= 0 && ground.likeness[v] !== ground.likeness[other] && exchange(search, v, 0, other, 0, temperature)
}

/** What follows slot i of v comes behind slot j of w and the other way round, if that holds and is cheap enough. */
function exchange(search: Search, v: number, i: number, w: number, j: number, temperature: number): boolean {
  const { ground, rows, random } = search
  if (ground.kindOf[v] !== ground.kindOf[w] || i < ground.locked[v]! || j < ground.locked[w]!) return false
  const { rowOf, length, stride } = rows
  const n = length[rowOf[v]!]!
  const m = length[rowOf[w]!]!
  const long = i + m - j
  const short = j + n - i
  if (long > Math.min(ground.maxTasks[v]!, stride - 2) || short > Math.min(ground.maxTasks[w]!, stride - 2))
    return false
  const most = -temperature * Math.log(random())
  if (legsChange(rows, v, i, w, j) >= most || !mayFollow(rows, v, i, w, j) || !mayFollow(rows, w, j, v, i)) return false
  return exchangeIfCheap(search, { v, i, fromV: n - i, w, j: j + 1, fromW: m - j }, most)
}

/** What the exchange changes in the ways and in the price of being used. */
function legsChange(rows: Rows, v: number, i: number, w: number, j: number): number {
  const { ground, rowOf, stride, place, leg, length } = rows
  const { cost } = ground.kinds[ground.kindOf[v]!]!
  const { places } = ground
  const a = rowOf[v]! * stride + i
  const b = rowOf[w]! * stride + j
  const n = length[rowOf[v]!]!
  const m = length[rowOf[w]!]!
  const endA = a - i + n + 1
  const endB = b - j + m + 1
  let change = -leg[a + 1]! - leg[b + 1]!
  if (j < m)
    change += cost[place[a]! * places + place[b + 1]!]! + cost[place[endB - 1]! * places + place[endA]!]! - leg[endB]!
  else if (i > 0) change += cost[place[a]! * places + place[endA]!]!
  if (i < n)
    change += cost[place[b]! * places + place[a + 1]!]! + cost[place[endA - 1]! * places + place[endB]!]! - leg[endA]!
  else if (j > 0) change += cost[place[b]! * places + place[endB]!]!
  if (n === 0) change += ground.fixed[v]!
  if (m === 0) change += ground.fixed[w]!
  if (i === 0 && j === m) change -= ground.fixed[v]!
  if (j === 0 && i === n) change -= ground.fixed[w]!
  return change
}

/** Whether what follows slot j of w may come behind slot i of v, as far as can be told at a glance. */
function mayFollow(rows: Rows, v: number, i: number, w: number, j: number): boolean {
  const { ground, rowOf, stride, place, leave, latest, length, task } = rows
  const { likeness, fitClass, fits, vehicles, to } = ground
  const { seconds } = ground.kinds[ground.kindOf[v]!]!
  const a = rowOf[v]! * stride + i
  const b = rowOf[w]! * stride + j + 1
  const arrival = leave[a]! + seconds[place[a]! * ground.places + place[b]!]!
  if (likeness[v] === likeness[w]) return arrival <= latest[b]!
  const m = length[rowOf[w]!]!
  if (j < m && arrival > to[task[b]!]!) return false
  for (let k = 0; k < m - j; k++) if (fits[fitClass[task[b + k]!]! * vehicles + v] === 0) return false
  return true
}
