import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { assignRequest } from '../requests/index.ts'
import { rulesOf } from './booking-rules.ts'
import { atSeat, matesFor, seatsOf, visitsOfCrew } from './crew.ts'
import { mustBeFree, writeUnbooked } from './double-booking.ts'
import { lockOrder, type OrderRow, type VisitRow } from './find.ts'
import { findableVisit } from './findable.ts'
import { type Fit, mustFit } from './fitness.ts'
import { withdrawOpenOffer } from './offers.ts'
import { mustBeOpenOrder, settleOrder } from './states.ts'
import { tellCustomerSoon } from './telling.ts'
import { takeTurns } from './turns.ts'
import { answerBy } from './unanswered.ts'
import { announceVisit } from './visit-news.ts'
import type { Call } from './work-orders.ts'

export interface Booking {
  id?: string | undefined
  workOrderId: string
  technicianId: string
  start: string
  minutes?: number | undefined
  promised?: Promised | undefined
  overrideReason?: string | undefined
  /** Who else comes, seat by seat after the first; null or absent: the best who are free. */
  crew?: readonly (string | null)[] | undefined
}
export type Promised = { from: string; to: string }

/** Books a visit: somebody able, at a time that is theirs to give, told to the customer. An order may have several. */
export async function bookVisit(call: Call, booking: Booking): Promise<VisitRow> {
  const order = await lockOrder(call.tx, call.actor, booking.workOrderId)
  return bookOn(call, order, booking)
}

/** One visit, or one for each who has to be there at once; the answer is the first. */
export async function bookOn(call: Call, order: OrderRow, booking: Omit<Booking, 'workOrderId'>): Promise<VisitRow> {
  if (seatsOf(order).length > 1) return (await bookCrew(call, order, booking))[0]!
  return bookSeat(call, order, booking, { crewId: null, seat: 0 })
}

/**
 * Of a crew one seat goes to somebody else: the others keep theirs, nobody more is called. A crew that has not begun is one
 * again (`crewId`) and begins together, when the new one says they can.
 */
export async function bookSeatOf(
  call: Call,
  { workOrderId, ...booking }: Booking,
  { seat, crewId = null }: { seat: number; crewId?: string | null },
): Promise<VisitRow> {
  const order = await lockOrder(call.tx, call.actor, workOrderId)
  const mates = crewId ? await visitsOfCrew(call.tx, crewId) : []
  const place = { crewId, seat, mates: mates.map((one) => one.technician_id) }
  return bookSeat(call, atSeat(order, seat), booking, place)
}

/**
 * Books everybody an order needs at once, with a common start; the first visit is the one customers hear of. Seats nobody
 * was named for go to the best who are free. All of them or none.
 */
async function bookCrew(call: Call, order: OrderRow, booking: Omit<Booking, 'workOrderId'>): Promise<VisitRow[]> {
  const seats = seatsOf(order).map((_, seat) => seat)
  const named = booking.crew ?? []
  if (named.length >= seats.length)
    throw invalid({ path: `crew.${seats.length - 1}`, code: 'validation.unknown_reference' })
  const crewId = newId()
  const startAt = Date.parse(booking.start)
  const endAt = startAt + (booking.minutes ?? order.planned_minutes) * 60_000
  const open = seats.slice(1).filter((seat) => !named[seat - 1])
  const taken = [booking.technicianId, ...named.filter((one) => one !== null)]
  const around = { startAt, endAt, stationId: order.station_id, taken }
  const found = open.length > 0 ? await matesFor(call.tx, call.actor, order, open, around) : []
  const people = seats.map((seat) =>
    seat === 0 ? booking.technicianId : (named[seat - 1] ?? found[open.indexOf(seat)]!),
  )
  const visits: VisitRow[] = []
  for (const seat of seats) {
    const own = { ...booking, ...(seat === 0 ? {} : { id: undefined }), technicianId: people[seat]! }
    visits.push(await bookSeat(call, atSeat(order, seat), own, { crewId, seat, mates: people.toSpliced(seat, 1) }))
  }
  return visits
}

/** Where in a crew somebody is booked; alone: no crew. */
interface InCrew {
  crewId: string | null
  seat: number
  mates?: readonly string[]
}

