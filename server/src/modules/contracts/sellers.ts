import type { Issuer, StationInReach } from '@aftercare/entitlement'
import { distanceMetres } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound, Problem } from '../../kit/problem.ts'
import { day, id } from '../../kit/shapes.ts'
import { skillsOfStations } from '../network/index.ts'
import { LEVELS } from './shapes.ts'

export const stationTerms = z
  .object({
    stationId: id,
    maySell: z.boolean(),
    sellUntil: day.nullable().describe('authority until this day, included'),
    levels: z.array(z.enum(LEVELS)).describe('levels it can deliver'),
    isOwnChoice: z.boolean().describe('false: what its kind of station does unasked'),
    version: z.number(),
  })
  .meta({ id: 'StationContractTerms' })
export const stationTermsBody = stationTerms.pick({ maySell: true, sellUntil: true, levels: true })

/** What a station may and can when nobody has said: independent workshops sell nothing in our name. */
const MAY_SELL = new Set(['hq', 'region', 'country', 'own', '4s', 'authorised', 'chain'])
const USUAL_LEVELS: readonly string[] = ['carry_in', 'pick_up', 'on_site']
/** Further away than this nobody comes within a promised time, km. */
const REACH_KM = 80

export async function viewStationTerms(tx: Tx, actor: Actor, stationId: string) {
  const station = sees(actor, stationId)
    ? await tx.selectFrom('network.station').select(['id', 'kind']).where('id', '=', stationId).executeTakeFirst()
    : undefined
  if (!station) throw notFound('station')
  const row = await tx
    .selectFrom('contracts.station_terms')
    .selectAll()
    .where('station_id', '=', stationId)
    .executeTakeFirst()
  return {
    stationId,
    maySell: row?.may_sell ?? MAY_SELL.has(station.kind),
    sellUntil: row?.sell_until ?? null,
    levels: row?.levels ?? [...USUAL_LEVELS],
    isOwnChoice: row !== undefined,
    version: row?.version ?? 0,
  }
}

export async function setStationTerms(
  tx: Tx,
  actor: Actor,
  stationId: string,
  ifMatch: number,
  input: z.output<typeof stationTermsBody>,
): Promise<void> {
  await viewStationTerms(tx, actor, stationId)
  const set = { may_sell: input.maySell, sell_until: input.sellUntil, levels: input.levels }
  const done = await tx
    .insertInto('contracts.station_terms')
    .values({ station_id: stationId, ...set })
    .onConflict((c) =>
      c
        .columns(['tenant_id', 'station_id'])
        .doUpdateSet((eb) => ({ ...set, version: eb('contracts.station_terms.version', '+', 1) }))
        .where('contracts.station_terms.version', '=', ifMatch),
    )
    .returning('version')
    .executeTakeFirst()
  // An insert meets version 0, "as its kind does"; anything else was read from a row.
  if (!done || (done.version === 1 && ifMatch !== 0))
    throw new Problem('conflict.version', 409, { values: { version: done?.version ?? 0 }, changes: [] })
  await announce(tx, actor, {
    type: 'station.contract_terms_set',
    subject: { type: 'station', id: stationId },
    stationId,
    data: { ...input },
  })
}

/** Who signs: a station of the network, or headquarters itself. */
export async function issuerOf(tx: Tx, stationId: string | null): Promise<Issuer & { kind: string }> {
  if (stationId === null) return { id: 'headquarters', kind: 'hq', isMember: true, isActive: true, maySell: true }
  const row = await tx
    .selectFrom('network.station as s')
    .leftJoin('contracts.station_terms as t', 't.station_id', 's.id')
    .select(['s.id', 's.kind', 's.is_active', 's.product_lines', 's.country', 't.may_sell', 't.sell_until'])
    .where('s.id', '=', stationId)
    .executeTakeFirst()
  if (!row) return { id: stationId, kind: 'unknown', isMember: false, isActive: false, maySell: false }
  return {
    id: row.id,
    kind: row.kind,
    isMember: true,
    isActive: row.is_active,
    maySell: row.may_sell ?? MAY_SELL.has(row.kind),
    families: row.product_lines,
    ...(row.sell_until && { until: row.sell_until }),
    ...(row.country && { countries: [row.country] }),
  }
}

export interface Place {
  country: string
  city: string | null
  lat: number | null
  lon: number | null
}

/** The active stations from which a product can be reached: those that name its city, or stand near enough; with what their people can do. */
export async function stationsInReach(tx: Tx, place: Place, day: string): Promise<StationInReach[]> {
  const { rows } = await sql<{
    id: string
    families: string[]
    levels: string[] | null
    city: string | null
    lat: number | null
    lon: number | null
    area: { cities?: string[]; radiusKm?: number }
  }>`
    select s.id, s.product_lines as families, t.levels, s.city, s.lat, s.lon, s.area from network.station s
    left join contracts.station_terms t on t.tenant_id = s.tenant_id and t.station_id = s.id
    where s.country = ${place.country} and s.is_active and s.kind not in ('hq', 'region', 'country') order by s.id`.execute(
    tx,
  )
  const near = rows.filter((one) => isNear(one, place))
  const skills = await skillsOfStations(
    tx,
    near.map((one) => one.id),
    day,
  )
  return near.map(({ id: stationId, families, levels }) => ({
    id: stationId,
    families,
    levels: levels ?? [...USUAL_LEVELS],
    skills: skills.get(stationId) ?? [],
  }))
}

function isNear(
  station: {
    city: string | null
    lat: number | null
    lon: number | null
    area: { cities?: string[]; radiusKm?: number }
  },
  { city, lat, lon }: Place,
): boolean {
  if (city && (station.city === city || station.area.cities?.includes(city))) return true
  // Nobody has said where it stands: a station of the country is taken to reach it.
  if (lat === null || lon === null || station.lat === null || station.lon === null) return city === null
  const km = distanceMetres({ lat, lon }, { lat: station.lat, lon: station.lon }) / 1000
  return km <= Math.max(REACH_KM, station.area.radiusKm ?? 0)
}

/** Whose work it is to be: a station the actor sees, or, for a person of one station, that one. */
export async function sellerMustBeSeen(tx: Tx, actor: Actor, stationId: string | null): Promise<string | null> {
  const id = stationId ?? (actor.stations === 'all' ? null : (actor.stations[0] ?? null))
  if (id === null) return null
  const known = sees(actor, id)
    ? await tx.selectFrom('network.station').select('id').where('id', '=', id).executeTakeFirst()
    : undefined
  if (!known) throw notFound('station')
  return id
}
