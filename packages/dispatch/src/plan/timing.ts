import { type Ground, NEVER } from './ground.ts'
import type { Rows } from './rows.ts'

/** Earliest start at or after `t`, or NEVER. `from` and `to` also bound the start of tasks with several windows. */
export function startFrom(ground: Ground, task: number, t: number): number {
  const { from, to, several, windows, windowAt } = ground
  const begin = Math.max(from[task]!, t)
  if (begin > to[task]!) return NEVER
  if (several[task] === 0) return begin
  for (let i = windowAt[task]!; i < windowAt[task + 1]!; i += 2)
    if (begin <= windows[i + 1]!) {
      const start = Math.max(windows[i]!, begin)
      return start > to[task]! ? NEVER : start
    }
  return NEVER
}

/** Latest start at or before `t`, or -1. */
export function startBefore(ground: Ground, task: number, t: number): number {
  const { from, to, several, windows, windowAt } = ground
  const end = Math.min(to[task]!, t)
  if (end < from[task]!) return -1
  if (several[task] === 0) return end
  for (let i = windowAt[task + 1]! - 2; i >= windowAt[task]!; i -= 2)
    if (end >= windows[i]!) {
      const start = Math.min(windows[i + 1]!, end)
      return start < from[task]! ? -1 : start
    }
  return -1
}

/**
 * Arrival after a leg of `seconds`, leaving at `leave`, with the breaks `first` … `last` - 1 (numbers over all vehicles)
 * taken on the way. While a break has not begun the way may be driven, so two clocks run: one without the way, one with.
 */
export function arriveAfterBreaks(ground: Ground, leave: number, seconds: number, first: number, last: number): number {
  const { breakService, breakWindowAt, breakWindows } = ground
  let here = leave
  let there = leave + seconds
  for (let b = first; b < last; b++) {
    let w = breakWindowAt[b]!
    const end = breakWindowAt[b + 1]!
    while (w < end && breakWindows[w + 1]! < here) w += 2
    if (w >= end) return NEVER
    const begin = breakWindows[w]!
    here = Math.max(here, begin) + breakService[b]!
    there = Math.max(there, begin) + breakService[b]!
  }
  return there
}

/** Latest time to leave so that after the same leg and breaks one arrives by `arrival`; -1 if never. */
export function leaveBeforeBreaks(
  ground: Ground,
  arrival: number,
  seconds: number,
  first: number,
  last: number,
): number {
  const { breakService, breakWindowAt, breakWindows } = ground
  let here = NEVER
  let there = arrival
  for (let b = last - 1; b >= first; b--) {
    there -= breakService[b]!
    here -= breakService[b]!
    const by = Math.min(here, there)
    let w = breakWindowAt[b + 1]! - 2
    const begin = breakWindowAt[b]!
    while (w >= begin && breakWindows[w]! > by) w -= 2
    if (w < begin) return -1
    if (breakWindows[w + 1]! < here) here = breakWindows[w + 1]!
  }
  const leave = Math.min(there - seconds, here)
  return leave < 0 ? -1 : leave
}

/** Fills the earliest times of a row, from slot `changed` on where one is named. */
export function forward(rows: Rows, v: number, row: number, changed = 0): void {
  const { ground, stride, length } = rows
  const slot = Math.max(1, changed)
  const first = ground.breakAt[v]!
  const breaks = ground.breakAt[v + 1]! - first
  rows.leave[row * stride] = ground.shiftFrom[v]!
  for (let plane = 1; plane <= breaks; plane++) rows.leave[plane * rows.slots + row * stride] = NEVER
  if (breaks === 0) forwardPlain(rows, v, row * stride, slot, length[row]! + 1)
  else forwardBreaks(rows, v, row * stride, slot, length[row]! + 1)
}

function forwardPlain({ ground, task, place, leave }: Rows, v: number, at: number, slot: number, end: number): void {
  const { from, to, several, setup, service, places, tasks, hasSetup } = ground
  const { seconds } = ground.kinds[ground.kindOf[v]!]!
  const shift = ground.type[v]! * tasks
  for (let k = slot; k < end; k++) {
    const t = task[at + k]!
    const before = place[at + k - 1]!
    const here = place[at + k]!
    let time = leave[at + k - 1]! + seconds[before * places + here]!
    if (several[t] !== 0) time = startFrom(ground, t, time)
    else if (time > to[t]!) time = NEVER
    else if (time < from[t]!) time = from[t]!
    time += service[shift + t]!
    if (hasSetup && before !== here) time += setup[shift + t]!
    leave[at + k] = Math.min(time, NEVER)
  }
  const time = leave[at + end - 1]! + seconds[place[at + end - 1]! * places + place[at + end]!]!
  leave[at + end] = Math.min(time, NEVER)
}

