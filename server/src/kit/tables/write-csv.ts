import { Readable } from 'node:stream'
import { decimalOf, isMoney, type WriteColumn, type WriteValue, wallTime } from './columns.ts'

const BOM = '\uFEFF' // without it Excel reads UTF-8 as the local code page
const LINES_PER_CHUNK = 200

/** Writes rows as CSV that Excel opens rightly and that runs nothing there; rows are asked for as fast as they are read. */
export function writeCsv<Row>(
  columns: readonly WriteColumn<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Readable {
  return Readable.from(csvChunks(columns, rows), { objectMode: false })
}

async function* csvChunks<Row>(columns: readonly WriteColumn<Row>[], rows: AsyncIterable<Row> | Iterable<Row>) {
  let lines = [BOM + columns.map((column) => textCell(column.header)).join(',')]
  for await (const row of rows) {
    lines.push(columns.map((column) => csvCell(column.value(row), column)).join(','))
    if (lines.length < LINES_PER_CHUNK) continue
    yield `${lines.join('\r\n')}\r\n`
    lines = []
  }
  if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`
}

function csvCell<Row>(value: WriteValue, column: WriteColumn<Row>): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return wallTime(value, column.zone ?? 'UTC')
  if (isMoney(value)) return decimalOf(value)
  if (typeof value === 'string') return textCell(value)
  return String(value)
}

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection); in Chinese and
 * Japanese Excel the full-width signs begin formulas too. Numbers are no text: -5 stays -5.
 */
function textCell(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
