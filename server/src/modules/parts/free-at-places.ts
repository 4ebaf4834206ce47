import type { BusinessCalendar, Position } from '@aftercare/rules'
import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { calendarOf } from '../network/index.ts'

/** A store somebody can drive to. */
export interface StockPlace {
  id: string
  name: string
  stationId: string
  position: Position
  /** When somebody is there; null: nobody has said. */
  hours: BusinessCalendar | null
}

export interface FreeAtPlaces {
  places: StockPlace[]
  free: { placeId: string; partId: string; number: string; fold: string; quantity: number }[]
}

interface Row {
  placeId: string
  name: string
  stationId: string
  lat: number
  lon: number
  partId: string
  number: string
  fold: string
  quantity: number
}

/**
 * Stores on the map that have these parts free: our own, in good condition, fit to be used, kept for nobody. Vans are not among
 * them, nor stores of which nobody knows where they are.
 */
export async function freeAtPlaces(tx: Tx, codes: readonly string[]): Promise<FreeAtPlaces> {
  if (codes.length === 0) return { places: [], free: [] }
  const { rows } = await sql<Row>`
    select l.id as "placeId", l.name, s.id as "stationId", s.lat, s.lon, p.id as "partId", p.number, p.number_fold as fold,
      sum(b.on_hand - b.reserved)::float8 as quantity
    from parts.part p
    join parts.balance b on b.tenant_id = p.tenant_id and b.part_id = p.id and b.condition = 'good' and b.on_hand > b.reserved
    join parts.place l on l.tenant_id = b.tenant_id and l.id = b.place_id and l.is_active and l.kind in ('warehouse', 'depot', 'station')
    join network.station s on s.tenant_id = l.tenant_id and s.id = l.station_id and s.is_active and s.lat is not null and s.lon is not null
    join parts.owner o on o.tenant_id = b.tenant_id and o.id = b.owner_id and o.code = 'own'
    left join parts.batch h on h.tenant_id = b.tenant_id and h.id = b.batch_id
    where p.tenant_id = kit.tenant() and p.number_fold = any(${[...new Set(codes.map(foldSerial))]}::text[])
      and h.blocked_at is null and (h.expires_on is null or h.expires_on >= current_date)
    group by l.id, l.name, s.id, s.lat, s.lon, p.id, p.number, p.number_fold order by l.id, p.id`.execute(tx)
  const hours = new Map<string, BusinessCalendar | null>()
  for (const id of new Set(rows.map((row) => row.stationId))) hours.set(id, await calendarOf(tx, id))
  const places = new Map(rows.map((row) => [row.placeId, placeOf(row, hours.get(row.stationId) ?? null)]))
  return {
    places: [...places.values()],
    free: rows.map(({ placeId, partId, number, fold, quantity }) => ({ placeId, partId, number, fold, quantity })),
  }
}

const placeOf = ({ placeId, name, stationId, lat, lon }: Row, hours: BusinessCalendar | null): StockPlace => ({
  id: placeId,
  name,
  stationId,
  position: { lat, lon },
  hours,
})
