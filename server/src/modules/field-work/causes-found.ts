import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'

export const causeFound = z.object({
  modelCode: z.string(),
  symptomCode: z.string(),
  causeCode: z.string(),
  visits: z.number().describe('finished visits that found this cause'),
})

/** Which causes were found for each symptom at these models, the most frequent first: where a technician looks first. */
export async function causesFound(tx: Tx, modelCodes: readonly string[]): Promise<z.output<typeof causeFound>[]> {
  if (modelCodes.length === 0) return []
  const { rows } = await sql<z.output<typeof causeFound>>`
    select m.code as "modelCode", t.symptom_code as "symptomCode", t.cause_code as "causeCode", count(*)::int as visits
    from assets.model m
    join assets.asset a on a.tenant_id = m.tenant_id and a.model_id = m.id
    join requests.request r on r.tenant_id = a.tenant_id and r.asset_id = a.id
    join dispatch.visit v on v.tenant_id = r.tenant_id and v.request_id = r.id and v.status in ('done', 'part_done')
    join field_work.report t on t.tenant_id = v.tenant_id and t.visit_id = v.id
    where m.tenant_id = kit.tenant() and m.code = any(${[...modelCodes]}::text[])
      and t.symptom_code is not null and t.cause_code is not null and t.outcome in ('fixed', 'temporary')
    group by 1, 2, 3 order by 4 desc, 3 limit 500`.execute(tx)
  return rows
}
