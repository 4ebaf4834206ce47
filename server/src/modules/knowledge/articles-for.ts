import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import type { article, articlesOfDay } from './shapes.ts'

export interface Machine {
  modelCode: string
  familyId: string
  symptomCode: string | null
}
const MOST = 60
const MOST_BYTES = 300_000

interface Found {
  id: string
  n: number
  bytes: number
}

/**
 * What is to be read at these machines, best first: of one of their symptoms, then bulletins, then the newest. The digest is of
 * the articles and their versions alone: what readers say of them does not send them all again.
 */
export async function articlesFor(
  tx: Tx,
  machines: readonly Machine[],
  known?: string,
): Promise<z.output<typeof articlesOfDay>> {
  const fitting = await fittingArticles(tx, machines)
  const taken = upTo(fitting)
  const keys = taken.map((one) => `${one.id}:${one.n}`).sort()
  const digest = createHash('sha256').update(keys.join()).digest('hex').slice(0, 24)
  const left = fitting.length - taken.length
  return { digest, items: digest === known ? null : await readArticles(tx, taken), left }
}

/** What is to be read at one product, so many of it. */
export async function articlesAt(tx: Tx, modelId: string, symptomCode: string | null, limit: number) {
  const model = await tx
    .selectFrom('assets.model')
    .select(['code as modelCode', 'family_id as familyId'])
    .where('id', '=', modelId)
    .executeTakeFirstOrThrow()
  const fitting = await fittingArticles(tx, [{ ...model, symptomCode }])
  const items = await readArticles(tx, fitting.slice(0, limit))
  return { items, left: fitting.length - items.length }
}

/** A long one that does not fit leaves room for shorter ones after it. */
function upTo(fitting: readonly Found[]): Found[] {
  let bytes = 0
  const taken: Found[] = []
  for (const one of fitting) {
    if (taken.length === MOST) break
    if (bytes + one.bytes > MOST_BYTES) continue
    bytes += one.bytes
    taken.push(one)
  }
  return taken
}

/** Without their texts; articles of other machines cost no reading either. */
async function fittingArticles(tx: Tx, machines: readonly Machine[]): Promise<Found[]> {
  if (machines.length === 0) return []
  const codes = [...new Set(machines.map((one) => one.modelCode))]
  const families = [...new Set(machines.map((one) => one.familyId))]
  const symptoms = [...new Set(machines.flatMap((one) => one.symptomCode ?? []))]
  const { rows } = await sql<Found>`
    select a.id, v.n, v.bytes
    from knowledge.article a
    join knowledge.article_version v on v.tenant_id = a.tenant_id and v.article_id = a.id and v.n = a.published
    where a.tenant_id = kit.tenant() and a.status = 'published'
      and case when v.model_ids <> '{}' then v.model_ids && array(
          select m.id from assets.model m where m.tenant_id = kit.tenant() and m.code = any(${codes}::text[]))
        else v.family_ids = '{}' or v.family_ids && ${families}::uuid[] end
    order by v.symptom_codes && ${symptoms}::text[] desc, v.kind = 'bulletin' desc, v.published_at desc, a.id`.execute(
    tx,
  )
  return rows
}

/** The articles as they are read, in the order asked for. */
async function readArticles(tx: Tx, asked: readonly Found[]): Promise<z.output<typeof article>[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<z.output<typeof article>>`
    select a.id, a.number, v.n as version, v.kind, v.is_controlled as "isControlled",
      array(select m.code from assets.model m where m.tenant_id = v.tenant_id and m.id = any(v.model_ids) order by m.code) as "modelCodes",
      v.family_ids as "familyIds", v.symptom_codes as "symptomCodes", v.cause_codes as "causeCodes", v.components, v.title,
      v.summary, v.steps, v.published_at as "publishedAt", said.helped
    from unnest(${asked.map((one) => one.id)}::uuid[], ${asked.map((one) => one.n)}::int[]) with ordinality as w (id, n, place)
    join knowledge.article a on a.tenant_id = kit.tenant() and a.id = w.id
    join knowledge.article_version v on v.tenant_id = a.tenant_id and v.article_id = a.id and v.n = w.n
    cross join lateral (select json_build_object('yes', count(*) filter (where f.helped), 'no', count(*) filter (where not f.helped)) as helped
      from knowledge.feedback f where f.tenant_id = a.tenant_id and f.article_id = a.id) said
    order by w.place`.execute(tx)
  return rows
}
