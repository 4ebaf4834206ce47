import { localDay } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { visitVisible } from '../dispatch/index.ts'

/** A visit with what it hangs on: what every step of the work needs to know. */
export interface Work {
  id: string
  number: string
  version: number
  status: string
  startsAt: Date
  endsAt: Date
  promised: string | null
  timeZone: string
  enRouteAt: Date | null
  arrivedAt: Date | null
  startedAt: Date | null
  finishedAt: Date | null
  technicianId: string
  technicianName: string
  stationId: string | null
  stationName: string | null
  stationPhone: string | null
  workOrderId: string
  workOrderNumber: string
  instructions: string | null
  plannedMinutes: number
  answerBy: Date | null
  requestId: string
  requestNumber: string
  requestKind: string
  requestTitle: string
  requestStatus: string
  priority: string
  symptomCode: string | null
  component: string | null
  isSafety: boolean
  country: string
  language: string
  customerId: string | null
  assetId: string | null
}

const COLUMNS = sql`
  v.id, v.number, v.version, v.status, v.starts_at as "startsAt", v.ends_at as "endsAt", v.promised::text as promised,
  w.time_zone as "timeZone", v.en_route_at as "enRouteAt", v.arrived_at as "arrivedAt", v.started_at as "startedAt",
  v.finished_at as "finishedAt", case when v.status = 'scheduled' then v.answer_by end as "answerBy", v.technician_id as "technicianId", p.name as "technicianName", v.station_id as "stationId",
  s.name as "stationName", s.phone as "stationPhone", w.id as "workOrderId", w.number as "workOrderNumber", w.instructions,
  w.planned_minutes as "plannedMinutes", r.id as "requestId", r.number as "requestNumber", r.kind as "requestKind",
  r.title as "requestTitle", r.status as "requestStatus", r.priority, r.symptom_code as "symptomCode",
  (select g.component from requests.reading g where g.tenant_id = r.tenant_id and g.request_id = r.id
    and g.version = r.reading_version) as component,
  r.is_safety as "isSafety", r.country, coalesce(c.language, r.language) as language, r.customer_id as "customerId",
  r.asset_id as "assetId"
  from dispatch.visit v
  join dispatch.work_order w on w.tenant_id = v.tenant_id and w.id = v.work_order_id
  join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
  join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
  left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
  left join network.station s on s.tenant_id = v.tenant_id and s.id = v.station_id`

/** The visit, if the actor may see it: its technician, its station's people, its customer. */
export async function findWork(tx: Tx, actor: Actor, id: string): Promise<Work> {
  const visible = actor.kind === 'customer' ? sql<boolean>`r.customer_id = ${actor.id}::uuid` : visitVisible(actor, 'v')
  const { rows } = await sql<Work>`
    select ${COLUMNS} where v.tenant_id = kit.tenant() and v.id = ${id} and ${visible}`.execute(tx)
  if (!rows[0]) throw notFound('visit')
  return rows[0]
}

/** The same for one who writes: only the technician who makes the visit. */
export async function findOwnWork(tx: Tx, actor: Actor, id: string): Promise<Work> {
  const work = await findWork(tx, actor, id)
  mustBeOwn(actor, work)
  return work
}

/** Who told something late that the desk takes over: whose visit it is by now, and that it has ended, silences nobody then. */
const heardLate = new WeakSet<Actor>()
export function hearLate(actor: Actor): Actor {
  heardLate.add(actor)
  return actor
}

/** Their visit, still under way. */
export async function findOpenWork(tx: Tx, actor: Actor, id: string): Promise<Work> {
  const work = await findOwnWork(tx, actor, id)
  if (!heardLate.has(actor)) mustBeUnderWay(work)
  return work
}

type Whose = Pick<Work, 'technicianId' | 'technicianName'>
/** A colleague of the station learns who has it now: the dispatcher moved it, perhaps while the phone was offline. */
export function mustBeOwn(actor: Actor, work: Whose): void {
  if (!heardLate.has(actor)) mustBeTheirs(work, actor.id)
}

/** What ends a visit, or lets it rest, is for its technician alone, also told late. */
export function mustBeTheirs({ technicianId, technicianName }: Whose, personId: string | null): void {
  if (technicianId !== personId) throw problem('field_work.not_yours', 409, { technicianId, name: technicianName })
}

const OVER = ['done', 'part_done', 'no_access', 'cancelled', 'declined']
export const isOver = (work: { status: string }): boolean => OVER.includes(work.status)
export function mustBeUnderWay(work: { status: string }): void {
  if (isOver(work)) throw problem('field_work.over', 409, { status: work.status })
}

/** The visits of one technician on one day of theirs, and whatever is still under way from before. */
export async function worksOfDay(tx: Tx, technicianId: string, day: string, timeZone: string): Promise<Work[]> {
  const { rows } = await sql<Work>`
    select ${COLUMNS} where v.tenant_id = kit.tenant() and v.technician_id = ${technicianId}
      and ((v.starts_at < ((${day}::date + 1)::timestamp at time zone ${timeZone}) and v.ends_at > (${day}::date::timestamp at time zone ${timeZone})
          and v.status not in ('cancelled', 'declined', 'proposed'))
        or v.status in ('en_route', 'on_site', 'working'))
    order by v.starts_at, v.id limit 50`.execute(tx)
  return rows
}

/** The next day of this technician with visits still to be made, within so many days; those of the day itself left out. */
export async function worksAhead(
  tx: Tx,
  technicianId: string,
  { day, works, timeZone }: { day: string; works: readonly Work[]; timeZone: string },
  days: number,
): Promise<{ date: string; works: Work[] } | null> {
  const { rows } = await sql<{ date: string | null }>`
    select (min(v.starts_at) at time zone ${timeZone})::date::text as date from dispatch.visit v
    where v.tenant_id = kit.tenant() and v.technician_id = ${technicianId} and v.status in ('scheduled', 'accepted')
      and v.starts_at >= ((${day}::date + 1)::timestamp at time zone ${timeZone})
      and v.starts_at < ((${day}::date + 1 + ${days}::int)::timestamp at time zone ${timeZone})`.execute(tx)
  const date = rows[0]?.date
  if (!date) return null
  const known = new Set(works.map((work) => work.id))
  const all = await worksOfDay(tx, technicianId, date, timeZone)
  return { date, works: all.filter((work) => !known.has(work.id)) }
}

export const localDayOf = (now: Date, timeZone: string) => localDay(now.getTime(), timeZone)
