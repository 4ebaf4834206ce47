import type { Contract, Decision } from '@aftercare/entitlement'
import type { Limit } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { takeAllowance } from '../contracts/index.ts'

/** A line of a running contract that covers the product, as the facts bring it. */
export interface ContractCoverRow {
  id: string
  kind: string
  name: Record<string, string>
  start: string
  end: string
  covers: Contract['covers']
  components: string[]
  excluded: string[]
  sharePct: number
  /** Of an inspection: the requests made for its planned dates; it pays for no other work. Null: for any. */
  plannedFor: string[] | null
  /** What is left of what counts down, and the requests that have taken theirs already. */
  allowances: { unit: 'visit' | 'job' | 'amount'; left: number; takenBy: string[] }[]
}

/** For `factsQuery`: one look by product; a product without a contract costs nothing more. */
export const contractsOfAsset = sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', v.line_id, 'kind', v.kind, 'name', v.name, 'start', v.starts_on,
      'end', v.ends_on, 'covers', v.covers, 'components', v.components, 'excluded', v.excluded_components,
      'sharePct', v.share_pct, 'plannedFor', case when v.kind = 'inspection' then array(select j.request_id from contracts.job j
        where j.tenant_id = v.tenant_id and j.line_id = v.line_id and j.is_planned and j.holds) end, 'allowances', coalesce((select jsonb_agg(jsonb_build_object('unit', l.unit,
          'left', l.total - l.used, 'takenBy', array(select u.request_id from contracts.allowance_use u
            where u.tenant_id = l.tenant_id and u.allowance_id = l.id and u.returned_at is null and u.request_id is not null)))
        from contracts.allowance l where l.tenant_id = v.tenant_id and l.line_id = v.line_id), '[]')) order by v.line_id)
    from contracts.cover v where v.tenant_id = a.tenant_id and v.asset_id = a.id and v.is_running and v.ends_on >= v.starts_on), '[]')`

/** In the form of the decision. A request that has taken the last visit still has it. */
export function contractsFor(rows: readonly ContractCoverRow[], requestId: string | null): Contract[] {
  const paying = rows.filter(({ plannedFor }) => !plannedFor || (requestId && plannedFor.includes(requestId)))
  return paying.map(({ id, kind, name, start, end, covers, components, excluded, sharePct, allowances }) => {
    const left = allowances.map((one) => (requestId && one.takenBy.includes(requestId) ? 1 : one.left))
    return {
      id,
      kind,
      name,
      start,
      end,
      covers,
      ...(components.length > 0 && { components }),
      ...(excluded.length > 0 && { excludedComponents: excluded }),
      ...(sharePct < 100 && { sharePct }),
      ...(left.length > 0 && { remaining: Math.max(0, Math.min(...left)) }),
    }
  })
}

/** The contract lines that pay something by this decision: what is left of them counts down when the work is done. */
export const contractsIn = (decision: Decision): string[] => [
  ...new Set(
    decision.lines.flatMap(({ payer, ruleId }) =>
      payer === 'contract' && ruleId ? [ruleId.replace('contract:', '')] : [],
    ),
  ),
]

const ruleOf = (lineId: string) => `contract:${lineId}`

/**
 * What allowances in money of the contracts of a product can still pay of a job, by the rule of the decision; what the visit
 * itself has taken counts as still there, so that its bill stays what it was. `hold`: nobody else takes until the change ends.
 */
export async function amountLimits(
  tx: Tx,
  of: { assetId: string | null; visitId: string | null; currency: string },
  how: { hold: boolean } = { hold: false },
): Promise<Limit[]> {
  if (!of.assetId) return []
  const { rows } = await sql<{ lineId: string; left: string }>`
    select a.line_id as "lineId", (a.total - a.used + coalesce((select u.quantity from contracts.allowance_use u
        where u.tenant_id = a.tenant_id and u.allowance_id = a.id and u.job_type = 'visit' and u.job_id = ${of.visitId}::uuid
          and u.returned_at is null), 0))::text as left
    from contracts.allowance a
    join contracts.contract c on c.tenant_id = a.tenant_id and c.id = a.contract_id and c.currency = ${of.currency}
    where a.unit = 'amount' and exists (select from contracts.cover v
      where v.tenant_id = a.tenant_id and v.line_id = a.line_id and v.asset_id = ${of.assetId})
    order by a.id ${how.hold ? sql`for update of a` : sql``}`.execute(tx)
  return rows.map((row) => ({ ruleId: ruleOf(row.lineId), minor: row.left }))
}

/** The visit is done: what contracts with an allowance in money have paid of it is taken, in the change that bills the rest. */
export async function takeAmounts(
  tx: Tx,
  actor: Actor,
  job: { visitId: string; requestId: string; at: Date },
  paid: ReadonlyMap<string, bigint>,
): Promise<void> {
  for (const [ruleId, minor] of [...paid].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (minor === 0n) continue
    const allowance = await tx
      .selectFrom('contracts.allowance')
      .select('id')
      .where('line_id', '=', ruleId.replace('contract:', ''))
      .where('unit', '=', 'amount')
      .executeTakeFirst()
    if (!allowance) continue
    const use = {
      allowanceId: allowance.id,
      job: { type: 'visit' as const, id: job.visitId },
      requestId: job.requestId,
    }
    await takeAllowance(tx, actor, { ...use, quantity: minor, at: job.at, upToLeft: true })
  }
}
