import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { type FieldError, invalid } from '../../kit/problem.ts'
import { country, day } from '../../kit/shapes.ts'
import {
  type ImportColumn,
  type ImportFinding,
  type ImportReport,
  importOutcome,
  readUpload,
} from '../../kit/tables/import-table.ts'
import type { IssueRow } from './genuine-shapes.ts'

const text = z.string().max(80)
const shape = z.object({
  part: text,
  serial: text.optional(),
  batch: text.optional(),
  maker: text,
  markets: z
    .string()
    .transform((said) => said.split(/[\s,;/]+/).filter(Boolean))
    .pipe(z.array(country).max(300))
    .optional(),
  made_on: day.optional(),
  expires_on: day.optional(),
})
const COLUMNS: readonly ImportColumn[] = Object.keys(shape.shape).map((name) => ({
  name,
  isNeeded: name === 'part' || name === 'maker',
}))

interface Wanted {
  id: string
  part_id: string
  kind: 'serial' | 'batch'
  number: string
  number_fold: string
  batch: string | null
  maker: string
  markets: string[]
  made_on: string | null
  expires_on: string | null
}
type Read = { row: number; value: IssueRow }

/** What a maker says it has issued, told by another system: all of it or none. Told again, it is changed. */
export async function tellIssues(tx: Tx, actor: Actor, issues: readonly IssueRow[]) {
  const read = issues.map((value, row) => ({ row, value }))
  const { wanted, findings } = await weigh(tx, read)
  if (findings.length > 0)
    throw invalid(...findings.map((one): FieldError => ({ path: `issues.${one.row}.${one.column}`, code: one.code })))
  return keep(tx, actor, wanted, 'api')
}

/** The same from a CSV or XLSX file: part, serial or batch, maker, markets, made_on, expires_on. All rows or none. */
export async function importIssues(
  tx: Tx,
  services: Services,
  actor: Actor,
  input: { fileId: string; dryRun: boolean },
): Promise<ImportReport> {
  const told = await readUpload({ tx, services, actor }, input.fileId, COLUMNS, shape)
  const read = told.rows.map(({ row, value: { made_on, expires_on, markets, ...value } }) => ({
    row,
    value: { ...value, markets: markets ?? [], madeOn: made_on, expiresOn: expires_on } as IssueRow,
  }))
  const weighed = await weigh(tx, read)
  told.findings.push(...weighed.findings)
  const isKept = !input.dryRun && told.findings.length === 0
  const counts = isKept ? await keep(tx, actor, weighed.wanted, 'file') : await compared(tx, weighed.wanted)
  return importOutcome(told, isKept, counts)
}

async function weigh(tx: Tx, rows: readonly Read[]): Promise<{ wanted: Wanted[]; findings: ImportFinding[] }> {
  const folds = [...new Set(rows.map((one) => foldSerial(one.value.part)))]
  const parts = await tx
    .selectFrom('parts.part')
    .select(['id', 'number_fold'])
    .where('number_fold', '=', sql<string>`any(${folds}::text[])`)
    .execute()
  const known = new Map(parts.map((one) => [one.number_fold, one.id]))
  const seen = new Set<string>()
  const wanted: Wanted[] = []
  const findings: ImportFinding[] = []
  for (const { row, value } of rows) {
    const partId = known.get(foldSerial(value.part))
    const number = value.serial ?? value.batch ?? ''
    const one = `${partId} ${value.serial ? 'serial' : 'batch'} ${foldSerial(number)}`
    const wrong =
      (!partId && { column: 'part', code: 'parts.unknown_part' }) ||
      (foldSerial(number) === '' && { column: 'serial', code: 'validation.required' }) ||
      (seen.has(one) && { column: value.serial ? 'serial' : 'batch', code: 'validation.duplicate' })
    seen.add(one)
    if (wrong) findings.push({ row, values: {}, ...wrong })
    else
      wanted.push({
        ...{ id: newId(), part_id: partId!, kind: value.serial ? 'serial' : 'batch', number },
        ...{ number_fold: foldSerial(number), batch: value.serial ? (value.batch ?? null) : null, maker: value.maker },
        ...{ markets: value.markets, made_on: value.madeOn ?? null, expires_on: value.expiresOn ?? null },
      })
  }
  return { wanted, findings }
}

const given = (
  rows: readonly Wanted[],
) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, part_id uuid, kind text,
  number text, number_fold text, batch text, maker text, markets text[], made_on date, expires_on date)`
const CHANGED = sql`(i.batch, i.maker, i.markets, i.made_on, i.expires_on) is distinct from (x.batch, x.maker, x.markets, x.made_on, x.expires_on)`

async function compared(tx: Tx, rows: readonly Wanted[]) {
  const { rows: found } = await sql<{ added: number; changed: number }>`
    select (count(*) filter (where i.id is null))::int as added, (count(*) filter (where i.id is not null and ${CHANGED}))::int as changed
    from ${given(rows)} left join parts.maker_issue i on i.tenant_id = kit.tenant() and i.part_id = x.part_id and i.kind = x.kind
      and i.number_fold = x.number_fold`.execute(tx)
  const { added, changed } = found[0]!
  return { added, changed, unchanged: rows.length - added - changed }
}

async function keep(tx: Tx, actor: Actor, rows: readonly Wanted[], source: 'file' | 'api') {
  const counts = await compared(tx, rows)
  await sql`insert into parts.maker_issue as i (id, part_id, kind, number, number_fold, batch, maker, markets, made_on, expires_on, source, by_name)
    select x.id, x.part_id, x.kind, x.number, x.number_fold, x.batch, x.maker, x.markets, x.made_on, x.expires_on, ${source}, ${actor.name}
    from ${given(rows)} order by x.part_id, x.kind, x.number_fold
    on conflict (tenant_id, part_id, kind, number_fold) do update set number = excluded.number, batch = excluded.batch, maker = excluded.maker,
      markets = excluded.markets, made_on = excluded.made_on, expires_on = excluded.expires_on, source = excluded.source,
      by_name = excluded.by_name, issued_at = now()`.execute(tx)
  const subject = { type: 'maker_issue', id: actor.tenantId }
  await announce(tx, actor, { type: 'maker_issue.told', subject, data: { ...counts, source } })
  return counts
}
