import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { rulesOf } from './booking-rules.ts'
import type { VisitRow } from './find.ts'
import { findableVisit } from './findable.ts'
import { movePickUp } from './pick-ups.ts'
import { tellCustomerSoon } from './telling.ts'
import { answerBy } from './unanswered.ts'
import { announceVisit } from './visit-news.ts'
import type { Call } from './work-orders.ts'

/** Says that a visit has moved: to the timeline field by field, to the search, and to the customer when it has settled. */
export async function tellMoved(
  tx: Tx,
  actor: Actor,
  before: VisitRow,
  after: VisitRow,
  technicianName: string,
  more: Record<string, unknown>,
  now: Date,
): Promise<void> {
  const was = await tx
    .selectFrom('people.person')
    .select('name')
    .where('id', '=', before.technician_id)
    .executeTakeFirstOrThrow()
  await announceVisit(tx, actor, 'visit.moved', after, {
    technicianName,
    from: { technicianName: was.name, start: before.starts_at.toISOString(), end: before.ends_at.toISOString() },
    changes: changesOf(before, after),
    ...more,
  })
  await movePickUp(tx, before, after)
  if (after.technician_id !== before.technician_id) await findableVisit(tx, before.id)
  await tellCustomerSoon(tx, actor, before.id, now)
}

function changesOf(before: VisitRow, after: VisitRow): Record<string, { from: unknown; to: unknown }> {
  const all = {
    technicianId: [before.technician_id, after.technician_id],
    startsAt: [before.starts_at.toISOString(), after.starts_at.toISOString()],
    endsAt: [before.ends_at.toISOString(), after.ends_at.toISOString()],
    status: [before.status, after.status],
  } as const
  return Object.fromEntries(
    Object.entries(all).flatMap(([field, [from, to]]) => (from === to ? [] : [[field, { from, to }]])),
  )
}

export interface Moved {
  visitId: string
  technicianId: string
  startAt: Date
  endAt: Date
  /** As the database writes a range; null: the planned time is what the customer was told. */
  promised: string | null
  status: string
}

/**
 * Moves many visits at once, also in a circle: who would be booked twice is asked when all have moved (`settleCircle`).
 */
async function moveTogether(tx: Tx, moves: readonly Moved[], now: Date): Promise<Map<string, VisitRow>> {
  const { answerMinutes } = await rulesOf(tx)
  await sql`set constraints dispatch.visit_no_double_booking deferred`.execute(tx)
  const column = <K extends keyof Moved>(name: K) => moves.map((one) => one[name])
  const { rows } = await sql<VisitRow>`
    update dispatch.visit v set technician_id = m.technician_id, planned = tstzrange(m.starts_at, m.ends_at),
      promised = m.promised::tstzrange, status = m.status, version = v.version + 1,
      answer_by = m.answer_by, unanswered_at = null
    from unnest(${column('visitId')}::uuid[], ${column('technicianId')}::uuid[], ${column('startAt')}::timestamptz[],
      ${column('endAt')}::timestamptz[], ${column('promised')}::text[], ${column('status')}::text[],
      ${moves.map((one) => answerBy(answerMinutes, one.startAt.getTime(), now))}::timestamptz[])
      as m (id, technician_id, starts_at, ends_at, promised, status, answer_by)
    where v.tenant_id = kit.tenant() and v.id = m.id returning v.*`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Moves visits for a scenario, there or back again, and says so of each. */
export async function moveAndTell(
  { tx, actor, now }: Pick<Call, 'tx' | 'actor' | 'now'>,
  scenarioId: string,
  moves: readonly Moved[],
  visits: ReadonlyMap<string, VisitRow>,
): Promise<Map<string, VisitRow>> {
  if (moves.length === 0) return new Map()
  const moved = await moveTogether(tx, moves, now)
  const people = moves.map((one) => one.technicianId)
  const names = await tx.selectFrom('people.person').select(['id', 'name']).where('id', 'in', people).execute()
  const byId = new Map(names.map((row) => [row.id, row.name]))
  for (const { visitId, technicianId } of moves) {
    const name = byId.get(technicianId) ?? ''
    await tellMoved(tx, actor, visits.get(visitId)!, moved.get(visitId)!, name, { scenarioId }, now)
  }
  return moved
}

/** Now nobody may be booked twice any more. @throws 23P01 when somebody is */
export async function settleCircle(tx: Tx): Promise<void> {
  await sql`set constraints dispatch.visit_no_double_booking immediate`.execute(tx)
}
