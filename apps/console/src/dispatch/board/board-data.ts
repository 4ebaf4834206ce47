import type { Answer } from '@aftercare/api'
import {
  type HoursHad,
  hoursReasons,
  judge,
  type Leg,
  type Technician as Person,
  type Place,
  type Reason,
  type Ways,
  type WayTime,
  type Work,
  wayTimes,
} from '@aftercare/dispatch'
import { hoursAt } from './hours.ts'

export type Board = Answer<'/api/v1/board'>
export type Judged = Person & {
  way: WayTime
  /** What they have besides, in the week and on the day of an instant; null: nobody counts it. */
  hours: ((at: number) => { allowed: NonNullable<Technician['hours']>; had: HoursHad }) | null
}
export type Visit = Board['visits'][number]
export type Order = Board['tray'][number]
export type Technician = Board['technicians'][number]

/** What can be put on the board: a visit that is moved, or an order that is planned. */
export type Item = { kind: 'visit'; visit: Visit } | { kind: 'order'; order: Order }

/** A technician with what is planned for them, in the order of time. */
export type Row = {
  technician: Technician
  /** The clock its plans are drawn on: that of the station, wherever the one who looks is. */
  zone: string
  /** How long ways take at their hour, as the server takes them. */
  way: WayTime
  /** What that rests on. */
  ways: Ways
  visits: Visit[]
  /** Visits whose times overlap: two jobs at once. */
  clashing: ReadonlySet<string>
  /** Booked share of the shifts shown; null without a shift. */
  load: number | null
}

const at = (text: string) => Date.parse(text)
const instant = (text: string | null) => (text === null ? null : at(text))
const MINUTE = 60_000
export const PLANNED: readonly string[] = ['proposed', 'scheduled', 'accepted']
export const TAKES_TIME: readonly string[] = [...PLANNED, 'en_route', 'on_site', 'working']

export const isMovable = (visit: Visit) => PLANNED.includes(visit.status) && !visit.isPinned
export const minutesOf = (item: Item) =>
  item.kind === 'order' ? item.order.plannedMinutes : (at(item.visit.endsAt) - at(item.visit.startsAt)) / MINUTE
export const placeOf = (one: { lat: number | null; lon: number | null }) =>
  one.lat === null || one.lon === null ? null : { lat: one.lat, lon: one.lon }

/** Rows of the board, in its order; `within` are the instants of the days shown, on the clock of a zone. */
export function rowsOf(board: Board, within: (zone: string) => { from: number; to: number }): Row[] {
  const byPerson = Map.groupBy(board.visits, (visit) => visit.technicianId)
  const ways = waysOf(board)
  const zones = new Map(board.technicians.map(({ siteZone }) => [siteZone, wayTimes(ways, siteZone)]))
  return board.technicians.map((technician) => {
    const visits = byPerson.get(technician.id) ?? []
    const { siteZone: zone } = technician
    const { from, to } = within(zone)
    const load = loadOf(technician, visits, from, to)
    return { technician, zone, way: zones.get(zone)!, ways, visits, clashing: clashesIn(visits), load }
  })
}

function waysOf({ ways: { pace, places, kept } }: Board): Ways {
  const rows = new Map<number, Map<number, Leg>>()
  for (const { from, to, seconds, metres } of kept) {
    const row = rows.get(places[from]!) ?? new Map<number, Leg>()
    rows.set(places[from]!, row.set(places[to]!, { seconds, metres }))
  }
  return { pace: pace as Ways['pace'], kept: rows }
}

function clashesIn(visits: readonly Visit[]): ReadonlySet<string> {
  const found = new Set<string>()
  let last: Visit | null = null
  for (const visit of visits) {
    if (!TAKES_TIME.includes(visit.status)) continue
    if (last && at(visit.startsAt) < at(last.endsAt)) {
      found.add(visit.id)
      found.add(last.id)
    }
    if (!last || at(visit.endsAt) > at(last.endsAt)) last = visit
  }
  return found
}

