import type { Contract, Decision } from '@aftercare/entitlement'
import { sql } from 'kysely'

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
