import type { LinkedWork } from '@aftercare/dispatch'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { boardWaysOf, type Placed } from './board-ways.ts'
import { visitVisible } from './find.ts'
import { certifiedSkills } from './fitness.ts'
import { missingParts } from './needed-parts.ts'
import { openOffers } from './offer-view.ts'
import { linkedWork } from './order-links.ts'
import { pickUpsOf } from './pick-ups.ts'
import { PLANNED } from './states.ts'
import { peopleWishes } from './technician-wishes.ts'
import { type KnownTechnician, technicians } from './technicians.ts'
import { type HoursTold, hoursShown } from './work-hours.ts'

const DAY_MS = 86_400_000
const LONGEST_MS = 31 * DAY_MS
/** A visit lasts two days at most (see planned_minutes), so what touches the window began no earlier than this. */
const LONGEST_VISIT_MS = 2 * DAY_MS
const TRAY = 300

/** Everything a board shows for a stretch of time: two statements for people and plans, one each for parts, offers and skills. */
export async function boardOf(
  tx: Tx,
  actor: Actor,
  query: { from: string; to: string; stationId?: string | undefined },
) {
  const window = { fromAt: Date.parse(query.from), toAt: Date.parse(query.to) }
  if (window.toAt <= window.fromAt || window.toAt - window.fromAt > LONGEST_MS)
    throw invalid({ path: 'to', code: 'validation.order' })
  const stationId = query.stationId ?? null
  const under = stationId ? sql`s.path @> array[${stationId}::uuid]` : sql`true`
  const people = await technicians(tx, sql`${under} and ${visibleTo(actor, 's.id')}`, window)
  const plans = await plansIn(
    tx,
    actor,
    window,
    stationId,
    people.map((one) => one.id),
  )
  const zone = await zoneOf(tx, actor, stationId, people)
  // Whose day is the day that is shown comes first; the night of others is not in the way.
  const here = (one: KnownTechnician) => zoneOfOne(one) === zone
  const hours = await hoursShown(tx, people, window)
  return {
    zone,
    technicians: people
      .toSorted((a, b) => Number(here(b)) - Number(here(a)))
      .map((one) => technicianView(one, hours.get(one.id) ?? null)),
    ...(await withParts(tx, plans)),
    offers: await openOffers(tx, actor, stationId),
    certified: await certifiedSkills(tx),
    ways: await boardWaysOf(tx, people, plans.visits, plans.tray),
  }
}

