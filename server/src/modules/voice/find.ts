import { canGo, type ReturnVisitState } from '@aftercare/rules'
import type { Selectable } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { VoiceReturnVisit } from '../../kit/db-types.ts'
import { announce } from '../../kit/events.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'

export type ReturnVisitRow = Selectable<VoiceReturnVisit>

/** The return visit as the actor may see it; `lock` holds it until the change commits. */
export async function findReturnVisit(tx: Tx, actor: Actor, id: string, lock = false): Promise<ReturnVisitRow> {
  const row = await tx
    .selectFrom('voice.return_visit as rv')
    .selectAll()
    .where('rv.id', '=', id)
    .where(visibleTo(actor, 'rv.station_id'))
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst()
  if (!row) throw notFound('return_visit')
  return row
}

type Columns = Partial<Pick<ReturnVisitRow, 'skip_reason' | 'done_at' | 'attempts' | 'owner_id' | 'due_at'>>

/** Moves on where that is legal and tells it. */
export async function moveReturnVisit(
  tx: Tx,
  actor: Actor,
  row: ReturnVisitRow,
  to: ReturnVisitState,
  change: { set: Columns & { answers?: string }; news: string; data?: Record<string, unknown> },
): Promise<void> {
  if (!canGo('returnVisit', row.status as ReturnVisitState, to))
    throw problem('conflict.state', 409, { from: row.status, to })
  await tx
    .updateTable('voice.return_visit')
    .set({ status: to, version: row.version + 1, ...change.set })
    .where('id', '=', row.id)
    .execute()
  await announce(tx, actor, {
    type: change.news,
    subject: { type: 'return_visit', id: row.id, version: row.version + 1 },
    threadId: row.request_id,
    stationId: row.station_id,
    data: { number: row.number, ...change.data, changes: { status: { from: row.status, to } } },
  })
}
