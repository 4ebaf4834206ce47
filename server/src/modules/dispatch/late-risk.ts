import { expectedDay, type Stamped, type WayTime, wayTimes } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { type Job, job, type ReactionCall } from '../../kit/jobs.ts'
import { notify } from '../../kit/notices/notify.ts'
import { visibleTo } from '../../kit/visible.ts'
import type { VisitRow } from './find.ts'
import { planners } from './offer-find.ts'
import { PLANNED, TAKES_TIME } from './states.ts'
import { position, technicians } from './technicians.ts'
import { pairsAmong, waysBetween } from './travel-times.ts'
import { endUnanswered } from './unanswered.ts'
import { announceVisit } from './visit-news.ts'
import { promisedOf } from './visit-state.ts'

/** Without a window the customer was told a time: this much later is still in time. */
const TOLERANCE_MS = 15 * 60_000
const HALF_A_DAY_MS = 12 * 3_600_000
const UNKNOWN_WAY_MS = 20 * 60_000

/**
 * Every two minutes: who will not be in time as things stand, from the last stamps, the rest of the work and the ways.
 * Raised once, kept up to date, cleared by itself when it is no longer so.
 */
export const watchLate: Job = job(
  'dispatch-watch-late',
  async ({ services, tenantId }) => {
    const now = new Date()
    await endUnanswered(services, tenantId, now)
    await services.db.tx(tenantId, (tx) => watch(tx, null, now))
  },
  '*/2 * * * *',
)

/** The stamps of one person say at once what that means for the rest of their day. */
export async function watchTechnician({ tx, event }: ReactionCall): Promise<void> {
  const row = await tx
    .selectFrom('dispatch.visit')
    .select('technician_id')
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  if (row) await watch(tx, row.technician_id, new Date())
}

interface Risk {
  visit: Seen
  expectedAt: number
  until: number
}

export async function watch(tx: Tx, technicianId: string | null, now: Date): Promise<void> {
  const visits = await visitsAround(tx, technicianId, now)
  const open = await openRisks(tx, technicianId)
  if (visits.length === 0 && open.length === 0) return
  const risks = visits.length > 0 ? await risksOf(tx, visits, now.getTime()) : []
  const actor = systemActor(tenantOf(tx))
  const byVisit = new Map(risks.map((one) => [one.visit.id, one]))
  for (const one of open) {
    const still = byVisit.get(one.visit_id)
    if (!still) await clear(tx, actor, one, now)
    else if (still.expectedAt !== one.expected_at.getTime())
      await tx
        .updateTable('dispatch.late_risk')
        .set({ expected_at: new Date(still.expectedAt), promised_until: new Date(still.until) })
        .where('id', '=', one.id)
        .execute()
  }
  const known = new Set(open.map((one) => one.visit_id))
  for (const one of risks) if (!known.has(one.visit.id)) await raise(tx, actor, one, now)
}

type Seen = VisitRow & { lat: number | null; lon: number | null; time_zone: string; overrun: number | null }

function visitsAround(tx: Tx, technicianId: string | null, now: Date): Promise<Seen[]> {
  const at = now.getTime()
  return tx
    .selectFrom('dispatch.visit as v')
    .innerJoin('dispatch.work_order as w', 'w.id', 'v.work_order_id')
    .leftJoin('dispatch.overrun as o', 'o.visit_id', 'v.id')
    .selectAll('v')
    .select(['w.lat', 'w.lon', 'w.time_zone', 'o.minutes as overrun'])
    .where('v.starts_at', '>', new Date(at - HALF_A_DAY_MS))
    .where('v.starts_at', '<', new Date(at + HALF_A_DAY_MS))
    .where((eb) => eb.or([eb('v.status', 'in', [...TAKES_TIME]), eb('v.finished_at', 'is not', null)]))
    .where('v.status', '<>', 'cancelled')
    .$if(technicianId !== null, (query) => query.where('v.technician_id', '=', technicianId!))
    .orderBy('v.starts_at')
    .execute()
}

function openRisks(tx: Tx, technicianId: string | null) {
  return tx
    .selectFrom('dispatch.late_risk as l')
    .selectAll('l')
    .where('l.cleared_at', 'is', null)
    .$if(technicianId !== null, (query) =>
      query.innerJoin('dispatch.visit as v', 'v.id', 'l.visit_id').where('v.technician_id', '=', technicianId!),
    )
    .forUpdate('l')
    .execute()
}

