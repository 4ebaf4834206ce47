import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue, type Job, job } from '../../kit/jobs.ts'
import { hint } from '../../kit/live.ts'
import { ownRequest } from '../requests/index.ts'
import { range } from './booking.ts'
import { rulesOf } from './booking-rules.ts'
import { matesFor, matesOf, seatsOf } from './crew.ts'
import { mustBeFree, type Slot, writeUnbooked } from './double-booking.ts'
import { findOrder } from './find.ts'
import { mustFit } from './fitness.ts'
import { endHold, type HoldRow } from './hold-find.ts'
import { mustMayChange, ourEyes, type Situation, situationOf } from './situation.ts'
import { firstFree, type Wish } from './slot-choice.ts'
import { offeredSlots } from './slots.ts'
import { takeTurns } from './turns.ts'
import type { Call } from './work-orders.ts'

export type Wanted = Wish | { technicianId: string; start: string; minutes?: number | undefined }

/**
 * Keeps a time free for somebody who decides, for ten minutes: a row that the search, the booking and other holds
 * respect, taken in turn per technician. A second hold for the same request ends the first.
 */
export async function holdForCustomer(call: Call, requestId: string, wish: Wish): Promise<HoldRow> {
  const { tx, actor, now } = call
  await takeTurns(tx, `request ${requestId}`)
  await ownRequest(tx, actor, requestId)
  const rules = await rulesOf(tx)
  const situation = await situationOf(tx, actor, requestId, rules.daysAhead)
  mustMayChange(situation.visit, rules, now)
  return holdPart(call, situation, wish, 'customer')
}

/** The desk holds a day part with the best person, or a very time of somebody. */
export async function holdForDesk(call: Call, orderId: string, wanted: Wanted): Promise<HoldRow> {
  const { tx, actor, now } = call
  const { request_id: requestId } = await findOrder(tx, actor, orderId)
  await takeTurns(tx, `request ${requestId}`)
  const situation = await situationOf(tx, actor, requestId, (await rulesOf(tx)).daysAhead)
  if ('date' in wanted) return holdPart(call, situation, wanted, 'desk')
  const order = situation.order!
  const startAt = Date.parse(wanted.start)
  const endAt = startAt + (wanted.minutes ?? order.planned_minutes) * 60_000
  const plan = { technicianId: wanted.technicianId, startAt, endAt, overrideReason: undefined }
  await mustFit(tx, actor, now, order, plan)
  await releaseOf(tx, actor, requestId)
  return write(call, situation, { ...plan, promised: null, by: 'desk' })
}

async function holdPart(call: Call, situation: Situation, wish: Wish, by: 'desk' | 'customer'): Promise<HoldRow> {
  const { tx, actor, now } = call
  const eyes = by === 'customer' ? ourEyes(actor) : actor
  await releaseOf(tx, actor, situation.search.requestId)
  const rules = await rulesOf(tx)
  const look = () => offeredSlots(tx, eyes, situation.search, rules, now)
  const { done } = await firstFree(tx, await look(), wish, look, (place, promised) =>
    write(call, situation, { ...place, promised, by }),
  )
  return done
}

interface NewHold {
  technicianId: string
  startAt: number
  endAt: number
  promised: { fromAt: number; toAt: number } | null
  by: 'desk' | 'customer'
}

async function write(call: Call, { order, visit, search }: Situation, place: NewHold): Promise<HoldRow> {
  const { tx, actor, now } = call
  await takeTurns(tx, place.technicianId)
  await expireOf(tx, place.technicianId)
  const { holdMinutes } = await rulesOf(tx)
  const expires = new Date(now.getTime() + holdMinutes * 60_000)
  const keep = (technicianId: string, except: string | null, withId: string | null) => {
    const slot: Slot = { ...place, technicianId, except }
    return writeUnbooked(tx, slot, () =>
      tx
        .insertInto('dispatch.hold')
        .values({
          id: newId(),
          request_id: search.requestId,
          work_order_id: order?.id ?? null,
          visit_id: visit?.id ?? null,
          visit_version: visit?.version ?? null,
          station_id: search.stationId,
          technician_id: technicianId,
          planned: range(place.startAt, place.endAt),
          promised: place.promised && range(place.promised.fromAt, place.promised.toAt),
          expires_at: expires,
          by_kind: place.by,
          by_id: actor.id,
          created_at: now,
          with_id: withId,
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
  }
  await mustBeFree(tx, { ...place, except: visit?.id ?? null })
  const row = await keep(place.technicianId, visit?.id ?? null, null)
  for (const one of await othersFor(call, { order, visit }, place)) {
    await takeTurns(tx, one.technicianId)
    await expireOf(tx, one.technicianId)
    await mustBeFree(tx, { ...place, ...one })
    await keep(one.technicianId, one.except, row.id)
  }
  await enqueue(tx, 'dispatch-expire-hold', { holdId: row.id }, { runAt: expires, key: `expire hold ${row.id}` })
  tellBoards(tx, actor, row)
  return row
}

/**
 * Who else is kept for work of several people: of a visit that moves those who come along with it, else the best who are free then,
 * in a fixed order: two who hold at once take their turns alike.
 */
async function othersFor(
  { tx, actor }: Call,
  { order, visit }: Pick<Situation, 'order' | 'visit'>,
  { technicianId, startAt, endAt }: NewHold,
): Promise<{ technicianId: string; except: string | null }[]> {
  if (visit) return (await matesOf(tx, visit)).map((one) => ({ technicianId: one.technician_id, except: one.id }))
  const seats = order ? seatsOf(order).length - 1 : 0
  if (!order || seats === 0) return []
  const around = { startAt, endAt, stationId: order.station_id, taken: [technicianId] }
  const found = await matesFor(tx, ourEyes(actor), order, Array.from({ length: seats }, (_, i) => i + 1), around) // biome-ignore format: one call
  return found.map((one) => ({ technicianId: one, except: null }))
}

/** A hold past its time keeps nothing: it makes room for the next in the same change, however late the job is. */
async function expireOf(tx: Tx, technicianId: string): Promise<void> {
  await sql`update dispatch.hold set ended = 'expired', ended_at = clock_timestamp(), version = version + 1
    where technician_id = ${technicianId} and ended is null and expires_at <= clock_timestamp()`.execute(tx)
}

async function releaseOf(tx: Tx, actor: Actor, requestId: string): Promise<void> {
  const open = await tx
    .selectFrom('dispatch.hold')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('with_id', 'is', null)
    .where('ended', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (open) tellBoards(tx, actor, await endHold(tx, open, 'released'))
}

export const expireHold: Job = job<{ holdId: string }>('dispatch-expire-hold', ({ services, tenantId, payload }) =>
  services.db.tx(tenantId, async (tx) => {
    const { rows } =
      await sql<HoldRow>`update dispatch.hold set ended = 'expired', ended_at = now(), version = version + 1
      where ${payload.holdId} in (id, with_id) and ended is null and expires_at <= clock_timestamp() returning *`.execute(
        tx,
      )
    const row = rows.find((one) => one.id === payload.holdId)
    if (row) afterCommit(tx, () => hint(tenantId, changed(row)))
  }),
)

/** Boards draw holds as shadows: they look again, nobody needs a line in a timeline for it. */
export function tellBoards(tx: Tx, actor: Actor, hold: HoldRow): void {
  afterCommit(tx, () => hint(actor.tenantId, changed(hold)))
}

const changed = (hold: HoldRow) => ({
  type: 'hold.changed',
  subject: { type: 'hold', id: hold.id },
  stationId: hold.station_id,
})
