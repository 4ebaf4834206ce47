import { canonicalJson, type Decision, decideWith, summary } from '@aftercare/entitlement'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { assetVisible } from '../assets/index.ts'
import { libraryOfDecision } from './pack-keeping.ts'
import { libraryOf, libraryOn } from './pack-library.ts'
import type { SupplierShare } from './supplier-cover.ts'
import type { FactChange } from './what-changed.ts'

/** A kept decision of a product the actor may see. */
export async function findDecision(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('entitlement.decision as d')
    .innerJoin('assets.asset as a', 'a.id', 'd.asset_id')
    .select(['d.id', 'd.asset_id as assetId', 'd.request_id as requestId', 'd.visit_id as visitId', 'd.outcome'])
    .select(['d.quotation_id as quotationId', 'd.decision', 'd.made_at as madeAt', 'd.made_by as madeBy', 'd.cause'])
    .select(['d.changes', 'd.supplier', 'd.supersedes', 'd.superseded_by as supersededBy'])
    .select(['d.superseded_at as supersededAt', 'd.settled_at as settledAt'])
    .where('d.id', '=', id)
    .where(assetVisible(actor, 'a'))
    .executeTakeFirst()
  if (!row) throw notFound('decision')
  const decision = row.decision as unknown as Decision
  return {
    ...row,
    decision,
    changes: row.changes as unknown as FactChange[],
    // Agreements with suppliers are the company's, not its stations'.
    supplier: actor.stations === 'all' ? (row.supplier as unknown as SupplierShare[]) : [],
    summary: summary(decision),
    assumed: [] as string[],
    doubted: [] as string[],
  }
}

/**
 * Makes a kept decision again from its own facts and the packs of that time: the same bytes, or something is wrong.
 * Beside it what today's packs would say of the same facts.
 */
export async function recompute(tx: Tx, actor: Actor, id: string) {
  const { decision } = await findDecision(tx, actor, id)
  const then = await libraryOfDecision(tx, decision)
  const again = then && decideWith(then, decision.facts)
  const now = decideWith(libraryOn(await libraryOf(tx), decision.at), decision.facts)
  const current = new Map(now.packs.map((pack) => [pack.id, pack.version]))
  return {
    identical: again !== null && canonicalJson(again) === canonicalJson(decision),
    packsKept: then !== null,
    outcomeThen: decision.outcome,
    outcomeNow: now.outcome,
    packs: decision.packs.map(({ id: packId, version }) => ({
      id: packId,
      used: version,
      current: current.get(packId) ?? null,
    })),
  }
}
