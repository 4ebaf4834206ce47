import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import type { limitBody, limitPatch, limitView } from './goodwill-shapes.ts'

/** How much a role may give away alone, per currency: the ladder, lowest step first. A role without a row gives nothing. */
export type Limit = z.output<typeof limitView>

export async function limits(tx: Tx): Promise<Limit[]> {
  const rows = await tx
    .selectFrom('entitlement.goodwill_limit')
    .select(['id', 'role', 'currency', 'limit_minor as limitMinor', 'version'])
    .orderBy('currency')
    .orderBy(sql`limit_minor asc nulls last`)
    .orderBy('role')
    .execute()
  return rows as Limit[]
}

export const limitsFor = async (tx: Tx, currency: string) =>
  (await limits(tx)).filter((one) => one.currency === currency)

export async function addLimit(tx: Tx, actor: Actor, input: z.output<typeof limitBody>): Promise<string> {
  const id = newId()
  const added = await tx
    .insertInto('entitlement.goodwill_limit')
    .values({ id, role: input.role, currency: input.currency, limit_minor: input.limitMinor })
    .onConflict((c) => c.columns(['tenant_id', 'role', 'currency']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw invalid({ path: 'role', code: 'validation.duplicate' })
  await announce(tx, actor, { type: 'goodwill_limit.added', subject: { type: 'goodwill_limit', id }, data: input })
  return id
}

export async function changeLimit(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  { limitMinor }: z.output<typeof limitPatch>,
): Promise<void> {
  await edit(tx, actor, {
    table: 'entitlement.goodwill_limit',
    id,
    ifMatch,
    patch: { limit_minor: limitMinor },
    news: { type: 'goodwill_limit.changed', subjectType: 'goodwill_limit' },
  })
}

export async function removeLimit(tx: Tx, actor: Actor, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom('entitlement.goodwill_limit')
    .where('id', '=', id)
    .returning(['role', 'currency'])
    .executeTakeFirst()
  if (!gone) throw notFound('goodwill_limit')
  await announce(tx, actor, { type: 'goodwill_limit.removed', subject: { type: 'goodwill_limit', id }, data: gone })
}
