import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'
import type { RequestRow } from './find.ts'

/** The customer as the request page shows it; whoever may see the request may see whom it is for. */
export async function customerCard(tx: Tx, actor: Actor, row: RequestRow) {
  if (!row.customer_id) return null
  const customer = await tx
    .selectFrom('parties.customer as c')
    .select(['c.id', 'c.number', 'c.name', 'c.kind', 'c.tier', 'c.language', 'c.phone', 'c.email'])
    .where('c.id', '=', row.customer_id)
    .executeTakeFirst()
  if (!customer) return null
  const open = await tx
    .selectFrom('requests.request as r')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('r.customer_id', '=', customer.id)
    .where('r.status', 'not in', ['resolved', 'closed', 'cancelled'])
    .where(visibleTo(actor, 'r.station_id'))
    .executeTakeFirstOrThrow()
  const reachable = can(actor, 'parties.read') ? {} : { phone: null, email: null }
  return { ...customer, ...reachable, openRequests: Number(open.n) }
}

/** The product, and what was last done to it. */
export async function assetCard(tx: Tx, actor: Actor, row: RequestRow) {
  if (!row.asset_id) return null
  const asset = await tx
    .selectFrom('assets.asset as a')
    .innerJoin('assets.model as m', 'm.id', 'a.model_id')
    .select([
      'a.id',
      'a.serial',
      'a.sold_on',
      'a.installed_on',
      'a.status',
      'm.id as model_id',
      'm.code',
      'm.name',
      'm.family_id',
    ])
    .where('a.id', '=', row.asset_id)
    .executeTakeFirst()
  if (!asset) return null
  const lastVisits = await tx
    .selectFrom('requests.request as r')
    .select(['r.id as requestId', 'r.number', 'r.title', 'r.resolved_at as resolvedAt'])
    .where('r.asset_id', '=', asset.id)
    .where('r.id', '<>', row.id)
    .where('r.resolved_at', 'is not', null)
    .where(visibleTo(actor, 'r.station_id'))
    .orderBy('r.opened_at', 'desc')
    .limit(5)
    .execute()
  return {
    id: asset.id,
    serial: asset.serial,
    model: { id: asset.model_id, code: asset.code, name: asset.name },
    familyId: asset.family_id,
    soldOn: asset.sold_on,
    installedOn: asset.installed_on,
    status: asset.status,
    lastVisits,
  }
}

export async function addressCard(tx: Tx, id: string | null) {
  if (!id) return null
  const row = await tx.selectFrom('parties.address').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const { postal_code: postalCode, time_zone: timeZone, ...rest } = row
  return { ...rest, postalCode, timeZone }
}

export async function contactCard(tx: Tx, id: string | null) {
  if (!id) return null
  const row = await tx
    .selectFrom('parties.contact')
    .select(['id', 'name', 'phone', 'email'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
