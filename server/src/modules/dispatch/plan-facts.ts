import type { PeopleWish } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'
import type { FreeAtPlaces } from '../parts/index.ts'
import type { CrewSeat } from './crew.ts'
import { certifiedSkills } from './fitness.ts'
import { missingParts } from './needed-parts.ts'
import { type Link, linksAmong } from './order-links.ts'
import type { PickUp } from './plan-pick-ups.ts'
import { askedOfStock, type BookedPickUp, bookedPickUps, storesFor } from './plan-stores.ts'
import type { Cause } from './planning-shapes.ts'
import { PLANNED, UNDER_WAY } from './states.ts'
import { peopleWishes } from './technician-wishes.ts'
import { type KnownTechnician, position, technicians } from './technicians.ts'
import { type VanParts, vanParts } from './van-parts.ts'
import { promisedOf } from './visit-state.ts'
import { type WorkedBy, weekKey, weekOf, workedInWeeks } from './work-hours.ts'

export interface RunOptions {
  zone: string
  /** The rest of a day that is under way. */
  isReplan?: boolean
  cause: Cause | null
  freezeMinutes: number
  overtimeMinutes: number
  keepPromises: boolean
  /** Visits nobody was promised may go back to the tray for something more urgent. */
  giveWay: boolean
}

/** A visit that is planned, or an order that has none: what a plan decides about. Times epoch ms. */
export interface PlanJob {
  orderId: string
  orderVersion: number
  number: string
  priority: string
  minutes: number
  position: Position | null
  timeZone: string
  skills: string[]
  stationId: string | null
  earliestAt: number | null
  latestAt: number | null
  dueAt: number | null
  createdAt: number
  wishes: { date: string; part: string }[]
  /** People who have declined a visit of this order. */
  declinedBy: string[]
  /** When the parts it waits for are there; null: nobody knows. 0: it waits for none. */
  partsAt: number | null
  /** Who has all it misses in the van; fewer as a search gives what is there to others. */
  vans: Set<string>
  /** Of a crew one brings the parts; alone: true. */
  bears: boolean
  /** Where what it misses is collected on the way; a search may choose another store. */
  collect: PickUp | null
  /** Stores no way was found over. */
  tried: Set<string>
  people: readonly PeopleWish[]
  /** Jobs of one team begin together, with different people: seats of an order, or visits of a crew. Null: alone. */
  team: string | null
  seat: number
  teamSize: number
  visit: PlannedVisit | null
}

export interface PlannedVisit {
  id: string
  version: number
  number: string
  status: string
  technicianId: string
  startAt: number
  endAt: number
  promised: { fromAt: number; toAt: number } | null
  isPinned: boolean
  /** Its part is collected before it: then it stays where it is. */
  pickUp: BookedPickUp | null
}

/** A visit of the window that is begun or over: it says where its technician is. */
export interface RunningVisit {
  visitId: string
  technicianId: string
  startAt: number
  endAt: number
  /** Told by somebody, beyond the planned end; in `endAt` already. */
  overrunMinutes: number
  position: Position | null
  enRouteAt: number | null
  arrivedAt: number | null
  startedAt: number | null
  finishedAt: number | null
}

export interface PlanFacts {
  now: number
  fromAt: number
  toAt: number
  options: RunOptions
  technicians: (KnownTechnician & { stationPath: string[] })[]
  jobs: PlanJob[]
  /** Orders this plan is not made for, because so many that are more urgent are. */
  beyond: PlanJob[]
  running: RunningVisit[]
  /** Orders that come one before the other. */
  links: Link[]
  certified: ReadonlySet<string>
  /** Without what the visits of the plan take. */
  inVans: VanParts
  /** What lies free where somebody could drive by. */
  stores: FreeAtPlaces
  /** Orders that wait for what the stock was asked for: it comes from there. */
  asked: ReadonlySet<string>
  /** By technician and week: what they work outside of the plan, ms. */
  worked: WorkedBy
}

interface JobRow {
  orderId: string
  orderVersion: number
  number: string
  priority: string
  minutes: number
  lat: number | null
  lon: number | null
  timeZone: string
  skills: string[]
  crew: CrewSeat[]
  seat: number
  crewId: string | null
  crewSize: number
  stationId: string | null
  earliestAt: Date | null
  latestAt: Date | null
  dueAt: Date | null
  createdAt: Date
  wishes: { date: string; part: string }[]
  declinedBy: string[]
  visitId: string | null
  visitVersion: number
  visitNumber: string
  status: string
  technicianId: string
  startsAt: Date
  endsAt: Date
  promised: string | null
  isPinned: boolean
  overrun: number | null
  enRouteAt: Date | null
  arrivedAt: Date | null
  startedAt: Date | null
  finishedAt: Date | null
}

/** So many orders of the tray one plan is made for, the most urgent first; the table of all ways grows with their square. */
export const MOST_ORDERS = 2000
const DAY_MS = 86_400_000

