import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { lockVisit, type VisitRow } from './find.ts'
import type { newPause, toldPause } from './shapes.ts'
import { mustGoOn } from './states.ts'
import { announceVisit } from './visit-news.ts'
import { mustBeOwn } from './visit-progress.ts'

export type Pause = z.output<typeof toldPause>
export type PauseCall = { tx: Tx; actor: Actor; now: Date }

/** When the work on some visits rested, by visit. */
export async function pausesOf(tx: Tx, visitIds: readonly string[]): Promise<Map<string, Pause[]>> {
  const rows = await tx
    .selectFrom('dispatch.pause')
    .select(['visit_id', 'id', 'reason', 'note', 'since', 'until'])
    .where('visit_id', '=', sql<string>`any(${visitIds}::uuid[])`)
    .orderBy('since')
    .execute()
  const by = new Map<string, Pause[]>()
  for (const { visit_id, ...one } of rows) by.set(visit_id, [...(by.get(visit_id) ?? []), one as unknown as Pause])
  return by
}

/**
 * The work rests from now on. Told again it changes nothing; another one that still runs ends where this begins. The
 * planned times, the promise and the clocks of the request go on as they are.
 */
export async function pauseVisit(call: PauseCall, visitId: string, id: string, told: z.output<typeof newPause>) {
  const { tx, actor } = call
  const { visit } = await lockVisit(tx, actor, visitId)
  mustBeOwn(actor, visit)
  mustGoOn(visit)
  const known = await tx.selectFrom('dispatch.pause').select('visit_id').where('id', '=', id).executeTakeFirst()
  if (known && known.visit_id !== visitId) throw notFound('pause')
  if (known) return
  const since = notLater(told.at, call.now)
  await endPause(call, visit, since)
  const row = { id, visit_id: visitId, reason: told.reason, note: told.note ?? null, since, told_by: actor.id }
  await tx.insertInto('dispatch.pause').values(row).execute()
  await announceVisit(tx, actor, 'visit.paused', visit, { reason: told.reason, note: told.note ?? null }, since)
}

/** The work goes on. */
export async function resumeVisit(call: PauseCall, visitId: string, id: string, at: string): Promise<void> {
  const { visit } = await lockVisit(call.tx, call.actor, visitId)
  mustBeOwn(call.actor, visit)
  const known = await call.tx
    .selectFrom('dispatch.pause')
    .select('until')
    .where('id', '=', id)
    .where('visit_id', '=', visitId)
    .executeTakeFirst()
  if (!known) throw problem('not_found', 404, { what: 'pause' })
  if (known.until === null) await endPause(call, visit, notLater(at, call.now))
}

/** What still rests ends now: somebody goes on, or the visit is over. */
export async function endPause({ tx, actor }: PauseCall, visit: VisitRow, at: Date): Promise<void> {
  const ended = await tx
    .updateTable('dispatch.pause')
    .set({ until: sql`greatest(since, ${at}::timestamptz)` })
    .where('visit_id', '=', visit.id)
    .where('until', 'is', null)
    .returning(['reason', 'since'])
    .executeTakeFirst()
  if (!ended) return
  const minutes = Math.max(0, Math.round((at.getTime() - ended.since.getTime()) / 60_000))
  await announceVisit(tx, actor, 'visit.resumed', visit, { reason: ended.reason, minutes }, at)
}

/** A phone's clock may run ahead; nothing has happened later than now. */
export const notLater = (at: string, now: Date) => new Date(Math.min(Date.parse(at), now.getTime()))
