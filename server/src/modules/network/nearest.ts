import { distanceMetres } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { SERVING } from './shapes.ts'

export interface Site {
  country: string
  city?: string | null
  postalCode?: string | null
  lat?: number | null
  lon?: number | null
  /** family code of the product; null: any */
  familyCode?: string | null
}

export interface NearestStation {
  id: string
  name: string
  timeZone: string
  /** why this one: it serves the postal code, the city, the circle around it, or is simply nearest */
  because: 'postal_code' | 'city' | 'radius' | 'distance' | 'country'
  distanceKm: number | null
}

interface Candidate {
  id: string
  name: string
  timeZone: string
  lat: number | null
  lon: number | null
  area: { cities?: string[]; postalPrefixes?: string[]; radiusKm?: number }
}

/**
 * The station that serves a site: of the active ones in its country authorised for the product, by area first (postal
 * code, then city, then circle), then by air line. Null when the country has none.
 */
export async function stationFor(tx: Tx, site: Site): Promise<NearestStation | null> {
  const { rows } = await sql<Candidate>`
    select id, name, time_zone as "timeZone", lat, lon, area from network.station
    where country = ${site.country} and is_active and kind = any(${[...SERVING]}::text[])
      and (${site.familyCode ?? null}::text is null or product_lines = '{}' or ${site.familyCode ?? null} = any(product_lines))
    order by name, id`.execute(tx)
  const ranked = rows.map((one) => rank(one, site)).sort((a, b) => a.rank - b.rank || a.far - b.far)
  const best = ranked[0]
  if (!best) return null
  const { id, name, timeZone } = best.station
  const distanceKm = Number.isFinite(best.far) ? Math.round(best.far / 100) / 10 : null
  return { id, name, timeZone, because: ORDER[best.rank]!, distanceKm }
}

const ORDER = ['postal_code', 'city', 'radius', 'distance', 'country'] as const

function rank(station: Candidate, site: Site) {
  const far = metres(station, site)
  const postal = plain(site.postalCode)
  const city = plain(site.city)
  const { postalPrefixes = [], cities = [], radiusKm } = station.area
  const serves = [
    postal !== '' && postalPrefixes.some((prefix) => postal.startsWith(plain(prefix))),
    city !== '' && cities.some((one) => plain(one) === city),
    radiusKm !== undefined && far <= radiusKm * 1000,
    Number.isFinite(far),
  ]
  const found = serves.indexOf(true)
  return { station, far, rank: found === -1 ? ORDER.indexOf('country') : found }
}

function metres(station: Candidate, site: Site): number {
  if (station.lat === null || station.lon === null || site.lat == null || site.lon == null)
    return Number.POSITIVE_INFINITY
  return distanceMetres({ lat: station.lat, lon: station.lon }, { lat: site.lat, lon: site.lon })
}

/** 广州市 and 广州, 10 115 and 10115 are the same. */
function plain(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/[\s-]/g, '').replace(/市$/, '').toLowerCase()
}
