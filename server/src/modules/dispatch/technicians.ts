import type { Booking, Technician } from '@aftercare/dispatch'
import type { HeldCertificate, Interval, Position } from '@aftercare/rules'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type StoredShift, shiftTimes } from './shift-times.ts'
import { PLANNED, TAKES_TIME, UNDER_WAY } from './states.ts'
import { promisedOf } from './visit-state.ts'

/** What somebody is booked for, and what of it could still move. */
export interface KnownBooking extends Booking {
  skills: readonly string[]
  promised: Interval | null
  /** Held for somebody who decides, pinned or under way: it stays. */
  stays: boolean
}

export interface KnownTechnician extends Technician {
  bookings: readonly KnownBooking[]
  name: string
  timeZone: string
  station: { id: string; name: string; country: string; position: Position | null } | null
  stationZone: string | null
  /** Where their day ends; null: anywhere. */
  dayEnds: Position | null
  hours: WorkHours
}

/** How much somebody may work; null: nobody counts it. */
export interface WorkHours {
  weeklyMinutes: number | null
  weeklyOvertimeMinutes: number
  /** Hours at the wheel an hour of overtime is worth. */
  overtimePrice: number
  dailyMinutes: number | null
}

interface Row extends WorkHours {
  dayEnds: string
  id: string
  name: string
  timeZone: string
  stationId: string | null
  station: string | null
  stationZone: string | null
  stationCountry: string | null
  stationLat: number | null
  stationLon: number | null
  lat: number | null
  lon: number | null
  skills: string[]
  certificates: HeldCertificate[]
  shifts: StoredShift[]
  absences: { from: string; to: string; kind: string }[]
  holidays: string[]
}

const DAY_MS = 86_400_000

/**
 * Technicians with their skills, certificates, shifts and absences around a window: one statement. `where` speaks of
 * `p` (the person) and `s` (the station they start from).
 */
export async function technicians(tx: Tx, where: RawBuilder<unknown>, window: Interval): Promise<KnownTechnician[]> {
  // A day more on both sides: shifts are told in wall times of a zone, and the day before may reach into the window.
  const around = { fromAt: window.fromAt - DAY_MS, toAt: window.toAt + DAY_MS }
  const from = new Date(around.fromAt)
  const to = new Date(around.toAt)
  const { rows } = await sql<Row>`
    select p.id, p.name, p.time_zone as "timeZone", s.id as "stationId", s.name as station, s.time_zone as "stationZone",
      s.country as "stationCountry", s.lat as "stationLat", s.lon as "stationLon",
      p.day_ends as "dayEnds", p.weekly_minutes as "weeklyMinutes", p.weekly_overtime_minutes as "weeklyOvertimeMinutes",
      p.overtime_price::float8 as "overtimePrice", p.daily_minutes as "dailyMinutes", coalesce(p.home_lat, s.lat) as lat, coalesce(p.home_lon, s.lon) as lon,
      array(select k.code from people.person_skill ps join people.skill k on k.tenant_id = ps.tenant_id and k.id = ps.skill_id
        where ps.tenant_id = p.tenant_id and ps.person_id = p.id order by k.code) as skills,
      coalesce((select jsonb_agg(jsonb_build_object('code', k.code, 'validFrom', c.issued_on, 'validTo', c.expires_on))
        from people.certificate c join people.skill k on k.tenant_id = c.tenant_id and k.id = c.skill_id
        where c.tenant_id = p.tenant_id and c.person_id = p.id), '[]') as certificates,
      coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'validFrom', h.valid_from, 'validTo', h.valid_to,
          'timeZone', h.time_zone, 'weekly', h.weekly))
        from people.shift h where h.tenant_id = p.tenant_id and h.person_id = p.id
          and h.valid_from <= ${to}::date and (h.valid_to is null or h.valid_to >= ${from}::date)), '[]') as shifts,
      coalesce((select jsonb_agg(jsonb_build_object('from', lower(a.during), 'to', upper(a.during), 'kind', a.kind) order by lower(a.during))
        from people.absence a where a.tenant_id = p.tenant_id and a.person_id = p.id
          and a.during && tstzrange(${from}, ${to})), '[]') as absences,
      coalesce((select k.holidays from network.station up join kit.calendar k on k.tenant_id = up.tenant_id and k.id = up.calendar_id
        where up.tenant_id = s.tenant_id and up.id = any(s.path) order by array_position(s.path, up.id) desc limit 1), '[]') as holidays
    from people.person p
    join lateral (select g.station_id from people.role_grant g where g.tenant_id = p.tenant_id and g.person_id = p.id
      and g.role = 'technician' and g.ended_at is null order by g.station_id nulls last limit 1) granted on true
    left join lateral (select f.station_id from network.staff f where f.tenant_id = p.tenant_id and f.person_id = p.id
      and f.from_on <= ${to}::date and (f.to_on is null or f.to_on >= ${from}::date)
      order by f.is_home desc, f.from_on desc limit 1) home on true
    left join network.station s on s.tenant_id = p.tenant_id and s.id = coalesce(home.station_id, granted.station_id)
    where p.is_active and ${where}
    order by s.name nulls last, p.name, p.id`.execute(tx)
  return rows.map((row) => known(row, around))
}

