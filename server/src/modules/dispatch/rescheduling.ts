import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { staleVersion } from '../../kit/edit.ts'
import { problem } from '../../kit/problem.ts'
import { mustContain, overridden, type Promised, range } from './booking.ts'
import { rulesOf } from './booking-rules.ts'
import { atSeat, matesOf } from './crew.ts'
import { mustBeFree, writeUnbooked } from './double-booking.ts'
import { lockVisit, type VisitRow } from './find.ts'
import { mustFit } from './fitness.ts'
import { tellMoved } from './moving.ts'
import type { Schedule } from './shapes.ts'
import { mustBePlanned } from './states.ts'
import { takeTurns } from './turns.ts'
import { answerBy } from './unanswered.ts'
import { announceVisit } from './visit-news.ts'
import { promisedOf } from './visit-state.ts'
import type { Call } from './work-orders.ts'

/** Moves a visit, and with its time those who come together with it: all of them or none. */
export async function reschedule(call: Call, id: string, ifMatch: number | null, to: Schedule): Promise<VisitRow> {
  const moved = await moveOne(call, id, ifMatch, to)
  const { start, minutes, overrideReason } = to
  for (const mate of await matesOf(call.tx, moved))
    if (mate.starts_at.getTime() !== moved.starts_at.getTime() || mate.ends_at.getTime() !== moved.ends_at.getTime())
      await moveOne(call, mate.id, null, { technicianId: mate.technician_id, start, minutes, overrideReason })
  return moved
}

/** Moves a visit to another time, another person or both. What has begun stays where it is, and what is pinned too. */
async function moveOne(call: Call, id: string, ifMatch: number | null, to: Schedule): Promise<VisitRow> {
  const { tx, actor, now } = call
  const { visit, order } = await lockVisit(tx, actor, id)
  const startAt = Date.parse(to.start)
  const endAt = startAt + to.minutes * 60_000
  await mustBeCurrent(tx, visit, ifMatch, { technicianId: to.technicianId, startAt, endAt })
  mustBePlanned(visit)
  if (visit.is_pinned) throw problem('conflict.visit_pinned', 409, { number: visit.number })
  if (isSame(visit, to.technicianId, startAt, endAt)) return visit
  const promised = keptPromise(visit, to.promised, startAt)
  mustContain(promised, startAt)
  const fit = await mustFit(tx, actor, now, atSeat(order, visit.seat), {
    technicianId: to.technicianId,
    startAt,
    endAt,
    overrideReason: to.overrideReason,
    visitId: visit.id,
    mates: (await matesOf(tx, visit)).map((one) => one.technician_id),
  })
  await takeTurns(tx, to.technicianId)
  const slot = { technicianId: to.technicianId, startAt, endAt, except: visit.id }
  await mustBeFree(tx, slot)
  const answer_by = answerBy((await rulesOf(tx)).answerMinutes, startAt, now)
  const moved = await writeUnbooked(tx, slot, () =>
    tx
      .updateTable('dispatch.visit')
      .set({
        technician_id: to.technicianId,
        planned: range(startAt, endAt),
        promised: promised ? range(Date.parse(promised.from), Date.parse(promised.to)) : null,
        // Who has accepted another time or another job has accepted nothing of this one.
        status: 'scheduled',
        answer_by,
        unanswered_at: null,
        override_reason: fit.overrideReason,
      })
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', visit.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
  await tellMoved(tx, actor, visit, moved, fit.technician.name, overridden(fit), now)
  return moved
}

function isSame(visit: VisitRow, technicianId: string, startAt: number, endAt: number): boolean {
  return (
    visit.technician_id === technicianId && visit.starts_at.getTime() === startAt && visit.ends_at.getTime() === endAt
  )
}

/** The day part told to the customer holds while the visit begins inside it; beyond it the new time is told instead. */
function keptPromise(visit: VisitRow, given: Promised | null | undefined, startAt: number): Promised | null {
  if (given !== undefined) return given
  const kept = promisedOf(visit.promised)
  return kept && Date.parse(kept.from) <= startAt && startAt < Date.parse(kept.to) ? kept : null
}

type Wanted = { technicianId: string; startAt: number; endAt: number }

/** Two dispatchers at once: the second hears what the first did, field by field. */
export async function mustBeCurrent(tx: Tx, visit: VisitRow, ifMatch: number | null, wanted?: Wanted): Promise<void> {
  if (ifMatch === null || ifMatch === visit.version) return
  const patch = wanted
    ? { technician_id: wanted.technicianId, starts_at: new Date(wanted.startAt), ends_at: new Date(wanted.endAt) }
    : {}
  throw await staleVersion(tx, visit as unknown as Record<string, unknown>, {
    id: visit.id,
    ifMatch,
    patch,
    news: { subjectType: 'visit' },
  })
}

/** Holds a visit where it is, or lets it be moved again. */
export async function pinVisit(
  tx: Tx,
  actor: Actor,
  id: string,
  pinned: boolean,
  ifMatch: number | null,
): Promise<VisitRow> {
  const { visit } = await lockVisit(tx, actor, id)
  await mustBeCurrent(tx, visit, ifMatch)
  mustBePlanned(visit)
  if (visit.is_pinned === pinned) return visit
  // Who comes together stays together.
  const ids = [id, ...(await matesOf(tx, visit)).filter((mate) => mate.is_pinned !== pinned).map((mate) => mate.id)]
  const rows = await tx
    .updateTable('dispatch.visit')
    .set({ is_pinned: pinned })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', 'in', ids)
    .returningAll()
    .execute()
  const changes = { isPinned: { from: !pinned, to: pinned } }
  for (const row of rows) await announceVisit(tx, actor, pinned ? 'visit.pinned' : 'visit.unpinned', row, { changes })
  return rows.find((row) => row.id === id)!
}
