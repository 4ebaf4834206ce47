import { type RawBuilder, sql } from 'kysely'
import { tenantFor } from '../server/src/cli/tenant.ts'
import { addSignIn } from '../server/src/modules/people/index.ts'
import type { Stage } from './stage.ts'

export const ZONE = 'Asia/Shanghai'
export const SIGN_IN = { email: 'bench@example.com', password: 'a good long password' }
/** A Monday, so that five days stand side by side. */
export const MONDAY = '2031-03-03'

/** An id that is the same every time, in the form of a version 4. */
const of = (text: RawBuilder<unknown>) =>
  sql`overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`

/** So many people who work eight to seven, and so many visits a day on each of the days, an hour each. */
export async function fillBoard(stage: Stage, people: number, days: number, visitsADay: number): Promise<void> {
  const { services, tenantId } = stage
  const actor = await tenantFor(services, undefined)
  const grant = { role: 'dispatcher' as const, scope: 'company' as const }
  const who = { ...SIGN_IN, name: 'Bench', language: 'en' as const, grant }
  await services.db.tx(tenantId, (tx) => addSignIn(tx, services, actor, who, new Date()))
  await services.db.tx(tenantId, async (tx) => {
    const station = of(sql`'station'`)
    await sql`insert into network.station (id, number, path, kind, name, country, time_zone, lat, lon)
      values (${station}, 'ST-1', array[${station}], 'own', 'Bench', 'CN', ${ZONE}, 31.2, 121.5)`.execute(tx)
    await sql`insert into people.person (id, number, name, time_zone, home_lat, home_lon)
      select ${of(sql`'p' || n`)}, 'P-' || n, 'Technician ' || lpad(n::text, 3, '0'), ${ZONE}, 31.1 + n % 20 * 0.01, 121.3 + n % 30 * 0.01
      from generate_series(1, ${people}::int) n`.execute(tx)
    await sql`insert into people.role_grant (id, person_id, role, scope, station_id)
      select ${of(sql`'g' || n`)}, ${of(sql`'p' || n`)}, 'technician', 'station', ${station} from generate_series(1, ${people}::int) n`.execute(
      tx,
    )
    await sql`insert into network.staff (station_id, person_id, from_on)
      select ${station}, ${of(sql`'p' || n`)}, '2020-01-01' from generate_series(1, ${people}::int) n`.execute(tx)
    const hours = JSON.stringify([
      ['08:00', '12:00'],
      ['13:00', '19:00'],
    ])
    await sql`insert into people.shift (id, person_id, valid_from, time_zone, weekly)
      select ${of(sql`'s' || n`)}, ${of(sql`'p' || n`)}, '2020-01-01', ${ZONE},
        (select jsonb_object_agg(d::text, ${hours}::jsonb) from generate_series(1, 7) d) from generate_series(1, ${people}::int) n`.execute(
      tx,
    )
    const all = days * visitsADay
    await sql`insert into requests.request (id, number, kind, channel, status, title, priority, impact, urgency, country, time_zone, language, opened_at, station_id)
      select ${of(sql`'r' || n`)}, 'SR-' || n, 'repair', 'phone', 'scheduled', 'Unit ' || n || ' does not cool', 'P' || 1 + n % 5, 2, 2, 'CN', ${ZONE}, 'en', now(), ${station}
      from generate_series(1, ${all}::int) n`.execute(tx)
    await sql`insert into dispatch.work_order (id, number, request_id, kind, status, station_id, planned_minutes, priority, lat, lon, time_zone)
      select ${of(sql`'w' || n`)}, 'WO-' || n, ${of(sql`'r' || n`)}, 'repair', 'scheduled', ${station}, 60, 'P' || 1 + n % 5,
        31.0 + n % 41 * 0.01, 121.2 + n % 61 * 0.01, ${ZONE} from generate_series(1, ${all}::int) n`.execute(tx)
    // Visit k of a day: person k mod people, hour by hour, so that nobody is in two places.
    await sql`insert into dispatch.visit (id, number, work_order_id, request_id, station_id, technician_id, planned)
      select ${of(sql`'v' || n`)}, 'VS-' || n, ${of(sql`'w' || n`)}, ${of(sql`'r' || n`)}, ${station}, ${of(sql`'p' || 1 + k % ${people}::int`)},
        tstzrange(at, at + interval '1 hour')
      from generate_series(1, ${all}::int) n, lateral (select (n - 1) % ${visitsADay}::int as k, (n - 1) / ${visitsADay}::int as day) one,
        lateral (select (${MONDAY}::date + day + interval '8 hours' + (k / ${people}::int) * interval '150 minutes') at time zone ${ZONE} as at) two`.execute(
      tx,
    )
  })
  // As the database does by itself within a minute of such an import: without it the first answers take many seconds.
  await services.ownerPool.query('analyze')
}
