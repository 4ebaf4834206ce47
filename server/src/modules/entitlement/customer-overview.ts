import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { day, id, names } from '../../kit/shapes.ts'
import { assetVisible } from '../assets/index.ts'
import {
  addressesOf,
  addressView,
  contactsOf,
  contactView,
  customerView,
  findCustomer,
  viewOfCustomer,
} from '../parties/index.ts'
import { coverOfMany } from './cover.ts'
import { coverageView, summaryShape } from './shapes.ts'

export const ownedAsset = z
  .object({
    id,
    serial: z.string(),
    customerTag: z.string().nullable(),
    model: z.object({ id, code: z.string(), name: names }),
    parentId: id.nullable(),
    status: z.string(),
    soldOn: day.nullable(),
    installedOn: day.nullable(),
    registeredOn: day.nullable(),
    cover: summaryShape,
    coverage: z.array(coverageView),
  })
  .meta({ id: 'OwnedAsset' })
export const overviewView = z
  .object({
    customer: customerView,
    contacts: z.array(contactView),
    addresses: z.array(addressView),
    consents: z.array(z.object({ purpose: z.string(), granted: z.boolean() })).describe('what holds now'),
    assets: z.array(ownedAsset).describe('at most 200; the list of products has all'),
    assetCount: z.number(),
  })
  .meta({ id: 'CustomerOverview' })

const SHOWN = 200

/** The ground of the 360° page: the customer and what it owns with the state of each cover. Requests, visits and money come from their own lists. */
export async function customerOverview(tx: Tx, actor: Actor, customerId: string, now: Date) {
  const customer = await findCustomer(tx, actor, customerId)
  const consents = await tx
    .selectFrom('parties.consent')
    .distinctOn('purpose')
    .select(['purpose', 'granted'])
    .where('customer_id', '=', customerId)
    .orderBy('purpose')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const { items, count } = await ownedAssets(tx, actor, customerId, now)
  return {
    customer: viewOfCustomer(customer),
    contacts: await contactsOf(tx, customerId),
    addresses: await addressesOf(tx, customerId),
    consents,
    assets: items,
    assetCount: count,
  }
}

export async function ownedAssets(tx: Tx, actor: Actor, customerId: string, now: Date) {
  const owned = tx
    .selectFrom('assets.asset as a')
    .innerJoin('assets.model as m', 'm.id', 'a.model_id')
    .where('a.customer_id', '=', customerId)
    .where(assetVisible(actor, 'a'))
  const rows = await owned
    .select(['a.id', 'a.serial', 'a.customer_tag as customerTag', 'a.parent_id as parentId', 'a.status'])
    .select(['a.sold_on as soldOn', 'a.installed_on as installedOn', 'a.registered_on as registeredOn'])
    .select(['m.id as modelId', 'm.code', 'm.name'])
    .orderBy('m.code')
    .orderBy('a.serial')
    .limit(SHOWN)
    .execute()
  const { n } = await owned.select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirstOrThrow()
  const covers = await coverOfMany(
    tx,
    rows.map((row) => row.id),
    { at: now },
  )
  const items = rows.map(({ modelId, code, name, ...row }) => ({
    ...row,
    model: { id: modelId, code, name },
    cover: covers.get(row.id)!.summary,
    coverage: covers.get(row.id)!.decision.coverage,
  }))
  return { items, count: Number(n) }
}
