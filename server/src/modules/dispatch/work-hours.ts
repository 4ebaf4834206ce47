import { type HoursAllowed, hoursReasons, type Reason } from '@aftercare/dispatch'
import { DAY_MS, type Interval, localDay, MINUTE_MS } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { KnownTechnician } from './technicians.ts'

/** The Monday of the week of an instant, on the clock of a zone. */
export function weekOf(at: number, zone: string): string {
  return mondayOf(localDay(at, zone))
}

function mondayOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}

export type WorkedBy = ReadonlyMap<string, number>
export const weekKey = (technicianId: string, week: string) => `${technicianId} ${week}`

/**
 * What people are booked for and have done in the weeks that a stretch touches, in ms, leaving out what lies within
 * `except` and a visit that is being moved: done work as it was, ways included, planned work as it is planned.
 */
export async function workedInWeeks(
  tx: Tx,
  people: readonly KnownTechnician[],
  around: { fromAt: number; toAt: number; zone: string },
  except: { fromAt: number; toAt: number } | null,
  visitId: string | null = null,
): Promise<Map<string, number>> {
  const counted = people.filter(({ hours }) => hours.weeklyMinutes !== null || hours.dailyMinutes !== null)
  const sums = new Map<string, number>()
  if (counted.length === 0) return sums
  const WEEK_MS = 7 * 86_400_000
  const from = new Date(around.fromAt - WEEK_MS)
  const to = new Date(around.toAt + WEEK_MS)
  const { rows } = await sql<{ technicianId: string; begins: Date; ends: Date; plannedAt: Date }>`
    select technician_id as "technicianId", coalesce(en_route_at, arrived_at, started_at, starts_at) as begins,
      coalesce(finished_at, ends_at) as ends, starts_at as "plannedAt" from dispatch.visit
    where technician_id = any(${counted.map((one) => one.id)}::uuid[]) and starts_at >= ${from} and starts_at < ${to}
      and status not in ('cancelled', 'declined') and id is distinct from ${visitId}::uuid`.execute(tx)
  for (const { technicianId, begins, ends, plannedAt } of rows) {
    const at = plannedAt.getTime()
    if (except && at >= except.fromAt && at < except.toAt) continue
    const key = weekKey(technicianId, weekOf(at, around.zone))
    sums.set(key, (sums.get(key) ?? 0) + Math.max(0, ends.getTime() - begins.getTime()))
  }
  return sums
}

/** What is lacking when somebody would work longer than allowed. */
export async function hoursLacks(
  tx: Tx,
  one: KnownTechnician,
  visit: Interval,
  visitId: string | null,
): Promise<Reason[]> {
  const { weeklyMinutes, dailyMinutes } = one.hours
  if (weeklyMinutes === null && dailyMinutes === null) return []
  const zone = clockOf(one)
  const week = (await workedInWeeks(tx, [one], { ...visit, zone }, null, visitId)).get(
    weekKey(one.id, weekOf(visit.fromAt, zone)),
  )
  const day = (await workedOnDays(tx, [one], visit, visitId)).get(dayKey(one.id, localDay(visit.fromAt, zone)))
  return hoursReasons(one.hours, { weekMs: week ?? 0, dayMs: day ?? 0 }, visit.toAt - visit.fromAt)
}

/** What is worked on the days a stretch touches, in ms, by the clock of each: without the ways, as the law's day counts it. */
async function workedOnDays(
  tx: Tx,
  people: readonly KnownTechnician[],
  { fromAt, toAt }: Interval,
  visitId: string | null = null,
): Promise<Map<string, number>> {
  const zones = new Map(people.map((one) => [one.id, clockOf(one)]))
  const from = new Date(fromAt - DAY_MS)
  const to = new Date(toAt + DAY_MS)
  const { rows } = await sql<{ technicianId: string; plannedAt: Date; ms: number }>`
    select technician_id as "technicianId", starts_at as "plannedAt",
      extract(epoch from coalesce(finished_at, ends_at) - coalesce(started_at, starts_at))::float8 * 1000 as ms
    from dispatch.visit where technician_id = any(${[...zones.keys()]}::uuid[]) and starts_at >= ${from} and starts_at < ${to}
      and status not in ('cancelled', 'declined') and id is distinct from ${visitId}::uuid`.execute(tx)
  const sums = new Map<string, number>()
  for (const { technicianId, plannedAt, ms } of rows) {
    const key = dayKey(technicianId, localDay(plannedAt.getTime(), zones.get(technicianId)!))
    sums.set(key, (sums.get(key) ?? 0) + ms)
  }
  return sums
}

export interface HoursTold extends HoursAllowed {
  weeks: { from: string; minutes: number }[]
  days: { date: string; minutes: number }[]
}

/** What those whose hours are counted may work, and what they have in the weeks and on the days shown. */
export async function hoursShown(
  tx: Tx,
  people: readonly KnownTechnician[],
  window: Interval,
): Promise<Map<string, HoursTold>> {
  const counted = people.filter(({ hours }) => hours.weeklyMinutes !== null || hours.dailyMinutes !== null)
  if (counted.length === 0) return new Map()
  const weeks = new Map<string, number>()
  for (const [zone, there] of Map.groupBy(counted, clockOf))
    for (const [key, ms] of await workedInWeeks(tx, there, { ...window, zone }, null)) weeks.set(key, ms)
  const days = await workedOnDays(tx, counted, window)
  const minutes = (ms = 0) => Math.ceil(ms / MINUTE_MS)
  return new Map(
    counted.map((one) => {
      const dates = datesIn(window, clockOf(one))
      const mondays = new Set(dates.map(mondayOf))
      const { weeklyMinutes, weeklyOvertimeMinutes, dailyMinutes } = one.hours
      return [
        one.id,
        {
          weeklyMinutes,
          weeklyOvertimeMinutes,
          dailyMinutes,
          weeks: [...mondays].map((from) => ({ from, minutes: minutes(weeks.get(weekKey(one.id, from))) })),
          days: dates.map((date) => ({ date, minutes: minutes(days.get(dayKey(one.id, date))) })),
        },
      ]
    }),
  )
}

function datesIn({ fromAt, toAt }: Interval, zone: string): string[] {
  const first = Date.parse(localDay(fromAt, zone))
  const last = Date.parse(localDay(toAt - 1, zone))
  const count = Math.round((last - first) / DAY_MS) + 1
  return Array.from({ length: count }, (_, i) => new Date(first + i * DAY_MS).toISOString().slice(0, 10))
}

const dayKey = (technicianId: string, date: string) => `${technicianId} on ${date}`
const clockOf = ({ stationZone, timeZone }: KnownTechnician) => stationZone ?? timeZone
