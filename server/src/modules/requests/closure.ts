import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { lockRequest, type RequestRow } from './find.ts'
import { resolveRow } from './resolution.ts'
import { cannotGo, isOpen, moveRequest } from './states.ts'

/**
 * Closes a resolved request. One that is still open closes only with a code that says how it ended; while a visit is
 * planned or running the way on is to finish or cancel the visit.
 */
export async function closeRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  how: { code?: string | undefined; note?: string | undefined },
  now: Date,
): Promise<RequestRow> {
  const row = await lockRequest(tx, actor, id)
  if (!isOpen(row.status)) {
    if (row.status !== 'resolved') throw cannotGo(row, 'closed')
    return closeRow(tx, actor, row, how.code ?? 'done', how.note ?? null, now)
  }
  if (!how.code) throw notYet(row)
  const resolved = await resolveRow(tx, actor, row, { note: how.note ?? null, at: now, data: { code: how.code } })
  return closeRow(tx, actor, resolved, how.code, how.note ?? null, now)
}

export async function closeRow(
  tx: Tx,
  actor: Actor,
  row: RequestRow,
  code: string,
  note: string | null,
  now: Date,
): Promise<RequestRow> {
  return moveRequest(tx, actor, row, {
    to: 'closed',
    set: { closed_at: now, closure_code: code },
    news: { type: 'request.closed', isPublic: true, data: { code, note } },
  })
}

function notYet(row: RequestRow) {
  const planned = row.status === 'scheduled' || row.status === 'in_progress'
  const values = { from: row.status, to: 'closed', wayOn: planned ? 'finish_visit' : 'resolve' }
  return problem(planned ? 'conflict.visit_open' : 'conflict.not_resolved', 409, values)
}
