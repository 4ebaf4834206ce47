import { AREAS, type DrivenWay, HOUR_CLASSES, hourClassOf, learnPace, USUAL_PACE } from '@aftercare/dispatch'
import { sql } from 'kysely'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { type Job, job } from '../../kit/jobs.ts'

/** Ways older than this say little of today's roads. */
const LOOK_BACK_DAYS = 120
/** Answers of a matrix service are asked for again after this. */
const KEEP_DAYS = 30

/** Every night: what the stamps of setting out and arriving teach, and old answers of the matrix service out. */
export const learnRoads: Job = job(
  'dispatch-learn-roads',
  ({ services, tenantId }) =>
    services.db.tx(tenantId, async (tx) => {
      await learnFromStamps(tx, new Date())
      // Without a service nobody would ever ask for them again: what it told once is not the truth for ever.
      const days = services.settings.routingUrl ? KEEP_DAYS : 0
      await sql`delete from dispatch.way where fetched_at <= now() - make_interval(days => ${days})`.execute(tx)
    }),
  '20 2 * * *',
)

/** Ways from visit to visit of one day: where somebody set out from is known there. */
export async function learnFromStamps(tx: Tx, now: Date): Promise<void> {
  const learnt = learnPace(await drivenWays(tx, now))
  for (const one of learnt)
    await tx
      .insertInto('dispatch.road_pace')
      .values({ ...one, learnt_at: now })
      .onConflict((c) =>
        c
          .columns(['tenant_id', 'area', 'hours'])
          .doUpdateSet({ factor: one.factor, samples: one.samples, learnt_at: now }),
      )
      .execute()
}

interface Row {
  fromLat: number
  fromLon: number
  lat: number
  lon: number
  timeZone: string
  setOut: Date
  arrived: Date
}

async function drivenWays(tx: Tx, now: Date): Promise<DrivenWay[]> {
  const since = new Date(now.getTime() - LOOK_BACK_DAYS * 86_400_000)
  const { rows } = await sql<Row>`
    select * from (
      select w.lat, w.lon, w.time_zone as "timeZone", v.en_route_at as "setOut", v.arrived_at as arrived,
        lag(w.lat) over same_day as "fromLat", lag(w.lon) over same_day as "fromLon", lag(v.finished_at) over same_day as left_at
      from dispatch.visit v join dispatch.work_order w on w.tenant_id = v.tenant_id and w.id = v.work_order_id
      where v.arrived_at > ${since} and v.en_route_at is not null and v.en_route_at < v.arrived_at and w.lat is not null
      window same_day as (partition by v.technician_id, (v.arrived_at at time zone w.time_zone)::date order by v.arrived_at)) ways
    where "fromLat" is not null and left_at <= "setOut" + interval '5 minutes'
    order by arrived desc limit 20000`.execute(tx)
  return rows.map((row) => ({
    from: { lat: row.fromLat, lon: row.fromLon },
    to: { lat: row.lat, lon: row.lon },
    hours: hourClassOf(row.setOut.getTime(), row.timeZone),
    seconds: (row.arrived.getTime() - row.setOut.getTime()) / 1000,
  }))
}

/** The table as it stands, with how many ways each figure rests on. */
export async function travelTable(tx: Tx, { settings }: Pick<Services, 'settings'>) {
  const rows = await tx.selectFrom('dispatch.road_pace').selectAll().execute()
  const known = new Map(rows.map((row) => [`${row.area} ${row.hours}`, row]))
  const { rows: kept } = await sql<{ n: number }>`select count(*)::int as n from dispatch.way`.execute(tx)
  return {
    paces: AREAS.flatMap((area) =>
      HOUR_CLASSES.map((hours) => {
        const row = known.get(`${area} ${hours}`)
        return {
          area,
          hours,
          assumed: USUAL_PACE[area][hours],
          factor: row?.factor ?? USUAL_PACE[area][hours],
          samples: row?.samples ?? 0,
          learntAt: row?.learnt_at ?? null,
        }
      }),
    ),
    service: settings.routingUrl ? { kind: settings.routingKind, waysKept: kept[0]!.n } : null,
  }
}
