import { AREAS, type Area, type HourClass, hoursOn, type RoadPace, type Ways, wayAtPace } from '@aftercare/dispatch'
import { DAY_MS, type Interval, localDay, type Position, wallAt } from '@aftercare/rules'
import type { PlanFacts, PlanJob } from './plan-facts.ts'
import { TOLERANCE_MS } from './plan-problem.ts'

/** Ways between all places on one day: whole seconds and metres, `[from * places + to]`. */
export interface Matrix {
  seconds: Int32Array
  metres: Int32Array
}

/** A table of ways for each day that is planned. */
export interface DayTables {
  keys: readonly string[]
  keyOf(date: string): string
  of(key: string): Matrix
}

/** More than this is not held for each day apart: then one table for weekdays and one for weekends. */
const MOST_CELLS = 6_000_000
const STEP_MS = 15 * 60_000
const STEPS = DAY_MS / STEP_MS
/** Nobody sets out for work much earlier than it may begin, or stays long where they are done. */
const EARLY_MS = 60 * 60_000
const LINGERS_MS = 120 * 60_000
/** When ways are driven of which no more is known. */
const WORKING_HOURS = [8, 18] as const

/**
 * The ways of a run, day by day and hour by hour: who begins at eight drives to the first site in the morning's traffic, to an
 * afternoon's appointment nobody does. Each way is as slow as the hours in which it can be driven, by what is known of its
 * two ends, are on average.
 */
export function dayTables(facts: PlanFacts, places: readonly Position[], ways: Ways): DayTables {
  const dates = datesOf(facts)
  const isSmall = places.length ** 2 * dates.length <= MOST_CELLS
  const kinds = new Map(dates.map((date) => [date, isSmall ? date : kindOf(date, facts.options.zone)]))
  const tables = new Map<string, Matrix>()
  for (const [date, key] of kinds) {
    if (tables.has(key)) continue
    const spans = isSmall ? spansOn(date, facts, places) : null
    tables.set(key, tableOf(places, ways, paceOfDay(date, facts.options.zone, ways.pace), spans))
  }
  const keys = [...tables.keys()]
  return {
    keys,
    // A visit pinned outside of the days that are planned takes the ways of the first of them.
    keyOf: (date) => kinds.get(date) ?? keys[0]!,
    of: (key) => tables.get(key)!,
  }
}

function datesOf({ fromAt, toAt, options: { zone } }: PlanFacts): string[] {
  const [first, last] = [fromAt, Math.max(fromAt, toAt - 1)].map(
    (at) => Date.parse(`${localDay(at, zone)}T00:00:00Z`) / DAY_MS,
  )
  return Array.from({ length: last! - first! + 1 }, (_, i) =>
    new Date((first! + i) * DAY_MS).toISOString().slice(0, 10),
  )
}

const midnightOf = (date: string, zone: string) => wallAt(zone, Date.parse(`${date}T00:00:00Z`) / DAY_MS, 0)

const kindOf = (date: string, zone: string) =>
  hoursOn(date, zone)(midnightOf(date, zone) + 12 * 3_600_000) === 'weekend' ? 'weekend' : 'weekday'

/** The mean pace by area between two instants of a day. */
interface DayPace {
  midnight: number
  mean(area: Area, fromAt: number, toAt: number): number
}

function paceOfDay(date: string, zone: string, pace: RoadPace): DayPace {
  const midnight = midnightOf(date, zone)
  const hours = hoursOn(date, zone)
  const classes = Array.from({ length: STEPS }, (_, i): HourClass => hours(midnight + i * STEP_MS))
  const sums = Object.fromEntries(
    AREAS.map((area) => {
      const all = new Float64Array(STEPS + 1)
      for (const [i, one] of classes.entries()) all[i + 1] = all[i]! + pace[area][one]
      return [area, all]
    }),
  ) as Record<Area, Float64Array>
  const step = (at: number) => Math.min(STEPS - 1, Math.max(0, Math.floor((at - midnight) / STEP_MS)))
  return {
    midnight,
    mean(area, fromAt, toAt) {
      const [from, to] = [step(fromAt), step(Math.max(fromAt, toAt)) + 1]
      return (sums[area][to]! - sums[area][from]!) / (to - from)
    },
  }
}

/** When somebody can be at each place on a day; null where nothing says. */
function spansOn(date: string, facts: PlanFacts, places: readonly Position[]): (Interval | null)[] {
  const byName = new Map<string, Interval | null>()
  const add = (place: Position | null, span: Interval | null) => {
    if (!place) return
    const name = `${place.lat} ${place.lon}`
    const had = byName.get(name)
    byName.set(name, had === undefined ? span : had && span ? hull(had, span) : null)
  }
  for (const { home, shifts } of facts.technicians)
    for (const { fromAt } of shifts)
      if (localDay(fromAt, facts.options.zone) === date) add(home, { fromAt, toAt: fromAt })
  for (const one of facts.running) add(one.position, { fromAt: one.startAt, toAt: one.endAt })
  for (const job of facts.jobs) add(job.position, spanOf(job, date, facts))
  return places.map(({ lat, lon }) => byName.get(`${lat} ${lon}`) ?? null)
}

const hull = (a: Interval, b: Interval) => ({
  fromAt: Math.min(a.fromAt, b.fromAt),
  toAt: Math.max(a.toAt, b.toAt),
})

/** When a visit that was told may begin; what may move freely may at any hour. */
function spanOf({ visit, timeZone }: PlanJob, date: string, { options }: PlanFacts): Interval | null {
  if (!visit || localDay(visit.startAt, timeZone) !== date) return null
  if (visit.promised && options.keepPromises) return visit.promised
  return visit.isPinned || options.keepPromises ? { fromAt: visit.startAt, toAt: visit.startAt + TOLERANCE_MS } : null
}

function tableOf(
  places: readonly Position[],
  ways: Ways,
  day: DayPace,
  spans: readonly (Interval | null)[] | null,
): Matrix {
  const n = places.length
  const seconds = new Int32Array(n * n)
  const metres = new Int32Array(n * n)
  const [opens, closes] = WORKING_HOURS.map((hour) => day.midnight + hour * 3_600_000)
  for (let from = 0; from < n; from++)
    for (let to = 0; to < n; to++) {
      if (from === to) continue
      const [a, b] = [spans?.[from], spans?.[to]]
      const leaves = Math.max(a?.fromAt ?? opens!, b ? b.fromAt - EARLY_MS : opens!)
      const arrives = Math.min(b?.toAt ?? closes!, a ? a.toAt + LINGERS_MS : closes!)
      const leg = wayAtPace(ways, places[from]!, places[to]!, (area) => day.mean(area, leaves, arrives))
      seconds[from * n + to] = leg.seconds
      metres[from * n + to] = leg.metres
    }
  return { seconds, metres }
}
