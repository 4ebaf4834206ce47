import type { Tx } from '../../kit/db.ts'
import { rewritableOneByOne } from '../../kit/housekeeping/reindex.ts'
import { makeFindable } from '../../kit/search/find.ts'

/** Writes a visit's place in the search: by its numbers, the customer, the technician and the place. */
export async function findableVisit(tx: Tx, visitId: string): Promise<void> {
  const row = await tx
    .selectFrom('dispatch.visit as v')
    .innerJoin('dispatch.work_order as w', 'w.id', 'v.work_order_id')
    .innerJoin('requests.request as r', 'r.id', 'v.request_id')
    .innerJoin('people.person as p', 'p.id', 'v.technician_id')
    .leftJoin('parties.customer as c', 'c.id', 'r.customer_id')
    .leftJoin('parties.address as d', 'd.id', 'r.address_id')
    .select(['v.number', 'v.station_id', 'v.starts_at', 'w.number as order', 'r.number as request', 'r.title'])
    .select(['p.name as technician', 'c.name as customer', 'd.city', 'd.line'])
    .where('v.id', '=', visitId)
    .executeTakeFirstOrThrow()
  await makeFindable(tx, {
    kind: 'visit',
    id: visitId,
    title: row.number,
    subtitle: [row.customer, row.technician].filter(Boolean).join(' · '),
    text: [row.title, row.city, row.line].filter(Boolean).join(' '),
    codes: [row.number, row.order, row.request],
    stationId: row.station_id,
    updatedAt: row.starts_at,
  })
}

rewritableOneByOne('visit', findableVisit)
