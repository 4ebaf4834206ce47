import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import { holdAsset } from './lookup.ts'

/** Marks the maker's warranty as voided; whether it may be is weighed above, in entitlement. Statutory rights are never voided. */
export async function voidCover(
  tx: Tx,
  actor: Actor,
  assetId: string,
  input: { code: string; at: string; assessment: string },
): Promise<void> {
  const asset = await holdAsset(tx, actor, assetId)
  if (asset.voided) throw problem('assets.voided', 409)
  const { at } = input
  const voided = { code: input.code, at, assessment: input.assessment, by: actor.id, byName: actor.name }
  await setVoided(tx, assetId, JSON.stringify(voided))
  const data = { code: input.code, at, assessment: input.assessment }
  const subject = { type: 'asset', id: assetId, version: asset.version + 1 }
  await announce(tx, actor, { type: 'cover.voided', subject, threadId: assetId, data })
}

/** Takes a voiding back, as if it had not been; the history keeps both. */
export async function restoreCover(tx: Tx, actor: Actor, assetId: string): Promise<void> {
  const asset = await holdAsset(tx, actor, assetId)
  if (!asset.voided) throw problem('assets.not_voided', 409)
  await setVoided(tx, assetId, null)
  const subject = { type: 'asset', id: assetId, version: asset.version + 1 }
  await announce(tx, actor, { type: 'cover.restored', subject, threadId: assetId, data: { was: asset.voided } })
}

async function setVoided(tx: Tx, assetId: string, voided: string | null): Promise<void> {
  await tx
    .updateTable('assets.asset')
    .set((eb) => ({ voided, version: eb('version', '+', 1) }))
    .where('id', '=', assetId)
    .execute()
}
