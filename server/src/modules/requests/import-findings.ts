import type { Readable } from 'node:stream'
import { words } from '@aftercare/words/server'
import { writeCsv } from '../../kit/tables/index.ts'
import type { RowFinding } from './import-read.ts'

/** The findings as a file to work through: which row, which column, what is wrong, in words. */
export function findingsCsv(findings: readonly RowFinding[], language: string): Readable {
  const say = words(language)
  const head = (key: string) => say(`requests:import.${key}`)
  return writeCsv<RowFinding>(
    [
      { header: head('row'), type: 'whole', value: (one) => one.row },
      { header: head('line'), type: 'whole', value: (one) => one.line },
      { header: head('severity'), type: 'text', value: (one) => head(one.severity) },
      { header: head('column'), type: 'text', value: (one) => one.column ?? '' },
      { header: head('message'), type: 'text', value: (one) => say(`errors:${one.code}`, one.values) },
      { header: head('value'), type: 'text', value: (one) => String(one.values.value ?? one.values.text ?? '') },
    ],
    findings,
  )
}