/** The zone of the station that is looked at, else the one most of the people shown live in. */
async function zoneOf(
  tx: Tx,
  actor: Actor,
  stationId: string | null,
  people: readonly KnownTechnician[],
): Promise<string> {
  if (stationId) {
    const row = await tx
      .selectFrom('network.station')
      .select('time_zone')
      .where('id', '=', stationId)
      .executeTakeFirst()
    if (!row) throw notFound('station')
    return row.time_zone
  }
  const counts = new Map<string, number>()
  for (const one of people) {
    const zone = zoneOfOne(one)
    counts.set(zone, (counts.get(zone) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? actor.timeZone
}

const zoneOfOne = ({ stationZone, timeZone }: KnownTechnician) => stationZone ?? timeZone

interface Plans {
  visits: ({ id: string; workOrderId: string; technicianId: string; status: string } & Placed &
    Record<string, unknown>)[]
  tray: ({ id: string } & Placed & Record<string, unknown>)[]
  trayTotal: number
}

/** With what each waits for and who is (never) to come; what has begun waits for nothing any more. */
async function withParts(tx: Tx, { visits, tray, trayTotal }: Plans): Promise<Plans> {
  const isPlanned = (status: string) => (PLANNED as readonly string[]).includes(status)
  const planned = visits.flatMap((visit) => (isPlanned(visit.status) ? [visit.workOrderId] : []))
  const missing = await missingParts(tx, [...new Set([...planned, ...tray.map((order) => order.id)])])
  const people = await peopleWishes(tx, [...new Set([...planned, ...tray.map((order) => order.id)])])
  const links = await linkedWork(tx, [...new Set([...planned, ...tray.map((order) => order.id)])])
  const pickUps = await pickUpsOf(
    tx,
    visits.map(({ id }) => id),
  )
  const linksOf = (orderId: string) => linksView(links.get(orderId))
  const partsOf = (orderId: string) => {
    const parts = missing.get(orderId)
    return parts ? { ...parts, readyAt: parts.readyAt === null ? null : new Date(parts.readyAt) } : null
  }
  return {
    visits: visits.map((one) => ({
      ...one,
      parts: isPlanned(one.status) ? partsOf(one.workOrderId) : null,
      people: people.get(one.workOrderId) ?? [],
      links: linksOf(one.workOrderId),
      pickUp: pickUps.get(one.id) ?? null,
    })),
    tray: tray.map((one) => ({
      ...one,
      parts: partsOf(one.id),
      people: people.get(one.id) ?? [],
      links: linksOf(one.id),
    })),
    trayTotal,
  }
}

function linksView({ after = null, before = null }: Partial<LinkedWork> = {}) {
  const date = (at: number | null) => (at === null ? null : new Date(at))
  return {
    after: after && { readyAt: date(after.readyAt), orders: after.orders },
    before: before && { until: new Date(before.until), orders: before.orders },
  }
}

/** Visits of the window and what waits to be planned, in one round trip. */
async function plansIn(
  tx: Tx,
  actor: Actor,
  window: { fromAt: number; toAt: number },
  stationId: string | null,
  people: string[],
): Promise<Plans> {
  const from = new Date(window.fromAt)
  const to = new Date(window.toAt)
  const ofStation = (column: string) =>
    stationId
      ? sql`(select st.path @> array[${stationId}::uuid] from network.station st where st.tenant_id = kit.tenant() and st.id = ${sql.ref(column)})`
      : sql`true`
  const { rows } = await sql<Plans>`
    with shown as (
      select v.*, w.kind, w.priority, w.skill_codes, w.crew, w.lat, w.lon, w.time_zone, r.title, r.next_due_at, c.name as customer, d.city, coalesce(d.country, r.country) as country,
        l.expected_at, l.promised_until, o.minutes as overrun_minutes, o.reason as overrun_reason, o.note as overrun_note,
        q.reason as pause_reason, q.since as pause_since
      from dispatch.visit v
      join dispatch.work_order w on w.tenant_id = v.tenant_id and w.id = v.work_order_id
      join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
      left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
      left join parties.address d on d.tenant_id = r.tenant_id and d.id = r.address_id
      left join dispatch.late_risk l on l.tenant_id = v.tenant_id and l.visit_id = v.id and l.cleared_at is null
      left join dispatch.overrun o on o.tenant_id = v.tenant_id and o.visit_id = v.id
      left join dispatch.pause q on q.tenant_id = v.tenant_id and q.visit_id = v.id and q.until is null
      where v.starts_at >= ${new Date(window.fromAt - LONGEST_VISIT_MS)} and v.starts_at < ${to} and v.ends_at > ${from}
        and v.status not in ('cancelled', 'declined') and ${visitVisible(actor, 'v')}
        and (v.technician_id = any(${people}::uuid[]) or ${ofStation('v.station_id')})),
    waiting as (
      select w.*, r.number as request, r.title, r.next_due_at, r.preferred_slots, c.name as customer, d.city, coalesce(d.country, r.country) as country, s.name as offered_to
      from dispatch.work_order w
      join requests.request r on r.tenant_id = w.tenant_id and r.id = w.request_id
      left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
      left join parties.address d on d.tenant_id = r.tenant_id and d.id = r.address_id
      left join dispatch.offer o on o.tenant_id = w.tenant_id and o.work_order_id = w.id and o.answer is null
      left join network.station s on s.tenant_id = o.tenant_id and s.id = o.station_id
      where w.status = 'unscheduled' and ${visibleTo(actor, 'w.station_id')} and ${ofStation('w.station_id')})
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'number', number, 'version', version, 'status', status,
        'workOrderId', work_order_id, 'requestId', request_id, 'technicianId', technician_id, 'startsAt', ${iso('starts_at')},
        'endsAt', ${iso('ends_at')}, 'promised', case when promised is null then null else jsonb_build_object('from', ${iso('lower(promised)')},
        'to', ${iso('upper(promised)')}) end, 'isPinned', is_pinned, 'override', override_reason, 'title', title, 'kind', kind,
        'priority', priority, 'skillCodes', case when seat = 0 then to_jsonb(skill_codes) else coalesce(crew->(seat - 1)->'skillCodes', '[]') end,
        'crewId', crew_id, 'customer', customer, 'city', city, 'country', country, 'lat', lat, 'lon', lon,
        'timeZone', time_zone, 'dueAt', ${iso('next_due_at')}, 'late', case when expected_at is null then null else
        jsonb_build_object('expectedAt', ${iso('expected_at')}, 'minutes', ceil(extract(epoch from expected_at - promised_until) / 60)) end,
        'overrun', case when overrun_minutes is null then null else jsonb_build_object('minutes', overrun_minutes,
        'reason', overrun_reason, 'note', overrun_note) end,
        'pause', case when pause_reason is null then null else jsonb_build_object('reason', pause_reason, 'since', ${iso('pause_since')}) end)
        order by starts_at, id) from shown), '[]') as visits,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'number', number, 'version', version, 'requestId', request_id,
        'request', request, 'kind', kind, 'priority', priority, 'title', title, 'customer', customer, 'city', city, 'country', country, 'lat', lat,
        'lon', lon, 'timeZone', time_zone, 'stationId', station_id, 'skillCodes', skill_codes, 'crew', crew, 'plannedMinutes', planned_minutes,
        'wishes', preferred_slots, 'dueAt', ${iso('next_due_at')}, 'offeredTo', offered_to, 'createdAt', ${iso('created_at')})
        order by priority, next_due_at nulls last, created_at, id)
        from (select * from waiting order by priority, next_due_at nulls last, created_at, id limit ${TRAY}) first), '[]') as tray,
      (select count(*)::int from waiting) as "trayTotal"`.execute(tx)
  return rows[0]!
}

/** As the API tells instants; jsonb would use the offset of the session. */
const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

function technicianView(one: KnownTechnician, hours: HoursTold | null) {
  const span = ({ fromAt, toAt }: { fromAt: number; toAt: number }) => ({ from: new Date(fromAt), to: new Date(toAt) })
  return {
    id: one.id,
    name: one.name,
    station: one.station,
    timeZone: one.timeZone,
    siteZone: zoneOfOne(one),
    home: one.home,
    skills: one.skills,
    certificates: one.certificates,
    shifts: one.shifts.map(span),
    absences: one.absences.map((absence) => ({ ...span(absence), kind: absence.reason })),
    hours,
  }
}
