import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { id, instant, paragraph } from '../../kit/shapes.ts'
import { lockVisit } from './find.ts'
import { mustGoOn } from './states.ts'
import { announceVisit } from './visit-news.ts'
import { mustBeOwn } from './visit-progress.ts'

export const OVERRUN_REASONS = [
  'more_work',
  'harder_to_find',
  'waiting_for_part',
  'waiting_for_customer',
  'access_late',
  'customer_added',
  'other',
] as const

export const newOverrun = z
  .object({
    minutes: z.number().int().min(5).max(1440).describe('beyond the planned end'),
    reason: z.enum(OVERRUN_REASONS).describe('dispatch:overrunReason.<reason>'),
    note: paragraph.optional(),
  })
  .meta({ id: 'NewOverrun' })

export const overrun = newOverrun
  .extend({ visitId: id, note: z.string().nullable(), endsAt: instant.describe('when it is expected to be over') })
  .meta({ id: 'Overrun' })

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
