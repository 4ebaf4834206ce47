import { localDay } from '@aftercare/rules'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'
import { technicians } from '../dispatch/index.ts'

export const DISPATCH_FIGURES = [
  'travelShare',
  'punctuality',
  'utilisation',
  'jobsPerDay',
  'promisesMoved',
  'planAgainstActual',
] as const
type Key = (typeof DISPATCH_FIGURES)[number]

/** Targets are common practice in field service, meant to be edited; a promise is for the company to judge. */
const KINDS: Record<Key, { unit: 'percent' | 'count'; better: 'higher' | 'lower' | 'near'; target: number | null }> = {
  travelShare: { unit: 'percent', better: 'lower', target: 25 },
  punctuality: { unit: 'percent', better: 'higher', target: 95 },
  utilisation: { unit: 'percent', better: 'higher', target: 75 },
  jobsPerDay: { unit: 'count', better: 'higher', target: null },
  promisesMoved: { unit: 'count', better: 'lower', target: null },
  planAgainstActual: { unit: 'percent', better: 'near', target: 100 },
}

export interface Period {
  from: Date
  to: Date
  zone: string
  stationId: string | null
}

interface Done {
  day: string
  jobs: number
  people: number
  travel: number
  onSite: number
  work: number
  planned: number
  inTime: number
  promised: number
}
const NOTHING = { jobs: 0, people: 0, travel: 0, onSite: 0, work: 0, planned: 0, inTime: 0, promised: 0 }

/** What the visits of a period show, each figure with its days; the definitions are words `insight:definition.<key>`. */
export async function dispatchFigures(tx: Tx, actor: Actor, period: Period) {
  const days = await doneByDay(tx, actor, period)
  const moved = await movedByDay(tx, actor, period)
  const shifts = await shiftByDay(tx, actor, period)
  const all = days.reduce<Omit<Done, 'day'>>(
    (sum, day) =>
      Object.fromEntries(
        Object.keys(NOTHING).map((key) => [key, sum[key as 'jobs'] + day[key as 'jobs']]),
      ) as typeof NOTHING,
    NOTHING,
  )
  const shift = [...shifts.values()].reduce((sum, one) => sum + one, 0)
  const movedAll = moved.reduce((sum, one) => sum + one.n, 0)
  const share = (n: number, of: number) => (of > 0 ? Math.round((n / of) * 1000) / 10 : null)
  const parts: Record<Key, (done: Omit<Done, 'day'>, shiftSeconds: number) => [n: number, of: number]> = {
    travelShare: (one) => [one.travel, one.travel + one.onSite],
    punctuality: (one) => [one.inTime, one.promised],
    utilisation: (one, of) => [one.work, of],
    jobsPerDay: (one) => [one.jobs, one.people],
    promisesMoved: () => [0, 0],
    planAgainstActual: (one) => [one.work, one.planned],
  }
  return DISPATCH_FIGURES.map((key) => {
    if (key === 'promisesMoved')
      return {
        key,
        ...KINDS[key],
        value: movedAll,
        n: movedAll,
        of: null,
        byDay: moved.map(({ day, n }) => ({ day, value: n })),
      }
    const [n, of] = parts[key](all, shift)
    const value = (a: number, b: number) =>
      key === 'jobsPerDay' ? (b > 0 ? Math.round((a / b) * 10) / 10 : null) : share(a, b)
    const byDay = days.map((day) => ({ day: day.day, value: value(...parts[key](day, shifts.get(day.day) ?? 0)) }))
    return { key, ...KINDS[key], value: value(n, of), n, of, byDay }
  })
}

const SUMS = sql`count(*)::int as jobs,
  coalesce(sum(extract(epoch from v.arrived_at - v.en_route_at)) filter (where v.en_route_at < v.arrived_at), 0)::float as travel,
  coalesce(sum(extract(epoch from v.finished_at - v.arrived_at)) filter (where v.en_route_at < v.arrived_at), 0)::float as "onSite",
  coalesce(sum(extract(epoch from v.finished_at - coalesce(v.started_at, v.arrived_at))), 0)::float as work,
  coalesce(sum(extract(epoch from v.ends_at - v.starts_at)), 0)::float as planned,
  count(*) filter (where v.arrived_at < coalesce(upper(v.promised), v.starts_at + interval '15 minutes'))::int as "inTime",
  count(*)::int as promised`

