import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { findableAssets } from './findable.ts'
import { holdAsset, mustBeInService } from './lookup.ts'
import { normalised } from './serials.ts'
import type { componentBody } from './shapes.ts'

/** Fits a part with its own number: the old one out, the new one in, both stay in the history of the machine. */
export async function fitComponent(
  tx: Tx,
  actor: Actor,
  assetId: string,
  input: z.output<typeof componentBody>,
  now: Date,
) {
  mustBeInService(await holdAsset(tx, actor, assetId))
  const at = momentOf(input.fittedAt, now)
  const out = input.replacesId ? await takeOut(tx, assetId, input.replacesId, at) : null
  const id = newId()
  const serial = input.serial ? normalised(input.serial) : null
  await tx
    .insertInto('assets.component')
    .values({
      id,
      asset_id: assetId,
      position: input.position,
      part_number: input.partNumber,
      name: JSON.stringify(input.name ?? {}),
      serial,
      fitted_at: at,
      visit_id: input.visitId ?? null,
    })
    .execute()
  await findableAssets(tx, [assetId])
  const data = {
    position: input.position,
    partNumber: input.partNumber,
    serial,
    out: out && { partNumber: out.part_number, serial: out.serial },
  }
  await announce(tx, actor, {
    type: 'component.fitted',
    subject: { type: 'component', id },
    threadId: assetId,
    at,
    data,
  })
  return id
}

/** Takes a part out without another going in. */
export async function removeComponent(
  tx: Tx,
  actor: Actor,
  assetId: string,
  componentId: string,
  at: string | undefined,
  now: Date,
) {
  await holdAsset(tx, actor, assetId)
  const out = await takeOut(tx, assetId, componentId, momentOf(at, now))
  await findableAssets(tx, [assetId])
  const data = { position: out.position, partNumber: out.part_number, serial: out.serial }
  await announce(tx, actor, {
    type: 'component.removed',
    subject: { type: 'component', id: componentId },
    threadId: assetId,
    data,
  })
}

async function takeOut(tx: Tx, assetId: string, componentId: string, at: Date) {
  const row = await tx
    .selectFrom('assets.component')
    .selectAll()
    .where('id', '=', componentId)
    .where('asset_id', '=', assetId)
    .executeTakeFirst()
  if (!row) throw notFound('component')
  if (row.removed_at) throw problem('assets.component_out', 409)
  if (at < row.fitted_at) throw invalid({ path: 'fittedAt', code: 'validation.order' })
  await tx.updateTable('assets.component').set({ removed_at: at }).where('id', '=', componentId).execute()
  return row
}

/** When it happened; what has not happened yet cannot be noted. */
export function momentOf(given: string | undefined, now: Date, path = 'at'): Date {
  const at = given ? new Date(given) : now
  // Phones' clocks are a little ahead of ours.
  if (at.getTime() > now.getTime() + 300_000) throw invalid({ path, code: 'validation.future' })
  return at
}
