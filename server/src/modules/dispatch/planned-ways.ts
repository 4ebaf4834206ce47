import { hourClassOf, wayAt } from '@aftercare/dispatch'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { id } from '../../kit/shapes.ts'
import { position, technicians } from './technicians.ts'
import { waysBetween } from './travel-times.ts'

export const plannedWay = z
  .object({
    visitId: id.describe('where it leads'),
    minutes: z.number(),
    km: z.number().describe('with one decimal'),
  })
  .meta({ id: 'PlannedWay' })

interface Stop {
  /** Null: where a part is collected on the way. */
  id: string | null
  day: string
  startsAt: Date
  endsAt: Date
  timeZone: string
  lat: number | null
  lon: number | null
}

/** The ways somebody's plan counts with: each day from where it begins, then from visit to visit. Absent where an end is unknown. */
export async function plannedWays(
  tx: Tx,
  technicianId: string,
  visitIds: readonly string[],
): Promise<z.input<typeof plannedWay>[]> {
  const stops = await stopsOf(tx, visitIds)
  if (stops.length === 0) return []
  const at = { fromAt: stops[0]!.startsAt.getTime(), toAt: stops.at(-1)!.endsAt.getTime() }
  const [person] = await technicians(tx, sql`p.id = ${technicianId}::uuid`, at)
  const legs = [...Map.groupBy(stops, (one) => one.day).values()].flatMap((day) =>
    day.flatMap((stop, i) => {
      const before = day[i - 1]
      const from = before ? position(before.lat, before.lon) : (person?.home ?? null)
      const to = position(stop.lat, stop.lon)
      const leavesAt = (before?.endsAt ?? stop.startsAt).getTime()
      return from && to && stop.id ? [{ visitId: stop.id, from, to, hours: hourClassOf(leavesAt, stop.timeZone) }] : []
    }),
  )
  const ways = await waysBetween(tx, () => legs.map(({ from, to }) => [from, to] as const))
  return legs.map(({ visitId, from, to, hours }) => {
    const { seconds, metres } = wayAt(ways, from, to, hours)
    return { visitId, minutes: Math.round(seconds / 60), km: Math.round(metres / 100) / 10 }
  })
}

async function stopsOf(tx: Tx, visitIds: readonly string[]): Promise<Stop[]> {
  if (visitIds.length === 0) return []
  const { rows } = await sql<Stop>`
    select v.id, (v.starts_at at time zone p.time_zone)::date::text as day, v.starts_at as "startsAt", v.ends_at as "endsAt",
      w.time_zone as "timeZone", w.lat, w.lon
    from dispatch.visit v
    join dispatch.work_order w on w.tenant_id = v.tenant_id and w.id = v.work_order_id
    join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
    where v.tenant_id = kit.tenant() and v.id = any(${visitIds}::uuid[]) and v.status not in ('cancelled', 'declined')
    union all
    select null, (u.starts_at at time zone p.time_zone)::date::text, u.starts_at, u.ends_at, s.time_zone, s.lat, s.lon
    from dispatch.pick_up u
    join dispatch.visit v on v.tenant_id = u.tenant_id and v.id = u.visit_id and v.status not in ('cancelled', 'declined')
    join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
    join parts.place l on l.tenant_id = u.tenant_id and l.id = u.place_id
    join network.station s on s.tenant_id = l.tenant_id and s.id = l.station_id
    where u.tenant_id = kit.tenant() and u.visit_id = any(${visitIds}::uuid[])
    order by "startsAt", id`.execute(tx)
  return rows
}
