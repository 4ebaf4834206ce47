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

/**
 * Whose hours count for a request: those of its station, else of the nearest above it in the tree, else of its country's
 * office, else plain office hours at the site.
 */
export async function calendarsFor(
  tx: Tx,
  place: { stationId: string | null; country: string; timeZone: string },
): Promise<Readonly<Record<CalendarKind, BusinessCalendar>>> {
  const { rows } = await sql<{ id: string; version: number }>`
    select k.id, k.version from network.station s
    join network.station up on up.tenant_id = s.tenant_id and up.id = any(s.path) and up.calendar_id is not null
    join kit.calendar k on k.tenant_id = up.tenant_id and k.id = up.calendar_id
    where s.id = ${place.stationId} or (${place.stationId}::uuid is null and s.kind = 'country' and s.country = ${place.country})
    order by array_position(s.path, up.id) desc limit 1`.execute(tx)
  const found = rows[0] ? await calendarOf(tx, rows[0].id, rows[0].version) : null
  return bothCalendars(found, place.timeZone)
}

export function bothCalendars(
  business: BusinessCalendar | null,
  timeZone: string,
): Readonly<Record<CalendarKind, BusinessCalendar>> {
  return { business: business ?? officeHours(timeZone), '24x7': ALWAYS_OPEN(timeZone) }
}
