import { type Ground, NEVER } from './ground.ts'
import type { Rows } from './rows.ts'
import { arriveAfterBreaks, startFrom } from './timing.ts'

// One step of a route beyond what is in the rows: from a place one leaves at some times (one per number of breaks taken
// before) to a task, and from there to the slots that follow.

/** Times of leaving, one per number of breaks taken. */
export type Times = Int32Array

export const timesFor = ({ maxBreaks }: Ground): Times => new Int32Array(maxBreaks + 1)

/**
 * Fills `out` with the times of leaving task t when coming from place `from` at the times `times[at + plane * every]`.
 * False when it can start at no time.
 */
export function stepTo(
  ground: Ground,
  v: number,
  times: Times,
  at: number,
  every: number,
  from: number,
  t: number,
  out: Times,
): boolean {
  const first = ground.breakAt[v]!
  const breaks = ground.breakAt[v + 1]! - first
  const here = ground.place[t]!
  const way = ground.kinds[ground.kindOf[v]!]!.seconds[from * ground.places + here]!
  const shift = ground.type[v]! * ground.tasks + t
  const act = ground.service[shift]! + (from === here ? 0 : ground.setup[shift]!)
  let any = false
  for (let plane = 0; plane <= breaks; plane++) {
    let time = NEVER
    for (let earlier = 0; earlier <= plane; earlier++) {
      const left = times[at + earlier * every]!
      if (left === NEVER) continue
      const arrival =
        earlier === plane ? left + way : arriveAfterBreaks(ground, left, way, first + earlier, first + plane)
      if (arrival < time) time = arrival
    }
    if (time < NEVER) time = startFrom(ground, t, time)
    out[plane] = time < NEVER ? time + act : NEVER
    if (time < NEVER) any = true
  }
  return any
}

/** Whether the route from slot `next` on (absolute) can be kept when leaving place `here` at these times. */
export function restFits(rows: Rows, v: number, times: Times, here: number, next: number): boolean {
  const { ground, place, latest, latestSame, slots } = rows
  const first = ground.breakAt[v]!
  const breaks = ground.breakAt[v + 1]! - first
  const way = ground.kinds[ground.kindOf[v]!]!.seconds[here * ground.places + place[next]!]!
  const by = place[next] === here ? latestSame : latest
  for (let plane = 0; plane <= breaks; plane++) {
    const left = times[plane]!
    if (left === NEVER) continue
    if (left + way <= by[plane * slots + next]!) return true
    for (let later = plane + 1; later <= breaks; later++)
      if (arriveAfterBreaks(ground, left, way, first + plane, first + later) <= by[later * slots + next]!) return true
  }
  return false
}