/** Everything a plan is made from, as it stands at one moment, with the eyes of the one who asked for it. */
export async function planFacts(
  tx: Tx,
  actor: Actor,
  run: { station_id: string | null; from_at: Date; to_at: Date },
  options: RunOptions,
  now: number,
  most = MOST_ORDERS,
): Promise<PlanFacts> {
  const window = { fromAt: run.from_at.getTime(), toAt: run.to_at.getTime() }
  const under = run.station_id ? sql`s.path @> array[${run.station_id}::uuid]` : sql`true`
  const people = await technicians(tx, sql`${under} and ${visibleTo(actor, 's.id')}`, window)
  const paths = await stationPaths(tx)
  const all = await jobRows(tx, actor, run, people, options)
  const later = new Set(all.filter((row) => row.visitId === null).slice(most))
  const rows = all.filter((row) => !later.has(row))
  const worked = await workedInWeeks(tx, people, { ...window, zone: options.zone }, window)
  for (const one of rows.filter(isRunning).map(runningOf)) {
    const key = weekKey(one.technicianId, weekOf(one.startAt, options.zone))
    worked.set(key, (worked.get(key) ?? 0) + (one.finishedAt ?? one.endAt) - (one.enRouteAt ?? one.startAt))
  }
  const orderIds = rows.map((row) => row.orderId)
  const visits = rows.flatMap((row) => (row.visitId && !isRunning(row) ? row.visitId : []))
  const parts = await missingParts(tx, orderIds, visits)
  const ids = new Set(people.map((one) => one.id))
  // One set for all seats of a crew: who has given the part away has none for any of them.
  const vans = new Map([...parts].map(([id, { inVanOf }]) => [id, new Set(inVanOf.filter((one) => ids.has(one)))]))
  const wishes = await peopleWishes(tx, orderIds)
  const inVans = await vanParts(tx, orderIds, visits)
  const pickUps = await bookedPickUps(tx, visits)
  return {
    now,
    ...window,
    options,
    technicians: people.map((one) => ({
      ...withCause(one, options.cause, window),
      stationPath: paths.get(one.station?.id ?? '') ?? [],
    })),
    jobs: rows
      .filter((row) => !isRunning(row))
      .flatMap(atSeats)
      .map((row) => {
        const said = wishes.get(row.orderId) ?? []
        const job = jobOf(row, parts.get(row.orderId)?.readyAt, said, pickUps.get(row.visitId ?? ''))
        const own = vans.get(row.orderId) ?? new Set()
        return { ...job, vans: own, bears: !row.crewId || own.has(row.technicianId) }
      }),
    beyond: [...later].map((row) => jobOf(row, undefined, [])),
    running: rows.filter(isRunning).map(runningOf),
    links: await linksAmong(tx, [...new Set(orderIds)]),
    worked,
    inVans,
    stores: await storesFor(tx, inVans),
    asked: await askedOfStock(tx, orderIds),
    certified: new Set(await certifiedSkills(tx)),
  }
}

const isRunning = (row: JobRow) => row.visitId !== null && !(PLANNED as readonly string[]).includes(row.status)

async function stationPaths(tx: Tx): Promise<Map<string, string[]>> {
  const rows = await tx.selectFrom('network.station').select(['id', 'path']).execute()
  return new Map(rows.map((row) => [row.id, row.path]))
}

