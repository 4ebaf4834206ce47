import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound } from '../../kit/problem.ts'
import { id } from '../../kit/shapes.ts'
import type { failureBody } from './catalogue-shapes.ts'
import { FAILURES } from './shapes.ts'

type Failure = z.output<typeof failureBody>

export const failureQuery = z.object({
  familyId: id.optional().describe('with it, its own codes and those of every family'),
  kind: z.enum(FAILURES).optional(),
})

/** What a technician or the desk may choose from, for one family those of every family included. */
export function failureCodes(tx: Tx, query: z.output<typeof failureQuery>) {
  return tx
    .selectFrom('assets.failure_code')
    .select(['id', 'family_id as familyId', 'kind', 'code', 'name', 'component', 'is_safety as isSafety'])
    .$if(query.familyId !== undefined, (q) =>
      q.where((eb) => eb.or([eb('family_id', '=', query.familyId!), eb('family_id', 'is', null)])),
    )
    .$if(query.kind !== undefined, (q) => q.where('kind', '=', query.kind!))
    .orderBy('kind')
    .orderBy('code')
    .limit(5000)
    .execute()
}

const columns = (input: Failure) => ({
  family_id: input.familyId ?? null,
  kind: input.kind,
  code: input.code,
  name: JSON.stringify(input.name),
  component: input.component ?? null,
  is_safety: input.isSafety,
})

export async function addFailureCode(tx: Tx, actor: Actor, input: Failure): Promise<string> {
  const failureId = newId()
  await tx
    .insertInto('assets.failure_code')
    .values({ id: failureId, ...columns(input) })
    .execute()
  const data = { code: input.code, kind: input.kind }
  await announce(tx, actor, { type: 'failure_code.added', subject: { type: 'failure_code', id: failureId }, data })
  return failureId
}

export async function changeFailureCode(tx: Tx, actor: Actor, failureId: string, input: Failure): Promise<void> {
  const changed = await tx
    .updateTable('assets.failure_code')
    .set(columns(input))
    .where('id', '=', failureId)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw notFound('failure_code')
  const data = { code: input.code, kind: input.kind }
  await announce(tx, actor, { type: 'failure_code.changed', subject: { type: 'failure_code', id: failureId }, data })
}

/** Finished work keeps the code as text; it is only no longer offered. */
export async function removeFailureCode(tx: Tx, actor: Actor, failureId: string): Promise<void> {
  const removed = await tx
    .deleteFrom('assets.failure_code')
    .where('id', '=', failureId)
    .returning(['code', 'kind'])
    .executeTakeFirst()
  if (!removed) throw notFound('failure_code')
  await announce(tx, actor, {
    type: 'failure_code.removed',
    subject: { type: 'failure_code', id: failureId },
    data: removed,
  })
}

export async function failureCodeOf(tx: Tx, failureId: string) {
  const found = (await failureCodes(tx, {})).find((one) => one.id === failureId)
  if (!found) throw notFound('failure_code')
  return found
}
