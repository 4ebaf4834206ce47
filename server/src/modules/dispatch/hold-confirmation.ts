import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { staleVersion } from '../../kit/edit.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { findVisit, lockOrder, type OrderRow, type VisitRow } from './find.ts'
import { endHold, findHold, type HoldRow, heldAlong, mustRun } from './hold-find.ts'
import { tellBoards } from './holds.ts'
import { ourEyes } from './situation.ts'
import { bookPlace } from './slot-choice.ts'
import { takeTurns } from './turns.ts'
import { promisedOf } from './visit-state.ts'
import { type Call, openOrder } from './work-orders.ts'

/** The time that was kept becomes the visit. Under the version of the hold, and of the visit it would move. */
export async function confirmHold(call: Call, id: string, ifMatch: number): Promise<VisitRow> {
  const { tx, actor } = call
  // Orders are locked before all else, so the hold is read first and locked when its turn comes.
  const seen = await findHold(tx, actor, id)
  if (seen.with_id) throw notFound('hold')
  await takeTurns(tx, `request ${seen.request_id}`)
  const ours = { ...call, actor: actor.kind === 'customer' ? ourEyes(actor) : actor }
  const found = seen.work_order_id ? await lockOrder(tx, systemActor(actor.tenantId), seen.work_order_id) : null
  const order: OrderRow = found ?? (await openOrder(ours, seen.request_id, {}))
  await takeTurns(tx, seen.technician_id)
  const hold = await findHold(tx, actor, id, true)
  mustRun(hold)
  if (hold.version !== ifMatch)
    throw await staleVersion(tx, hold as unknown as Record<string, unknown>, {
      id,
      ifMatch,
      patch: {},
      news: { subjectType: 'hold' },
    })
  const visit = await visitToMove(tx, ours.actor, hold)
  const crew = visit ? [] : await heldAlong(tx, hold)
  tellBoards(tx, actor, await endHold(tx, hold, 'confirmed'))
  const promised = promisedOf(hold.promised)
  return bookPlace(ours, order, visit, {
    technicianId: hold.technician_id,
    crew,
    startAt: hold.starts_at.getTime(),
    endAt: hold.ends_at.getTime(),
    promised: promised && { fromAt: Date.parse(promised.from), toAt: Date.parse(promised.to) },
  })
}

async function visitToMove(tx: Tx, actor: Actor, hold: HoldRow): Promise<VisitRow | null> {
  if (!hold.visit_id) return null
  const visit = await findVisit(tx, actor, hold.visit_id)
  if (visit.version !== hold.visit_version) throw problem('dispatch.hold_overtaken', 409, { number: visit.number })
  return visit
}

export async function releaseHold({ tx, actor }: Pick<Call, 'tx' | 'actor'>, id: string): Promise<void> {
  const hold = await findHold(tx, actor, id, true)
  if (hold.with_id) return releaseHold({ tx, actor }, hold.with_id)
  if (hold.ended === null) tellBoards(tx, actor, await endHold(tx, hold, 'released'))
}
