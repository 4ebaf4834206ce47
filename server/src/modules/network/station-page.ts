import { sql } from 'kysely'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { hoursOf } from './hours.ts'
import { staffOf } from './staff.ts'

interface Row {
  id: string
  path: string[]
  [column: string]: unknown
}

/** A station with everything its page shows. `also` is one the caller has just opened and could not see before. */
export async function stationPage(tx: Tx, actor: Actor, id: string, also?: string) {
  if (!sees(actor, id) && id !== also) throw notFound('station')
  const { rows } = await sql<Row>`
    select id, number, kind, name, legal_name as "legalName", country, region, city, district, line, postal_code as "postalCode",
      lat, lon, time_zone as "timeZone", phone, email, language, currency, calendar_id as "calendarId", level,
      product_lines as "productLines", area, is_active as "isActive", version, created_at as "createdAt",
      parent_id as "parentId", path
    from network.station where id = ${id}`.execute(tx)
  const station = rows[0]
  if (!station) throw notFound('station')
  return {
    ...station,
    way: await wayTo(tx, actor, station, also),
    children: await childrenOf(tx, id),
    hours: await hoursOf(tx, id),
    staff: await staffOf(tx, id),
    documents: await documentsOf(tx, id),
  }
}

async function wayTo(tx: Tx, actor: Actor, station: Row, also?: string) {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from network.station where id = any(${station.path}::uuid[])
    order by array_position(${station.path}::uuid[], id)`.execute(tx)
  return rows.filter((row) => sees(actor, row.id) || row.id === also)
}

/** Whoever sees a place sees what is below it. */
async function childrenOf(tx: Tx, id: string) {
  const { rows } = await sql`
    select id, name, kind, is_active as "isActive" from network.station where parent_id = ${id} order by name, id`.execute(
    tx,
  )
  return rows
}

async function documentsOf(tx: Tx, id: string) {
  const { rows } = await sql`
    select id, name, number, expires_on as "expiresOn", file_id as "fileId" from network.document
    where station_id = ${id} order by expires_on nulls last, name`.execute(tx)
  return rows
}
