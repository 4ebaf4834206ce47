import type { Readable } from 'node:stream'
import { z } from 'zod'
import { API } from '../app.ts'
import { callerLanguage } from '../errors.ts'
import { disposition } from '../files/index.ts'
import { type AnyRoute, type Call, route } from '../route.ts'
import { timeZone } from '../shapes.ts'
import { writeCsv, writeXlsx } from '../tables/index.ts'
import { startTask } from '../tasks/task.ts'
import { type ListDefinition, queryShape } from './definition.ts'
import { chosenColumns, type Reader, writeColumns } from './export-columns.ts'
import { choose, type ListQuery, type Row, slice } from './page.ts'

/** More rows than this are written by a job, with a notice when they are ready. */
const AT_ONCE = 10_000

export const FORMATS = ['csv', 'xlsx'] as const
export type Format = (typeof FORMATS)[number]
export const TYPE_OF: Record<Format, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** `GET path/export`: what the list shows with its filters, as CSV or XLSX. */
export function exportRoute(list: ListDefinition): AnyRoute {
  const query = queryShape(list).extend({
    format: z.enum(FORMATS).default('csv'),
    columns: z.string().max(2000).optional().describe('keys separated by commas, in this order'),
    zone: timeZone.optional().describe('times are written as clocks there show them; absent: your own zone'),
  })
  return route({
    method: 'GET',
    path: `${list.path}/export`,
    needs: list.exportNeeds ?? list.needs,
    summary: `${list.summary}: CSV or XLSX; 202 with a task when there are more than 10,000 rows`,
    query,
    raw: true,
    handle: (call) => exportList(list, call as Call<undefined, typeof query, undefined>),
  })
}

type ExportQuery = ListQuery & { format: Format; columns?: string | undefined; zone?: string | undefined }

async function exportList(
  list: ListDefinition,
  call: { query: unknown } & Omit<Call<undefined, undefined, undefined>, 'query'>,
) {
  const { tx, actor, request, reply } = call
  const query = call.query as ExportQuery
  const { format } = query
  const keys = chosenColumns(list, query.columns)
  const reader = { language: callerLanguage(request), zone: query.zone ?? actor.timeZone }
  const { rows, end } = await slice(tx, list, await choose(tx, actor, list, query), null, AT_ONCE)
  if (end) {
    const taskId = await startTask(tx, actor, 'export-list', { list: list.name, format, keys, reader, query })
    reply.status(202).header('location', `${API}/tasks/${taskId}`)
    return { taskId }
  }
  reply
    .header('content-type', TYPE_OF[format])
    .header('content-disposition', disposition('attachment', fileName(list, format, call.now)))
    .header('cache-control', 'no-store')
  return written(list, format, keys, reader, rows)
}

export function written(
  list: ListDefinition,
  format: Format,
  keys: readonly string[],
  reader: Reader,
  rows: AsyncIterable<Row> | Iterable<Row>,
): Readable {
  const columns = writeColumns(list, keys, reader)
  return format === 'csv' ? writeCsv(columns, rows) : writeXlsx(list.name, columns, rows)
}

export function fileName(list: ListDefinition, format: Format, now: Date): string {
  return `${list.name}-${now.toISOString().slice(0, 16).replace(/\D/g, '')}.${format}`
}