async function risksOf(tx: Tx, visits: readonly Seen[], now: number): Promise<Risk[]> {
  const byPerson = Map.groupBy(visits, (one) => one.technician_id)
  const window = { fromAt: now - HALF_A_DAY_MS, toAt: now + HALF_A_DAY_MS }
  const people = await technicians(tx, sql`p.id = any(${[...byPerson.keys()]}::uuid[])`, window)
  const homes = new Map(people.map((one) => [one.id, one.home]))
  const ways = await waysBetween(tx, () =>
    [...byPerson].flatMap(([id, own]) =>
      pairsAmong([homes.get(id) ?? null, ...own.map(({ lat, lon }) => position(lat, lon))]),
    ),
  )
  return [...byPerson].flatMap(([id, own]) => {
    const way = wayWith(wayTimes(ways, own[0]!.time_zone))
    const { arrivals } = expectedDay(own.map(stamped), homes.get(id) ?? null, 0, now, way)
    return [...arrivals].flatMap(([index, expectedAt]): Risk[] => {
      const visit = own[index]!
      const promised = promisedOf(visit.promised)
      const until = promised ? Date.parse(promised.to) : visit.starts_at.getTime() + TOLERANCE_MS
      return expectedAt > until ? [{ visit, expectedAt: Math.round(expectedAt / 60_000) * 60_000, until }] : []
    })
  })
}

const wayWith = (way: WayTime) => (from: Position | null, to: Position | null, at: number) =>
  way(from, to, at) ?? (from === to ? 0 : UNKNOWN_WAY_MS)

function stamped(visit: Seen): Stamped {
  const ms = (at: Date | null) => at?.getTime() ?? null
  return {
    startAt: visit.starts_at.getTime(),
    endAt: visit.ends_at.getTime() + (visit.overrun ?? 0) * 60_000,
    position: position(visit.lat, visit.lon),
    enRouteAt: (PLANNED as readonly string[]).includes(visit.status) ? null : ms(visit.en_route_at),
    arrivedAt: ms(visit.arrived_at),
    startedAt: ms(visit.started_at),
    finishedAt: ms(visit.finished_at),
  }
}

async function raise(tx: Tx, actor: Actor, { visit, expectedAt, until }: Risk, now: Date): Promise<void> {
  const row = await tx
    .insertInto('dispatch.late_risk')
    .values({
      id: newId(),
      visit_id: visit.id,
      station_id: visit.station_id,
      promised_until: new Date(until),
      expected_at: new Date(expectedAt),
      raised_at: now,
    })
    .onConflict((c) => c.columns(['tenant_id', 'visit_id']).where('cleared_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return
  const minutes = Math.ceil((expectedAt - until) / 60_000)
  await announceVisit(tx, actor, 'visit.late_risk', visit, { expectedAt: new Date(expectedAt).toISOString(), minutes })
  if (visit.station_id)
    await notify(tx, actor.tenantId, await planners(tx, visit.station_id), {
      kind: 'dispatch:notice.late_risk',
      details: { number: visit.number, minutes },
      subject: { type: 'visit', id: visit.id },
    })
}

async function clear(tx: Tx, actor: Actor, risk: { id: string; visit_id: string }, now: Date): Promise<void> {
  await tx.updateTable('dispatch.late_risk').set({ cleared_at: now }).where('id', '=', risk.id).execute()
  const visit = await tx
    .selectFrom('dispatch.visit')
    .selectAll()
    .where('id', '=', risk.visit_id)
    .executeTakeFirstOrThrow()
  await announceVisit(tx, actor, 'visit.late_risk_cleared', visit)
}

/** What is at risk now, the worst first. */
export async function lateRisks(tx: Tx, actor: Actor, stationId: string | null) {
  const under = stationId
    ? sql`l.station_id in (select s.id from network.station s where s.tenant_id = l.tenant_id and s.path @> array[${stationId}::uuid])`
    : sql`true`
  const { rows } = await sql<Record<string, unknown>>`
    select l.visit_id as "visitId", v.number, jsonb_build_object('id', p.id, 'name', p.name) as technician, c.name as customer, r.title,
      l.station_id as "stationId", l.promised_until as "promisedUntil", l.expected_at as "expectedAt", l.raised_at as "raisedAt",
      ceil(extract(epoch from l.expected_at - l.promised_until) / 60)::int as "lateMinutes"
    from dispatch.late_risk l
    join dispatch.visit v on v.tenant_id = l.tenant_id and v.id = l.visit_id
    join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
    join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
    left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    where l.cleared_at is null and ${under} and ${visibleTo(actor, 'l.station_id')}
    order by "lateMinutes" desc, l.id limit 200`.execute(tx)
  return rows
}
