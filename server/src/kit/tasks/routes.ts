import { z } from 'zod'
import type { Actor } from '../actor.ts'
import type { Tx } from '../db.ts'
import { notFound, problem } from '../problem.ts'
import { type AnyRoute, route } from '../route.ts'
import { byId, id, instant } from '../shapes.ts'

const STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
const task = z
  .object({
    id,
    kind: z.string(),
    state: z.enum(STATES),
    done: z.number(),
    total: z.number().nullable(),
    result: z.record(z.string(), z.unknown()).nullable(),
    fileId: id.nullable(),
    errorCode: z.string().nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Task' })

const own = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('kit.task')
    .select(['id', 'kind', 'state', 'done', 'total', 'result', 'file_id as fileId', 'error_code as errorCode'])
    .select(['created_at as createdAt', 'started_at as startedAt', 'finished_at as finishedAt'])
    .where('owner_id', '=', actor.id)

async function ownTask(tx: Tx, actor: Actor, taskId: string) {
  const found = await own(tx, actor).where('id', '=', taskId).executeTakeFirst()
  if (!found) throw notFound('task')
  return found
}

/** Work that waits never begins; work under way stops at its next step. */
async function cancel(tx: Tx, actor: Actor, now: Date, taskId: string) {
  const cancelled = await tx
    .updateTable('kit.task')
    .set({ state: 'cancelled', finished_at: now })
    .where('id', '=', taskId)
    .where('owner_id', '=', actor.id)
    .where('state', 'in', ['waiting', 'running', 'cancelled'])
    .returning('id')
    .executeTakeFirst()
  const found = await ownTask(tx, actor, taskId)
  if (!cancelled) throw problem('conflict.state', 409, { from: found.state, to: 'cancelled' })
  return found
}

export const routes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/tasks',
    needs: 'tasks.own',
    summary: 'The long work of the signed-in person, newest first',
    returns: z.object({ items: z.array(task) }),
    handle: async ({ tx, actor }) => ({
      items: await own(tx, actor).orderBy('created_at', 'desc').limit(50).execute(),
    }),
  }),
  route({
    method: 'GET',
    path: '/tasks/:id',
    needs: 'tasks.own',
    summary: 'How far long work is',
    params: byId,
    returns: task,
    handle: ({ tx, actor, params }) => ownTask(tx, actor, params.id),
  }),
  route({
    method: 'PUT',
    path: '/tasks/:id/cancellation',
    needs: 'tasks.own',
    summary: 'Stops long work',
    params: byId,
    returns: task,
    handle: ({ tx, actor, now, params }) => cancel(tx, actor, now, params.id),
  }),
]
