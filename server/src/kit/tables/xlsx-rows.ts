import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { problem } from '../problem.ts'
import type { Bytes } from './bytes.ts'
import type { Cell } from './read.ts'

export interface SheetRow {
  /** Row number as the spreadsheet shows it. */
  row: number
  cells: Cell[]
  /** A cell that holds a spreadsheet error such as #REF!. */
  error?: string
}

/** The rows of one sheet (the first unless named), read as a stream; rows that were never filled do not appear. */
export async function* sheetRows(source: Bytes, sheetName?: string): AsyncGenerator<SheetRow> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from(source), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache', // without styles a date is a number
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  try {
    for await (const sheet of reader) {
      const name = (sheet as unknown as { name: string }).name
      if (sheetName && name !== sheetName) {
        for await (const _ of sheet); // must be read for the next one to come
        continue
      }
      for await (const row of sheet) yield readRow(row)
      return
    }
  } catch (error) {
    // exceljs has no error type of its own: what is no workbook fails somewhere in unzipping or parsing
    throw error instanceof TypeError || error instanceof RangeError ? error : problem('tables.unreadable', 422)
  }
  throw problem('tables.no_sheet', 422, { sheet: sheetName ?? '' })
}

function readRow(row: ExcelJS.Row): SheetRow {
  const values = row.values as ExcelJS.CellValue[]
  const cells: Cell[] = []
  let error: string | undefined
  for (let i = 1; i < values.length; i++) {
    const cell = readCell(values[i])
    if (typeof cell === 'object' && cell !== null && 'error' in cell) error = cell.error
    cells.push(typeof cell === 'object' && cell !== null && 'error' in cell ? null : cell)
  }
  return { row: row.number, cells, ...(error ? { error } : {}) }
}

function readCell(value: ExcelJS.CellValue): Cell | { error: string } {
  if (value === undefined || value === null) return null
  if (typeof value !== 'object' || value instanceof Date) return value
  if ('error' in value) return { error: value.error }
  if ('richText' in value) return value.richText.map((piece) => piece.text).join('')
  if ('formula' in value || 'sharedFormula' in value) return readCell(value.result as ExcelJS.CellValue)
  if ('text' in value) return readCell(value.text as unknown as ExcelJS.CellValue)
  return null
}
