import { type HourClass, hoursOn, type Ways, wayAt } from '@aftercare/dispatch'
import type { Travel } from '@aftercare/dispatch/plan'
import type { Position } from '@aftercare/rules'
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

/** Somewhere on a day: when the one who is there can leave, and when they must be there (null: the day begins there). */
export interface Stop {
  position: Position | null
  freeAt: number
  dueAt: number | null
}

/** @param stops of each day, everything that is somewhere on it; the site apart */
export function dayWays(
  site: Position | null,
  stops: ReadonlyMap<string, readonly Stop[]>,
  ways: Ways,
  zone: string,
): DayWays {
  const dates = [...stops.keys()]
  const days = new Map(dates.map((date, index) => [date, { index, ...numbered(site, stops.get(date)!) }]))
  const places = Math.max(2, ...[...days.values()].map((day) => day.list.length))
  const tables = dates.map(() => ({
    kind: 'table' as const,
    durations: new Int32Array(places * places),
    costs: new Int32Array(places * places),
  }))
  const hours = dates.map((date) => hoursOn(date, zone))
  const fill = (date: string, from: number, to: number) => {
    const { index, list } = days.get(date)!
    const [a, b] = [list[from]!, list[to]!]
    if (from === to || tables[index]!.costs[from * places + to] !== 0) return
    const way = a.position && b.position ? driven(ways, a as Known, b as Known, hours[index]!) : UNKNOWN_WAY_S
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

type Known = Stop & { position: Position }

/** As slow as the hour one is free to go; from the site, of which nobody knows the hour, the hour to be just in time. */
function driven(ways: Ways, from: Known, to: Known, hoursAt: (at: number) => HourClass): number {
  const at = (time: number) => wayAt(ways, from.position, to.position, hoursAt(time)).seconds
  if (Number.isFinite(from.freeAt)) return at(from.freeAt)
  return to.dueAt === null ? at(to.freeAt) : at(to.dueAt - at(to.dueAt) * 1000)
}

function numbered(site: Position | null, stops: readonly Stop[]) {
  const none = { freeAt: Number.NaN, dueAt: null }
  const list: Stop[] = [
    { position: site, ...none },
    { position: null, ...none },
  ]
  const byName = new Map<string, number>(site ? [[placeName(site), SITE]] : [])
  for (const stop of stops) {
    if (!stop.position || byName.has(placeName(stop.position))) continue
    byName.set(placeName(stop.position), list.length)
    list.push(stop)
  }
  return { list, byName }
}
