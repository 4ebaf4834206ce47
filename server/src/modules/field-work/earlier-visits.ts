import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

interface Earlier {
  visitId: string
  number: string
  technician: string
  endedAt: Date | null
  findings: string | null
  workDone: string | null
  restOfWork: string | null
}

/** What was done of the same order before, by whom, and what they left: whoever goes on begins there. */
export async function earlierOf(tx: Tx, visitIds: readonly string[]): Promise<Map<string, Earlier[]>> {
  const { rows } = await sql<Earlier & { of: string }>`
    select v.id as of, b.id as "visitId", b.number, p.name as technician, b.finished_at as "endedAt", t.findings,
      t.work_done as "workDone", coalesce(t.rest_of_work, h.left_to_do) as "restOfWork"
    from dispatch.visit v
    join dispatch.visit b on b.tenant_id = v.tenant_id and b.work_order_id = v.work_order_id and b.id <> v.id
    join people.person p on p.tenant_id = b.tenant_id and p.id = b.technician_id
    left join field_work.report t on t.tenant_id = b.tenant_id and t.visit_id = b.id
    left join lateral (select h.left_to_do from field_work.handing_over h where h.tenant_id = b.tenant_id and h.visit_id = b.id
      order by h.told_at desc limit 1) h on true
    where v.tenant_id = kit.tenant() and v.id = any(${[...visitIds]}::uuid[])
      and (b.status in ('done', 'part_done', 'no_access') or h.left_to_do is not null)
    order by b.finished_at desc nulls last, b.number desc`.execute(tx)
  const byVisit = new Map<string, Earlier[]>()
  for (const { of, ...row } of rows) byVisit.set(of, [...(byVisit.get(of) ?? []), row])
  return byVisit
}
