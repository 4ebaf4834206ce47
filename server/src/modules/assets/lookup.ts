import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { normalised } from './serials.ts'
import { assetVisible } from './visible.ts'

/** The row of a product the actor may see; absent or someone else's: 404. */
export async function findAsset(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('assets.asset as a')
    .selectAll('a')
    .where('a.id', '=', id)
    .where(assetVisible(actor, 'a'))
    .executeTakeFirst()
  if (!row) throw notFound('asset')
  return row
}

/** The same, held until the end of the change, so that two who change its history follow each other. */
export async function holdAsset(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('assets.asset as a')
    .selectAll('a')
    .where('a.id', '=', id)
    .where(assetVisible(actor, 'a'))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('asset')
  return row
}

export function mustBeInService(asset: { status: string }): void {
  if (asset.status === 'scrapped') throw problem('assets.scrapped', 409)
}

/** By what is printed on it, however it was typed; null when we do not know it. */
export async function assetOfSerial(tx: Tx, serial: string): Promise<string | null> {
  const row = await tx
    .selectFrom('assets.asset')
    .select('id')
    .where('serial', '=', normalised(serial))
    .executeTakeFirst()
  return row?.id ?? null
}

export async function assetOfExternal(tx: Tx, source: string, externalId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('assets.asset')
    .select('id')
    .where('external_source', '=', source)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return row?.id ?? null
}
