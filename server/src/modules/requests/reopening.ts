import { resumeClock } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { problem } from '../../kit/problem.ts'
import { loadClocks, refreshClocks } from './clocks.ts'
import { lockRequest, type RequestRow } from './find.ts'
import { cannotGo, isOpen, moveRequest, mustBeAbleToGo } from './states.ts'

/** It was not solved after all: the same request goes on, and its old clocks with what was left of them. */
export async function reopenRequest(tx: Tx, actor: Actor, id: string, reason: string, now: Date): Promise<RequestRow> {
  return reopenRow(tx, actor, await lockRequest(tx, actor, id), reason, now)
}

export async function reopenRow(tx: Tx, actor: Actor, row: RequestRow, reason: string, now: Date): Promise<RequestRow> {
  const { id } = row
  if (row.merged_into) throw cannotGo(row, 'triaged')
  if (isOpen(row.status))
    throw problem('conflict.request_open', 409, { from: row.status, to: 'triaged', wayOn: 'go_on' })
  mustBeAbleToGo(row, 'triaged')
  await resumeClocks(tx, id, now)
  const done = await moveRequest(tx, actor, row, {
    to: 'triaged',
    set: { resolved_at: null, closed_at: null, closure_code: null, reopened: row.reopened + 1 },
    news: { type: 'request.reopened', isPublic: true, data: { reason, times: row.reopened + 1 } },
  })
  const nextDueAt = await refreshClocks(tx, id, now)
  return { ...done, next_due_at: nextDueAt }
}

/** The time each clock stood still since it was met becomes a pause of that clock alone. */
async function resumeClocks(tx: Tx, requestId: string, now: Date): Promise<void> {
  for (const clock of await loadClocks(tx, [requestId])) {
    // A new appointment makes a new promise to arrive; the answer that was given stays given.
    if (clock.kind === 'arrive' || clock.metAt === null) continue
    const resumed = resumeClock(clock, now.getTime())
    const pause = resumed.pauses.at(-1)
    if (resumed.metAt !== null || !pause || pause.toAt === null) continue
    await tx
      .insertInto('requests.pause')
      .values({
        id: newId(),
        request_id: requestId,
        reason: pause.reason,
        from_at: new Date(pause.fromAt),
        to_at: new Date(pause.toAt),
        clock_kind: clock.kind,
      })
      .execute()
    await tx
      .updateTable('requests.clock')
      .set({ met_at: null })
      .where('request_id', '=', requestId)
      .where('kind', '=', clock.kind)
      .execute()
  }
}
