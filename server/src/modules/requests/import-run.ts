import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { enqueue } from '../../kit/jobs.ts'
import { reserveNumbers } from '../../kit/numbers.ts'
import { filledInBulk } from '../../kit/statistics.ts'
import { readTable } from '../../kit/tables/index.ts'
import type { Mapping } from './import-mapping.ts'
import { type CaseEvent, CaseReader, type ImportedCase, type RowFinding } from './import-read.ts'
import { makeStage, stageCases, stageEvents, store } from './import-store.ts'

export interface ImportReport {
  source: string
  mapping: string
  dryRun: boolean
  rows: number
  /** rows left out, each with its reason in `findings` */
  refused: number
  cases: number
  events: number
  created: number
  updated: number
  unchanged: number
  findings: RowFinding[]
  seconds: number
  rowsPerSecond: number
}
export interface ImportProgress {
  rows: number
  cases: number
  rowsPerSecond: number
}

type Bytes = Parameters<typeof readTable>[0]

class DryRun extends Error {}

/**
 * Reads a file of cases or their events and writes it whole or not at all: one transaction. A dry run does everything and rolls
 * back, so its counts are exact. External ids make a second run update instead of doubling.
 */
export async function importRequests(
  services: Services,
  actor: Actor,
  input: {
    bytes: Bytes
    mapping: Mapping
    dryRun: boolean
    onProgress?: (progress: ImportProgress) => void
    stopped?: () => boolean
  },
): Promise<ImportReport> {
  const from = Date.now()
  let report: ImportReport | undefined
  const work = services.db.tx(actor.tenantId, async (tx) => {
    report = await readAndStore(services, tx, actor, input, from)
    if (input.dryRun) throw new DryRun()
  })
  await work.catch((error: unknown) => {
    if (!(error instanceof DryRun)) throw error
  })
  return report!
}

type Input = Parameters<typeof importRequests>[2]

async function readAndStore(
  services: Services,
  tx: Tx,
  actor: Actor,
  input: Input,
  from: number,
): Promise<ImportReport> {
  const { mapping } = input
  await makeStage(tx, mapping.source)
  const table = await readTable(input.bytes)
  const reader = new CaseReader(mapping, table)
  const speed = () => Math.round((reader.rows * 1000) / Math.max(1, Date.now() - from))
  let batch: CaseEvent[] = []
  for await (const row of table.rows) {
    const event = reader.take(row)
    if (event) batch.push(event)
    if (batch.length >= 4000) {
      await stageEvents(tx, batch)
      batch = []
      input.onProgress?.({ rows: reader.rows, cases: reader.cases, rowsPerSecond: speed() })
      if (input.stopped?.()) throw new Error('stopped')
    }
  }
  await stageEvents(tx, batch)
  await stageAllCases(tx, reader)
  const year = new Date().getUTCFullYear()
  const numbers = (count: number) => reserveNumbers(services.db, actor.tenantId, 'SR', year, count)
  const stored = await store(tx, mapping.source, mapping.times.zone, mapping.defaults.language, numbers, year)
  await announceImport(tx, actor, mapping, stored)
  await filledInBulk(tx, stored.created + stored.events, ['requests.request', 'requests.reading', 'requests.history'])
  const seconds = (Date.now() - from) / 1000
  const { rows, refused, cases, findings } = reader
  return {
    source: mapping.source,
    mapping: mapping.name,
    dryRun: input.dryRun,
    rows,
    refused,
    cases,
    ...stored,
    findings,
    seconds,
    rowsPerSecond: speed(),
  }
}

async function stageAllCases(tx: Tx, reader: CaseReader): Promise<void> {
  let batch: ImportedCase[] = []
  for (const one of reader.finished()) {
    batch.push(one)
    if (batch.length >= 4000) {
      await stageCases(tx, batch)
      batch = []
    }
  }
  await stageCases(tx, batch)
}

async function announceImport(tx: Tx, actor: Actor, mapping: Mapping, stored: object): Promise<void> {
  await announce(tx, actor, {
    type: 'import.completed',
    subject: { type: 'import', id: newId() },
    data: { source: mapping.source, ...stored },
  })
  // What was imported becomes findable afterwards, in slices, so that the import itself stays one quick transaction.
  await enqueue(
    tx,
    'requests.make-imports-findable',
    { source: mapping.source },
    { key: `findable ${actor.tenantId} ${mapping.source}` },
  )
}
