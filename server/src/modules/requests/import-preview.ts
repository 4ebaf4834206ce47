import type { Readable } from 'node:stream'
import { cellText, headerKey, readTable } from '../../kit/tables/index.ts'
import type { Mapping } from './import-mapping.ts'
import { columnsOf } from './import-read.ts'

const ROWS = 8

/** What is in the file, before anybody decides how to read it. */
export async function previewTable(source: Readable, known: readonly { mapping: Mapping }[]) {
  try {
    const table = await readTable(source)
    const rows: string[][] = []
    for await (const row of table.rows) {
      if (!row.problem) rows.push(table.headers.map((_, at) => cellText(row.cells[at]).slice(0, 200)))
      if (rows.length >= ROWS) break
    }
    const found = new Set(table.headers.map(headerKey))
    const fits = known
      .map(({ mapping }) => mapping)
      .filter((one) => columnsOf(one).every((c) => found.has(headerKey(c))))
    // The mapping that asks for most of the file's columns says most about it.
    const best = fits.sort((a, b) => columnsOf(b).length - columnsOf(a).length).map((one) => one.name)
    return { format: table.format, headers: table.headers, rows, fits: best }
  } finally {
    source.destroy()
  }
}
