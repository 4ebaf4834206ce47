import type { LimitWatch } from '@aftercare/entitlement'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import type { names } from '../../kit/shapes.ts'

type Name = z.output<typeof names>

/** What the family (or else the company, for every family) calls the symptom that is counted; null where a part is. */
export const symptomName = (counter: string, code: string, family: string) => `(select f.name from assets.failure_code f
  where f.tenant_id = kit.tenant() and f.kind = 'symptom' and f.code = ${code} and ${counter} like 'repairs.same%'
    and (f.family_id = ${family} or f.family_id is null)
  order by f.family_id nulls last limit 1)`

/** The limits of one product, each with the name of its symptom. */
export async function withSymptoms(tx: Tx, assetId: string, limits: readonly LimitWatch[]) {
  const counted = limits.flatMap(({ id, counter, subject }) => (subject ? [{ id, counter, subject }] : []))
  const { rows } = await sql<{ id: string; name: Name | null }>`
    select l.id, ${sql.raw(symptomName('l.counter', 'l.subject', 'm.family_id'))} as name
    from jsonb_to_recordset(${JSON.stringify(counted)}::jsonb) l(id text, counter text, subject text)
    join assets.asset a on a.tenant_id = kit.tenant() and a.id = ${assetId}
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id`.execute(tx)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return limits.map((one) => ({ ...one, subjectName: names.get(one.id) ?? null }))
}
