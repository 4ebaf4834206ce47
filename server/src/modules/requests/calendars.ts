import { ALWAYS_OPEN, type BusinessCalendar, type CalendarKind } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** By id and version: a changed calendar is a new version, so what is kept here is never stale. */
const kept = new Map<string, BusinessCalendar>()
const KEPT_AT_MOST = 500

/** Office hours where nobody has entered a calendar yet: Monday to Friday, 9 to 18, at the place of the request. */
export function officeHours(timeZone: string): BusinessCalendar {
  const key = `office:${timeZone}`
  let calendar = kept.get(key)
  if (!calendar) {
    const day = (): [string, string][] => [['09:00', '18:00']]
    const weekly = { 1: day(), 2: day(), 3: day(), 4: day(), 5: day(), 6: [], 7: [] }
    calendar = { id: key, version: 1, timeZone, weekly, holidays: [], workdays: {} }
    kept.set(key, calendar)
  }
  return calendar
}

/** A calendar of the company, read once per version and process. */
export async function calendarOf(tx: Tx, id: string, version: number): Promise<BusinessCalendar | null> {
  const key = `${id}@${version}`
  const known = kept.get(key)
  if (known) return known
  const row = await tx
    .selectFrom('kit.calendar')
    .select(['id', 'version', 'time_zone', 'weekly', 'holidays', 'workdays'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const calendar = {
    id: row.id,
    version: row.version,
    timeZone: row.time_zone,
    weekly: row.weekly,
    holidays: row.holidays,
    workdays: row.workdays,
  } as unknown as BusinessCalendar
  if (kept.size >= KEPT_AT_MOST) kept.clear()
  kept.set(`${calendar.id}@${calendar.version}`, calendar)
  return calendar
}

export interface Place {
  stationId: string | null
  country: string
}

/**
 * Whose hours count for a request: those of its station, else of the nearest above it in the tree; without a station those
 * of its country's office. Null: nobody has entered any.
 */
async function calendarAt(tx: Tx, { stationId, country }: Place): Promise<BusinessCalendar | null> {
  const { rows } = await sql<{ id: string; version: number }>`
    select k.id, k.version from network.station s
    join network.station up on up.tenant_id = s.tenant_id and up.id = any(s.path) and up.calendar_id is not null
    join kit.calendar k on k.tenant_id = up.tenant_id and k.id = up.calendar_id
    where s.id = ${stationId} or (${stationId}::uuid is null and s.kind = 'country' and s.country = ${country})
    order by array_position(s.path, up.id) desc limit 1`.execute(tx)
  return rows[0] ? calendarOf(tx, rows[0].id, rows[0].version) : null
}

export async function calendarsFor(tx: Tx, place: Place & { timeZone: string }) {
  return bothCalendars(await calendarAt(tx, place), place.timeZone)
}

/** As signed-in people are: a change is seen by intakes within five seconds, and does not cost each of them a question. */
const KEPT_MS = 5_000
const soon = new Map<string, { until: number; value: unknown }>()

async function keptSoon<T>(key: string, find: () => Promise<T>): Promise<T> {
  const known = soon.get(key)
  if (known && known.until > Date.now()) return known.value as T
  const value = await find()
  if (soon.size >= KEPT_AT_MOST) soon.clear()
  soon.set(key, { until: Date.now() + KEPT_MS, value })
  return value
}

export function calendarSoon(tx: Tx, tenantId: string, place: Place): Promise<BusinessCalendar | null> {
  return keptSoon(`calendar ${tenantId} ${place.stationId ?? place.country}`, () => calendarAt(tx, place))
}

export interface Company {
  country: string
  timeZone: string
  language: string
}
export function companyOf(tx: Tx, tenantId: string): Promise<Company> {
  return keptSoon(`company ${tenantId}`, () =>
    tx.selectFrom('kit.company').select(['country', 'time_zone as timeZone', 'language']).executeTakeFirstOrThrow(),
  )
}

export function bothCalendars(
  business: BusinessCalendar | null,
  timeZone: string,
): Readonly<Record<CalendarKind, BusinessCalendar>> {
  return { business: business ?? officeHours(timeZone), '24x7': ALWAYS_OPEN(timeZone) }
}