function forwardBreaks(rows: Rows, v: number, at: number, slot: number, end: number): void {
  const { ground, task, place, leave, slots } = rows
  const { setup, service, places, tasks } = ground
  const { seconds } = ground.kinds[ground.kindOf[v]!]!
  const shift = ground.type[v]! * tasks
  const first = ground.breakAt[v]!
  const breaks = ground.breakAt[v + 1]! - first
  for (let k = slot; k <= end; k++) {
    const before = place[at + k - 1]!
    const here = place[at + k]!
    const way = seconds[before * places + here]!
    const t = task[at + k]!
    const act = k === end ? 0 : service[shift + t]! + (before === here ? 0 : setup[shift + t]!)
    for (let plane = 0; plane <= breaks; plane++) {
      let time = NEVER
      for (let earlier = 0; earlier <= plane; earlier++) {
        const left = leave[earlier * slots + at + k - 1]!
        if (left === NEVER) continue
        const arrival = arriveAfterBreaks(ground, left, way, first + earlier, first + plane)
        if (arrival < time) time = arrival
      }
      if (k < end && time < NEVER) time = startFrom(ground, t, time)
      time += act
      leave[plane * slots + at + k] = Math.min(time, NEVER)
    }
  }
}

/** Fills the latest times of a row, back at the end place by `back` at the latest; up to slot `changed` where one is named. */
export function backward(rows: Rows, v: number, row: number, back: number, changed = 0): void {
  const { ground, stride, length } = rows
  const breaks = ground.breakAt[v + 1]! - ground.breakAt[v]!
  const at = row * stride
  const end = length[row]! + 1
  const slot = changed || end - 1
  for (let plane = 0; plane <= breaks; plane++) {
    const time = plane === breaks ? back : -1
    rows.latest[plane * rows.slots + at + end] = time
    rows.latestSame[plane * rows.slots + at + end] = time
  }
  if (breaks === 0) backwardPlain(rows, v, at, slot)
  else backwardBreaks(rows, v, at, slot)
}

function backwardPlain({ ground, task, place, latest, latestSame }: Rows, v: number, at: number, slot: number): void {
  const { from, to, several, setup, service, places, tasks, hasSetup } = ground
  const { seconds } = ground.kinds[ground.kindOf[v]!]!
  const shift = ground.type[v]! * tasks
  for (let k = slot; k >= 1; k--) {
    const t = task[at + k]!
    const here = place[at + k]!
    const next = place[at + k + 1]!
    const by = (here === next ? latestSame : latest)[at + k + 1]!
    const leave = by - seconds[here * places + next]! - service[shift + t]!
    if (several[t] !== 0 || hasSetup) {
      latestSame[at + k] = startBefore(ground, t, leave)
      latest[at + k] = startBefore(ground, t, leave - setup[shift + t]!)
    } else latest[at + k] = leave < from[t]! ? -1 : Math.min(leave, to[t]!)
  }
  const way = seconds[place[at]! * places + place[at + 1]!]!
  latest[at] = Math.max(-1, (place[at] === place[at + 1] ? latestSame : latest)[at + 1]! - way)
}

function backwardBreaks(rows: Rows, v: number, at: number, last: number): void {
  const { ground, task, place, latest, latestSame, slots } = rows
  const { setup, service, places, tasks, hasSetup } = ground
  const { seconds } = ground.kinds[ground.kindOf[v]!]!
  const shift = ground.type[v]! * tasks
  const first = ground.breakAt[v]!
  const breaks = ground.breakAt[v + 1]! - first
  for (let k = last; k >= 0; k--) {
    const t = task[at + k]!
    const same = place[at + k] === place[at + k + 1]
    const way = seconds[place[at + k]! * places + place[at + k + 1]!]!
    for (let plane = 0; plane <= breaks; plane++) {
      let leave = -1
      for (let later = plane; later <= breaks; later++) {
        const by = (same ? latestSame : latest)[later * slots + at + k + 1]!
        if (by < 0) continue
        const time = leaveBeforeBreaks(ground, by, way, first + plane, first + later)
        if (time > leave) leave = time
      }
      const slot = plane * slots + at + k
      if (k > 0 && leave >= 0) {
        leave -= service[shift + t]!
        if (hasSetup) latestSame[slot] = startBefore(ground, t, leave)
        latest[slot] = startBefore(ground, t, leave - setup[shift + t]!)
      } else latest[slot] = latestSame[slot] = leave
    }
  }
}
