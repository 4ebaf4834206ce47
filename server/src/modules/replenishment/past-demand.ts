import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { type FieldError, invalid } from '../../kit/problem.ts'
import { type ImportFinding, type ImportReport, importOutcome, readUpload } from '../../kit/tables/import-table.ts'
import { type PastDemandRow, type pastDemandBody, pastDemandRow } from './shapes.ts'

const MOST_PROBLEMS = 200
interface Wanted {
  part: string
  place: string
  month: string
  quantity: number
}
type Read = { row: number; value: PastDemandRow }

/**
 * Takes over what was asked for before this system: a month of a part at a place said again is replaced. All rows or none; each wrong
 * one is named.
 */
export async function takePastDemand(tx: Tx, { rows }: z.output<typeof pastDemandBody>) {
  const { wanted, findings } = await weigh(
    tx,
    rows.map((value, row) => ({ row, value })),
  )
  if (findings.length > 0) {
    const told = findings.map(
      ({ row, column, code, values }): FieldError => ({ path: `rows.${row}.${column}`, code, values }),
    )
    throw invalid(...told.slice(0, MOST_PROBLEMS))
  }
  await keep(tx, wanted)
  const months = wanted.map((one) => one.month).sort()
  return { rows: wanted.length, from: months[0]!, to: months.at(-1)! }
}

/** Cells are text; a month may be written as its first day, as spreadsheets do. */
const fileRow = z.object({
  part: pastDemandRow.shape.part,
  place: pastDemandRow.shape.place,
  month: z
    .string()
    .transform((said) => said.replace(/^(\d{4}-\d{2})-01(T.*)?$/, '$1'))
    .pipe(pastDemandRow.shape.month),
  quantity: z
    .string()
    .regex(/^\d+(\.\d{1,6})?$/)
    .transform(Number)
    .pipe(pastDemandRow.shape.quantity),
})
const COLUMNS = Object.keys(fileRow.shape).map((name) => ({ name, isNeeded: true }))

/** The same from a CSV or XLSX file with the columns part, place, month (2025-03) and quantity, or a dry run of it. */
export async function importPastDemand(
  tx: Tx,
  services: Services,
  actor: Actor,
  input: { fileId: string; dryRun: boolean },
): Promise<ImportReport> {
  const read = await readUpload({ tx, services, actor }, input.fileId, COLUMNS, fileRow)
  const weighed = await weigh(tx, read.rows)
  read.findings.push(...weighed.findings)
  const counts = await compared(tx, weighed.wanted)
  const isKept = !input.dryRun && read.findings.length === 0
  if (isKept) await keep(tx, weighed.wanted)
  return importOutcome(read, isKept, counts)
}

async function weigh(tx: Tx, rows: readonly Read[]): Promise<{ wanted: Wanted[]; findings: ImportFinding[] }> {
  const numbers = [...new Set(rows.map(({ value }) => foldSerial(value.part)))]
  const parts = await tx
    .selectFrom('parts.part')
    .select(['id', 'number_fold'])
    .where('number_fold', '=', sql<string>`any(${numbers}::text[])`)
    .execute()
  const codes = [...new Set(rows.map(({ value }) => value.place))]
  const places = await tx
    .selectFrom('parts.place')
    .select(['id', 'code'])
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .where('is_shelf', '=', true)
    .where('kind', '<>', 'transit')
    .execute()
  const known = {
    part: new Map(parts.map((one) => [one.number_fold, one.id])),
    place: new Map(places.map((one) => [one.code, one.id])),
  }
  const [seen, wanted, findings] = [new Set<string>(), [] as Wanted[], [] as ImportFinding[]]
  for (const { row, value } of rows) {
    const [part, place] = [known.part.get(foldSerial(value.part)), known.place.get(value.place)]
    const key = `${part} ${place} ${value.month}`
    if (!part) findings.push({ row, column: 'part', code: 'parts.unknown_part', values: {} })
    if (!place) findings.push({ row, column: 'place', code: 'parts.no_such_shelf', values: {} })
    if (part && place && seen.has(key))
      findings.push({ row, column: 'month', code: 'replenishment.month_twice', values: { month: value.month } })
    else if (part && place) wanted.push({ part, place, month: `${value.month}-01`, quantity: value.quantity })
    seen.add(key)
  }
  return { wanted, findings }
}

const given = (rows: readonly Wanted[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(part uuid, place uuid, month date, quantity numeric)`

async function compared(tx: Tx, rows: readonly Wanted[]) {
  const { rows: found } = await sql<{ added: number; changed: number }>`
    select (count(*) filter (where d.part_id is null))::int as added, (count(*) filter (where d.quantity <> x.quantity))::int as changed
    from ${given(rows)} left join replenishment.past_demand d on d.tenant_id = kit.tenant() and d.part_id = x.part and d.place_id = x.place
      and d.month = x.month`.execute(tx)
  const { added, changed } = found[0]!
  return { added, changed, unchanged: rows.length - added - changed }
}

const keep = (tx: Tx, rows: readonly Wanted[]) =>
  sql`insert into replenishment.past_demand (part_id, place_id, month, quantity) select part, place, month, quantity from ${given(rows)}
    on conflict (tenant_id, part_id, place_id, month) do update set quantity = excluded.quantity`.execute(tx)
