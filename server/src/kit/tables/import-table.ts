import { type ZodType, z } from 'zod'
import type { Actor } from '../actor.ts'
import type { Services } from '../app.ts'
import type { Tx } from '../db.ts'
import { uploadedTable } from '../files/uploaded-table.ts'
import { problem } from '../problem.ts'
import { cellText, headerKey, readTable } from './index.ts'

const MOST_ROWS = 20_000

/** Why a row was left out, as a person finds it in the file. */
export interface ImportFinding {
  row: number
  column: string | null
  code: string
  values: Record<string, unknown>
}
export const importReport = z
  .object({
    dryRun: z.boolean().describe('everything was checked and nothing kept'),
    rows: z.number(),
    added: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    refused: z.number(),
    findings: z.array(
      z.object({
        row: z.number(),
        column: z.string().nullable(),
        code: z.string(),
        values: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'TableImport' })
export type ImportReport = z.output<typeof importReport>

export interface ImportColumn {
  /** As the heading says it; whatever its case. */
  name: string
  isNeeded: boolean
}

/** What a file of rows has, as it was read: the rows that have the shape, and what is wrong with the others. */
export interface ReadRows<T> {
  rows: { row: number; value: T }[]
  findings: ImportFinding[]
  /** All rows of the file. */
  count: number
  /** Those of the columns that the file has: what it does not speak of, it does not change. */
  present: ReadonlySet<string>
}

/** The rows of a CSV or XLSX file that somebody uploaded and may see. */
export async function readUpload<T>(
  { tx, services, actor }: { tx: Tx; services: Services; actor: Actor },
  fileId: string,
  columns: readonly ImportColumn[],
  shape: ZodType<T>,
): Promise<ReadRows<T>> {
  const file = await uploadedTable(tx, actor, fileId)
  return readRows(services, file.storage_key, columns, shape)
}

async function readRows<T>(
  services: Services,
  storageKey: string,
  columns: readonly ImportColumn[],
  shape: ZodType<T>,
): Promise<ReadRows<T>> {
  const table = await readTable(await services.files.disk.getStream(storageKey), { maxBytes: 50_000_000 })
  const at = new Map(table.headers.map((name, i) => [headerKey(name), i]))
  const missing = columns.filter((one) => one.isNeeded && !at.has(headerKey(one.name)))
  if (missing.length > 0)
    throw problem('validation.import_columns', 422, { columns: missing.map((one) => one.name).join(', ') })
  const rows: { row: number; value: T }[] = []
  const findings: ImportFinding[] = []
  let count = 0
  for await (const one of table.rows) {
    count += 1
    if (count > MOST_ROWS) throw problem('validation.too_big', 422, { maximum: MOST_ROWS })
    if (one.problem) {
      findings.push({ row: one.row, column: null, ...one.problem })
      continue
    }
    const cells = columns.flatMap(({ name }) => {
      const text = cellText(one.cells[at.get(headerKey(name)) ?? -1]).trim()
      return text === '' ? [] : [[name, text] as const]
    })
    const read = shape.safeParse(Object.fromEntries(cells))
    if (read.success) rows.push({ row: one.row, value: read.data })
    else
      findings.push(
        ...read.error.issues.map((issue) => ({
          row: one.row,
          column: String(issue.path[0] ?? ''),
          code: cells.some(([name]) => name === issue.path[0]) ? 'validation.invalid' : 'validation.required',
          values: {},
        })),
      )
  }
  const present = new Set(columns.map((one) => one.name).filter((name) => at.has(headerKey(name))))
  return { rows, findings, count, present }
}

/** As many as a person reads; the file is mended and tried again. */
const MOST_FINDINGS = 200

/** What came of an import: a dry run when nothing was kept; what is wrong in the order of the file. */
export function importOutcome(
  { findings, count }: Pick<ReadRows<unknown>, 'findings' | 'count'>,
  isKept: boolean,
  { added, changed, unchanged }: { added: number; changed: number; unchanged: number },
): ImportReport {
  return {
    ...{ dryRun: !isKept, rows: count, added, changed, unchanged },
    refused: new Set(findings.map((one) => one.row)).size,
    findings: findings.toSorted((a, b) => a.row - b.row).slice(0, MOST_FINDINGS),
  }
}
