import type { Panel } from './panel.ts'

/** Why a table of monthly demand was refused. `row` counts as a spreadsheet does (the header is 1); `field` is a header. */
export interface HistoryProblem {
  row: number
  field: string
  /** key of the words: errors:planning.<code> */
  code:
    | 'no_part'
    | 'part_twice'
    | 'not_whole'
    | 'negative'
    | 'too_many'
    | 'cell_count'
    | 'column_unknown'
    | 'month_order'
    | 'no_months'
    | 'no_rows'
  values: Record<string, string | number>
}

/** A table as it was read: header, then rows with the number they have in the file. */
export interface HistoryTable {
  headers: readonly string[]
  rows: Iterable<{ row: number; cells: readonly string[] }>
}

/** Most units of one month that are believed; more is a slip of the keyboard. */
const MOST_A_MONTH = 1_000_000
/** A file that is wrong everywhere is not told a million times. */
const MOST_PROBLEMS = 200

/**
 * Reads a table `Part, month, month, …` (the last column is the month before the planned one). An empty cell was not observed. Months
 * are `Jan-98`, `1998-01`, `1998年1月` or numbered columns, one after the other without a gap. All or nothing: with any problem no panel.
 */
export function readHistory(table: HistoryTable): { panel: Panel } | { problems: HistoryProblem[] } {
  const problems = headerProblems(table.headers)
  const months = table.headers.length - 1
  const parts: string[] = []
  const firstRow = new Map<string, number>()
  const demand: number[] = []
  const exposure: number[] = []
  for (const { row, cells } of table.rows) {
    if (problems.length >= MOST_PROBLEMS) break
    const say = (field: string, code: HistoryProblem['code'], values: HistoryProblem['values'] = {}) =>
      problems.push({ row, field, code, values })
    const part = (cells[0] ?? '').trim()
    if (cells.length !== months + 1) say('Part', 'cell_count', { found: cells.length, expected: months + 1 })
    if (part === '') say('Part', 'no_part')
    else if (firstRow.has(part)) say('Part', 'part_twice', { part, first: firstRow.get(part)! })
    else firstRow.set(part, row)
    parts.push(part)
    for (let t = 0; t < months; t++) {
      const text = (cells[t + 1] ?? '').trim()
      const code = unitsProblem(text)
      if (code) say(table.headers[t + 1]!, code, { text: text.slice(0, 40), most: MOST_A_MONTH })
      demand.push(Number(text))
      exposure.push(text === '' ? 0 : 1)
    }
  }
  if (problems.length === 0 && parts.length === 0) problems.push({ row: 1, field: 'Part', code: 'no_rows', values: {} })
  if (problems.length > 0) return { problems: problems.slice(0, MOST_PROBLEMS) }
  return { panel: { parts, months, demand: Float64Array.from(demand), exposure: Float64Array.from(exposure) } }
}

function unitsProblem(text: string): HistoryProblem['code'] | null {
  if (text === '') return null
  if (!/^[-+]?\d+(\.0+)?$/.test(text)) return 'not_whole'
  const units = Number(text)
  if (units < 0) return 'negative'
  return units > MOST_A_MONTH ? 'too_many' : null
}

function headerProblems(headers: readonly string[]): HistoryProblem[] {
  const problems: HistoryProblem[] = []
  const say = (field: string, code: HistoryProblem['code'], values: HistoryProblem['values'] = {}) =>
    problems.push({ row: 1, field, code, values })
  if (headers[0]?.trim().toLowerCase() !== 'part') say(headers[0] ?? '', 'column_unknown', { expected: 'Part' })
  if (headers.length < 2) say('Part', 'no_months')
  let before: Column | null = null
  for (const header of headers.slice(1)) {
    const column = columnOf(header)
    if (!column) say(header, 'column_unknown', { expected: 'Jan-98, 1998-01' })
    else if (before && (column.kind !== before.kind || column.number !== before.number + 1))
      say(header, 'month_order', { before: before.header })
    before = column
  }
  return problems
}

interface Column {
  header: string
  kind: string
  /** months count on, whatever they are called */
  number: number
}

const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function columnOf(header: string): Column | null {
  const text = header.trim()
  const named = /^([A-Za-z]{3})[a-z]*[-/ .]?(\d{2}|\d{4})$/.exec(text)
  const month = named ? NAMES.indexOf(named[1]!.toLowerCase()) : -1
  if (named && month >= 0) return { header, kind: 'month', number: fullYear(named[2]!) * 12 + month }
  const dated = /^(\d{4})[-/.年]?(\d{1,2})(?:月|[-/.]0?1(?:[T ].*)?)?$/.exec(text)
  if (dated && Number(dated[2]) >= 1 && Number(dated[2]) <= 12)
    return { header, kind: 'month', number: Number(dated[1]) * 12 + Number(dated[2]) - 1 }
  const numbered = /^([A-Za-z]{0,6})[-_ ]?(\d{1,3})$/.exec(text)
  return numbered ? { header, kind: `numbered ${numbered[1]!.toLowerCase()}`, number: Number(numbered[2]) } : null
}

/** Two-digit years as spreadsheets read them: 70 … 99 lie in the last century. */
const fullYear = (text: string) => (text.length === 4 ? Number(text) : Number(text) + (Number(text) < 70 ? 2000 : 1900))
