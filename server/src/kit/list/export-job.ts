import type { Tx } from '../db.ts'
import { storeFile } from '../files/index.ts'
import { writeDown } from '../files/upload.ts'
import { problem } from '../problem.ts'
import { type TaskCall, type TaskDone, taskJob } from '../tasks/task.ts'
import { type ListDefinition, listNamed } from './definition.ts'
import { type Format, fileName, TYPE_OF, written } from './export.ts'
import type { Reader } from './export-columns.ts'
import type { Cursor } from './order.ts'
import { type Chosen, choose, countRows, type ListQuery, type Row, slice } from './page.ts'

interface Wanted {
  list: string
  format: Format
  keys: string[]
  reader: Reader
  query: ListQuery
}

const PAGE = 2_000
const MOST_BYTES = 2_000_000_000

/** A long list written to a file: read page by page in one snapshot, so that no row is missed or written twice. */
export const exportJob = taskJob<Wanted>({
  kind: 'export-list',
  words: { done: 'common:notice.export_done', failed: 'common:notice.export_failed' },
  work: async (call) => {
    const { services, tenantId, actor, input } = call
    const list = listNamed(input.list)
    if (!list) throw problem('gone', 410)
    const name = fileName(list, input.format, new Date())
    let rows = 0
    const kept = await services.db.snapshot(tenantId, async (tx) => {
      const chosen = await choose(tx, actor, list, input.query)
      const { count } = await countRows(tx, list, chosen.where, 10_000_000)
      const all = allRows(tx, list, chosen, async (done) => {
        rows = done
        await call.progress(done, count)
      })
      return storeFile(services.files, {
        stream: written(list, input.format, input.keys, input.reader, all),
        declaredName: name,
        maxBytes: MOST_BYTES,
        allowed: [TYPE_OF[input.format]],
        owner: tenantId,
      })
    })
    return done(call, await writeDown(services, actor, kept, { type: 'task', id: call.taskId }), name, rows)
  },
})

function done({ input }: TaskCall<Wanted>, fileId: string, name: string, rows: number): TaskDone {
  return { fileId, result: { list: input.list, name, rows } }
}

async function* allRows(
  tx: Tx,
  list: ListDefinition,
  chosen: Chosen,
  tell: (done: number) => Promise<void>,
): AsyncGenerator<Row> {
  let after: Cursor | null = null
  let count = 0
  do {
    const { rows, end }: { rows: Row[]; end: Cursor | null } = await slice(tx, list, chosen, after, PAGE)
    yield* rows
    count += rows.length
    await tell(count)
    after = end
  } while (after)
}
