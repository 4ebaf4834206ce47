import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { sign, unsign } from '../../kit/signed.ts'
import { holdAsset } from './lookup.ts'
import { normalised } from './serials.ts'

interface LabelPayload {
  a: string
  v: number
}
/** What a label says of itself: ours or not, replaced by a later one, or of a product that is no more. */
export type LabelState = 'genuine' | 'unknown' | 'superseded' | 'scrapped'

export function labelToken(secret: string, assetId: string, labelVersion: number): string {
  return sign(secret, 'label', { a: assetId, v: labelVersion } satisfies LabelPayload)
}

/** The address in the QR code of a label. */
export function labelUrl(
  services: Pick<Services, 'secret' | 'settings'>,
  company: string,
  assetId: string,
  version: number,
): string {
  return `${services.settings.publicUrl}/q/${company}/${labelToken(services.secret, assetId, version)}`
}

/** Reads a label. `assetId` is null when it is not ours: nothing is said of a product that a stranger made up. */
export async function readLabel(
  tx: Tx,
  secret: string,
  token: string,
  now: Date,
): Promise<{ assetId: string | null; state: LabelState }> {
  const payload = unsign<LabelPayload>(secret, 'label', token, now)
  if (!payload) return { assetId: null, state: 'unknown' }
  const row = await tx
    .selectFrom('assets.asset')
    .select(['id', 'label_version', 'status'])
    .where('id', '=', payload.a)
    .executeTakeFirst()
  if (!row) return { assetId: null, state: 'unknown' }
  const state = row.label_version !== payload.v ? 'superseded' : row.status === 'scrapped' ? 'scrapped' : 'genuine'
  return { assetId: row.id, state }
}

/** The same for a serial somebody typed: known or not, which is weaker than a signed label but all there is on a worn one. */
export async function readSerial(tx: Tx, serial: string): Promise<{ assetId: string | null; state: LabelState }> {
  const row = await tx
    .selectFrom('assets.asset')
    .select(['id', 'status'])
    .where('serial', '=', normalised(serial))
    .executeTakeFirst()
  if (!row) return { assetId: null, state: 'unknown' }
  return { assetId: row.id, state: row.status === 'scrapped' ? 'scrapped' : 'genuine' }
}

/** The label was lost or copied: a new one is printed, and every earlier one is told apart as replaced. */
export async function renewLabel(tx: Tx, actor: Actor, assetId: string): Promise<number> {
  const asset = await holdAsset(tx, actor, assetId)
  const labelVersion = asset.label_version + 1
  await tx
    .updateTable('assets.asset')
    .set((eb) => ({ label_version: labelVersion, version: eb('version', '+', 1) }))
    .where('id', '=', assetId)
    .execute()
  const subject = { type: 'asset', id: assetId, version: asset.version + 1 }
  await announce(tx, actor, { type: 'label.renewed', subject, threadId: assetId, data: { labelVersion } })
  return labelVersion
}
