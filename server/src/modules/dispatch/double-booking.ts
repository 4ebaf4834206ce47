import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Problem, problem } from '../../kit/problem.ts'
import { PLANNED, TAKES_TIME } from './states.ts'

export interface Slot {
  technicianId: string
  startAt: number
  endAt: number
  /** The visit that is being moved. */
  except: string | null
}

const OVERLAP = '23P01'
const DAY_MS = 86_400_000

/** Refused with the visit that stands in the way: its number, its time and who put it there. */
export async function mustBeFree(tx: Tx, slot: Slot): Promise<void> {
  const other = await otherVisit(tx, slot)
  if (other) throw other
  const stop = await otherPickUp(tx, slot)
  if (stop) throw stop
  const held = await otherHold(tx, slot)
  if (held) throw held
}

/** They collect a part for another visit then. */
async function otherPickUp(tx: Tx, slot: Slot): Promise<Problem | null> {
  const row = await tx
    .selectFrom('dispatch.pick_up as u')
    .innerJoin('dispatch.visit as v', 'v.id', 'u.visit_id')
    .innerJoin('people.person as p', 'p.id', 'v.technician_id')
    .innerJoin('dispatch.work_order as w', 'w.id', 'v.work_order_id')
    .select(['v.id', 'v.number', 'u.starts_at', 'u.ends_at', 'w.time_zone', 'p.name'])
    .where('v.technician_id', '=', slot.technicianId)
    .where('v.status', 'in', [...PLANNED])
    .where('u.starts_at', '<', new Date(slot.endAt))
    .where('u.ends_at', '>', new Date(slot.startAt))
    .$if(slot.except !== null, (query) => query.where('v.id', '<>', slot.except!))
    .executeTakeFirst()
  return row ? taken(tx, row) : null
}

async function otherVisit(tx: Tx, slot: Slot): Promise<Problem | null> {
  const row = await tx
    .selectFrom('dispatch.visit as v')
    .innerJoin('people.person as p', 'p.id', 'v.technician_id')
    .innerJoin('dispatch.work_order as w', 'w.id', 'v.work_order_id')
    .select(['v.id', 'v.number', 'v.starts_at', 'v.ends_at', 'w.time_zone', 'p.name'])
    .where('v.technician_id', '=', slot.technicianId)
    .where('v.starts_at', '>=', new Date(slot.startAt - 3 * DAY_MS))
    .where('v.starts_at', '<', new Date(slot.endAt))
    .where('v.ends_at', '>', new Date(slot.startAt))
    .where('v.status', 'in', [...TAKES_TIME])
    .$if(slot.except !== null, (query) => query.where('v.id', '<>', slot.except!))
    .orderBy('v.starts_at')
    .executeTakeFirst()
  return row ? taken(tx, row) : null
}

interface Taken {
  id: string
  number: string
  name: string
  starts_at: Date
  ends_at: Date
  time_zone: string
}

async function taken(tx: Tx, row: Taken): Promise<Problem> {
  return problem('conflict.double_booking', 409, {
    visitId: row.id,
    number: row.number,
    technician: row.name,
    from: row.starts_at.toISOString(),
    to: row.ends_at.toISOString(),
    timeZone: row.time_zone,
    by: await whoPlanned(tx, row.id),
  })
}

/** Somebody is just deciding about this time. Whoever confirms has ended their own hold before. */
async function otherHold(tx: Tx, slot: Slot): Promise<Problem | null> {
  const row = await tx
    .selectFrom('dispatch.hold as h')
    .innerJoin('people.person as p', 'p.id', 'h.technician_id')
    .select(['h.id', 'h.starts_at', 'h.ends_at', 'h.expires_at', 'h.by_kind', 'p.name'])
    .where('h.technician_id', '=', slot.technicianId)
    .where('h.ended', 'is', null)
    .where('h.expires_at', '>', sql<Date>`clock_timestamp()`)
    .where('h.starts_at', '<', new Date(slot.endAt))
    .where('h.ends_at', '>', new Date(slot.startAt))
    .executeTakeFirst()
  if (!row) return null
  return problem('conflict.held', 409, {
    holdId: row.id,
    technician: row.name,
    from: row.starts_at.toISOString(),
    to: row.ends_at.toISOString(),
    until: row.expires_at.toISOString(),
    by: row.by_kind,
  })
}

async function whoPlanned(tx: Tx, visitId: string): Promise<string | null> {
  const event = await tx
    .selectFrom('kit.event')
    .select('actor_name')
    .where('subject_type', '=', 'visit')
    .where('subject_id', '=', visitId)
    .where('type', 'in', ['visit.booked', 'visit.moved'])
    .orderBy('at', 'desc')
    .executeTakeFirst()
  return event?.actor_name ?? null
}

/**
 * Writes under the exclusion constraint, the last word on who is booked when. Its refusal is undone to the savepoint,
 * so that the transaction lives on and can say which visit it met.
 */
export async function writeUnbooked<T>(tx: Tx, slot: Slot, write: () => Promise<T>): Promise<T> {
  await sql`savepoint plan`.execute(tx)
  try {
    const done = await write()
    await sql`release savepoint plan`.execute(tx)
    return done
  } catch (error) {
    await sql`rollback to savepoint plan`.execute(tx)
    if ((error as { code?: string }).code !== OVERLAP) throw error
    throw (await otherVisit(tx, slot)) ?? (await otherHold(tx, slot)) ?? problem('conflict.overlap', 409)
  }
}
