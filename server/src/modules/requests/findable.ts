import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rewritableOneByOne } from '../../kit/housekeeping/reindex.ts'
import { makeFindable } from '../../kit/search/find.ts'
import { customersOwn } from '../../kit/subjects.ts'

interface Row {
  number: string
  title: string
  product: string | null
  external_id: string | null
  symptom_code: string | null
  station_id: string | null
  opened_at: Date
  customer: string | null
  phone: string | null
  serial: string | null
  words: string | null
  absorbed: string[] | null
}

/** Puts a request into the search: by number, serial, customer, and by what was said; numbers merged into it lead to it. */
export async function findableRequest(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql<Row>`
    select r.number, r.title, r.product, r.external_id, r.symptom_code, r.station_id, r.opened_at, c.name as customer,
      c.phone, a.serial,
      (select string_agg(v.text, ' ' order by v.at) from requests.verbatim v
        where v.tenant_id = r.tenant_id and (v.request_id = r.id or v.request_id in
          (select m.id from requests.request m where m.tenant_id = r.tenant_id and m.merged_into = r.id))) as words,
      (select array_agg(m.number) from requests.request m where m.tenant_id = r.tenant_id and m.merged_into = r.id) as absorbed
    from requests.request r
    left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
    where r.id = ${id}`.execute(tx)
  const row = rows[0]
  if (!row) return
  const known = (values: (string | null)[]) => values.filter((one) => one !== null)
  await makeFindable(tx, {
    kind: 'request',
    id,
    title: `${row.number} ${row.title}`,
    subtitle: known([row.customer, row.serial ?? row.product]).join(' · '),
    text: row.words ?? '',
    codes: [...known([row.number, row.external_id, row.symptom_code, row.phone]), ...(row.absorbed ?? [])],
    serials: known([row.serial]),
    stationId: row.station_id,
    updatedAt: row.opened_at,
  })
}

// The public files of a request are shown to the customer it belongs to.
customersOwn('request', async (tx, customerId, id) => {
  const row = await tx
    .selectFrom('requests.request')
    .select('id')
    .where('id', '=', id)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row !== undefined
})

rewritableOneByOne('request', findableRequest)
