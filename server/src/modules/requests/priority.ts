import { decidePriority, type Impact, type PriorityDecision, type Urgency } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

const DAY_MS = 86_400_000

export interface PriorityInput {
  requestId: string
  assetId: string | null
  customerId: string | null
  symptomCode: string | null
  impact: Impact
  urgency: Urgency
  safety: boolean
  workaround: boolean
  at: Date
}

/** Priority of a reading, with what the company knows beside it: a repeated fault, the customer's level, a dangerous symptom. */
export async function priorityOf(tx: Tx, input: PriorityInput): Promise<PriorityDecision & { isSafety: boolean }> {
  const { rows } = await sql<{ repaired_at: Date | null; tier: string | null; is_safety: boolean }>`
    select
      (select max(r.resolved_at) from requests.request r where r.asset_id = ${input.assetId}
        and r.symptom_code = ${input.symptomCode} and r.id <> ${input.requestId} and r.resolved_at <= ${input.at}) as repaired_at,
      (select c.tier from parties.customer c where c.id = ${input.customerId}) as tier,
      exists (select from assets.failure_code f
        left join assets.asset a on a.tenant_id = f.tenant_id and a.id = ${input.assetId}
        left join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
        where f.kind = 'symptom' and f.code = ${input.symptomCode} and f.is_safety
          and (f.family_id is null or f.family_id = m.family_id)) as is_safety`.execute(tx)
  const known = rows[0]!
  return decide(input, { repairedAt: known.repaired_at, tier: known.tier, symptomIsDangerous: known.is_safety })
}

export interface KnownFacts {
  repairedAt: Date | null
  tier: string | null
  symptomIsDangerous: boolean
}

/** The pure half, for callers that have looked the facts up already. */
export function decide(
  input: Pick<PriorityInput, 'impact' | 'urgency' | 'safety' | 'workaround' | 'at'>,
  known: KnownFacts,
): PriorityDecision & { isSafety: boolean } {
  const isSafety = input.safety || known.symptomIsDangerous
  const { repairedAt } = known
  const decision = decidePriority({
    impact: input.impact,
    urgency: input.urgency,
    workaround: input.workaround,
    safety: isSafety,
    contractLevel: known.tier,
    daysSinceSameFault: repairedAt ? Math.floor((input.at.getTime() - repairedAt.getTime()) / DAY_MS) : null,
  })
  return { ...decision, isSafety }
}
