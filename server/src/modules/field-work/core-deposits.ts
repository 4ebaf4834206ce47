import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { depositsOf } from '../billing/index.ts'
import { billLine, workLines } from './prices.ts'
import type { Work } from './work.ts'

/**
 * Beside each exchange part of these lines stands the deposit for its old one, and beside none that leaves none any more: it is
 * another part now, or somebody else pays it. Quantity, share, tax and approval are those of the part.
 */
export async function keepDeposits(tx: Tx, work: Work, lineIds: readonly string[]): Promise<void> {
  const lines = ((await workLines(tx, [work.id])).get(work.id) ?? []).filter((line) => lineIds.includes(line.id))
  const [first] = lines
  if (!first) return
  const deposits = await depositsOf(tx, { currency: first.currency, language: work.language }, lines.map(billLine))
  await tx
    .deleteFrom('field_work.line')
    .where('deposit_for', '=', sql<string>`any(${[...lineIds]}::uuid[])`)
    .where('id', '<>', sql<string>`all(${deposits.map((one) => one.id)}::uuid[])`)
    .execute()
  for (const { id, depositFor, code, name, unitMinor } of deposits)
    await sql`
      insert into field_work.line as l (id, visit_id, deposit_for, kind, code, name, quantity, unit, unit_minor, published_minor,
        tax_category, tax_bp, currency, payer, customer_share_pct, why, quotation_id, decision_id, added_at)
      select ${id}::uuid, p.visit_id, p.id, 'other', ${code}, ${name}, p.quantity, p.unit, ${unitMinor}, ${unitMinor},
        p.tax_category, p.tax_bp, p.currency, p.payer, p.customer_share_pct, p.why, p.quotation_id, p.decision_id, p.added_at
      from field_work.line p where p.tenant_id = kit.tenant() and p.id = ${depositFor}::uuid
      on conflict (tenant_id, id) do update set code = excluded.code, name = excluded.name, quantity = excluded.quantity,
        unit = excluded.unit, unit_minor = excluded.unit_minor, published_minor = excluded.published_minor,
        tax_category = excluded.tax_category, tax_bp = excluded.tax_bp, currency = excluded.currency, payer = excluded.payer,
        customer_share_pct = excluded.customer_share_pct, why = excluded.why, quotation_id = excluded.quotation_id,
        version = l.version + 1
      where l.deposit_for = excluded.deposit_for`.execute(tx)
}
