import type { Actor } from '../actor.ts'
import type { Services } from '../app.ts'
import { afterCommit, type Tx } from '../db.ts'
import { isAway } from '../errors.ts'
import { type FrozenActor, freeze, thaw } from '../frozen-actor.ts'
import { newId } from '../ids.ts'
import { enqueue, type Job, job } from '../jobs.ts'
import { hint } from '../live.ts'
import { notify } from '../notices/notify.ts'
import { Problem } from '../problem.ts'

/** What long work gets: its input, the person it works for, and a way to say how far it is. */
export interface TaskCall<Input> {
  services: Services
  tenantId: string
  taskId: string
  actor: Actor
  input: Input
  /** Tells how far the work is; throws when somebody cancelled it, so call it between pieces that stand for themselves. */
  progress(done: number, total?: number): Promise<void>
}

export interface TaskDone {
  result?: Record<string, unknown>
  /** A file made by the work; it belongs to the task and goes with it. */
  fileId?: string
}

interface TaskKind<Input> {
  /** Also the name of its job: 'export-list'. */
  kind: string
  /** Words of the notice when it is done or failed; values: what `result` holds. */
  words: { done: string; failed: string }
  work(call: TaskCall<Input>): Promise<TaskDone>
}

class Cancelled extends Error {}

/** Begins long work: it shows up under GET /tasks/:id at once and is worked off after the commit. */
export async function startTask(tx: Tx, actor: Actor, kind: string, input: Record<string, unknown>): Promise<string> {
  const id = newId()
  await tx
    .insertInto('kit.task')
    .values({ id, kind, input: JSON.stringify(input), owner_id: actor.id })
    .execute()
  await enqueue(tx, kind, { taskId: id, actor: freeze(actor) }, { maxAttempts: 5 })
  return id
}

/** The job behind a kind of task. A worker that dies in the middle leaves it to the next, so the work must bear repeating. */
export function taskJob<Input>({ kind, words, work }: TaskKind<Input>): Job {
  return job<{ taskId: string; actor: FrozenActor }>(kind, async ({ services, tenantId, payload, log }) => {
    const { taskId } = payload
    const actor = thaw(payload.actor)
    const task = await begin(services, tenantId, taskId)
    if (!task) return
    const ended = async (state: 'done' | 'failed', set: Ended) => {
      await services.db.tx(tenantId, (tx) => end(tx, { taskId, actor, state, notice: words[state], ...set }))
    }
    try {
      const progress = progressOf(services, actor, taskId)
      const done = await work({ services, tenantId, taskId, actor, input: task.input as Input, progress })
      await ended('done', { ...done, errorCode: null })
    } catch (error) {
      if (error instanceof Cancelled) return
      if (isAway(error as Error)) throw error // the database is away: tried again later
      if (!(error instanceof Problem)) log.error({ err: error, taskId }, 'task failed')
      await ended('failed', { errorCode: error instanceof Problem ? error.code : 'internal' })
    }
  })
}

async function begin(services: Services, tenantId: string, taskId: string) {
  return services.db.tx(tenantId, (tx) =>
    tx
      .updateTable('kit.task')
      .set((e) => ({ state: 'running', started_at: e.fn.coalesce('started_at', e.fn<Date>('now')), done: 0 }))
      .where('id', '=', taskId)
      .where('state', 'in', ['waiting', 'running'])
      .returning('input')
      .executeTakeFirst(),
  )
}

interface Ended extends TaskDone {
  errorCode: string | null
}

async function end(
  tx: Tx,
  { taskId, actor, state, notice, ...ended }: Ended & { taskId: string; actor: Actor; state: string; notice: string },
): Promise<void> {
  const row = await tx
    .updateTable('kit.task')
    .set({
      state,
      finished_at: new Date(),
      result: ended.result ? JSON.stringify(ended.result) : null,
      file_id: ended.fileId ?? null,
      error_code: ended.errorCode,
    })
    .where('id', '=', taskId)
    .where('state', '=', 'running')
    .returning('owner_id')
    .executeTakeFirst()
  if (!row || actor.kind !== 'person' || !actor.id) return
  const details = { ...ended.result, errorCode: ended.errorCode, fileId: ended.fileId }
  await notify(tx, actor.tenantId, [actor.id], { kind: notice, details, subject: { type: 'task', id: taskId } })
  tellProgress(tx, actor, taskId)
}

const EVERY_MS = 500

function progressOf(services: Services, actor: Actor, taskId: string) {
  let told = 0
  return async (done: number, total?: number): Promise<void> => {
    if (Date.now() - told < EVERY_MS) return
    told = Date.now()
    await services.db.tx(actor.tenantId, async (tx) => {
      const row = await tx
        .updateTable('kit.task')
        .set({ done, ...(total === undefined ? {} : { total }) })
        .where('id', '=', taskId)
        .where('state', '=', 'running')
        .returning('id')
        .executeTakeFirst()
      if (!row) throw new Cancelled()
      tellProgress(tx, actor, taskId)
    })
  }
}

function tellProgress(tx: Tx, actor: Actor, taskId: string): void {
  if (!actor.id) return
  const personId = actor.id
  afterCommit(tx, () =>
    hint(actor.tenantId, { type: 'task.progressed', subject: { type: 'task', id: taskId }, personId }),
  )
}