/** Visits that arrived and ended in the period (index: visit_arrived). */
function doneIn(actor: Actor, { from, to, stationId }: Period): RawBuilder<unknown> {
  const under = stationId
    ? sql`v.station_id in (select s.id from network.station s where s.tenant_id = v.tenant_id and s.path @> array[${stationId}::uuid])`
    : sql`true`
  return sql`v.arrived_at >= ${from} and v.arrived_at < ${to} and v.finished_at >= v.arrived_at
    and v.status in ('done', 'part_done') and ${under} and ${visibleTo(actor, 'v.station_id')}`
}

async function doneByDay(tx: Tx, actor: Actor, period: Period): Promise<Done[]> {
  const { rows } = await sql<Done>`
    select to_char(v.arrived_at at time zone ${period.zone}, 'YYYY-MM-DD') as day, count(distinct v.technician_id)::int as people, ${SUMS}
    from dispatch.visit v where ${doneIn(actor, period)} group by 1 order by 1`.execute(tx)
  return rows
}

/** Promises that applied plans have moved. */
async function movedByDay(tx: Tx, actor: Actor, { from, to, zone, stationId }: Period) {
  const under = stationId
    ? sql`w.station_id in (select s.id from network.station s where s.tenant_id = w.tenant_id and s.path @> array[${stationId}::uuid])`
    : sql`true`
  const { rows } = await sql<{ day: string; n: number }>`
    select to_char(i.applied_at at time zone ${zone}, 'YYYY-MM-DD') as day, count(*)::int as n
    from dispatch.scenario_item i join dispatch.work_order w on w.tenant_id = i.tenant_id and w.id = i.work_order_id
    where i.applied_at >= ${from} and i.applied_at < ${to} and i.promise_minutes > 0 and ${under} and ${visibleTo(actor, 'w.station_id')}
    group by 1 order by 1`.execute(tx)
  return rows
}

/** Seconds of shift by day, absences taken out. */
async function shiftByDay(tx: Tx, actor: Actor, { from, to, zone, stationId }: Period): Promise<Map<string, number>> {
  const under = stationId ? sql`s.path @> array[${stationId}::uuid]` : sql`true`
  const window = { fromAt: from.getTime(), toAt: to.getTime() }
  const days = new Map<string, number>()
  for (const { shifts, absences } of await technicians(tx, sql`${under} and ${visibleTo(actor, 's.id')}`, window))
    for (const shift of shifts) {
      if (shift.fromAt < window.fromAt || shift.fromAt >= window.toAt) continue
      const away = absences.reduce(
        (sum, one) => sum + Math.max(0, Math.min(one.toAt, shift.toAt) - Math.max(one.fromAt, shift.fromAt)),
        0,
      )
      const day = localDay(shift.fromAt, zone)
      days.set(day, (days.get(day) ?? 0) + Math.max(0, shift.toAt - shift.fromAt - away) / 1000)
    }
  return days
}

/** The same by person, who did most first. */
export async function dispatchByTechnician(tx: Tx, actor: Actor, period: Period) {
  const { rows } = await sql<Done & { technician: { id: string; name: string } }>`
    select jsonb_build_object('id', p.id, 'name', p.name) as technician, ${SUMS}
    from dispatch.visit v join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
    where ${doneIn(actor, period)} group by p.id, p.name order by jobs desc, p.name limit 100`.execute(tx)
  const share = (n: number, of: number) => (of > 0 ? Math.round((n / of) * 1000) / 10 : null)
  return rows.map((row) => ({
    technician: row.technician,
    jobs: row.jobs,
    travelShare: share(row.travel, row.travel + row.onSite),
    punctuality: share(row.inTime, row.promised),
    planAgainstActual: share(row.work, row.planned),
  }))
}
