/**
 * Times for a fixed order of stops: when none of the windows can all be kept, they are missed by as little as possible
 * (sum of seconds early and late), then the route is as short as possible, then as early as possible.
 *
 * The best times are found among few: a stop is at a bound of a window of its own, or a chain of stops without waiting
 * leads from it to one that is. So each stop has a list of such times, and a pass from the first to the last stop keeps
 * for each of them the least cost (the constraints are differences of times, whose best solutions are corners).
 */
export interface TimedStop {
  /** windows for the beginning; none = any time */
  windows: readonly (readonly [from: number, to: number])[]
  /** seconds from the beginning to its end */
  act: number
  /** seconds of the way into it from the stop of work before it */
  way: number
  isBreak: boolean
  notBefore: number
  notAfter: number
}

/** @returns when each stop begins, or null when the hard bounds leave no room */
export function planTimes(stops: readonly TimedStop[]): number[] | null {
  const weight = Math.max(
    1,
    stops.reduce((sum, { act, way }) => sum + act + way, 0),
  )
  const links = linksOf(stops)
  const times = candidates(stops, links)
  const costs: Float64Array[] = []
  const from: Int32Array[] = []
  for (const [i, stop] of stops.entries()) {
    const own = times[i]!
    costs[i] = new Float64Array(own.length).fill(Number.POSITIVE_INFINITY)
    from[i] = new Int32Array(own.length).fill(-1)
    if (stop.isBreak) continue
    own.forEach((time, k) => {
      const before = links[i]!
      const best = before ? cheapestBefore(stops, times, costs, before, time, weight) : { cost: -time, at: -1 }
      const end = i === stops.length - 1 ? time : 0
      costs[i]![k] = best.cost + weight * missed(stop, time) + end
      from[i]![k] = best.at
    })
  }
  return backtrack(stops, times, costs, from, links)
}

interface Link {
  /** the stop of work before, and the breaks between */
  before: number
  breaks: number[]
  /** from its beginning to this one's, at least */
  least: number
}

function linksOf(stops: readonly TimedStop[]): (Link | null)[] {
  let before = -1
  let breaks: number[] = []
  return stops.map((stop, i) => {
    if (stop.isBreak) {
      breaks.push(i)
      return null
    }
    const rest = breaks.reduce((sum, b) => sum + stops[b]!.act, 0)
    const link = before < 0 ? null : { before, breaks, least: stops[before]!.act + rest + stop.way }
    before = i
    breaks = []
    return link
  })
}

/** Bounds of every stop carried along chains without waiting to every other stop of work. */
function candidates(stops: readonly TimedStop[], links: readonly (Link | null)[]): number[][] {
  const offset = new Float64Array(stops.length)
  links.forEach((link, i) => {
    if (link) offset[i] = offset[link.before]! + link.least
  })
  const anchors = new Set<number>([0])
  stops.forEach((stop, i) => {
    const bounds = [...stop.windows.flat(), stop.notBefore, stop.notAfter].filter(Number.isFinite)
    if (!stop.isBreak) for (const bound of bounds) anchors.add(bound - offset[i]!)
    else for (const bound of bounds) for (const one of besideBreak(stops, links, i, bound, offset)) anchors.add(one)
  })
  return stops.map(({ isBreak, notBefore, notAfter }, i) => {
    if (isBreak) return []
    const own = [...anchors].map((anchor) => anchor + offset[i]!)
    const inside = own.filter((time) => time >= Math.max(0, notBefore) && time <= notAfter)
    return [...new Set(inside)].sort((a, b) => a - b)
  })
}

/** Where the stops of work around a break would be when it begins at a bound of its own. */
function besideBreak(
  stops: readonly TimedStop[],
  links: readonly (Link | null)[],
  at: number,
  bound: number,
  offset: Float64Array,
): number[] {
  const after = links.findIndex((link) => link?.breaks.includes(at))
  const link = links[after]
  if (!link) return []
  const place = link.breaks.indexOf(at)
  const sum = (list: readonly number[]) => list.reduce((total, b) => total + stops[b]!.act, 0)
  const begun = bound - stops[link.before]!.act - sum(link.breaks.slice(0, place))
  const done = bound + sum(link.breaks.slice(place))
  return [begun - offset[link.before]!, done - offset[after]!]
}

function cheapestBefore(
  stops: readonly TimedStop[],
  times: readonly number[][],
  costs: readonly Float64Array[],
  { before, breaks, least }: Link,
  time: number,
  weight: number,
): { cost: number; at: number } {
  let cost = Number.POSITIVE_INFINITY
  let best = -1
  const own = times[before]!
  for (let k = 0; k < own.length && own[k]! + least <= time; k++) {
    if (costs[before]![k]! >= cost) continue
    const free = own[k]! + stops[before]!.act
    const rests = breaks.length === 0 ? [] : restTimes(stops, breaks, free, time)
    if (!rests) continue
    const total =
      costs[before]![k]! + weight * rests.reduce((sum, rest, i) => sum + missed(stops[breaks[i]!]!, rest), 0)
    if (total < cost) {
      cost = total
      best = k
    }
  }
  return { cost, at: best }
}

/** When breaks between two stops begin: each as near to a window as the others leave it, the way driven around them. */
function restTimes(
  stops: readonly TimedStop[],
  breaks: readonly number[],
  free: number,
  until: number,
): number[] | null {
  const latest: number[] = []
  for (let i = breaks.length - 1, by = until; i >= 0; i--) {
    by = Math.min(by - stops[breaks[i]!]!.act, stops[breaks[i]!]!.notAfter)
    latest[i] = by
  }
  const found: number[] = []
  let from = free
  for (const [i, b] of breaks.entries()) {
    const stop = stops[b]!
    from = Math.max(from, stop.notBefore)
    if (from > latest[i]!) return null
    const wished = [from, ...stop.windows.flat()].map((time) => Math.min(latest[i]!, Math.max(from, time)))
    const best = wished.reduce((a, c) =>
      missed(stop, c) < missed(stop, a) || (missed(stop, c) === missed(stop, a) && c < a) ? c : a,
    )
    found.push(best)
    from = best + stop.act
  }
  return found
}

/** Seconds to the nearest window. */
export function missed({ windows }: TimedStop, time: number): number {
  if (windows.length === 0) return 0
  return Math.min(...windows.map(([from, to]) => Math.max(0, from - time, time - to)))
}

function backtrack(
  stops: readonly TimedStop[],
  times: readonly number[][],
  costs: readonly Float64Array[],
  from: readonly Int32Array[],
  links: readonly (Link | null)[],
): number[] | null {
  const found = new Array<number>(stops.length)
  let i = stops.length - 1
  let k = costs[i]!.reduce((best, cost, at) => (cost < (costs[i]![best] ?? Number.POSITIVE_INFINITY) ? at : best), 0)
  if (!Number.isFinite(costs[i]![k] ?? Number.POSITIVE_INFINITY)) return null
  for (;;) {
    found[i] = times[i]![k]!
    const link = links[i]
    if (!link) return found
    const at = from[i]![k]!
    const free = times[link.before]![at]! + stops[link.before]!.act
    const rests = restTimes(stops, link.breaks, free, found[i]!) ?? []
    for (const [n, b] of link.breaks.entries()) found[b] = rests[n]!
    k = at
    i = link.before
  }
}
