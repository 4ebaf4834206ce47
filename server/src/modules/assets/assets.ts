import { localDay } from '@aftercare/rules'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound } from '../../kit/problem.ts'
import { findCustomer, stationOf } from '../parties/index.ts'
import { checkAddress, checkDates, checkParent, checkPrice, classOfModel } from './checks.ts'
import { findableAssets } from './findable.ts'
import { findAsset } from './lookup.ts'
import { storedSerial } from './serials.ts'
import type { AssetPatch, NewAsset } from './shapes.ts'
import { assetVisible, shareAsset } from './visible.ts'

/** Takes a product into the installed base, with its first owner. Answers its id. */
export async function addAsset(tx: Tx, actor: Actor, input: NewAsset, now: Date): Promise<string> {
  const stationId = stationOf(actor, input.stationId)
  const id = newId()
  await checkNew(tx, actor, id, input)
  const serial = storedSerial(input.serial, await classOfModel(tx, input.modelId))
  await tx
    .insertInto('assets.asset')
    .values({
      id,
      ...serial,
      model_id: input.modelId,
      parent_id: input.parentId ?? null,
      customer_id: input.customerId ?? null,
      address_id: input.addressId ?? null,
      dealer_station_id: input.dealerStationId ?? null,
      sale_country: input.saleCountry ?? null,
      sale_region: input.saleRegion ?? null,
      sold_as: input.soldAs ?? null,
      buyer_kind: input.buyerKind ?? null,
      built_on: input.builtOn ?? null,
      sold_on: input.soldOn ?? null,
      delivered_on: input.deliveredOn ?? null,
      installed_on: input.installedOn ?? null,
      registered_on: input.registeredOn ?? null,
      price_minor: input.priceMinor ?? null,
      price_currency: input.priceCurrency ?? null,
      use_coefficient: input.useCoefficient ?? null,
      customer_tag: input.customerTag ?? null,
      external_source: input.externalSource ?? null,
      external_id: input.externalId ?? null,
      ...(input.status && { status: input.status }),
    })
    .execute()
  if (input.customerId) {
    const from =
      input.ownedFrom ??
      input.deliveredOn ??
      input.soldOn ??
      input.installedOn ??
      localDay(now.getTime(), actor.timeZone)
    await tx
      .insertInto('assets.ownership')
      .values({ id: newId(), asset_id: id, customer_id: input.customerId, from_on: from })
      .execute()
  }
  for (const station of new Set([stationId, input.dealerStationId])) if (station) await shareAsset(tx, id, station)
  await findableAssets(tx, [id])
  const subject = { type: 'asset', id, version: 1 }
  await announce(tx, actor, { type: 'asset.added', subject, stationId, data: { serial: serial.serial } })
  return id
}

async function checkNew(tx: Tx, actor: Actor, id: string, input: NewAsset): Promise<void> {
  checkDates(input)
  checkPrice(input.priceMinor, input.priceCurrency)
  if (input.customerId) await findCustomer(tx, actor, input.customerId)
  if (input.parentId) {
    await findAsset(tx, actor, input.parentId)
    await checkParent(tx, id, input.parentId)
  }
  if (input.addressId) await checkAddress(tx, input.addressId, input.customerId ?? null)
  if (input.dealerStationId && !sees(actor, input.dealerStationId)) throw notFound('station')
}

/** Changes what is known of a product. */
export async function changeAsset(tx: Tx, actor: Actor, id: string, patch: AssetPatch, ifMatch: number): Promise<void> {
  const before = await findAsset(tx, actor, id)
  checkDates({
    builtOn: patch.builtOn === undefined ? before.built_on : patch.builtOn,
    soldOn: patch.soldOn === undefined ? before.sold_on : patch.soldOn,
    deliveredOn: patch.deliveredOn === undefined ? before.delivered_on : patch.deliveredOn,
    installedOn: patch.installedOn === undefined ? before.installed_on : patch.installedOn,
    registeredOn: before.registered_on,
  })
  checkPrice(
    patch.priceMinor === undefined ? before.price_minor : patch.priceMinor,
    patch.priceCurrency === undefined ? before.price_currency : patch.priceCurrency,
  )
  if (patch.parentId) {
    await findAsset(tx, actor, patch.parentId)
    await checkParent(tx, id, patch.parentId)
  }
  if (patch.addressId) await checkAddress(tx, patch.addressId, before.customer_id)
  if (patch.dealerStationId && !sees(actor, patch.dealerStationId)) throw notFound('station')
  const renamed = patch.serial !== undefined || patch.modelId !== undefined
  const serial = renamed
    ? storedSerial(patch.serial ?? before.serial, await classOfModel(tx, patch.modelId ?? before.model_id))
    : null
  await edit(tx, actor, {
    table: 'assets.asset',
    id,
    ifMatch,
    visible: assetVisible(actor, 'asset'),
    patch: {
      serial: serial?.serial,
      model_id: patch.modelId,
      parent_id: patch.parentId,
      address_id: patch.addressId,
      dealer_station_id: patch.dealerStationId,
      sale_country: patch.saleCountry,
      sale_region: patch.saleRegion,
      sold_as: patch.soldAs,
      buyer_kind: patch.buyerKind,
      built_on: patch.builtOn,
      sold_on: patch.soldOn,
      delivered_on: patch.deliveredOn,
      installed_on: patch.installedOn,
      price_minor: patch.priceMinor,
      price_currency: patch.priceCurrency,
      use_coefficient: patch.useCoefficient,
      status: patch.status,
      customer_tag: patch.customerTag,
      external_source: patch.externalSource,
      external_id: patch.externalId,
    },
    news: { type: 'asset.changed', subjectType: 'asset' },
  })
  if (serial)
    await tx.updateTable('assets.asset').set({ serial_fold: serial.serial_fold }).where('id', '=', id).execute()
  if (patch.dealerStationId) await shareAsset(tx, id, patch.dealerStationId)
  await findableAssets(tx, [id])
}
