import type { CoverKind, Decision } from '@aftercare/entitlement'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { coverForWork } from './decisions.ts'

/** What speaks for help although nothing is owed: read from what we know, not from what somebody types. */
export async function goodwillInputsOf(tx: Tx, assetId: string, requestId: string | undefined, now: Date) {
  const { decision } = await coverForWork(tx, { assetId, requestId }, { at: now, lines: ALL_KINDS })
  return { ...beyond(decision), ...(await loyaltyOf(tx, assetId)), paidKinds: paidKinds(decision) }
}

const KINDS: CoverKind[] = ['part', 'labour', 'travel', 'consumable', 'rental', 'other']
const ALL_KINDS = KINDS.map((kind) => ({ id: kind, kind }))

/** How far beyond the maker's warranty: by the term that ran longest. */
function beyond({ coverage, at }: Decision) {
  const ended = coverage.filter((bar) => bar.layer === 'warranty' && bar.state === 'over' && bar.end !== null)
  const last = ended.sort((a, b) => (a.end! < b.end! ? 1 : -1))[0]
  const over = last?.limit && last.limit.left !== undefined && last.limit.left < 0 ? -last.limit.left : null
  const days = last ? Math.max(0, Math.round((Date.parse(at) - Date.parse(last.end!)) / 86_400_000)) : null
  return { endedOn: last?.end ?? null, daysOver: days, kmOver: last?.limit?.kind === 'km' ? over : null }
}

async function loyaltyOf(tx: Tx, assetId: string) {
  const { rows } = await sql<{ customerSince: string | null; productsOwned: string; repairs: string }>`
    select (select least(min(o.from_on), (select c.created_at::date from parties.customer c
          where c.tenant_id = a.tenant_id and c.id = a.customer_id))
        from assets.ownership o where o.tenant_id = a.tenant_id and o.customer_id = a.customer_id) as "customerSince",
      (select count(*) from assets.asset b where b.tenant_id = a.tenant_id and b.customer_id = a.customer_id) as "productsOwned",
      (select count(*) from entitlement.repair r where r.tenant_id = a.tenant_id and r.asset_id = a.id
        and not r.no_fault_found) as repairs
    from assets.asset a where a.tenant_id = kit.tenant() and a.id = ${assetId}`.execute(tx)
  const { customerSince, productsOwned, repairs } = rows[0]!
  return { customerSince, productsOwned: Number(productsOwned), repairs: Number(repairs) }
}

/** Kinds of cost where a right pays everything: goodwill never takes the place of a right. */
function paidKinds({ lines }: Decision): CoverKind[] {
  const open = new Set(
    lines.filter((one) => one.payer === 'customer' || one.payer === 'undetermined').map((one) => one.kind),
  )
  return KINDS.filter((kind) => !open.has(kind))
}
