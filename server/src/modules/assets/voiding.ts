import { localDay } from '@aftercare/rules'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import { holdAsset } from './lookup.ts'
import type { voidingBody } from './shapes.ts'

/** Voids the maker's warranty with a coded assessment. Statutory rights are never voided: the decision sees to that. */
export async function voidCover(tx: Tx, actor: Actor, assetId: string, input: z.output<typeof voidingBody>, now: Date) {
  const asset = await holdAsset(tx, actor, assetId)
  if (asset.voided) throw problem('assets.voided', 409)
  const at = input.at ?? localDay(now.getTime(), actor.timeZone)
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
