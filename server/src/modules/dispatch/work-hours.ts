import { localDay } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { KnownTechnician } from './technicians.ts'

/** The Monday of the week of an instant, on the clock of a zone. */
export function weekOf(at: number, zone: string): string {
  const day = new Date(`${localDay(at, zone)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}

export type WorkedBy = ReadonlyMap<string, number>
export const weekKey = (technicianId: string, week: string) => `${technicianId} ${week}`

interface Span {
  technicianId: string
  fromAt: number
  toAt: number
}

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

/** What is lacking when somebody would work longer than the contract with its overtime, or the law's day, allows. */
export async function hoursLacks(
  tx: Tx,
  one: KnownTechnician,
  visit: Omit<Span, 'technicianId'>,
  visitId: string | null,
) {
  const { weeklyMinutes, weeklyOvertimeMinutes, dailyMinutes } = one.hours
  if (weeklyMinutes === null && dailyMinutes === null) return []
  const zone = one.stationZone ?? one.timeZone
  const around = { ...visit, zone }
  const minutes = (ms: number) => Math.ceil(ms / 60_000)
  const found = []
  const key = weekKey(one.id, weekOf(visit.fromAt, zone))
  const week = (await workedInWeeks(tx, [one], around, null, visitId)).get(key) ?? 0
  const inWeek = minutes(week + visit.toAt - visit.fromAt)
  if (weeklyMinutes !== null && inWeek > weeklyMinutes + weeklyOvertimeMinutes)
    found.push({ code: 'week_full' as const, values: { minutes: inWeek, most: weeklyMinutes + weeklyOvertimeMinutes } })
  const inDay = minutes((await workedOn(tx, one.id, visit.fromAt, zone, visitId)) + visit.toAt - visit.fromAt)
  if (dailyMinutes !== null && inDay > dailyMinutes)
    found.push({ code: 'day_full' as const, values: { minutes: inDay, most: dailyMinutes } })
  return found
}

async function workedOn(
  tx: Tx,
  technicianId: string,
  at: number,
  zone: string,
  visitId: string | null,
): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select coalesce(sum(extract(epoch from coalesce(finished_at, ends_at) - coalesce(started_at, starts_at))), 0)::float8 as seconds
    from dispatch.visit where technician_id = ${technicianId}::uuid and status not in ('cancelled', 'declined')
      and id is distinct from ${visitId}::uuid and (starts_at at time zone ${zone})::date = ${localDay(at, zone)}::date`.execute(
    tx,
  )
  return rows[0]!.seconds * 1000
}
