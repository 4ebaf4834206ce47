import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { findAsset } from '../assets/index.ts'
import { decided } from './cover.ts'
import { type Gathered, gatherFacts } from './facts.ts'
import { findDecision } from './find-decision.ts'
import { differencesOf } from './pack-differences.ts'
import { assemble, libraryOf, libraryOn, withPack } from './pack-library.ts'
import type { trialBody } from './pack-shapes.ts'
import { findVersion, mustBeGood, todayOf } from './pack-versions.ts'

/** The same case by what holds today and by a version in the making, side by side. Nothing is stored. */
export async function tryPack(tx: Tx, actor: Actor, versionId: string, asked: z.output<typeof trialBody>, now: Date) {
  const row = await findVersion(tx, versionId)
  const library = libraryOn(await libraryOf(tx), todayOf(actor, now))
  const content = mustBeGood({ ...(asked.content ?? row.content), id: row.pack_id, version: row.pack_version }, library)
  const gathered = await caseOf(tx, actor, asked, now)
  const current = decided(gathered, assemble(library, []))
  const draft = decided(gathered, assemble(withPack(library, content), []))
  return { current, draft, differences: differencesOf(current.decision, draft.decision) ?? {} }
}

async function caseOf(tx: Tx, actor: Actor, asked: z.output<typeof trialBody>, now: Date): Promise<Gathered> {
  const { assetId, decisionId, at, fault } = asked
  if (decisionId) {
    const { decision } = await findDecision(tx, actor, decisionId)
    return { facts: { ...decision.facts, ...(at && { at }), ...(fault && { fault }) }, assumed: [], doubted: [] }
  }
  await findAsset(tx, actor, assetId!)
  const gathered = (await gatherFacts(tx, [assetId!], { at: now, day: at, fault })).get(assetId!)
  if (!gathered) throw notFound('asset')
  return gathered
}
