import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id, names } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { code } from '../billing/index.ts'

export const partsForQuery = z
  .object({ symptom: code.optional(), cause: code.optional(), familyId: id.optional(), modelId: id.optional() })
  .refine((query) => query.symptom !== undefined || query.cause !== undefined, {
    path: ['symptom'],
    message: 'validation.required',
  })
export const partsForView = z.object({
  visits: z.number().describe('finished visits that fixed this, of the newest thousand'),
  items: z.array(
    z.object({
      code: z.string(),
      partId: id.nullable(),
      name: names.nullable(),
      visits: z.number().describe('of them, with this part'),
      quantity: z.number(),
    }),
  ),
})

/** So many of the newest tell what mends it now; what was used years ago on other machines says less, and costs as much to read. */
const NEWEST = 1000
/** Of a symptom that many products have, so many reports are looked through for the one product that is asked for. */
const LOOKED_THROUGH = 20_000

/** What was used to fix this: parts of the newest visits that ended well, by symptom, cause and product, the most used first. */
export async function partsFor(tx: Tx, actor: Actor, query: z.output<typeof partsForQuery>) {
  const { rows } = await partsForSql(actor, query).execute(tx)
  return rows[0]!
}

/** The reports have an index by symptom and by cause, the newest last; never more of them are looked through than said above. */
function partsForSql(actor: Actor, query: z.output<typeof partsForQuery>) {
  const { symptom, cause, familyId = null, modelId = null } = query
  const isSymptom = symptom === undefined ? sql`true` : sql`t.symptom_code = ${symptom}`
  const isCause = cause === undefined ? sql`true` : sql`t.cause_code = ${cause}`
  return sql<z.input<typeof partsForView>>`
    with told as materialized (
      select t.tenant_id, t.visit_id from field_work.report t
      where t.tenant_id = kit.tenant() and ${isSymptom} and ${isCause} and t.outcome in ('fixed', 'temporary')
      order by t.visit_id desc limit ${LOOKED_THROUGH}),
    fixed as (
      select v.id from told t join dispatch.visit v on v.tenant_id = t.tenant_id and v.id = t.visit_id and v.status in ('done', 'part_done')
      join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
      left join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
      left join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
      where ${visibleTo(actor, 'v.station_id')}
        and (${modelId}::uuid is null or m.id = ${modelId}::uuid) and (${familyId}::uuid is null or m.family_id = ${familyId}::uuid)
      order by v.id desc limit ${NEWEST}),
    used as (
      select l.code, count(distinct l.visit_id)::int as visits, sum(l.quantity)::float8 as quantity from fixed x
      join field_work.line l on l.tenant_id = kit.tenant() and l.visit_id = x.id and l.kind = 'part' and l.code is not null
      group by l.code order by 2 desc, 3 desc, 1 limit 50)
    select (select count(*)::int from fixed) as visits, coalesce((select json_agg(json_build_object('code', u.code, 'partId', p.id, 'name', p.name,
        'visits', u.visits, 'quantity', u.quantity) order by u.visits desc, u.quantity desc, u.code)
      from used u left join parts.part p on p.tenant_id = kit.tenant() and p.number = u.code), '[]') as items`
}
