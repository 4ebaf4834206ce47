import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { SHIPPED_RATES } from './shipped-rates.ts'

/**
 * Puts the rates that ship into the company, each to be confirmed. What the company has said about a country and category,
 * whenever, is never touched. Returns how many were added.
 */
export async function addShippedRates(tx: Tx, actor: Actor): Promise<number> {
  const rows = SHIPPED_RATES.map((one) => ({
    id: newId(),
    country: one.country,
    category: one.category,
    bp: one.bp,
    valid_from: one.validFrom,
    source: one.source,
  }))
  const { rows: added } = await sql<{ country: string }>`
    insert into billing.tax_rate (id, country, category, bp, valid_from, source, is_confirmed)
    select r.id, r.country, r.category, r.bp, r.valid_from, r.source, false
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, country text, category text, bp integer, valid_from date, source text)
    where not exists (select 1 from billing.tax_rate t
      where t.tenant_id = kit.tenant() and t.country = r.country and t.category = r.category)
    on conflict do nothing returning country`.execute(tx)
  if (added.length === 0) return 0
  await announce(tx, actor, {
    type: 'tax_rates.shipped',
    subject: { type: 'company', id: actor.tenantId },
    data: { count: added.length, countries: [...new Set(added.map((row) => row.country))].sort() },
  })
  return added.length
}
