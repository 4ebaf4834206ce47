import type { Readable } from 'node:stream'
import { cellText, headerKey, readTable } from '../../kit/tables/index.ts'
import type { Mapping } from './import-mapping.ts'
import { columnsOf } from './import-read.ts'

const ROWS = 8
/** So many rows are looked through for the different values of each column, and so many values can be said one by one. */
const LOOKED_AT = 5000
const VALUES = 40

/** What is in the file, before anybody decides how to read it. */
export async function previewTable(source: Readable, known: readonly { mapping: Mapping }[]) {
  try {
    const table = await readTable(source)
    const rows: string[][] = []
    const different = table.headers.map(() => new Set<string>())
    let count = 0
    for await (const row of table.rows) {
      if (++count > LOOKED_AT) break
      if (row.problem) continue
      const texts = table.headers.map((_, at) => cellText(row.cells[at]).trim().slice(0, 200))
      if (rows.length < ROWS) rows.push(texts)
      for (const [at, values] of different.entries()) if (texts[at] && values.size <= VALUES) values.add(texts[at])
    }
    const found = new Set(table.headers.map(headerKey))
    const fits = known
      .map(({ mapping }) => mapping)
      .filter((one) => columnsOf(one).every((c) => found.has(headerKey(c))))
    // The mapping that asks for most of the file's columns says most about it.
    const best = fits.sort((a, b) => columnsOf(b).length - columnsOf(a).length).map((one) => one.name)
    const few = table.headers.flatMap((name, at) => {
      const values = different[at]!
      return values.size <= VALUES ? [[name, [...values].sort()] as const] : []
    })
    return { format: table.format, headers: table.headers, rows, values: Object.fromEntries(few), fits: best }
  } finally {
    source.destroy()
  }
}
