import type { Work } from '@aftercare/dispatch'
import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { type Problem, problem } from '../../kit/problem.ts'
import { changeDetails, ownRequest, requestForWork } from '../requests/index.ts'
import { bookOn } from './booking.ts'
import { lockOrder, type OrderRow, type VisitRow } from './find.ts'
import { takeTurns, workOf } from './fitness.ts'
import { usualMinutes } from './minutes.ts'
import { reschedule } from './rescheduling.ts'
import { type Offered, offeredSlots, partView, type SlotSearch, wishableParts } from './slots.ts'
import { PLANNED } from './states.ts'
import { type Call, openOrder, siteOf } from './work-orders.ts'

/** Later than this before the appointment a customer calls us instead. */
const CUTOFF_MS = 24 * 60 * 60_000
const DAYS = 10
/** So often a part is looked at again after all its free people were taken under our hands. */
const LOOKS = 5

interface Situation {
  search: SlotSearch
  order: OrderRow | null
  visit: VisitRow | null
}

/** What a customer can choose from; without anybody free, the parts they can wish for. */
export async function portalSlots(tx: Tx, actor: Actor, requestId: string, now: Date) {
  await ownRequest(tx, actor, requestId)
  const situation = await situationOf(tx, actor, requestId)
  const offered = await offeredSlots(tx, ourEyes(actor), situation.search, now)
  const wishes = offered.length > 0 ? [] : wishableParts(situation.search, now)
  const { visit } = situation
  return {
    slots: offered.map(({ part }) => partView(part)),
    wishes: wishes.map(partView),
    booked: visit ? { from: visit.starts_at, to: visit.ends_at, mayChange: mayChange(visit, now) } : null,
  }
}

/**
 * A customer chooses a day part: the best person who has room is booked, the order opened when there is none yet. Gone
 * meanwhile: 409 with what is left. Nobody free at all: the wish is written down for the desk.
 */
export async function chooseSlot(call: Call, requestId: string, wish: Wish) {
  const { tx, actor, now } = call
  // The same customer on two devices: one after the other, so that one request is not booked twice. Not a lock on the
  // request itself: planning locks orders first and requests after.
  await takeTurns(tx, `request ${requestId}`)
  const request = await ownRequest(tx, actor, requestId)
  const situation = await situationOf(tx, actor, requestId)
  if (situation.visit && !mayChange(situation.visit, now))
    throw problem('dispatch.slot_too_late', 409, {
      number: situation.visit.number,
      start: situation.visit.starts_at.toISOString(),
    })
  const offered = await offeredSlots(tx, ourEyes(actor), situation.search, now)
  if (offered.length === 0) return wishOnly(call, requestId, request.version, situation, wish)
  const taken = await bookPart(call, requestId, situation, offered, wish)
  const { part } = taken
  return { booked: { visitId: taken.visit.id, from: new Date(part.fromAt), to: new Date(part.toAt) }, wished: null }
}

type Wish = { date: string; part: string }

/** Whoever was taken while we looked gives way to the next, and when all were, we look again at what is free now. */
async function bookPart(call: Call, requestId: string, situation: Situation, offered: Offered[], wish: Wish) {
  const { tx, actor, now } = call
  let order = situation.order
  let left = offered
  for (let look = 0; look < LOOKS; look++) {
    const wanted = left.find(({ part }) => part.date === wish.date && part.part === wish.part)
    if (!wanted) break
    order ??= await openOrder({ ...call, actor: ourEyes(actor) }, requestId, {})
    const visit = await bookFirst(call, order, situation.visit, wanted)
    if (visit) return { visit, part: wanted.part }
    left = await offeredSlots(tx, ourEyes(actor), situation.search, now)
  }
  throw gone(left)
}

/** The best first. */
async function bookFirst(
  call: Call,
  order: OrderRow,
  visit: VisitRow | null,
  { part, places }: Offered,
): Promise<VisitRow | null> {
  const ours = { ...call, actor: ourEyes(call.actor) }
  const promised = { from: new Date(part.fromAt).toISOString(), to: new Date(part.toAt).toISOString() }
  for (const place of places) {
    const start = new Date(place.startAt).toISOString()
    const plan = { technicianId: place.technicianId, start, promised, minutes: (place.endAt - place.startAt) / 60_000 }
    try {
      await sql`savepoint choice`.execute(call.tx)
      return visit ? await reschedule(ours, visit.id, visit.version, plan) : await bookOn(ours, order, plan)
    } catch (error) {
      await sql`rollback to savepoint choice`.execute(call.tx)
      if (!isTaken(error)) throw error
    }
  }
  return null
}

const isTaken = (error: unknown) =>
  ['conflict.double_booking', 'conflict.overlap', 'dispatch.unfit'].includes((error as Partial<Problem>).code ?? '')

async function wishOnly(call: Call, requestId: string, version: number, { search }: Situation, wish: Wish) {
  const part = wishableParts(search, call.now).find((one) => one.date === wish.date && one.part === wish.part)
  if (!part) throw gone([])
  await changeDetails(call.tx, ourEyes(call.actor), requestId, version, { preferredSlots: [wish] })
  return { booked: null, wished: partView(part) }
}

async function situationOf(tx: Tx, actor: Actor, requestId: string): Promise<Situation> {
  const request = await requestForWork(tx, ourEyes(actor), requestId, { open: true })
  const found = await tx
    .selectFrom('dispatch.work_order')
    .select('id')
    .where('request_id', '=', requestId)
    .where('status', 'in', ['unscheduled', 'scheduled', 'in_progress'])
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  const order = found ? await lockOrder(tx, systemActor(actor.tenantId), found.id) : null
  const visit = order ? await nextVisit(tx, order.id) : null
  if (order?.status === 'in_progress')
    throw problem('conflict.visit_started', 409, { number: order.number, status: order.status })
  const work: Work = order
    ? await workOf(tx, order)
    : await workOf(tx, {
        ...(await placeOf(tx, request)),
        skill_codes: request.skillCodes,
        planned_minutes: usualMinutes(request.kind),
      })
  const search: SlotSearch = {
    work,
    stationId: order ? order.station_id : request.stationId,
    country: request.country,
    earliestAt: order?.earliest_at ?? null,
    latestAt: order?.latest_at ?? null,
    days: DAYS,
    except: visit?.id ?? null,
  }
  return { search, order, visit }
}

async function placeOf(tx: Tx, request: Parameters<typeof siteOf>[1]) {
  const { lat, lon, timeZone } = await siteOf(tx, request)
  return { lat, lon, time_zone: timeZone }
}

async function nextVisit(tx: Tx, orderId: string): Promise<VisitRow | null> {
  const row = await tx
    .selectFrom('dispatch.visit')
    .selectAll()
    .where('work_order_id', '=', orderId)
    .where('status', 'in', [...PLANNED])
    .orderBy('starts_at')
    .executeTakeFirst()
  return row ?? null
}

function mayChange(visit: VisitRow, now: Date): boolean {
  return !visit.is_pinned && visit.starts_at.getTime() - now.getTime() > CUTOFF_MS
}

/** The customer decides, we look: done in the customer's name, with the sight of the house. */
function ourEyes(actor: Actor): Actor {
  return { ...actor, stations: 'all' }
}

function gone(left: readonly Offered[]): Problem {
  return problem('dispatch.slot_gone', 409, { slots: left.map(({ part }) => partView(part)).map(wire) })
}

const wire = (part: ReturnType<typeof partView>) => ({
  ...part,
  from: part.from.toISOString(),
  to: part.to.toISOString(),
})
