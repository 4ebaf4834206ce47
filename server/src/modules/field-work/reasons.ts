import type { Decision } from '@aftercare/entitlement'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { keepDecision } from '../entitlement/index.ts'
import { decisionFor } from './cover.ts'
import { workLines } from './prices.ts'
import type { Work } from './work.ts'

/** The decision behind the shares of a visit's lines is kept with them, so that the sum can be explained years later. */
export async function keepReasons(tx: Tx, actor: Actor, work: Work, now: Date, cause: string): Promise<void> {
  // A deposit is shared as its part.
  const lines = ((await workLines(tx, [work.id])).get(work.id) ?? []).filter((line) => line.depositFor === null)
  const decision = lines.length > 0 ? await decisionFor(tx, work, lines, now) : null
  if (!decision || !work.assetId) return
  const of = { assetId: work.assetId, requestId: work.requestId, visitId: work.id, at: now, cause }
  const decisionId = await keepDecision(tx, actor, of, decision)
  await tx.updateTable('field_work.line').set({ decision_id: decisionId }).where('visit_id', '=', work.id).execute()
}

/** Nobody signed: what was shown stands all the same, and so does what it rests on. */
export async function keepUnsignedReasons(tx: Tx, actor: Actor, work: Work, now: Date): Promise<void> {
  const lines = (await workLines(tx, [work.id])).get(work.id) ?? []
  if (lines.some((line) => line.decisionId === null)) await keepReasons(tx, actor, work, now, 'visit.completed')
}

/** The decision a quotation rests on; its positions name it. */
export async function keepQuoted(
  tx: Tx,
  actor: Actor,
  { assetId, ...about }: { assetId: string | null; requestId: string; visitId: string | null; quotationId: string },
  decision: Decision | null,
  now: Date,
): Promise<string | null> {
  if (!decision || !assetId) return null
  return keepDecision(tx, actor, { ...about, assetId, at: now, cause: 'quotation.drafted' }, decision)
}
