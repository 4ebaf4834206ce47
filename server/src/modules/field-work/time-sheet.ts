import { localDay, type Position, roadKm, workTime } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { notFound } from '../../kit/problem.ts'
import { pausesOf, plannedWays } from '../dispatch/index.ts'
import type { correctionBody } from './time-shapes.ts'
import { findOwnWork, findWork, type Work, worksOfDay } from './work.ts'

/** A visit has ended: what its steps say of the time and the way is written down. */
export const keepWorkTime = ({ tx, event }: ReactionCall): Promise<void> => writeWorkTime(tx, event.subjectId, event.at)

export async function writeWorkTime(tx: Tx, visitId: string, endedAt: Date): Promise<void> {
  const work = await findWork(tx, systemActor(tenantOf(tx)), visitId)
  const stamps = {
    enRouteAt: ms(work.enRouteAt),
    arrivedAt: ms(work.arrivedAt),
    startedAt: ms(work.startedAt),
    finishedAt: ms(work.finishedAt),
  }
  const first = Math.min(...Object.values(stamps).flatMap((at) => at ?? []), endedAt.getTime())
  const { from, to, zone } = await wayTo(tx, work.id)
  const rested = (await pausesOf(tx, [work.id])).get(work.id) ?? []
  const pauses = rested.map((one) => ({
    from: new Date(one.since).getTime(),
    to: one.until === null ? null : new Date(one.until).getTime(),
  }))
  const { travelMinutes, siteMinutes, workMinutes, pauseMinutes } = workTime(stamps, pauses)
  const row = {
    ...{ person_id: work.technicianId, station_id: work.stationId, day: localDay(first, zone), km: roadKm(from, to) },
    ...{ travel_minutes: travelMinutes, site_minutes: siteMinutes, work_minutes: workMinutes },
    pause_minutes: pauseMinutes,
  }
  // The plan as it was when the visit ended: a step that is told late does not plan anew.
  const planned_km = await plannedKm(tx, work, zone)
  await tx
    .insertInto('field_work.work_time')
    .values({ id: work.id, ...row, planned_km })
    .onConflict((c) => c.columns(['tenant_id', 'id']).doUpdateSet(row))
    .execute()
}

/** The way the plan counted with to this visit; null where an end of it is unknown. */
async function plannedKm(tx: Tx, work: Work, zone: string): Promise<number | null> {
  const works = await worksOfDay(tx, work.technicianId, localDay(work.startsAt.getTime(), zone), zone)
  const ids = new Set([...works.map((one) => one.id), work.id])
  const ways = await plannedWays(tx, work.technicianId, [...ids])
  return ways.find((one) => one.visitId === work.id)?.km ?? null
}

/** What was computed of a visit; null while it has not ended. */
export async function timeKept(tx: Tx, visitId: string) {
  const { rows } = await sql<{ travelMinutes: number; siteMinutes: number; workMinutes: number; km: number | null }>`
    select travel_minutes as "travelMinutes", site_minutes as "siteMinutes", work_minutes as "workMinutes", km::float8 as km
    from field_work.work_time where tenant_id = kit.tenant() and id = ${visitId}::uuid`.execute(tx)
  return rows[0] ?? null
}

const ms = (at: Date | null) => at?.getTime() ?? null

/** Both ends of the way: where the phone was when it set out and arrived; arrived unseen, the place of the work. */
async function wayTo(tx: Tx, visitId: string): Promise<{ from: Position | null; to: Position | null; zone: string }> {
  const { rows } = await sql<{ zone: string; from: Position | null; to: Position | null }>`
    select p.time_zone as zone, case when a.lat is not null then json_build_object('lat', a.lat, 'lon', a.lon) end as from,
      case when b.lat is not null then json_build_object('lat', b.lat, 'lon', b.lon)
        when w.lat is not null then json_build_object('lat', w.lat, 'lon', w.lon) end as to
    from dispatch.visit v
    join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
    join dispatch.work_order w on w.tenant_id = v.tenant_id and w.id = v.work_order_id
    left join lateral (select s.lat, s.lon from field_work.stamp s where s.tenant_id = v.tenant_id and s.visit_id = v.id
      and s.status = 'en_route' and s.lat is not null order by s.at limit 1) a on true
    left join lateral (select s.lat, s.lon from field_work.stamp s where s.tenant_id = v.tenant_id and s.visit_id = v.id
      and s.status = 'on_site' and s.lat is not null order by s.at limit 1) b on true
    where v.tenant_id = kit.tenant() and v.id = ${visitId}::uuid`.execute(tx)
  return rows[0]!
}

/** The technician puts a figure of their own visit right, also after its end; what was computed stays beside it. */
export async function correctTime(
  tx: Tx,
  actor: Actor,
  visitId: string,
  id: string,
  { field, value, reason, at }: z.output<typeof correctionBody>,
): Promise<void> {
  const work = await findOwnWork(tx, actor, visitId)
  const kept = await tx
    .selectFrom('field_work.time_correction')
    .select('visit_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (kept && kept.visit_id !== visitId) throw notFound('time_correction')
  if (kept) return
  await tx
    .insertInto('field_work.time_correction')
    .values({ ...{ id, visit_id: visitId, field, value, reason }, told_at: at, told_by: actor.id! })
    .execute()
  await announce(tx, actor, {
    type: 'visit.time_corrected',
    subject: { type: 'visit', id: visitId },
    threadId: work.requestId,
    stationId: work.stationId,
    data: { number: work.number, field, value, reason },
  })
}
