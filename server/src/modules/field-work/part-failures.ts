import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, instant, names } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'

const code = z.object({ code: z.string(), name: names.nullable() }).nullable()
const view = z
  .object({
    visits: z.number().describe('finished visits that fitted it'),
    items: z.array(
      z.object({
        symptom: code,
        cause: code,
        visits: z.number(),
        again: z
          .number()
          .describe('of them, followed by another visit of the same product for the same symptom within 30 days'),
        lastAt: instant,
      }),
    ),
  })
  .meta({ id: 'PartFailures' })

/** What a part was fitted for: symptoms and causes of the visits that used it, the most frequent first, and how often it did not last. */
async function failuresOf(tx: Tx, actor: Actor, partId: string): Promise<z.input<typeof view>> {
  const part = await tx.selectFrom('parts.part').select('number').where('id', '=', partId).executeTakeFirst()
  if (!part) throw notFound('part')
  const named = (
    of: 'symptom' | 'cause',
  ) => sql`case when x.${sql.raw(of)} is not null then json_build_object('code', x.${sql.raw(of)}, 'name',
    (select f.name from assets.failure_code f where f.tenant_id = kit.tenant() and f.kind = ${of} and f.code = x.${sql.raw(of)} limit 1)) end`
  const { rows } = await sql<z.input<typeof view>>`
    with fitted as (
      select distinct v.id, v.finished_at, r.id as request_id, r.asset_id, coalesce(t.symptom_code, r.symptom_code) as symptom, t.cause_code as cause
      from field_work.line l join dispatch.visit v on v.tenant_id = l.tenant_id and v.id = l.visit_id and v.status in ('done', 'part_done')
      join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
      left join field_work.report t on t.tenant_id = v.tenant_id and t.visit_id = v.id
      where l.tenant_id = kit.tenant() and l.kind = 'part' and l.code = ${part.number} and ${visibleTo(actor, 'v.station_id')}),
    x as (select f.symptom, f.cause, count(*)::int as visits, max(f.finished_at) as last_at, (count(*) filter (where exists (
        select from requests.request n where n.tenant_id = kit.tenant() and n.asset_id = f.asset_id and n.symptom_code = f.symptom
          and n.id <> f.request_id and n.opened_at > f.finished_at and n.opened_at < f.finished_at + interval '30 days')))::int as again
      from fitted f where f.symptom is not null or f.cause is not null group by 1, 2 order by 3 desc, 4 desc limit 20)
    select (select count(*)::int from fitted) as visits, coalesce((select json_agg(json_build_object('symptom', ${named('symptom')},
      'cause', ${named('cause')}, 'visits', x.visits, 'again', x.again, 'lastAt', x.last_at) order by x.visits desc, x.last_at desc) from x), '[]') as items`.execute(
    tx,
  )
  return rows[0]!
}

export const partFailureRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/parts/:id/failures',
    needs: 'parts.read',
    summary: 'What a part was fitted for: symptoms and causes of finished visits, and how often the same came back',
    params: byId,
    returns: view,
    handle: ({ tx, actor, params }) => failuresOf(tx, actor, params.id),
  }),
]
