import type { Position } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type FreeAtPlaces, freeAtPlaces, type StockPlace } from '../parts/index.ts'
import type { VanParts } from './van-parts.ts'

/** The stop for a part that is booked already. Epoch ms. */
export interface BookedPickUp {
  place: StockPlace
  startAt: number
  endAt: number
  parts: { code: string; quantity: number }[]
}

/** Where what these orders miss lies free. */
export function storesFor(tx: Tx, { needs }: VanParts): Promise<FreeAtPlaces> {
  const missing = [...needs.values()].flat().filter((one) => !one.isThere)
  return freeAtPlaces(tx, [...new Set(missing.map((one) => one.code))])
}

/** Orders that wait for what the stock was asked for already. */
export async function askedOfStock(tx: Tx, orderIds: readonly string[]): Promise<Set<string>> {
  if (orderIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('dispatch.needed_part')
    .select('work_order_id')
    .distinct()
    .where('work_order_id', 'in', [...new Set(orderIds)])
    .where('is_ready', '=', false)
    .where('is_by_hand', '=', false)
    .execute()
  return new Set(rows.map((row) => row.work_order_id))
}

/** By visit. */
export async function bookedPickUps(tx: Tx, visitIds: readonly string[]): Promise<Map<string, BookedPickUp>> {
  if (visitIds.length === 0) return new Map()
  const { rows } = await sql<{
    visitId: string
    placeId: string
    name: string
    stationId: string
    position: Position
    startsAt: Date
    endsAt: Date
    parts: BookedPickUp['parts']
  }>`
    select u.visit_id as "visitId", l.id as "placeId", l.name, s.id as "stationId", jsonb_build_object('lat', s.lat, 'lon', s.lon) as position,
      u.starts_at as "startsAt", u.ends_at as "endsAt", u.parts
    from dispatch.pick_up u
    join parts.place l on l.tenant_id = u.tenant_id and l.id = u.place_id
    join network.station s on s.tenant_id = l.tenant_id and s.id = l.station_id and s.lat is not null and s.lon is not null
    where u.tenant_id = kit.tenant() and u.visit_id = any(${[...visitIds]}::uuid[])`.execute(tx)
  return new Map(
    rows.map(({ visitId, placeId, name, stationId, position, startsAt, endsAt, parts }) => {
      const place = { id: placeId, name, stationId, position, hours: null }
      return [visitId, { place, startAt: startsAt.getTime(), endAt: endsAt.getTime(), parts }]
    }),
  )
}
