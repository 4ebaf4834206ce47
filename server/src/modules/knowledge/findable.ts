import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rewritable } from '../../kit/housekeeping/reindex.ts'
import { runIn } from '../../kit/search/find.ts'
import { putEntries } from '../../kit/search/index.ts'
import type { Content, Texts } from './shapes.ts'

interface Row {
  id: string
  number: string
  status: string
  title: Texts
  summary: Texts | null
  steps: Content['steps']
  machines: string[]
  machine_names: Texts[]
  codes: string[]
  fault_names: Texts[]
  changed_at: Date
}

/** Writes articles' places in the search: what readers see, before the first publication the draft; in every language. */
export async function findableArticles(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<Row>`
    select a.id, a.number, a.status, a.changed_at, c.title, c.summary, c.steps, c.symptom_codes || c.cause_codes as codes,
      array(select f.code from assets.family f where f.tenant_id = a.tenant_id and f.id = any(c.family_ids) order by 1)
        || array(select m.code from assets.model m where m.tenant_id = a.tenant_id and m.id = any(c.model_ids) order by 1) as machines,
      coalesce((select json_agg(o.name) from (select f.id, f.name from assets.family f where f.tenant_id = a.tenant_id
        union all select m.id, m.name from assets.model m where m.tenant_id = a.tenant_id) o
        where o.id = any(c.family_ids || c.model_ids)), '[]') as machine_names,
      coalesce((select json_agg(k.name) from assets.failure_code k where k.tenant_id = a.tenant_id
        and k.code = any(c.symptom_codes || c.cause_codes)), '[]') as fault_names
    from knowledge.article a
    left join knowledge.article_version v on v.tenant_id = a.tenant_id and v.article_id = a.id and v.n = a.published
    cross join lateral (select coalesce(v.title, a.title) as title, case when v.n is null then a.summary else v.summary end as summary,
      coalesce(v.steps, a.steps) as steps, coalesce(v.symptom_codes, a.symptom_codes) as symptom_codes,
      coalesce(v.cause_codes, a.cause_codes) as cause_codes, coalesce(v.family_ids, a.family_ids) as family_ids,
      coalesce(v.model_ids, a.model_ids) as model_ids) c
    where a.tenant_id = kit.tenant() and a.id = any(${[...ids]}::uuid[])`.execute(tx)
  await putEntries(runIn(tx), rows.map(entryOf))
}

function entryOf(row: Row) {
  const texts = [row.title, row.summary, ...row.steps.flatMap((step) => [step.text, step.caution])]
  const named = [...row.machine_names, ...row.fault_names]
  return {
    kind: 'article',
    id: row.id,
    title: `${row.number} · ${row.title.en ?? row.title['zh-CN'] ?? row.title['zh-TW']}`,
    subtitle: row.machines.join(' · '),
    text: [...texts, ...named].flatMap((all) => Object.values(all ?? {})).join(' '),
    codes: [row.number, ...row.codes, ...row.machines],
    rankBoost: row.status === 'retired' ? -1 : 0,
    updatedAt: row.changed_at,
  }
}

rewritable('article', findableArticles)
