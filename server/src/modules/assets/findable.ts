import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rewritable } from '../../kit/housekeeping/reindex.ts'
import { makeFindable } from '../../kit/search/find.ts'

interface Row {
  id: string
  serial: string
  customer_tag: string | null
  external_id: string | null
  created_at: Date
  model: string
  model_code: string
  model_name: Record<string, string>
  family_name: Record<string, string>
  owner: string | null
  city: string | null
  station_id: string | null
  component_serials: string[]
}

/** Writes products' places in the search: serials in pieces, the customer's own number, names of model and owner. */
export async function findableAssets(tx: Tx, assetIds: readonly string[]): Promise<void> {
  const { rows } = await sql<Row>`
    select a.id, a.serial, a.customer_tag, a.external_id, a.created_at, m.code as model_code, m.name as model_name,
      m.name->>'en' as model, f.name as family_name, c.name as owner, p.city,
      (select s.station_id from assets.asset_station s where s.tenant_id = a.tenant_id and s.asset_id = a.id
        order by s.since limit 1) as station_id,
      array(select k.serial from assets.component k where k.tenant_id = a.tenant_id and k.asset_id = a.id
        and k.serial is not null and k.removed_at is null) as component_serials
    from assets.asset a
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    join assets.family f on f.tenant_id = m.tenant_id and f.id = m.family_id
    left join parties.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id
    left join parties.address p on p.tenant_id = a.tenant_id and p.id = a.address_id
    where a.tenant_id = kit.tenant() and a.id = any(${[...assetIds]}::uuid[])`.execute(tx)
  for (const row of rows) await makeFindable(tx, entryOf(row))
}

function entryOf(row: Row) {
  return {
    kind: 'asset',
    id: row.id,
    title: `${row.model} · ${row.serial}`,
    subtitle: [row.owner, row.city].filter(Boolean).join(' · '),
    text: [...Object.values(row.model_name), ...Object.values(row.family_name)].join(' '),
    codes: [row.model_code, row.customer_tag, row.external_id].filter((code) => code !== null),
    serials: [row.serial, ...row.component_serials],
    stationId: row.station_id,
    updatedAt: row.created_at,
  }
}

/** The owner's name is part of what a product is found by. */
export async function findableAssetsOf(tx: Tx, customerId: string): Promise<void> {
  const rows = await tx
    .selectFrom('assets.asset')
    .select('id')
    .where('customer_id', '=', customerId)
    .limit(5000)
    .execute()
  await findableAssets(
    tx,
    rows.map((row) => row.id),
  )
}

rewritable('asset', findableAssets)

/** Writes models' places in the search, where parts are asked for by the machine: any piece of the code, the name in every language. */
export async function findableModels(tx: Tx, modelIds: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('assets.model')
    .select(['id', 'code', 'name'])
    .where('id', 'in', [...modelIds])
    .execute()
  for (const { id, code, name } of rows)
    await makeFindable(tx, {
      ...{ kind: 'model', id, title: code, serials: [code], updatedAt: new Date(0) },
      text: Object.values(name as Record<string, string>).join(' '),
    })
}

rewritable('model', findableModels)
