import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { assetVisible } from './visible.ts'

interface Row {
  id: string
  [column: string]: unknown
}

/** One product with model, family, owner and place: one question. */
export async function viewOfAsset(tx: Tx, actor: Actor, id: string) {
  const { rows } = await sql<Row>`
    select a.id, a.serial, a.parent_id as "parentId", a.dealer_station_id as "dealerStationId",
      a.sale_country as "saleCountry", a.sale_region as "saleRegion", a.sold_as as "soldAs", a.buyer_kind as "buyerKind", a.built_on as "builtOn", a.sold_on as "soldOn",
      a.delivered_on as "deliveredOn", a.installed_on as "installedOn", a.registered_on as "registeredOn", a.status,
      a.price_minor as "priceMinor", a.price_currency as "priceCurrency", a.use_coefficient as "useCoefficient",
      a.customer_tag as "customerTag", a.label_version as "labelVersion", a.voided, a.external_source as "externalSource",
      a.external_id as "externalId", a.version, a.created_at as "createdAt",
      jsonb_build_object('id', m.id, 'code', m.code, 'name', m.name) as model,
      jsonb_build_object('id', f.id, 'code', f.code, 'name', f.name, 'productClass', f.product_class,
        'meterKind', f.meter_kind) as family,
      case when c.id is not null then jsonb_build_object('id', c.id, 'number', c.number, 'name', c.name) end as customer,
      case when p.id is not null then jsonb_build_object('id', p.id, 'label', p.label, 'country', p.country,
        'region', p.region, 'city', p.city, 'district', p.district, 'line', p.line, 'postalCode', p.postal_code,
        'timeZone', p.time_zone) end as address
    from assets.asset a
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    join assets.family f on f.tenant_id = m.tenant_id and f.id = m.family_id
    left join parties.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id
    left join parties.address p on p.tenant_id = a.tenant_id and p.id = a.address_id
    where a.tenant_id = kit.tenant() and a.id = ${id} and ${assetVisible(actor, 'a')}`.execute(tx)
  if (!rows[0]) throw notFound('asset')
  return rows[0]
}

export async function assetPageOf(tx: Tx, actor: Actor, id: string) {
  const view = await viewOfAsset(tx, actor, id)
  return {
    ...view,
    tree: await treeOf(tx, id),
    components: await componentsOf(tx, id),
    meters: await metersOf(tx, id, 200),
    ownership: await ownershipOf(tx, id),
  }
}

/** The whole machine: up to the top, then everything below it. */
async function treeOf(tx: Tx, id: string) {
  const { rows } = await sql`
    with recursive up as (
      select id, parent_id from assets.asset where id = ${id}
      union select a.id, a.parent_id from assets.asset a join up on a.id = up.parent_id),
    down as (
      select id, 0 as depth from up where parent_id is null
      union select a.id, down.depth + 1 from assets.asset a join down on a.parent_id = down.id)
    select a.id, a.serial, a.parent_id as "parentId", a.status,
      jsonb_build_object('id', m.id, 'code', m.code, 'name', m.name) as model
    from down join assets.asset a on a.id = down.id
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    order by down.depth, m.code, a.serial limit 500`.execute(tx)
  return rows
}

export function componentsOf(tx: Tx, assetId: string) {
  return tx
    .selectFrom('assets.component')
    .select(['id', 'position', 'part_number as partNumber', 'name', 'serial', 'fitted_at as fittedAt'])
    .select(['removed_at as removedAt', 'visit_id as visitId'])
    .where('asset_id', '=', assetId)
    .orderBy(sql`removed_at is not null`)
    .orderBy('position')
    .orderBy('fitted_at', 'desc')
    .execute()
}

export async function metersOf(tx: Tx, assetId: string, limit: number) {
  const rows = await tx
    .selectFrom('assets.meter_reading')
    .select(['id', 'kind', 'value', 'at', 'source', 'is_doubtful as isDoubtful', 'by_person as byPerson'])
    .where('asset_id', '=', assetId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, value: Number(row.value) }))
}

async function ownershipOf(tx: Tx, assetId: string) {
  const rows = await tx
    .selectFrom('assets.ownership as o')
    .innerJoin('parties.customer as c', 'c.id', 'o.customer_id')
    .select(['o.id', 'o.from_on as fromOn', 'o.to_on as toOn', 'c.id as customerId', 'c.number', 'c.name'])
    .where('o.asset_id', '=', assetId)
    .orderBy('o.from_on', 'desc')
    .execute()
  return rows.map(({ customerId, number, name, ...row }) => ({ ...row, customer: { id: customerId, number, name } }))
}
