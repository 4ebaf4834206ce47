import { words } from '@aftercare/words/server'
import { type WriteColumn, writeXlsx } from '../../kit/tables/index.ts'
import type { StockAtRow } from './stock-at.ts'

/** What lay where at a moment, as a spreadsheet in the reader's language. */
export function stockAtSheet(language: string, rows: readonly StockAtRow[]) {
  const say = words(language)
  const column = (
    key: string,
    type: WriteColumn<StockAtRow>['type'],
    value: WriteColumn<StockAtRow>['value'],
  ): WriteColumn<StockAtRow> => ({ header: say(`parts:column.${key}`), type, value })
  return writeXlsx(
    'stock',
    [
      column('part', 'text', (row) => row.part),
      column('name', 'text', (row) => row.name[language as 'en'] ?? row.name.en),
      column('place', 'text', (row) => row.place),
      column('condition', 'text', (row) => say(`parts:condition.${row.condition}`)),
      column('batch', 'text', (row) => row.batch),
      column('quantity', 'number', (row) => row.quantity),
      column('now', 'number', (row) => row.now),
      column('unit', 'text', (row) => row.unit),
    ],
    rows,
  )
}
