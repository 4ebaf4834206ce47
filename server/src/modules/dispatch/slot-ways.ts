import { hourClassOf, legOf, type RoadPace } from '@aftercare/dispatch'
import type { Travel } from '@aftercare/dispatch/plan'
import { DAY_MS, type Position, wallAt } from '@aftercare/rules'
import { UNKNOWN_WAY_S } from './plan-kept.ts'
import { placeName } from './plan-problem.ts'
import { up } from './plan-vehicles.ts'

/** The site asked for is the first place of every day, the second is where nothing is known of. */
export const SITE = 0
const NOWHERE = 1

/**
 * Ways for many days of which only few are ever driven: each day numbers its own places, and its table is filled as it is
 * needed. Times rounded up to the grid, costs exact seconds, as in a plan.
 */
export interface DayWays {
  dates: readonly string[]
  travels: Travel[]
  places: number
  placeOf(date: string, position: Position | null): number
  /** Makes the ways between these places of a day known, in both directions. */
  learn(date: string, places: readonly number[]): void
  /** A way that was planned in less time than it takes: it is driven in the time there is. */
  squeeze(date: string, from: number, to: number, seconds: number): void
  /** Ways from the site to all places of the day and back. */
  learnSite(date: string): void
}

/** @param positions of each day, everything that is somewhere on it; the site apart */
export function dayWays(
  site: Position | null,
  positions: ReadonlyMap<string, readonly (Position | null)[]>,
  pace: RoadPace,
  zone: string,
): DayWays {
  const dates = [...positions.keys()]
  const days = new Map(dates.map((date, index) => [date, { index, ...numbered(site, positions.get(date)!) }]))
  const places = Math.max(2, ...[...days.values()].map((day) => day.list.length))
  const tables = dates.map(() => ({
    kind: 'table' as const,
    durations: new Int32Array(places * places),
    costs: new Int32Array(places * places),
  }))
  const classes = dates.map((date) =>
    hourClassOf(wallAt(zone, Date.parse(`${date}T00:00:00Z`) / DAY_MS, 12 * 60), zone),
  )
  const fill = (date: string, from: number, to: number) => {
    const { index, list } = days.get(date)!
    const [a, b] = [list[from]!, list[to]!]
    if (from === to || tables[index]!.costs[from * places + to] !== 0) return
    const way = a && b ? legOf(a, b, pace, classes[index]!).seconds : UNKNOWN_WAY_S
    tables[index]!.costs[from * places + to] = way
    tables[index]!.durations[from * places + to] = up(way * 1000) / 1000
  }
  return {
    dates,
    travels: tables,
    places,
    placeOf: (date, position) => (position ? days.get(date)!.byName.get(placeName(position))! : NOWHERE),
    learn(date, among) {
      for (const from of among) for (const to of among) fill(date, from, to)
    },
    squeeze(date, from, to, seconds) {
      const { durations } = tables[days.get(date)!.index]!
      durations[from * places + to] = Math.min(durations[from * places + to]!, seconds)
    },
    learnSite(date) {
      for (let place = 1; place < days.get(date)!.list.length; place++) {
        fill(date, SITE, place)
        fill(date, place, SITE)
      }
    },
  }
}

function numbered(site: Position | null, positions: readonly (Position | null)[]) {
  const list: (Position | null)[] = [site, null]
  const byName = new Map<string, number>(site ? [[placeName(site), SITE]] : [])
  for (const one of positions) {
    if (!one || byName.has(placeName(one))) continue
    byName.set(placeName(one), list.length)
    list.push(one)
  }
  return { list, byName }
}