function known(row: Row, window: Interval): KnownTechnician {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.timeZone,
    station: row.stationId
      ? {
          id: row.stationId,
          name: row.station!,
          country: row.stationCountry!,
          position: position(row.stationLat, row.stationLon),
        }
      : null,
    stationZone: row.stationZone,
    skills: row.skills,
    certificates: row.certificates,
    shifts: row.shifts.flatMap((shift) => shiftTimes(shift, row.holidays, window)).sort((a, b) => a.fromAt - b.fromAt),
    absences: row.absences.map((one) => ({
      fromAt: bound(one.from, window.fromAt),
      toAt: bound(one.to, window.toAt),
      reason: one.kind,
    })),
    bookings: [],
    home: position(row.lat, row.lon),
    dayEnds: endOf(row),
    hours: {
      weeklyMinutes: row.weeklyMinutes,
      weeklyOvertimeMinutes: row.weeklyOvertimeMinutes,
      overtimePrice: row.overtimePrice,
      dailyMinutes: row.dailyMinutes,
    },
  }
}

function endOf(row: Row): Position | null {
  if (row.dayEnds === 'anywhere') return null
  return row.dayEnds === 'home' ? position(row.lat, row.lon) : position(row.stationLat, row.stationLon)
}

/** An absence without an end (long illness) reaches over the whole window. */
const bound = (text: string | null, open: number) => (text === null || /infinity/.test(text) ? open : Date.parse(text))

export function position(lat: number | null, lon: number | null): Position | null {
  return lat === null || lon === null ? null : { lat, lon }
}

/** What does not stand in its own way: the visit that is being moved, the time held for the request that asks. */
export interface Except {
  visitId?: string | null
  requestId?: string | null
}

/** Puts in what they are booked for already, and what is held for somebody who decides. */
export async function withBookings(
  tx: Tx,
  all: KnownTechnician[],
  window: Interval,
  except: Except = {},
): Promise<KnownTechnician[]> {
  if (all.length === 0) return all
  const rows = await tx
    .selectFrom('dispatch.visit as v')
    .innerJoin('dispatch.work_order as w', 'w.id', 'v.work_order_id')
    .select(['v.id', 'v.technician_id', 'v.starts_at', 'v.ends_at', 'w.lat', 'w.lon'])
    .select(['w.skill_codes as skills', 'v.promised', 'v.is_pinned as isPinned', 'v.status'])
    .where(
      'v.technician_id',
      'in',
      all.map((one) => one.id),
    )
    .where('v.starts_at', '>=', new Date(window.fromAt - 3 * DAY_MS))
    .where('v.starts_at', '<', new Date(window.toAt + DAY_MS))
    .where('v.status', 'in', [...TAKES_TIME])
    .execute()
  const held = await heldFor(tx, all, window)
  const collected = await collectedBy(tx, all, window)
  const byPerson = Map.groupBy(
    [
      ...rows
        .filter((row) => row.id !== except.visitId)
        .map((row) => ({ ...row, stays: row.isPinned || isUnderWay(row) })),
      ...collected
        .filter((row) => row.id !== except.visitId)
        .map((row) => ({ ...row, skills: [], promised: null, stays: true })),
      ...held
        .filter((row) => row.request_id !== except.requestId)
        .map((row) => ({ ...row, skills: [], promised: null, stays: true })),
    ],
    (row) => row.technician_id,
  )
  return all.map((one) => ({
    ...one,
    bookings: (byPerson.get(one.id) ?? []).map(
      (row): KnownBooking => ({
        visitId: row.id,
        fromAt: row.starts_at.getTime(),
        toAt: row.ends_at.getTime(),
        position: position(row.lat, row.lon),
        skills: row.skills,
        promised: promisedSpan(row.promised),
        stays: row.stays,
      }),
    ),
  }))
}

const isUnderWay = ({ status }: { status: string }) => (UNDER_WAY as readonly string[]).includes(status)

function promisedSpan(range: string | null): Interval | null {
  const promised = promisedOf(range)
  return promised && { fromAt: Date.parse(promised.from), toAt: Date.parse(promised.to) }
}

/** On the way to a visit of theirs they collect its part. */
function collectedBy(tx: Tx, all: readonly KnownTechnician[], window: Interval) {
  return tx
    .selectFrom('dispatch.pick_up as u')
    .innerJoin('dispatch.visit as v', 'v.id', 'u.visit_id')
    .innerJoin('parts.place as l', 'l.id', 'u.place_id')
    .leftJoin('network.station as s', 's.id', 'l.station_id')
    .select(['v.id', 'v.technician_id', 'u.starts_at', 'u.ends_at', 's.lat', 's.lon'])
    .where(
      'v.technician_id',
      'in',
      all.map((one) => one.id),
    )
    .where('v.status', 'in', [...PLANNED])
    .where('u.starts_at', '<', new Date(window.toAt + DAY_MS))
    .where('u.ends_at', '>', new Date(window.fromAt - DAY_MS))
    .execute()
}

async function heldFor(tx: Tx, all: readonly KnownTechnician[], window: Interval) {
  return tx
    .selectFrom('dispatch.hold as h')
    .leftJoin('dispatch.work_order as w', 'w.id', 'h.work_order_id')
    .select(['h.id', 'h.request_id', 'h.technician_id', 'h.starts_at', 'h.ends_at', 'w.lat', 'w.lon'])
    .where(
      'h.technician_id',
      'in',
      all.map((one) => one.id),
    )
    .where('h.ended', 'is', null)
    .where('h.expires_at', '>', sql<Date>`clock_timestamp()`)
    .where('h.starts_at', '<', new Date(window.toAt + DAY_MS))
    .where('h.ends_at', '>', new Date(window.fromAt - DAY_MS))
    .execute()
}
