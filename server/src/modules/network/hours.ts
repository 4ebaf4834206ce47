import type { BusinessCalendar } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface Hours {
  calendarId: string
  name: string
  /** the station above that gives the hours; null: its own */
  inheritedFrom: string | null
  timeZone: string
  version: number
  weekly: BusinessCalendar['weekly']
  holidays: string[]
  workdays: BusinessCalendar['workdays']
}

/** Opening hours: a station's own calendar, else that of the nearest place above it, read on the station's own clock. */
export async function hoursOf(tx: Tx, stationId: string): Promise<Hours | null> {
  const { rows } = await sql<Hours>`
    select k.id as "calendarId", k.name, case when up.id <> s.id then up.name end as "inheritedFrom",
      case when up.id = s.id then k.time_zone else s.time_zone end as "timeZone", k.version, k.weekly, k.holidays, k.workdays
    from network.station s
    join network.station up on up.tenant_id = s.tenant_id and up.id = any(s.path) and up.calendar_id is not null
    join kit.calendar k on k.tenant_id = up.tenant_id and k.id = up.calendar_id
    where s.id = ${stationId} order by array_position(s.path, up.id) desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/** The calendar by which a station's clocks run; null when neither it nor any place above has one. */
export async function calendarOf(tx: Tx, stationId: string): Promise<BusinessCalendar | null> {
  const hours = await hoursOf(tx, stationId)
  if (!hours) return null
  const { calendarId, version, timeZone, weekly, holidays, workdays } = hours
  // The rules remember calendars by id and version: the same hours on another clock are another calendar.
  return { id: `${calendarId} ${timeZone}`, version, timeZone, weekly, holidays, workdays }
}
