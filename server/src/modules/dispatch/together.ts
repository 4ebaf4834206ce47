import type { z } from 'zod'
import { Problem } from '../../kit/problem.ts'
import { bookVisit } from './booking.ts'
import { findVisit, type VisitRow } from './find.ts'
import { reschedule } from './rescheduling.ts'
import type { togetherChange } from './shapes.ts'
import { takeTurns } from './turns.ts'
import { cancelVisit } from './visit-cancellation.ts'
import type { Call } from './work-orders.ts'

type Change = z.output<typeof togetherChange>

/**
 * Several moves, bookings and returns to the tray as one: all of them or none. They happen in the order given, each judged
 * by what the ones before it have left free. A refusal names the change (`values.change`, counted from 0).
 */
export async function changeTogether(call: Call, changes: readonly Change[]): Promise<VisitRow[]> {
  await lockAll(call, changes)
  const done: VisitRow[] = []
  const crews = new Set<string>()
  for (const [index, change] of changes.entries()) {
    try {
      const row = await apply(call, change, crews)
      if (row.crew_id) crews.add(row.crew_id)
      done.push(row)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { code, status, errors, values, changes: fields } = error
      throw new Problem(code, status, {
        values: { ...values, change: index },
        ...(errors && { errors: errors.map((one) => ({ ...one, path: `changes.${index}.${one.path}` })) }),
        ...(fields && { changes: fields }),
      })
    }
  }
  return done
}

/** `crews`: those a change before has taken along; the version that was read of the others holds no longer. */
async function apply(call: Call, change: Change, crews: ReadonlySet<string>): Promise<VisitRow> {
  const { tx, actor } = call
  if (change.do === 'book') return bookVisit(call, change)
  const visit = await findVisit(tx, actor, change.id)
  if (visit.crew_id && crews.has(visit.crew_id))
    return change.do === 'move' ? reschedule(call, change.id, null, change) : visit
  if (change.do === 'move') return reschedule(call, change.id, change.version, change)
  return cancelVisit(tx, actor, change.id, change, change.version)
}

/** Two groups that cross lock in the same order, orders first and people next, and so wait for each other only once. */
async function lockAll({ tx, actor }: Call, changes: readonly Change[]): Promise<void> {
  const orders: string[] = []
  for (const change of changes)
    orders.push(change.do === 'book' ? change.workOrderId : (await findVisit(tx, actor, change.id)).work_order_id)
  await tx.selectFrom('dispatch.work_order').select('id').where('id', 'in', orders).orderBy('id').forUpdate().execute()
  const people = new Set(changes.flatMap((change) => (change.do === 'return' ? [] : [change.technicianId])))
  for (const one of [...people].sort()) await takeTurns(tx, one)
}
