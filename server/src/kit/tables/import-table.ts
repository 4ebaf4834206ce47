import { type ZodType, z } from 'zod'
import type { Services } from '../app.ts'
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

/** The rows of an uploaded CSV or XLSX file that have the shape, and what is wrong with the others. */
export async function readRows<T>(
  services: Services,
  storageKey: string,
  columns: readonly ImportColumn[],
  shape: ZodType<T>,
) {
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
  return { rows, findings, count }
}

export const refusedRows = (findings: readonly ImportFinding[]) => new Set(findings.map((one) => one.row)).size