/** Visits of the people in the window, and what waits in the tray of the stations. */
async function jobRows(
  tx: Tx,
  actor: Actor,
  run: { station_id: string | null; from_at: Date; to_at: Date },
  people: readonly KnownTechnician[],
  { cause }: RunOptions,
): Promise<JobRow[]> {
  const ofStation = run.station_id
    ? sql`w.station_id in (select st.id from network.station st where st.tenant_id = w.tenant_id and st.path @> array[${run.station_id}::uuid])`
    : sql`true`
  const emergency = cause?.kind === 'emergency' ? cause.workOrderId : null
  const shared = sql`w.id as "orderId", w.version as "orderVersion", w.number, w.priority, w.planned_minutes as minutes, w.lat, w.lon,
    w.time_zone as "timeZone", w.skill_codes as skills, w.crew, w.station_id as "stationId", w.earliest_at as "earliestAt",
    w.latest_at as "latestAt", r.next_due_at as "dueAt", w.created_at as "createdAt", r.preferred_slots as wishes,
    array(select d.technician_id from dispatch.visit d where d.tenant_id = w.tenant_id and d.work_order_id = w.id
      and d.status = 'declined') as "declinedBy"`
  const { rows } = await sql<JobRow>`
    (select ${shared}, v.id as "visitId", v.version as "visitVersion", v.number as "visitNumber", v.status, v.technician_id as "technicianId",
      v.starts_at as "startsAt", v.ends_at as "endsAt", v.promised, v.is_pinned as "isPinned", o.minutes as overrun, v.seat, v.crew_id as "crewId",
      (select count(*)::int from dispatch.visit m where m.tenant_id = v.tenant_id and m.crew_id = v.crew_id
        and m.status = any(${[...PLANNED, ...UNDER_WAY]}::text[])) as "crewSize", v.en_route_at as "enRouteAt",
      v.arrived_at as "arrivedAt", v.started_at as "startedAt", v.finished_at as "finishedAt"
    from dispatch.visit v
    left join dispatch.overrun o on o.tenant_id = v.tenant_id and o.visit_id = v.id
    join dispatch.work_order w on w.tenant_id = v.tenant_id and w.id = v.work_order_id
    join requests.request r on r.tenant_id = w.tenant_id and r.id = w.request_id
    where v.starts_at >= ${run.from_at} and v.starts_at < ${run.to_at} and v.technician_id = any(${people.map((one) => one.id)}::uuid[])
      and (v.status = any(${[...PLANNED, ...UNDER_WAY]}::text[]) or v.finished_at is not null and v.status <> 'cancelled')
    order by v.starts_at, v.id)
    union all
    (select ${shared}, null, 0, '', '', null, null, null, null, false, null, 0, null, 0, null, null, null, null
    from dispatch.work_order w join requests.request r on r.tenant_id = w.tenant_id and r.id = w.request_id
    where w.status = 'unscheduled' and ${visibleTo(actor, 'w.station_id')} and (${ofStation} or w.id = ${emergency}::uuid)
      and (w.earliest_at is null or w.earliest_at < ${run.to_at})
      and not exists (select from dispatch.offer o where o.tenant_id = w.tenant_id and o.work_order_id = w.id and o.answer is null)
      and not exists (select from dispatch.hold h where h.tenant_id = w.tenant_id and h.work_order_id = w.id and h.ended is null
        and h.expires_at > now())
    order by (w.id = ${emergency}::uuid) desc nulls last, w.priority, r.next_due_at nulls last, w.created_at, w.id)`.execute(
    tx,
  )
  return rows
}

const ms = (at: Date | null) => at?.getTime() ?? null

/** An order that several people are needed for is one job for each of them. */
function atSeats(row: JobRow): JobRow[] {
  const skills = (seat: number) => (seat === 0 ? row.skills : (row.crew[seat - 1]?.skillCodes ?? row.skills))
  if (row.visitId) return [{ ...row, skills: skills(row.seat) }]
  const team = { crewId: row.crew.length > 0 ? row.orderId : null, crewSize: row.crew.length + 1 }
  return [null, ...row.crew].map((_, seat) => ({ ...row, ...team, seat, skills: skills(seat) }))
}

function jobOf(
  row: JobRow,
  partsAt: number | null | undefined,
  people: readonly PeopleWish[],
  pickUp: BookedPickUp | null = null,
): PlanJob {
  const promised = promisedOf(row.promised)
  return {
    orderId: row.orderId,
    orderVersion: row.orderVersion,
    number: row.number,
    priority: row.priority,
    minutes: row.minutes,
    position: position(row.lat, row.lon),
    timeZone: row.timeZone,
    skills: row.skills,
    stationId: row.stationId,
    earliestAt: ms(row.earliestAt),
    latestAt: ms(row.latestAt),
    dueAt: ms(row.dueAt),
    createdAt: row.createdAt.getTime(),
    wishes: row.wishes ?? [],
    declinedBy: row.declinedBy,
    partsAt: partsAt === undefined ? 0 : partsAt,
    vans: new Set(),
    bears: true,
    collect: pickUp && { place: pickUp.place, parts: [] },
    tried: new Set(),
    people,
    team: row.crewId,
    seat: row.seat,
    teamSize: row.crewSize,
    visit: row.visitId
      ? {
          id: row.visitId,
          version: row.visitVersion,
          number: row.visitNumber,
          status: row.status,
          technicianId: row.technicianId,
          startAt: row.startsAt.getTime(),
          endAt: row.endsAt.getTime(),
          promised: promised && { fromAt: Date.parse(promised.from), toAt: Date.parse(promised.to) },
          isPinned: row.isPinned,
          pickUp,
        }
      : null,
  }
}

function runningOf(row: JobRow): RunningVisit {
  return {
    visitId: row.visitId!,
    technicianId: row.technicianId,
    startAt: row.startsAt.getTime(),
    endAt: row.endsAt.getTime() + (row.overrun ?? 0) * 60_000,
    overrunMinutes: row.overrun ?? 0,
    position: position(row.lat, row.lon),
    enRouteAt: ms(row.enRouteAt),
    arrivedAt: ms(row.arrivedAt),
    startedAt: ms(row.startedAt),
    finishedAt: ms(row.finishedAt),
  }
}

/** What if: somebody is away although nobody has written it down yet. */
function withCause(
  one: KnownTechnician,
  cause: Cause | null,
  window: { fromAt: number; toAt: number },
): KnownTechnician {
  if (cause?.kind !== 'absence' || cause.technicianId !== one.id) return one
  const toAt = cause.to ? Date.parse(cause.to) : window.toAt + DAY_MS
  return { ...one, absences: [...one.absences, { fromAt: Date.parse(cause.from), toAt, reason: 'planned' }] }
}
