import { localDay } from '@aftercare/rules'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { findCustomer } from '../parties/index.ts'
import { checkDates } from './checks.ts'
import { findableAssets } from './findable.ts'
import { findAsset, mustBeInService } from './lookup.ts'
import { openOwnership } from './ownership.ts'
import type { registrationBody } from './shapes.ts'

type Registration = z.output<typeof registrationBody>
type Asset = Awaited<ReturnType<typeof findAsset>>

/** Registers a product: what hangs on the day of registration or installation starts. Once, whoever comes first. */
export async function registerAsset(
  tx: Tx,
  actor: Actor,
  assetId: string,
  input: Registration,
  now: Date,
): Promise<void> {
  await findAsset(tx, actor, assetId)
  const asset = await tx
    .selectFrom('assets.asset')
    .selectAll()
    .where('id', '=', assetId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (input.customerId) await findCustomer(tx, actor, input.customerId)
  await register(tx, actor, asset, input, now)
}

/** The customer's own registration by scan: the label was proof enough to find it. Another's product is not taken over. */
export async function registerScanned(
  tx: Tx,
  customer: Actor,
  assetId: string,
  input: Registration,
  now: Date,
): Promise<void> {
  const asset = await tx
    .selectFrom('assets.asset')
    .selectAll()
    .where('id', '=', assetId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (asset.customer_id && asset.customer_id !== customer.id) throw problem('assets.owned', 409)
  await register(tx, customer, asset, { ...input, customerId: customer.id! }, now)
}

async function register(tx: Tx, actor: Actor, asset: Asset, input: Registration, now: Date): Promise<void> {
  mustBeInService(asset)
  if (asset.registered_on) throw problem('assets.registered', 409, { on: asset.registered_on })
  if (asset.customer_id && input.customerId && asset.customer_id !== input.customerId)
    throw problem('assets.owned', 409)
  const today = localDay(now.getTime(), actor.timeZone)
  const set = {
    registered_on: input.on ?? today,
    // What the seller has told us is not overwritten by what the buyer remembers.
    sold_on: asset.sold_on ?? input.soldOn ?? null,
    installed_on: asset.installed_on ?? input.installedOn ?? null,
    customer_id: asset.customer_id ?? input.customerId ?? null,
    status: 'in_use',
  }
  const given = { on: set.registered_on, soldOn: input.soldOn, installedOn: input.installedOn }
  const ahead = Object.entries(given).filter(([, date]) => date && date > today)
  if (ahead.length > 0) throw invalid(...ahead.map(([path]) => ({ path, code: 'validation.future' })))
  checkDates({
    builtOn: asset.built_on,
    deliveredOn: asset.delivered_on,
    soldOn: set.sold_on,
    installedOn: set.installed_on,
    registeredOn: set.registered_on,
  })
  await tx
    .updateTable('assets.asset')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('id', '=', asset.id)
    .execute()
  if (!asset.customer_id && input.customerId)
    await openOwnership(tx, asset.id, input.customerId, set.sold_on ?? set.registered_on)
  await findableAssets(tx, [asset.id])
  const changes = Object.fromEntries(
    Object.entries({
      registeredOn: 'registered_on',
      soldOn: 'sold_on',
      installedOn: 'installed_on',
      customerId: 'customer_id',
      status: 'status',
    } as const)
      .filter(([, column]) => asset[column] !== set[column])
      .map(([field, column]) => [field, { from: asset[column], to: set[column] }]),
  )
  await announce(tx, actor, {
    type: 'asset.registered',
    subject: { type: 'asset', id: asset.id, version: asset.version + 1 },
    threadId: asset.id,
    isPublic: true,
    data: { on: set.registered_on, changes },
  })
}
