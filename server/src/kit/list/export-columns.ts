import { hasWords, words } from '@aftercare/words/server'
import { invalid } from '../problem.ts'
import type { ColumnType, WriteColumn, WriteValue } from '../tables/index.ts'
import type { Column, ListDefinition } from './definition.ts'
import type { Row } from './page.ts'

export interface Reader {
  language: string
  /** Times are written as the clock on the wall of this zone shows them. */
  zone: string
}

const TYPES: Record<Column['type'], ColumnType> = {
  text: 'text',
  choice: 'text',
  instant: 'time',
  day: 'day',
  number: 'number',
  bool: 'flag',
  id: 'text',
  minor: 'money',
  names: 'text',
  texts: 'text',
  json: 'text',
}

/** The asked columns in the asked order; without a wish all but ids and nested values, which are for programs. */
export function chosenColumns(list: ListDefinition, wanted: string | undefined): string[] {
  if (!wanted) return Object.keys(list.columns).filter((key) => !['id', 'json'].includes(list.columns[key]!.type))
  const keys = wanted.split(',')
  if (!keys.every((key) => key in list.columns)) throw invalid({ path: 'columns', code: 'validation.unknown_column' })
  return [...new Set(keys)]
}

export function writeColumns(list: ListDefinition, keys: readonly string[], reader: Reader): WriteColumn<Row>[] {
  const say = words(reader.language)
  const book = list.words ?? list.name
  return keys.map((key) => {
    const column = list.columns[key]!
    const word = `${book}:column.${key}`
    const heading = hasWords(word) ? say(word) : key
    return {
      header: column.type === 'instant' ? `${heading} (${reader.zone})` : heading,
      type: TYPES[column.type],
      zone: reader.zone,
      value: cellOf(key, column, book, reader),
    }
  })
}

function cellOf(key: string, column: Column, book: string, { language }: Reader): (row: Row) => WriteValue {
  const say = words(language)
  const told = (word: string, otherwise: string) => (hasWords(word) ? say(word) : otherwise)
  return (row) => {
    const value = row[key]
    if (value === null || value === undefined) return null
    switch (column.type) {
      case 'choice':
        return told(`${column.words ?? `${book}:${key}`}.${value}`, String(value))
      case 'text':
        return column.words ? told(`${column.words}.${value}`, String(value)) : String(value)
      case 'bool':
        return say(value ? 'common:yes' : 'common:no')
      case 'names':
        return inLanguage(value as Record<string, string>, language)
      case 'texts':
        return (value as string[]).join(', ')
      case 'json':
        return JSON.stringify(value)
      case 'minor':
        return money(value as string | bigint, row[column.currency ?? 'currency'])
      default:
        return value as WriteValue
    }
  }
}

const inLanguage = (names: Record<string, string>, language: string) =>
  names[language] ?? names.en ?? Object.values(names)[0] ?? null

function money(minor: string | bigint, currency: unknown): WriteValue {
  return typeof currency === 'string' ? { minor: BigInt(minor), currency } : String(minor)
}
