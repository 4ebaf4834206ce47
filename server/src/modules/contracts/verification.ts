import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { line } from '../../kit/shapes.ts'
import { findAsset } from '../assets/index.ts'

export const verificationBody = z.object({
  result: z.enum(['verified', 'failed']).describe("the serial held against the maker's list"),
  hasLabel: z.boolean().describe('its warranty label is on it and can be read'),
  note: line.optional(),
})

/** Somebody looked at the product: without this record no contract is sold for it. */
export async function verifyAsset(
  tx: Tx,
  actor: Actor,
  assetId: string,
  input: z.output<typeof verificationBody>,
  now: Date,
): Promise<void> {
  await findAsset(tx, actor, assetId)
  await tx
    .insertInto('contracts.verification')
    .values({
      id: newId(),
      asset_id: assetId,
      result: input.result,
      has_label: input.hasLabel,
      note: input.note ?? null,
      at: now,
      by_person: actor.kind === 'person' ? actor.id : null,
      by_name: actor.name,
    })
    .execute()
  await announce(tx, actor, {
    type: 'asset.verified',
    subject: { type: 'asset', id: assetId },
    threadId: assetId,
    data: { result: input.result, hasLabel: input.hasLabel, note: input.note ?? null },
  })
}
