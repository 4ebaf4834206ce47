import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { lockVisit } from './find.ts'
import type { newOverrun, toldOverrun } from './shapes.ts'
import { mustGoOn } from './states.ts'
import { announceVisit } from './visit-news.ts'
import { mustBeOwn } from './visit-progress.ts'

/** What was said of visits that take longer than planned, by visit. */
export async function overrunsOf(
  tx: Tx,
  visitIds: readonly string[],
): Promise<Map<string, z.output<typeof toldOverrun>>> {
  const rows = await tx
    .selectFrom('dispatch.overrun')
    .select(['visit_id', 'minutes', 'reason', 'note'])
    .where('visit_id', '=', sql<string>`any(${visitIds}::uuid[])`)
    .execute()
  return new Map(rows.map(({ visit_id, ...told }) => [visit_id, told as z.output<typeof toldOverrun>]))
}

/**
 * Somebody says that a visit takes longer, and why: told by its technician or by who plans, again when it changes. The
 * planned time stays; who is late because of it, and what is planned next, count with it.
 */
export async function tellOverrun(
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Date },
  visitId: string,
  { minutes, reason, note = undefined }: z.output<typeof newOverrun>,
) {
  const { visit } = await lockVisit(tx, actor, visitId)
  mustBeOwn(actor, visit)
  mustGoOn(visit)
  const row = { minutes, reason, note: note ?? null, told_at: now, told_by: actor.kind === 'person' ? actor.id : null }
  await tx
    .insertInto('dispatch.overrun')
    .values({ id: newId(), visit_id: visitId, ...row })
    .onConflict((c) =>
      c.columns(['tenant_id', 'visit_id']).doUpdateSet({ ...row, version: sql<number>`overrun.version + 1` }),
    )
    .execute()
  await announceVisit(tx, actor, 'visit.overrun', visit, { minutes, reason, note: note ?? null })
  return { visitId, minutes, reason, note: note ?? null, endsAt: new Date(visit.ends_at.getTime() + minutes * 60_000) }
}

/** It does not take longer after all. Withdrawn twice, or never told: nothing happens, nobody hears of it. */
export async function withdrawOverrun({ tx, actor }: { tx: Tx; actor: Actor }, visitId: string): Promise<void> {
  const { visit } = await lockVisit(tx, actor, visitId)
  mustBeOwn(actor, visit)
  mustGoOn(visit)
  const told = await tx
    .deleteFrom('dispatch.overrun')
    .where('visit_id', '=', visitId)
    .returning(['minutes', 'reason'])
    .executeTakeFirst()
  if (told) await announceVisit(tx, actor, 'visit.overrun_withdrawn', visit, told)
}
