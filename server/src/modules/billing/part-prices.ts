import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { country, day, id } from '../../kit/shapes.ts'
import { code } from './shapes.ts'

const view = z.object({
  items: z.array(
    z.object({
      listId: id,
      list: z.string(),
      country,
      validFrom: day,
      validTo: day.nullable(),
      minor: z.string(),
      currency: z.string(),
      taxIncluded: z.boolean(),
    }),
  ),
})

/** What a part is sold for by every published list that is or will be in force: what any customer may know, so whoever handles parts may, too. */
async function pricesOfPart(tx: Tx, of: string): Promise<z.input<typeof view>> {
  const { rows } = await sql<z.input<typeof view>['items'][number]>`
    select l.id as "listId", l.name as list, l.country, l.valid_from::text as "validFrom", l.valid_to::text as "validTo", p.minor::text as minor,
      l.currency, l.tax_included as "taxIncluded"
    from billing.price p join billing.price_list l on l.tenant_id = p.tenant_id and l.id = p.list_id
    where p.code = ${of} and l.is_published and p.minor is not null and (l.valid_to is null or l.valid_to >= current_date)
    order by l.country, l.valid_from limit 200`.execute(tx)
  return { items: rows }
}

export const partPriceRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/part-prices',
    needs: 'parts.read',
    summary: 'What a part is sold for: published lists that are or will be in force',
    query: z.object({ code }),
    returns: view,
    handle: ({ tx, query }) => pricesOfPart(tx, query.code),
  }),
]
