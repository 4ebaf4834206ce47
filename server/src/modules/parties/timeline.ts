import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id, instant } from '../../kit/shapes.ts'
import { findCustomer } from './lookup.ts'

export const timelineShape = z
  .object({
    items: z.array(
      z.object({
        id,
        type: z.string(),
        at: instant,
        subjectType: z.string(),
        subjectId: id,
        actorKind: z.string(),
        actorId: id.nullable(),
        actorName: z.string().nullable(),
        isPublic: z.boolean(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'Happenings' })

/** What happened to a customer and what hangs on it, newest first. */
export async function customerTimeline(
  tx: Tx,
  actor: Actor,
  customerId: string,
  after: string | undefined,
  limit: number,
) {
  await findCustomer(tx, actor, customerId)
  return happenings(tx, 'customer', customerId, after, limit)
}

/** Event ids are in the order of time, so one of them is the cursor. */
export async function happenings(
  tx: Tx,
  subjectType: string,
  subjectId: string,
  after: string | undefined,
  limit: number,
) {
  const rows = await tx
    .selectFrom('kit.event')
    .select(['id', 'type', 'at', 'subject_type as subjectType', 'subject_id as subjectId', 'data'])
    .select(['actor_kind as actorKind', 'actor_id as actorId', 'actor_name as actorName', 'is_public as isPublic'])
    .where((eb) =>
      eb.or([
        eb.and([eb('subject_type', '=', subjectType), eb('subject_id', '=', subjectId)]),
        eb('thread_id', '=', subjectId),
      ]),
    )
    .$if(after !== undefined, (q) => q.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}
