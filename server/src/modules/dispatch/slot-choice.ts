import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { type Problem, problem } from '../../kit/problem.ts'
import { changeDetails, ownRequest } from '../requests/index.ts'
import { bookOn } from './booking.ts'
import { rulesOf } from './booking-rules.ts'
import type { OrderRow, VisitRow } from './find.ts'
import { reschedule } from './rescheduling.ts'
import { mayChange, mustMayChange, ourEyes, type Situation, situationOf } from './situation.ts'
import { type Offered, offeredSlots, type Place, partView, wishableParts } from './slots.ts'
import { takeTurns } from './turns.ts'
import { type Call, openOrder } from './work-orders.ts'

/** So often a part is looked at again after its best person was taken under our hands. */
const LOOKS = 10

/** What a customer can choose from; without anybody free, the parts they can wish for. */
export async function portalSlots(tx: Tx, actor: Actor, requestId: string, now: Date) {
  await ownRequest(tx, actor, requestId)
  const rules = await rulesOf(tx)
  const situation = await situationOf(tx, actor, requestId, rules.daysAhead)
  const offered = await offeredSlots(tx, ourEyes(actor), situation.search, rules, now)
  const wishes = offered.length > 0 ? [] : wishableParts(situation.search, now)
  const { visit } = situation
  return {
    slots: offered.map(({ part, rank }) => ({ ...partView(part), rank })),
    wishes: wishes.map(partView),
    booked: visit
      ? { visitId: visit.id, from: visit.starts_at, to: visit.ends_at, ...mayChange(visit, rules, now) }
      : null,
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
  const rules = await rulesOf(tx)
  const situation = await situationOf(tx, actor, requestId, rules.daysAhead)
  mustMayChange(situation.visit, rules, now)
  const look = () => offeredSlots(tx, ourEyes(actor), situation.search, rules, now)
  const offered = await look()
  if (offered.length === 0) return wishOnly(call, requestId, request.version, situation, wish)
  // Outside of what is taken back when somebody was faster; when all are gone, the refusal undoes it, too.
  const order = situation.order ?? (await openOrder({ ...call, actor: ourEyes(actor) }, requestId, {}))
  const taken = await firstFree(tx, offered, wish, look, (place, part) =>
    bookPlace(call, order, situation.visit, { ...place, promised: part }),
  )
  const { part } = taken
  return { booked: { visitId: taken.done.id, from: new Date(part.fromAt), to: new Date(part.toAt) }, wished: null }
}

export type Wish = { date: string; part: string }

/**
 * Takes the best person of a wished part with `take`. When they were taken while we looked, we look again at who is free
 * now. @throws dispatch.slot_gone with what is left
 */
export async function firstFree<T>(
  tx: Tx,
  offered: readonly Offered[],
  wish: Wish,
  look: () => Promise<Offered[]>,
  take: (place: Place, part: Offered['part']) => Promise<T>,
): Promise<{ done: T; part: Offered['part'] }> {
  let left = offered
  for (let looks = 0; looks < LOOKS; looks++) {
    const wanted = left.find(({ part }) => part.date === wish.date && part.part === wish.part)
    if (!wanted) break
    try {
      await sql`savepoint choice`.execute(tx)
      return { done: await take(wanted.place, wanted.part), part: wanted.part }
    } catch (error) {
      await sql`rollback to savepoint choice`.execute(tx)
      if (!isTaken(error)) throw error
    }
    left = await look()
  }
  throw gone(left)
}

/** Books the visit, or moves the one there is, in the customer's name. */
export async function bookPlace(
  call: Call,
  order: OrderRow,
  visit: VisitRow | null,
  place: Place & { promised: { fromAt: number; toAt: number } | null; crew?: readonly string[] },
): Promise<VisitRow> {
  const ours = { ...call, actor: ourEyes(call.actor) }
  const start = new Date(place.startAt).toISOString()
  const promised = place.promised && {
    from: new Date(place.promised.fromAt).toISOString(),
    to: new Date(place.promised.toAt).toISOString(),
  }
  const minutes = (place.endAt - place.startAt) / 60_000
  const plan = { technicianId: place.technicianId, start, minutes, ...(promised ? { promised } : {}) }
  if (!visit) return bookOn(ours, order, { ...plan, crew: place.crew ?? [] })
  const moved = await reschedule(ours, visit.id, visit.version, plan)
  if (call.actor.kind === 'customer' && moved.version !== visit.version)
    await call.tx
      .updateTable('dispatch.visit')
      .set((eb) => ({ customer_changes: eb('customer_changes', '+', 1) }))
      .where('id', '=', visit.id)
      .execute()
  return moved
}

const isTaken = (error: unknown) =>
  ['conflict.double_booking', 'conflict.held', 'conflict.overlap', 'dispatch.unfit'].includes(
    (error as Partial<Problem>).code ?? '',
  )

async function wishOnly(call: Call, requestId: string, version: number, { search }: Situation, wish: Wish) {
  const part = wishableParts(search, call.now).find((one) => one.date === wish.date && one.part === wish.part)
  if (!part) throw gone([])
  await changeDetails(call.tx, ourEyes(call.actor), requestId, version, { preferredSlots: [wish] })
  return { booked: null, wished: partView(part) }
}

function gone(left: readonly Offered[]): Problem {
  return problem('dispatch.slot_gone', 409, { slots: left.map(({ part }) => partView(part)).map(wire) })
}

const wire = (part: ReturnType<typeof partView>) => ({
  ...part,
  from: part.from.toISOString(),
  to: part.to.toISOString(),
})