function loadOf(technician: Technician, visits: readonly Visit[], from: number, to: number): number | null {
  const inside = (start: number, end: number) => Math.max(0, Math.min(end, to) - Math.max(start, from))
  const shift = technician.shifts.reduce((sum, one) => sum + inside(at(one.from), at(one.to)), 0)
  const booked = visits.reduce((sum, one) => sum + inside(at(one.startsAt), at(one.endsAt)), 0)
  return shift === 0 ? null : booked / shift
}

/** What the item asks of a person; the same judgement as on the server. */
export function workOf(item: Item, certified: readonly string[]): Work {
  const of = item.kind === 'visit' ? item.visit : item.order
  return {
    durationMs: minutesOf(item) * MINUTE,
    timeZone: of.timeZone,
    position: placeOf(of),
    skills: of.skillCodes,
    certificates: of.skillCodes.filter((code) => certified.includes(code)),
    parts: of.parts && { ...of.parts, readyAt: instant(of.parts.readyAt) },
    people: of.people,
    links: {
      after: of.links.after && { ...of.links.after, readyAt: instant(of.links.after.readyAt) },
      before: of.links.before && { ...of.links.before, until: at(of.links.before.until) },
    },
  }
}

/** Who comes together with a visit, by name. */
export const matesOf = ({ id, crewId }: Visit, rows: readonly Row[]): string[] =>
  crewId === null
    ? []
    : rows.flatMap(({ technician, visits }) =>
        visits.some((one) => one.crewId === crewId && one.id !== id) ? [technician.name] : [],
      )

/** What else changes at the same time: who leaves their place, and who takes one. */
export type Meanwhile = { gone: ReadonlySet<string>; taken: readonly Judged['bookings'][number][] }
const NOTHING: Meanwhile = { gone: new Set(), taken: [] }

/** A row as the judgement takes it; what is being moved does not stand in its own way. */
export function judged(row: Row, item: Item, meanwhile: Meanwhile = NOTHING): Judged {
  const { technician, visits, way } = row
  const { gone, taken } = meanwhile
  const { hours } = technician
  const except = item.kind === 'visit' ? item.visit.id : null
  const span = ({ from, to }: { from: string; to: string }) => ({ fromAt: at(from), toAt: at(to) })
  return {
    id: technician.id,
    skills: technician.skills,
    certificates: technician.certificates,
    shifts: technician.shifts.map(span),
    absences: technician.absences.map((one) => ({ ...span(one), reason: one.kind })),
    bookings: [
      ...visits
        .filter((visit) => visit.id !== except && !gone.has(visit.id) && TAKES_TIME.includes(visit.status))
        .map((visit) => ({
          visitId: visit.id,
          fromAt: at(visit.startsAt),
          toAt: at(visit.endsAt),
          position: placeOf(visit),
        })),
      ...visits
        .filter((visit) => visit.id !== except && !gone.has(visit.id) && PLANNED.includes(visit.status))
        .flatMap(({ id, pickUp }) =>
          pickUp ? [{ visitId: id, ...span(pickUp), position: placeOf(pickUp.place) }] : [],
        ),
      ...taken,
    ],
    home: technician.home,
    way,
    hours: hours && ((at) => ({ allowed: hours, had: hoursAt(row, item, at, meanwhile) })),
  }
}

export type Verdict = {
  place: Place
  /** Why it cannot be done, unless somebody overrides it. */
  lacking: Reason[]
  /** The time is given away: nobody can override that. */
  booked: boolean
  /** Possible, but tight. */
  warnings: Reason[]
}

/** Judged before the drop. */
export function verdictOf(item: Item, row: Row, startAt: number, certified: readonly string[]): Verdict {
  return verdictIn(item, judged(row, item), startAt, certified)
}

export function verdictIn(item: Item, person: Judged, startAt: number, certified: readonly string[]): Verdict {
  const work = workOf(item, certified)
  const place = judge(work, person, startAt, person.way)
  const counted = person.hours?.(startAt)
  const full = counted ? hoursReasons(counted.allowed, counted.had, work.durationMs) : []
  return {
    place: { ...place, ok: place.ok && full.length === 0 },
    booked: place.reasons.some((one) => one.code === 'booked'),
    lacking: [...place.reasons.filter((one) => !one.ok && one.code !== 'booked'), ...full],
    warnings: place.reasons.filter((one) => one.ok && one.code === 'travel_short'),
  }
}
