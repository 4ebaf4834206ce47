import type { Readable } from 'node:stream'
import { storeFile } from '../../kit/files/index.ts'
import { writeDown } from '../../kit/files/upload.ts'
import { type TaskCall, type TaskDone, taskJob } from '../../kit/tasks/task.ts'
import { findingsCsv } from './import-findings.ts'
import { type Mapping, mappingShape } from './import-mapping.ts'
import type { RowFinding } from './import-read.ts'
import { type ImportReport, importRequests } from './import-run.ts'

export interface WantedImport {
  storageKey: string
  bytes: number
  mapping: Mapping
  dryRun: boolean
  /** Language of the file of findings. */
  language: string
}

/** So many findings are shown on the screen; the file has them all. */
const SHOWN = 50

/** A file of cases brought in behind the console, with progress, cancelling and a file of what was refused or doubted. */
export const importJob = taskJob<WantedImport>({
  kind: 'import-requests',
  words: { done: 'requests:notice.import_done', failed: 'requests:notice.import_failed' },
  work: async (call) => {
    const { services, actor, input } = call
    const source = await services.files.disk.getStream(input.storageKey)
    const { bytes, read } = counted(source)
    const watch = watcher(call, read)
    try {
      const report = await importRequests(services, actor, {
        bytes,
        mapping: mappingShape.parse(input.mapping),
        dryRun: input.dryRun,
        ...watch,
      })
      return await told(call, report)
    } catch (error) {
      throw watch.reason() ?? error
    } finally {
      source.destroy()
    }
  },
})

/** The bytes as they pass, so that the rest can be estimated without reading the file twice. */
function counted(source: Readable) {
  let count = 0
  async function* passing() {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      count += chunk.length
      yield chunk
    }
  }
  return { bytes: passing(), read: () => count }
}

/** Tells the task how far it is; when it was cancelled meanwhile, the import hears of it at its next batch. */
function watcher({ progress, input }: TaskCall<WantedImport>, read: () => number) {
  let stopped: unknown = null
  return {
    onProgress: ({ rows }: { rows: number }) => {
      const share = Math.min(1, read() / input.bytes)
      // A spreadsheet is read whole before its first row: there is nothing to estimate from.
      const total = share > 0 && share < 1 ? Math.round(rows / share) : undefined
      progress(rows, total).catch((error: unknown) => {
        stopped = error
      })
    },
    stopped: () => stopped !== null,
    reason: () => stopped,
  }
}

async function told(call: TaskCall<WantedImport>, { findings, ...report }: ImportReport): Promise<TaskDone> {
  const kinds = countBy(findings)
  const result = { ...report, findings: findings.length, kinds, first: findings.slice(0, SHOWN) }
  if (findings.length === 0) return { result }
  const { services, actor, input, taskId } = call
  const kept = await storeFile(services.files, {
    stream: findingsCsv(findings, input.language),
    declaredName: `${report.mapping}-findings.csv`,
    maxBytes: 500_000_000,
    allowed: ['text/csv'],
    owner: actor.tenantId,
  })
  return { result, fileId: await writeDown(services, actor, kept, { type: 'task', id: taskId }) }
}

function countBy(findings: readonly RowFinding[]) {
  const counts = new Map<string, { code: string; severity: string; column: string | null; count: number }>()
  for (const { code, severity, column } of findings) {
    const key = `${code} ${column}`
    const known = counts.get(key) ?? { code, severity, column, count: 0 }
    known.count += 1
    counts.set(key, known)
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, 30)
}
