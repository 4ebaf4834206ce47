import { minorDigits } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { type ImportReport, importOutcome, readUpload } from '../../kit/tables/import-table.ts'
import { exchangeRateBody } from './settings-shapes.ts'

type Rate = z.output<typeof exchangeRateBody>
const COLUMNS = ['base', 'quote', 'onDay', 'rate', 'source'].map((name) => ({ name, isNeeded: true }))

/** Rates of a day; entered again they are put right, and documents keep the rate they were made with. */
export async function enterRates(
  tx: Tx,
  actor: Actor,
  rates: readonly Rate[],
): Promise<{ added: number; changed: number }> {
  for (const one of rates) for (const currency of [one.base, one.quote]) minorDigits(currency)
  const { rows } = await sql<{ added: boolean }>`
    insert into billing.exchange_rate (id, base, quote, on_day, rate, source)
    select id, base, quote, on_day, rate, source
    from jsonb_to_recordset(${JSON.stringify(rates.map((one) => ({ ...one, on_day: one.onDay, id: newId() })))}::jsonb)
      as given (id uuid, base text, quote text, on_day date, rate numeric, source text)
    on conflict (tenant_id, base, quote, on_day) do update
      set rate = excluded.rate, source = excluded.source, version = billing.exchange_rate.version + 1
      where billing.exchange_rate.rate <> excluded.rate or billing.exchange_rate.source <> excluded.source
    returning version = 1 as added`.execute(tx)
  const added = rows.filter((row) => row.added).length
  const done = { added, changed: rows.length - added }
  if (rows.length > 0)
    await announce(tx, actor, {
      type: 'exchange_rates.entered',
      subject: { type: 'exchange_rate', id: newId() },
      data: { ...done, days: [...new Set(rates.map((one) => one.onDay))].slice(0, 20) },
    })
  return done
}

/** The same from a file of a bank: base, quote, onDay, rate, source. */
export async function importRates(
  tx: Tx,
  services: Services,
  actor: Actor,
  input: { fileId: string; dryRun: boolean },
): Promise<ImportReport> {
  const read = await readUpload({ tx, services, actor }, input.fileId, COLUMNS, exchangeRateBody)
  const latest = new Map<string, Rate>()
  for (const { row, value } of read.rows) {
    const key = `${value.base} ${value.quote} ${value.onDay}`
    if (latest.has(key)) read.findings.push({ row, column: 'onDay', code: 'validation.duplicate', values: {} })
    else latest.set(key, value)
  }
  await sql`savepoint before_rates`.execute(tx)
  const { added, changed } = await enterRates(tx, actor, [...latest.values()])
  // A dry run does everything and keeps nothing, so its counts are exact.
  if (input.dryRun) await sql`rollback to savepoint before_rates`.execute(tx)
  return importOutcome(read, !input.dryRun, { added, changed, unchanged: latest.size - added - changed })
}