async function bookSeat(
  call: Call,
  order: OrderRow,
  booking: Omit<Booking, 'workOrderId'>,
  place: InCrew,
): Promise<VisitRow> {
  const { tx, actor, services, now } = call
  mustBeOpenOrder(order)
  const startAt = Date.parse(booking.start)
  const endAt = startAt + (booking.minutes ?? order.planned_minutes) * 60_000
  mustContain(booking.promised, startAt)
  const fit = await mustFit(tx, actor, now, order, {
    technicianId: booking.technicianId,
    startAt,
    endAt,
    overrideReason: booking.overrideReason,
    mates: place.mates ?? [],
  })
  await takeTurns(tx, booking.technicianId)
  const slot = { technicianId: booking.technicianId, startAt, endAt, except: null }
  await mustBeFree(tx, slot)
  const number = await takeNumber(services.db, actor.tenantId, 'VS', now.getUTCFullYear())
  const stationId = order.station_id ?? fit.technician.station?.id ?? null
  const { answerMinutes } = await rulesOf(tx)
  const visit = await writeUnbooked(tx, slot, () =>
    insertVisit(tx, {
      id: booking.id ?? newId(),
      number,
      order,
      stationId,
      startAt,
      endAt,
      booking,
      fit,
      place,
      answerBy: answerBy(answerMinutes, startAt, now),
      by: actor.kind === 'person' ? actor.id : null,
      now,
    }),
  )
  await announceVisit(tx, actor, 'visit.booked', visit, { technicianName: fit.technician.name, ...overridden(fit) })
  if (place.seat === 0 || place.crewId === null) await afterBooking(call, order, stationId)
  await findableVisit(tx, visit.id)
  await tellCustomerSoon(tx, actor, visit.id, now)
  return visit
}

/** What follows for the order and its request: an order of nobody goes where its technician works, an open offer is moot. */
async function afterBooking({ tx, actor, now }: Call, order: OrderRow, stationId: string | null): Promise<void> {
  await withdrawOpenOffer(tx, actor, order)
  if (stationId !== order.station_id) {
    await tx.updateTable('dispatch.work_order').set({ station_id: stationId }).where('id', '=', order.id).execute()
    const request = await tx
      .selectFrom('requests.request')
      .select('station_id')
      .where('id', '=', order.request_id)
      .executeTakeFirstOrThrow()
    if (request.station_id === null) await assignRequest(tx, actor, order.request_id, null, { stationId }, now)
  }
  await settleOrder(tx, actor, { ...order, station_id: stationId })
}

interface NewRow {
  id: string
  number: string
  order: OrderRow
  stationId: string | null
  startAt: number
  endAt: number
  booking: Omit<Booking, 'workOrderId'>
  fit: Fit
  place: InCrew
  answerBy: Date | null
  by: string | null
  now: Date
}

function insertVisit(tx: Tx, row: NewRow): Promise<VisitRow> {
  return tx
    .insertInto('dispatch.visit')
    .values({
      id: row.id,
      number: row.number,
      work_order_id: row.order.id,
      request_id: row.order.request_id,
      station_id: row.stationId,
      technician_id: row.booking.technicianId,
      status: 'scheduled',
      planned: range(row.startAt, row.endAt),
      promised: row.booking.promised
        ? range(Date.parse(row.booking.promised.from), Date.parse(row.booking.promised.to))
        : null,
      override_reason: row.fit.overrideReason,
      crew_id: row.place.crewId,
      seat: row.place.seat,
      answer_by: row.answerBy,
      created_at: row.now,
      created_by: row.by,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export function range(fromAt: number, toAt: number) {
  return sql<string>`tstzrange(${new Date(fromAt)}, ${new Date(toAt)})`
}

/** A promise that the planned start does not keep would be a lie in the customer's mail. */
export function mustContain(promised: Promised | null | undefined, startAt: number): void {
  if (!promised) return
  const [from, to] = [Date.parse(promised.from), Date.parse(promised.to)]
  if (from >= to) throw invalid({ path: 'promised.to', code: 'validation.order' })
  if (startAt < from || startAt >= to)
    throw problem('dispatch.outside_promise', 409, { from: promised.from, to: promised.to })
}

export function overridden(fit: Fit): Record<string, unknown> {
  return fit.overrideReason === null ? {} : { overrideReason: fit.overrideReason }
}
