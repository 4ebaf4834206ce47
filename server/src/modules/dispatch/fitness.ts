import { judge, type Place, type Reason, type Work } from '@aftercare/dispatch'
import { sql } from 'kysely'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import type { OrderRow } from './find.ts'
import { missingParts } from './needed-parts.ts'
import { linkedWork } from './order-links.ts'
import { peopleWishes } from './technician-wishes.ts'
import { type Except, type KnownTechnician, position, technicians, withBookings } from './technicians.ts'
import { hoursLacks } from './work-hours.ts'

/** How much of the past a plan may still begin in: the call came while somebody was already on the way. */
const LATE_MS = 60 * 60_000

export interface Plan {
  technicianId: string
  startAt: number
  endAt: number
  overrideReason: string | undefined
  /** A visit that is moved: its own hours are not counted twice. */
  visitId?: string
  /** Who comes along: one of them may bring the parts. */
  mates?: readonly string[]
}

/** One of these comes along and has the parts in the van: then nobody else has to bring them. */
export function broughtBy(work: Work, people: readonly string[]): Work {
  return people.some((id) => work.parts?.inVanOf?.includes(id)) ? { ...work, parts: null } : work
}

export interface Fit {
  technician: KnownTechnician
  /** Set when something was lacking and somebody who may has said why it is booked all the same. */
  overrideReason: string | null
}

/** What the order asks of a person, as the judgement takes it. */
export async function workOf(
  tx: Tx,
  order: Pick<OrderRow, 'skill_codes' | 'lat' | 'lon' | 'time_zone' | 'planned_minutes'>,
): Promise<Work> {
  const skills = order.skill_codes
  const certified = skills.length === 0 ? [] : await certifiedSkills(tx)
  return {
    durationMs: order.planned_minutes * 60_000,
    timeZone: order.time_zone,
    position: position(order.lat, order.lon),
    skills,
    certificates: skills.filter((code) => certified.includes(code)),
  }
}

/** The same for several orders, with the parts and orders they wait for and who is (never) to come: all that a judgement looks at.
 * Parts in vans count without what the visits in `moving` take: they go elsewhere in the same change. */
export async function judgedWork(
  tx: Tx,
  orders: readonly OrderRow[],
  moving: readonly string[] = [],
): Promise<Map<string, Work>> {
  const ids = orders.map((order) => order.id)
  const parts = await missingParts(tx, ids, moving)
  const people = await peopleWishes(tx, ids)
  const links = await linkedWork(tx, ids)
  const all = new Map<string, Work>()
  for (const order of orders)
    all.set(order.id, {
      ...(await workOf(tx, order)),
      parts: parts.get(order.id) ?? null,
      people: people.get(order.id) ?? [],
      links: links.get(order.id)!,
    })
  return all
}

/** Skills that count only with a certificate valid on the day. */
export async function certifiedSkills(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('people.skill')
    .select('code')
    .where('needs_certificate', '=', true)
    .orderBy('code')
    .execute()
  return rows.map((row) => row.code)
}

/**
 * Skill, certificate, shift, absence, parts and who is never to come, before the database is asked whether the time is free. What is lacking can be
 * overridden by somebody who may, with a reason; a person who is not there or has left cannot be booked at all.
 */
export async function mustFit(tx: Tx, actor: Actor, now: Date, order: OrderRow, plan: Plan): Promise<Fit> {
  if (plan.startAt < now.getTime() - LATE_MS)
    throw problem('dispatch.past', 409, { start: new Date(plan.startAt).toISOString() })
  const window = { fromAt: plan.startAt, toAt: plan.endAt }
  const [technician] = await technicians(tx, sql`p.id = ${plan.technicianId} and ${visibleTo(actor, 's.id')}`, window)
  if (!technician) throw notFound('technician')
  const asked = (await judgedWork(tx, [order])).get(order.id)!
  const work = broughtBy({ ...asked, durationMs: plan.endAt - plan.startAt }, plan.mates ?? [])
  const lacking = [
    ...lackingIn(judge(work, technician, plan.startAt)),
    ...(await hoursLacks(tx, technician, window, plan.visitId ?? null)),
  ]
  if (lacking.length === 0) return { technician, overrideReason: null }
  if (plan.overrideReason === undefined) throw unfit(actor, technician, lacking)
  if (!can(actor, 'dispatch.override')) throw problem('forbidden', 403, { permission: 'dispatch.override' })
  return { technician, overrideReason: plan.overrideReason }
}

function lackingIn(place: Place): Reason[] {
  return place.reasons.filter((one) => !one.ok && one.code !== 'booked')
}

type Lacking = { code: string; values: object }

function unfit(actor: Actor, technician: KnownTechnician, lacking: readonly Lacking[]) {
  const reasons = lacking.map(({ code, values }) => ({ code, values }))
  return problem('dispatch.unfit', 409, {
    technician: technician.name,
    reasons,
    mayOverride: can(actor, 'dispatch.override'),
  })
}

/** The people an order may go to: those of its station and below it; without a station, all of the country the actor sees. */
export async function ableTechnicians(
  tx: Tx,
  actor: Actor,
  place: { stationId: string | null; country: string | null; everywhere?: boolean },
  window: { fromAt: number; toAt: number },
  except: Except = {},
): Promise<KnownTechnician[]> {
  const near = place.everywhere
    ? sql`true`
    : place.stationId
      ? sql`s.path @> array[${place.stationId}::uuid]`
      : sql`(s.country = ${place.country} or s.country is null)`
  const found = await technicians(tx, sql`${near} and ${visibleTo(actor, 's.id')}`, window)
  return withBookings(tx, found, window, except)
}
