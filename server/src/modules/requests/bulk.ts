import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, mustBeAbleTo } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { Problem } from '../../kit/problem.ts'
import { id, line } from '../../kit/shapes.ts'
import { assignRequest } from './assignment.ts'
import { cancelRequest } from './cancellation.ts'
import { closeRequest } from './closure.ts'
import { pauseRequest, resumeRequest } from './pauses.ts'
import { readAgain, takeReadingBack } from './reading-again.ts'
import { resolveRequest } from './resolution.ts'
import { CLOSURE_CODES, holdReason, level } from './shapes.ts'
import { watchRequest } from './watchers.ts'

export const bulkBody = z
  .object({
    ids: z.array(id).min(1).max(200),
    action: z.discriminatedUnion('type', [
      z.object({ type: z.literal('assign'), stationId: id.nullable().optional(), ownerId: id.nullable().optional() }),
      z.object({ type: z.literal('pause'), reason: holdReason, note: line.optional() }),
      z.object({ type: z.literal('resume') }),
      z.object({ type: z.literal('resolve'), note: line.optional() }),
      z.object({ type: z.literal('close'), code: z.enum(CLOSURE_CODES).optional() }),
      z.object({ type: z.literal('cancel'), reason: z.string().max(60), note: line.optional() }),
      z.object({
        type: z.literal('read'),
        impact: level.optional(),
        urgency: level.optional(),
        reason: line.describe('the priority follows; some may fall'),
      }),
      z.object({ type: z.literal('take_reading_back'), reason: line }),
      z.object({ type: z.literal('watch'), watching: z.boolean() }),
    ]),
  })
  .meta({ id: 'BulkRequests' })
type Bulk = z.output<typeof bulkBody>
export const bulkResult = z
  .object({
    done: z.array(id),
    skipped: z.array(
      z.object({ id, code: z.string().describe('errors:<code>'), values: z.record(z.string(), z.unknown()) }),
    ),
  })
  .meta({ id: 'BulkResult' })

/** The same change to many requests: what cannot be done is skipped and says why, the rest is done. */
export async function changeMany(
  tx: Tx,
  actor: Actor,
  { ids, action }: Bulk,
  now: Date,
): Promise<z.input<typeof bulkResult>> {
  mustBeAllowed(actor, action)
  const done: string[] = []
  const skipped: z.input<typeof bulkResult>['skipped'] = []
  // In one order for everybody: two people who change overlapping selections wait for each other, they do not deadlock.
  for (const one of [...new Set(ids)].sort()) {
    await sql`savepoint one`.execute(tx)
    try {
      await change(tx, actor, one, action, now)
      done.push(one)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await sql`rollback to savepoint one`.execute(tx)
      skipped.push({ id: one, code: error.code, values: error.values })
    }
    await sql`release savepoint one`.execute(tx)
  }
  return { done, skipped }
}

function mustBeAllowed(actor: Actor, action: Bulk['action']): void {
  if (['resolve', 'close', 'cancel'].includes(action.type)) mustBeAbleTo(actor, 'requests.close')
  else if (action.type !== 'watch') mustBeAbleTo(actor, 'requests.change')
}

async function change(tx: Tx, actor: Actor, id: string, action: Bulk['action'], now: Date): Promise<unknown> {
  switch (action.type) {
    case 'assign':
      return assignRequest(tx, actor, id, null, action, now)
    case 'pause':
      return pauseRequest(tx, actor, id, action, now)
    case 'resume':
      return resumeRequest(tx, actor, id, now)
    case 'resolve':
      return resolveRequest(tx, actor, id, action.note ?? null, now)
    case 'close':
      return closeRequest(tx, actor, id, action, now)
    case 'cancel':
      return cancelRequest(tx, actor, id, action, now)
    case 'read':
      return readAgain(tx, actor, id, action, now)
    case 'take_reading_back':
      return takeReadingBack(tx, actor, id, action.reason, now)
    case 'watch':
      return watchRequest(tx, actor, id, action.watching)
  }
}
