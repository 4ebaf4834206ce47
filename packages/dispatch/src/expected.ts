import type { Position } from '@aftercare/rules'

/** One visit of a day as it stands by its stamps; epoch ms. */
export interface Stamped {
  startAt: number
  endAt: number
  position: Position | null
  /** null: not yet begun */
  enRouteAt: number | null
  arrivedAt: number | null
  startedAt: number | null
  finishedAt: number | null
}

/** Where somebody stands now and from when they are free to go on. */
export interface Standing {
  place: Position | null
  freeAt: number
}

export type WayMs = (from: Position | null, to: Position | null, at: number) => number

/** When the visits of a day will really begin: from the last stamp, the rest of the work, and the ways. */
export interface Expected {
  /** Arrival at each visit not yet arrived at, by its index in what was given. */
  arrivals: Map<number, number>
  standing: Standing
}

/**
 * Walks through the visits of one person in their order. What is over sets the place; what is under way lasts as long as
 * planned from its beginning, or until now; what is to come begins when it is planned, or as soon as they can be there.
 * Given only what is over or under way, `standing` is where and when they are free next.
 */
export function expectedDay(
  visits: readonly Stamped[],
  home: Position | null,
  dayBegins: number,
  now: number,
  wayMs: WayMs,
): Expected {
  const standing: Standing = { place: home, freeAt: Math.max(dayBegins, 0) }
  const arrivals = new Map<number, number>()
  const inOrder = visits.map((visit, index) => ({ visit, index })).sort((a, b) => rank(a.visit) - rank(b.visit))
  for (const { visit, index } of inOrder) {
    const length = visit.endAt - visit.startAt
    if (visit.finishedAt !== null) {
      Object.assign(standing, { place: visit.position, freeAt: Math.max(standing.freeAt, visit.finishedAt) })
      continue
    }
    let begins: number
    if (visit.startedAt ?? visit.arrivedAt) begins = (visit.startedAt ?? visit.arrivedAt)!
    else {
      // Who has set out comes from the road; who has not leaves when they are free, and not before now.
      const leaves = visit.enRouteAt ?? Math.max(standing.freeAt, now)
      const arrival = Math.max(leaves + wayMs(standing.place, visit.position, leaves), now)
      arrivals.set(index, arrival)
      begins = Math.max(arrival, visit.enRouteAt === null ? visit.startAt : arrival)
    }
    Object.assign(standing, { place: visit.position, freeAt: Math.max(begins + length, now) })
  }
  return { arrivals, standing }
}

/** What is over first, then what is under way, then by plan. */
function rank(visit: Stamped): number {
  const phase = visit.finishedAt !== null ? 0 : (visit.startedAt ?? visit.arrivedAt ?? visit.enRouteAt) !== null ? 1 : 2
  return phase * 1e14 + (phase === 0 ? visit.finishedAt! : visit.startAt)
}
