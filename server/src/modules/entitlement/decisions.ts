import { canonicalJson, type Decision, decide, summary } from '@aftercare/entitlement'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound } from '../../kit/problem.ts'
import { assetVisible } from '../assets/index.ts'
import { type Cover, coverOf } from './cover.ts'
import type { Question } from './facts.ts'

export interface Wanted extends Question {
  assetId: string
  requestId?: string | undefined
  visitId?: string | undefined
}

/** Decides and keeps the decision with its facts and the versions of its packs, so that it can be made again years later. */
export async function decideAndKeep(tx: Tx, actor: Actor, wanted: Wanted): Promise<Cover & { id: string }> {
  const cover = await coverOf(tx, wanted.assetId, wanted)
  const id = await keepDecision(tx, actor, wanted, cover.decision)
  return { ...cover, id }
}

/** For a decision that was made already (by `coverOf` in the same change, or on a phone): only the keeping. */
export async function keepDecision(
  tx: Tx,
  actor: Actor,
  of: Omit<Wanted, keyof Question> & { at: Date },
  decision: Decision,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('entitlement.decision')
    .values({
      id,
      asset_id: of.assetId,
      request_id: of.requestId ?? null,
      visit_id: of.visitId ?? null,
      outcome: decision.outcome,
      decision: JSON.stringify(decision),
      made_at: of.at,
      made_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await announce(tx, actor, {
    type: 'cover.decided',
    subject: { type: 'decision', id },
    threadId: of.requestId ?? of.assetId,
    data: { assetId: of.assetId, outcome: decision.outcome, payers: summary(decision).payers },
  })
  return id
}

/** A kept decision of a product the actor may see. */
export async function findDecision(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('entitlement.decision as d')
    .innerJoin('assets.asset as a', 'a.id', 'd.asset_id')
    .select(['d.id', 'd.asset_id as assetId', 'd.request_id as requestId', 'd.visit_id as visitId', 'd.outcome'])
    .select(['d.decision', 'd.made_at as madeAt', 'd.made_by as madeBy'])
    .where('d.id', '=', id)
    .where(assetVisible(actor, 'a'))
    .executeTakeFirst()
  if (!row) throw notFound('decision')
  const decision = row.decision as unknown as Decision
  return { ...row, decision, summary: summary(decision), assumed: [] as string[], doubted: [] as string[] }
}

/** Makes a kept decision again from its own facts: the same bytes, or which packs have changed since. */
export async function recompute(tx: Tx, actor: Actor, id: string) {
  const { decision } = await findDecision(tx, actor, id)
  const again = decide(decision.facts)
  const now = new Map(again.packs.map((pack) => [pack.id, pack.version]))
  const packs = decision.packs.map(({ id: packId, version }) => ({
    id: packId,
    used: version,
    current: now.get(packId) ?? null,
  }))
  return {
    identical: canonicalJson(again) === canonicalJson(decision),
    outcomeThen: decision.outcome,
    outcomeNow: again.outcome,
    packs,
  }
}
