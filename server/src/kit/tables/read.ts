import { problem } from '../problem.ts'
import { type Bytes, formatOf, gunzip, peek } from './bytes.ts'
import { type CsvRecord, readCsv } from './csv.ts'
import { delimiterOf, namedDelimiter } from './delimiter.ts'
import { decode, type Encoding, encodingOf } from './encoding.ts'
import { uniqueHeaders } from './header.ts'
import { sheetRows } from './xlsx-rows.ts'

/** CSV gives text; a spreadsheet also numbers, dates (as if its wall time were UTC) and booleans. */
export type Cell = string | number | boolean | Date | null

export interface TableRow {
  /** Number of the record as a spreadsheet shows it; the header is usually 1. */
  row: number
  /** Physical line in a text file; in a spreadsheet the same as `row`. */
  line: number
  cells: Cell[]
  /** Why the row cannot be trusted; its code is the key of its words (`errors:<code>`). */
  problem?: { code: string; values: Record<string, unknown> }
}

export interface Table {
  format: 'csv' | 'xlsx'
  encoding?: Encoding
  delimiter?: string
  headers: string[]
  rows: AsyncIterable<TableRow>
}

export interface ReadOptions {
  encoding?: Encoding
  delimiter?: string
  sheet?: string
  /** Most bytes a packed file may hold. */
  maxBytes?: number
}

/** Reads an uploaded CSV or XLSX file (also gzipped) row by row, whatever its name, encoding and delimiter. */
export async function readTable(source: Bytes, options: ReadOptions = {}): Promise<Table> {
  const { head, all, complete } = await peek(source)
  switch (formatOf(head)) {
    case 'gzip':
      return readTable(gunzip(all, options.maxBytes ?? 2e9), options)
    case 'xls':
      throw problem('tables.old_excel', 422)
    case 'xlsx':
      return readSheet(all, options)
    case 'text':
      return readText(head, all, complete, options)
  }
}

async function readSheet(all: Bytes, options: ReadOptions): Promise<Table> {
  const rows = sheetRows(all, options.sheet)
  const first = await nextFilled(rows)
  const headers = uniqueHeaders(trimEnd(first.cells).map((cell) => cellText(cell)))
  return { format: 'xlsx', headers, rows: bodyOf(rows, headers.length) }

  async function* bodyOf(rest: typeof rows, width: number): AsyncGenerator<TableRow> {
    for await (const { row, cells, error } of rest) {
      if (isEmpty(cells)) continue
      const filled = trimEnd(cells)
      const read = { row, line: row, cells: widen(filled, width) }
      if (error) yield { ...read, problem: { code: 'tables.cell_error', values: { error } } }
      else if (filled.length > width) yield { ...read, problem: wrongWidth(filled.length, width) }
      else yield read
    }
  }
}

async function readText(head: Buffer, all: Bytes, complete: boolean, options: ReadOptions): Promise<Table> {
  const encoding = options.encoding ?? encodingOf(head)
  const sample = new TextDecoder(encoding).decode(head, { stream: !complete })
  const delimiter = options.delimiter ?? delimiterOf(sample, complete)
  const records = readCsv(decode(all, encoding), delimiter)
  let first = await nextFilled(records)
  let row = 1
  if (namedDelimiter(first.cells.join(delimiter)) || namedDelimiter(sample.split(/[\r\n]/, 1)[0]!)) {
    first = await nextFilled(records)
    row += 1
  }
  if (first.broken !== undefined) throw problem('tables.header_broken', 422)
  const headers = uniqueHeaders(first.cells)
  return { format: 'csv', encoding, delimiter, headers, rows: textRows(records, headers.length, row) }
}

async function* textRows(records: AsyncIterable<CsvRecord>, width: number, header: number): AsyncGenerator<TableRow> {
  let row = header
  for await (const { cells, line, broken } of records) {
    row += 1
    if (broken !== undefined) {
      yield {
        row,
        line,
        cells: [broken],
        problem: { code: 'tables.quotes_broken', values: { text: broken.slice(0, 200) } },
      }
    } else if (!isEmpty(cells)) {
      const read = { row, line, cells: widen(cells.map(plainText), width) }
      const wrong = wrongText(cells) ?? (cells.length === width ? undefined : wrongWidth(cells.length, width))
      yield wrong ? { ...read, problem: wrong } : read
    }
  }
}

/** Undoes what writeCsv does against formulas ('=…), and drops NUL, which the database cannot store. */
const plainText = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '').replaceAll('\0', '')

const wrongText = (cells: readonly string[]) =>
  cells.some((cell) => cell.includes('\uFFFD') || cell.includes('\0'))
    ? { code: 'tables.characters', values: {} }
    : undefined

const wrongWidth = (found: number, expected: number) => ({ code: 'tables.cell_count', values: { found, expected } })

async function nextFilled<R extends { cells: Cell[] }>(rows: AsyncGenerator<R>): Promise<R> {
  for (;;) {
    const { value, done } = await rows.next()
    if (done) throw problem('tables.empty', 422)
    if (!isEmpty(value.cells) || 'broken' in value) return value
  }
}

const isEmpty = (cells: readonly Cell[]) => cells.every((cell) => cell === null || cell === '')
const trimEnd = (cells: readonly Cell[]) =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== null && cell !== '') + 1)
const widen = (cells: readonly Cell[], width: number): Cell[] =>
  cells.length >= width ? [...cells] : [...cells, ...Array<null>(width - cells.length).fill(null)]

/** A cell as text, as a person would have typed it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .replace(/\.000Z$/, '')
  return String(cell)
}
