import { languages } from '@aftercare/words'
import { hasWords, words } from '@aftercare/words/server'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleFile } from '../../kit/files/send.ts'
import { problem } from '../../kit/problem.ts'
import { filledInBulk } from '../../kit/statistics.ts'
import { cellText, headerKey, readTable, type TableRow } from '../../kit/tables/index.ts'
import { termBody } from './catalogue-shapes.ts'
import { sameTerm } from './copy-terms.ts'
import { COVERS, STARTS } from './shapes.ts'
import { addTerm, type Term, termsOf, wrongIn } from './warranty-terms.ts'

const MOST_ROWS = 5_000
const COLUMNS = [
  ...['modelCode', 'covers', 'months', 'distanceKm', 'hours', 'startsFrom', 'country', 'soldFrom', 'soldTo'],
  ...['components', 'excludedComponents'],
] as const
const finding = z.object({
  row: z.number().describe('as a spreadsheet counts; the heading is 1'),
  column: z.string().nullable(),
  code: z.string(),
  values: z.record(z.string(), z.unknown()),
})
export const termImportView = z
  .object({
    rows: z.number(),
    added: z.number().describe('in a dry run: that would be added'),
    known: z.number().describe('there already'),
    isKept: z.boolean(),
    findings: z.array(finding),
  })
  .meta({ id: 'TermImport' })
type Finding = z.output<typeof finding>

/** Reads the table of a maker's plan: what the export of the list writes, in any of our languages. All rows or none. */
export async function importTerms(
  tx: Tx,
  actor: Actor,
  services: Services,
  asked: { fileId: string; dryRun: boolean },
) {
  const file = await visibleFile(tx, actor, asked.fileId)
  const table = await readTable(await services.files.disk.getStream(file.storage_key))
  const columns = columnsOf(table.headers)
  const models = new Map(
    (await tx.selectFrom('assets.model').select(['id', 'code']).execute()).map((m) => [m.code, m.id]),
  )
  const known = new Map<string, Set<string>>()
  const wanted: { modelId: string; term: Term }[] = []
  const findings: Finding[] = []
  const counts = { rows: 0, known: 0 }
  for await (const row of table.rows) {
    if (++counts.rows > MOST_ROWS) throw problem('assets.terms_too_many', 422, { most: MOST_ROWS })
    const read = readRow(row, columns, models)
    if ('code' in read) {
      findings.push(read)
      continue
    }
    const same = known.get(read.modelId) ?? new Set((await termsOf(tx, read.modelId)).map(sameTerm))
    known.set(read.modelId, same)
    if (same.has(sameTerm(read.term))) counts.known++
    else wanted.push(read)
    same.add(sameTerm(read.term))
  }
  const isKept = !asked.dryRun && findings.length === 0
  if (isKept) {
    for (const { modelId, term } of wanted) await addTerm(tx, actor, modelId, term)
    await filledInBulk(tx, wanted.length, ['assets.warranty_term'])
  }
  return { ...counts, added: wanted.length, isKept, findings: findings.slice(0, 200) }
}

/** A column by its name in the API or by its heading in any language. */
function columnsOf(headers: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  const keys = headers.map(headerKey)
  for (const column of COLUMNS) {
    const names = [column, ...languages.map((language) => words(language)(`assets:column.${column}`))].map(headerKey)
    const index = keys.findIndex((key) => names.includes(key))
    if (index >= 0) found.set(column, index)
  }
  const missing = ['modelCode', 'covers'].filter((column) => !found.has(column))
  if (missing.length > 0) throw problem('assets.terms_columns', 422, { columns: missing.join(', ') })
  return found
}

function readRow(row: TableRow, columns: ReadonlyMap<string, number>, models: ReadonlyMap<string, string>) {
  const wrong = (column: string | null, code: string, values: Record<string, unknown> = {}): Finding => ({
    row: row.row,
    column,
    code,
    values,
  })
  if (row.problem) return wrong(null, row.problem.code, row.problem.values)
  const cell = (column: string) => cellText(row.cells[columns.get(column) ?? -1]).trim() || null
  const modelId = models.get(cell('modelCode') ?? '')
  if (!modelId) return wrong('modelCode', 'assets.model_unknown', { code: cell('modelCode') ?? '' })
  const parsed = termBody.safeParse({
    covers: codeOf('covers', COVERS, cell('covers')),
    startsFrom: codeOf('startsFrom', STARTS, cell('startsFrom')) ?? 'sale',
    ...Object.fromEntries((['months', 'distanceKm', 'hours'] as const).map((name) => [name, figure(cell(name))])),
    country: cell('country')?.toUpperCase() ?? null,
    soldFrom: cell('soldFrom'),
    soldTo: cell('soldTo'),
    components: list(cell('components')),
    excludedComponents: list(cell('excludedComponents')),
  })
  if (!parsed.success) return wrong(String(parsed.error.issues[0]?.path[0] ?? ''), 'validation.invalid')
  const error = wrongIn(parsed.data)
  return error ? wrong(error.path, error.code, error.values) : { modelId, term: parsed.data }
}

const list = (text: string | null) => (text ?? '').split(/[,;，；、]\s*/).filter((one) => one !== '')
/** What is no number stays a text, for the shape to refuse. */
const figure = (text: string | null) => {
  const plain = text?.replace(/[\s,]/g, '')
  return plain && /^\d+$/.test(plain) ? Number(plain) : text
}

/** The code itself, or its word in any language. */
function codeOf(group: string, codes: readonly string[], text: string | null): string | null {
  if (text === null) return null
  const plain = text.toLowerCase()
  const isSaid = (code: string) =>
    languages.some((language) => {
      const key = `assets:${group}.${code}`
      return hasWords(key) && words(language)(key).toLowerCase() === plain
    })
  return codes.find((code) => code === plain || isSaid(code)) ?? text
}
