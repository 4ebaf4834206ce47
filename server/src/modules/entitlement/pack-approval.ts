import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { libraryOf, renewPacks, type withPack } from './pack-library.ts'
import { holdVersion, mustBeCompanyWide, mustBeGood, mustNotBeChecked, tell } from './pack-versions.ts'

/** A second person puts a checked version in force from a day. Only what was checked, to the letter, can be approved. */
export async function approve(
  tx: Tx,
  actor: Actor,
  versionId: string,
  inForceFrom: string,
  ifMatch: number,
  now: Date,
): Promise<void> {
  mustBeCompanyWide(actor)
  const row = await holdVersion(tx, versionId, ifMatch, {})
  if (row.state === 'draft') throw problem('entitlement.pack_unchecked', 409)
  if (row.state !== 'checked') throw problem('conflict.state', 409, { from: row.state, to: 'approved' })
  await mustNotBeChecked(tx, versionId)
  if (row.editor_ids.includes(actor.id!)) throw problem('entitlement.pack_own_hand', 403)
  await mustBeFree(tx, row.pack_id, inForceFrom)
  await mustFitFrom(tx, row.content, inForceFrom)
  await tx
    .updateTable('entitlement.pack_version')
    .set({
      state: 'approved',
      in_force_from: inForceFrom,
      approved_by: actor.id,
      approved_at: now,
      version: row.version + 1,
    })
    .where('id', '=', versionId)
    .execute()
  await tell(tx, actor, 'approved', { ...row, version: row.version + 1 }, { inForceFrom })
  renewPacks(tx)
}

async function mustBeFree(tx: Tx, packId: string, inForceFrom: string): Promise<void> {
  const other = await tx
    .selectFrom('entitlement.pack_version')
    .select('pack_version')
    .where('pack_id', '=', packId)
    .where('in_force_from', '=', inForceFrom)
    .where('state', '=', 'approved')
    .executeTakeFirst()
  if (other) throw problem('entitlement.pack_day_taken', 409, { version: other.pack_version, day: inForceFrom })
}

/** On its own day and on every later one it has to stand beside what holds then. */
async function mustFitFrom(tx: Tx, content: Parameters<typeof withPack>[1], inForceFrom: string): Promise<void> {
  const { steps } = await libraryOf(tx)
  const holding = steps.findLast(({ from }) => from <= inForceFrom) ?? steps[0]!
  for (const { library } of [holding, ...steps.filter(({ from }) => from > inForceFrom)]) mustBeGood(content, library)
}
