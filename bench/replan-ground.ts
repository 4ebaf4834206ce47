import { sql } from 'kysely'
import { newId } from '../server/src/kit/ids.ts'
import type { Stage } from './stage.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const CENTRE = { lat: 31.23, lon: 121.47 }

export interface Ground {
  stationId: string
  zone: string
  day: string
  technicians: string[]
  visits: number
}

/** Numbers that look random and are the same in every run (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The zone in which it is half past ten now, give or take half an hour: the shift has begun at eight. */
export function zoneOfMorning(now: number): string {
  const hours = new Date(now).getUTCHours() + new Date(now).getUTCMinutes() / 60
  const offset = ((Math.round(10.5 - hours) + 36) % 24) - 12
  // POSIX signs: Etc/GMT-8 is east of Greenwich.
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`
}

/** Technicians in a town, each with jobs around their home through the day: what is over by now is done. */
export async function fillGround(stage: Stage, technicians: number, jobs: number, now: number): Promise<Ground> {
  const random = dice(20261122)
  const zone = zoneOfMorning(now)
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now)
  const stationId = newId()
  const people: string[] = []
  const begins = now - 2.5 * HOUR_MS
  await stage.services.db.tx(stage.tenantId, async (tx) => {
    await sql`insert into network.station (id, number, path, kind, name, country, time_zone, lat, lon)
      values (${stationId}, 'ST-1', ${[stationId]}::uuid[], 'own', 'Bench', 'CN', ${zone}, ${CENTRE.lat}, ${CENTRE.lon})`.execute(
      tx,
    )
    const hours = [['08:00', '17:00']]
    const weekly = JSON.stringify({ 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours })
    const customerId = newId()
    await sql`insert into parties.customer (id, number, kind, name, country, language, time_zone)
      values (${customerId}, 'CU-1', 'person', 'Bench', 'CN', 'en', ${zone})`.execute(tx)
    for (let t = 0; t < technicians; t++) {
      const id = newId()
      people.push(id)
      const home = { lat: CENTRE.lat + (random() - 0.5) * 0.4, lon: CENTRE.lon + (random() - 0.5) * 0.4 }
      await sql`insert into people.person (id, number, name, time_zone, home_lat, home_lon)
        values (${id}, ${`P-${t}`}, ${`Technician ${t}`}, ${zone}, ${home.lat}, ${home.lon})`.execute(tx)
      await sql`insert into people.role_grant (id, person_id, role, scope, station_id) values (${newId()}, ${id}, 'technician', 'station', ${stationId})`.execute(
        tx,
      )
      await sql`insert into network.staff (station_id, person_id, from_on) values (${stationId}, ${id}, '2020-01-01')`.execute(
        tx,
      )
      await sql`insert into people.shift (id, person_id, valid_from, time_zone, weekly) values (${newId()}, ${id}, '2020-01-01', ${zone}, ${weekly}::jsonb)`.execute(
        tx,
      )
      const own = Math.floor(jobs / technicians) + (t < jobs % technicians ? 1 : 0)
      await visitsOf(tx, {
        technicianId: id,
        home,
        own,
        begins,
        now,
        zone,
        stationId,
        customerId,
        random,
        first: people.length * 100,
      })
    }
  })
  return { stationId, zone, day, technicians: people, visits: jobs }
}

type Work = Parameters<Parameters<Stage['services']['db']['tx']>[1]>[0]
interface Own {
  technicianId: string
  home: { lat: number; lon: number }
  own: number
  begins: number
  now: number
  zone: string
  stationId: string
  customerId: string
  random: () => number
  first: number
}

async function visitsOf(tx: Work, one: Own): Promise<void> {
  let at = Math.ceil(one.begins / (5 * MINUTE_MS)) * 5 * MINUTE_MS
  for (let n = 0; n < one.own; n++) {
    at += (15 + Math.floor(one.random() * 3) * 5) * MINUTE_MS
    const minutes = 40 + Math.floor(one.random() * 5) * 5
    const end = at + minutes * MINUTE_MS
    const [requestId, orderId] = [newId(), newId()]
    const [over, begun] = [end <= one.now, at <= one.now]
    const place = { lat: one.home.lat + (one.random() - 0.5) * 0.08, lon: one.home.lon + (one.random() - 0.5) * 0.08 }
    await sql`insert into requests.request (id, number, kind, status, title, priority, impact, urgency, channel, customer_id, station_id, country, time_zone, language, opened_at)
      values (${requestId}, ${`SR-${one.first + n}`}, 'repair', 'scheduled', 'Bench', 'P3', 2, 2, 'phone', ${one.customerId}, ${one.stationId}, 'CN', ${one.zone}, 'en', now())`.execute(
      tx,
    )
    await sql`insert into dispatch.work_order (id, number, request_id, kind, status, station_id, planned_minutes, priority, lat, lon, time_zone)
      values (${orderId}, ${`WO-${one.first + n}`}, ${requestId}, 'repair', ${over ? 'completed' : begun ? 'in_progress' : 'scheduled'}, ${one.stationId}, ${minutes}, 'P3',
        ${place.lat}, ${place.lon}, ${one.zone})`.execute(tx)
    const from = Math.floor(at / HOUR_MS) * HOUR_MS
    await sql`insert into dispatch.visit (id, number, work_order_id, request_id, station_id, technician_id, status, planned, promised, en_route_at, arrived_at, started_at, finished_at)
      values (${newId()}, ${`VS-${one.first + n}`}, ${orderId}, ${requestId}, ${one.stationId}, ${one.technicianId},
        ${over ? 'done' : begun ? 'working' : 'scheduled'}, tstzrange(${new Date(at)}, ${new Date(end)}),
        tstzrange(${new Date(from)}, ${new Date(from + 2 * HOUR_MS)}), ${begun ? new Date(at - 15 * MINUTE_MS) : null},
        ${begun ? new Date(at) : null}, ${begun ? new Date(at) : null}, ${over ? new Date(end) : null})`.execute(tx)
    at = end
  }
}
