import { type Money, moneyToDecimal } from '@aftercare/rules'

/** What a column holds; decides how it is written in a spreadsheet. */
export type ColumnType = 'text' | 'number' | 'whole' | 'decimal' | 'money' | 'percent' | 'day' | 'time' | 'flag'

export type WriteValue = string | number | bigint | boolean | Date | Money | null | undefined

export interface WriteColumn<Row> {
  header: string
  value: (row: Row) => WriteValue
  type: ColumnType
  /** For `time`: the IANA zone of the site; a spreadsheet has no zones, so the wall time is written. */
  zone?: string
  /** In characters, for spreadsheets. */
  width?: number
}

export const isMoney = (value: WriteValue): value is Money =>
  typeof value === 'object' && value !== null && !(value instanceof Date)

export const decimalOf = (value: Money): string => moneyToDecimal(value)

const formats = new Map<string, Intl.DateTimeFormat>()

/** `2026-11-21 14:05` in that zone. sv-SE is the locale that writes ISO order; making the format costs 50 µs. */
export function wallTime(at: Date, zone: string): string {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(zone, format)
  return format.format(at)
}
