import { distanceMetres } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'
import { shelf } from './places.ts'

export interface NearStock {
  partId: string
  placeId: string
  place: string
  onHand: number
  reserved: number
  free: number
  /** Air line to the place that was asked from; null when either of the two is nowhere on the map. */
  km: number | null
}
type Row = Omit<NearStock, 'km'> & { lat: number | null; lon: number | null }

/** Where these parts lie in good condition, at the places the actor sees: the nearest to a place first, then the fullest. */
export async function stockNear(
  tx: Tx,
  actor: Actor,
  partIds: readonly string[],
  placeId: string | undefined,
): Promise<NearStock[]> {
  const from = await stationOf(tx, actor, placeId)
  const { rows } = await sql<Row>`
    select b.part_id as "partId", l.id as "placeId", l.name as place, sum(b.on_hand)::float8 as "onHand", sum(b.reserved)::float8 as reserved,
      sum(greatest(b.on_hand - b.reserved, 0))::float8 as free, s.lat, s.lon
    from parts.balance b join parts.place l on l.tenant_id = b.tenant_id and l.id = b.place_id and l.is_shelf and l.kind <> 'transit'
    left join network.station s on s.tenant_id = l.tenant_id and s.id = l.station_id
    where b.part_id = any(${[...partIds]}::uuid[]) and b.condition = 'good' and b.on_hand > 0 and ${visibleTo(actor, 'l.station_id')}
    group by b.part_id, l.id, l.name, s.lat, s.lon`.execute(tx)
  const near = rows.map(({ lat, lon, ...row }) => ({ ...row, km: kmBetween(from, { lat, lon }) }))
  return near.sort(
    (a, b) =>
      (a.km ?? Number.POSITIVE_INFINITY) - (b.km ?? Number.POSITIVE_INFINITY) ||
      b.free - a.free ||
      a.place.localeCompare(b.place),
  )
}

interface Somewhere {
  lat: number | null
  lon: number | null
}

/** Where one asks from: the station of a place, or one's own. */
async function stationOf(tx: Tx, actor: Actor, placeId: string | undefined): Promise<Somewhere | undefined> {
  const own = actor.stations === 'all' ? null : (actor.stations[0] ?? null)
  const id = placeId ? (await shelf(tx, actor, placeId)).station_id : own
  if (!id) return undefined
  return tx.selectFrom('network.station').select(['lat', 'lon']).where('id', '=', id).executeTakeFirst()
}

function kmBetween(a: Somewhere | undefined, b: Somewhere): number | null {
  if (a?.lat == null || a.lon == null || b.lat == null || b.lon == null) return null
  return Math.round(distanceMetres({ lat: a.lat, lon: a.lon }, { lat: b.lat, lon: b.lon }) / 1000)
}
