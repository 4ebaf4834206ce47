import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { readTable, writeXlsx } from '../../kit/tables/index.ts'
import { importRequests, mappingNamed } from '../requests/import.ts'
import { requestFigures } from './index.ts'

const world = useWorld()
const DATA = path.resolve(import.meta.dirname, '../../../../../shared/data')
const VOLVO = path.join(DATA, 'bpi2013-volvo-incidents/incidents.csv.gz')
const SERVICENOW = path.join(DATA, 'itsm-servicenow-incidents/incident_events.csv.gz')

interface Sheet {
  headers: string[]
  rows: string[][]
}

async function sheetOf(file: string): Promise<Sheet> {
  const table = await readTable(fs.createReadStream(file))
  const rows: string[][] = []
  for await (const row of table.rows) rows.push(row.cells.map(String))
  return { headers: table.headers, rows }
}

/** Every time the same disorder. */
function shuffled<T>(list: readonly T[]): T[] {
  const out = [...list]
  let seed = 7
  for (let at = out.length - 1; at > 0; at--) {
    seed = (seed * 1103515245 + 12345) % 2147483648
    const other = seed % (at + 1)
    ;[out[at], out[other]] = [out[other]!, out[at]!]
  }
  return out
}

function picked({ headers, rows }: Sheet, columns: readonly string[]): Sheet {
  const places = columns.map((name) => headers.indexOf(name))
  return { headers: [...columns], rows: rows.map((row) => places.map((at) => row[at]!)) }
}

/** With a byte order mark, semicolons, Windows line ends, every cell in quotes and empty lines here and there. */
function otherCsv({ headers, rows }: Sheet): Readable {
  const line = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')}\r\n`
  const lines = rows.map((row, at) => line(row) + (at % 500 === 0 ? '\r\n' : ''))
  return Readable.from([Buffer.from(`\uFEFF${line(headers)}${lines.join('')}`)])
}

/** As somebody's Excel keeps it: text as text, times as date cells. */
function asSheet({ headers, rows }: Sheet): Readable {
  const columns = headers.map((header, at) => ({
    header,
    type: header.endsWith('_at') ? ('time' as const) : ('text' as const),
    zone: 'UTC',
    value: (row: string[]) => (header.endsWith('_at') ? dateCell(row[at]!) : row[at]!),
  }))
  return writeXlsx('incidents', columns, rows)
}

function dateCell(text: string): Date | string {
  const found = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(text)
  if (!found) return text
  const [day, month, year, hour, minute] = found.slice(1).map(Number)
  return new Date(Date.UTC(year!, month! - 1, day, hour, minute))
}

async function figuresOf(bytes: Readable, name: string, source: string) {
  const actor = systemActor(world.tenant.id)
  const shipped = await world.services.db.tx(actor.tenantId, (tx) => mappingNamed(tx, name))
  const mapping = { ...shipped, source }
  const report = await importRequests(world.services, actor, { bytes, mapping, dryRun: false })
  expect(report).toMatchObject({ refused: 0, updated: 0, unchanged: 0, created: report.cases })
  const { sources } = await world.services.db.tx(actor.tenantId, (tx) => requestFigures(tx, actor, { source }))
  // The name of the source is all that may differ.
  return JSON.parse(JSON.stringify(sources[0]).replaceAll(`"${source}"`, '""'))
}

test.runIf(fs.existsSync(VOLVO))(
  'the Volvo log shuffled, with its columns in another order and without those nothing needs: the same figures',
  { timeout: 120_000 },
  async () => {
    const sheet = await sheetOf(VOLVO)
    const columns = sheet.headers.filter((name) => !['organization involved', 'org:role'].includes(name)).reverse()
    const other = picked({ ...sheet, rows: shuffled(sheet.rows) }, columns)
    const plain = await figuresOf(Readable.from([fs.readFileSync(VOLVO)]), 'volvo-vinst', 'volvo-plain')
    expect(plain.cases).toBe(7554)
    expect(await figuresOf(otherCsv(other), 'volvo-vinst', 'volvo-other')).toEqual(plain)
  },
)

test.runIf(fs.existsSync(SERVICENOW))(
  'a part of the ServiceNow log shuffled, as CSV and as a spreadsheet with date cells: the same figures',
  { timeout: 120_000 },
  async () => {
    const all = await sheetOf(SERVICENOW)
    const part = { ...all, rows: all.rows.slice(0, 12_000) }
    const mixed = { ...part, rows: shuffled(part.rows) }
    const csv = await figuresOf(otherCsv(part), 'servicenow-incidents', 'now-csv')
    expect(csv.slaKept.n).toBeGreaterThan(500)
    expect(await figuresOf(otherCsv(mixed), 'servicenow-incidents', 'now-mixed')).toEqual(csv)
    expect(await figuresOf(asSheet(mixed), 'servicenow-incidents', 'now-xlsx')).toEqual(csv)
  },
)
