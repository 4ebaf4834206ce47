import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { type ColumnType, decimalOf, isMoney, type WriteColumn, type WriteValue, wallTime } from './columns.ts'

const ROWS_PER_SHEET = 1_000_000 // Excel ends at 1,048,576
const ROWS_BETWEEN_BREATHS = 200
const LONGEST_CELL = 32_767

const FORMATS: Record<ColumnType, string> = {
  text: '@',
  number: 'General',
  whole: '0',
  decimal: '0.00',
  money: '#,##0.00##',
  percent: '0.0%',
  day: 'yyyy-mm-dd',
  time: 'yyyy-mm-dd hh:mm',
  flag: 'General',
}

/** Writes rows as XLSX with typed cells, a fixed header and a filter; more rows than a sheet holds begin another sheet. */
export function writeXlsx<Row>(
  sheetName: string,
  columns: readonly WriteColumn<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Readable {
  const out = new PassThrough()
  fill(out, sheetName, columns, rows).catch((error: Error) => out.destroy(error))
  return out
}

async function fill<Row>(
  out: PassThrough,
  sheetName: string,
  columns: readonly WriteColumn<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  let sheet = addSheet(book, sheetName, columns)
  let count = 0
  for await (const row of rows) {
    if (out.destroyed) return // the reader went away
    if (count > 0 && count % ROWS_PER_SHEET === 0) {
      sheet.commit()
      sheet = addSheet(book, `${sheetName} ${count / ROWS_PER_SHEET + 1}`, columns)
    }
    sheet.addRow(columns.map((column) => xlsxCell(column.value(row), column))).commit()
    count += 1
    if (count % ROWS_BETWEEN_BREATHS === 0) await breathe(out)
  }
  sheet.commit()
  await book.commit()
}

/**
 * exceljs does not wait by itself, neither for its own compression nor for a slow reader: without these pauses the
 * whole file would pile up in memory.
 */
async function breathe(out: PassThrough): Promise<void> {
  await setImmediate()
  if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')])
}

function addSheet<Row>(book: ExcelJS.stream.xlsx.WorkbookWriter, name: string, columns: readonly WriteColumn<Row>[]) {
  // Excel refuses these signs in a sheet name, and more than 31 characters.
  const safeName = name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31)
  const sheet = book.addWorksheet(safeName, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((column) => ({
    width: column.width ?? (column.type === 'text' ? 24 : 16),
    style: { numFmt: FORMATS[column.type] },
  }))
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, columns.length) } }
  const header = sheet.addRow(columns.map((column) => column.header))
  header.font = { bold: true }
  header.commit()
  return sheet
}

function xlsxCell<Row>(value: WriteValue, column: WriteColumn<Row>): ExcelJS.CellValue {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return asWall(wallTime(value, column.zone ?? 'UTC'))
  if (isMoney(value)) return Number(decimalOf(value))
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'string') return value
  if (column.type === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return new Date(`${value}T00:00:00Z`)
  return storableText(value)
}

/** A spreadsheet date has no zone; exceljs writes the UTC fields of a Date. */
const asWall = (wall: string) => new Date(`${wall.replace(' ', 'T')}Z`)

/** Without the control characters that XML cannot hold: Excel would call the file damaged. */
const storableText = (text: string) =>
  text
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .toWellFormed()
    .slice(0, LONGEST_CELL)
