import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { callerLanguage } from '../../kit/errors.ts'
import { uploadedTable } from '../../kit/files/uploaded-table.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id } from '../../kit/shapes.ts'
import { startTask } from '../../kit/tasks/task.ts'
import type { WantedImport } from './import-job.ts'
import { keepMapping, knownMappings, type Mapping, mappingNamed, mappingShape } from './import-mapping.ts'
import { previewTable } from './import-preview.ts'

const mappingView = z.object({
  mapping: mappingShape,
  isOurs: z.boolean().describe('shipped with the product: the company changes a copy of it'),
})
const preview = z
  .object({
    name: z.string(),
    format: z.enum(['csv', 'xlsx']),
    headers: z.array(z.string()),
    rows: z.array(z.array(z.string())).describe('the first rows, as text'),
    values: z.record(z.string(), z.array(z.string())).describe('the different values of each column that has few'),
    fits: z.array(z.string()).describe('mappings whose columns are all there, best first'),
  })
  .meta({ id: 'ImportPreview' })

const chosen = (tx: Tx, mapping: string | Mapping): Promise<Mapping> | Mapping =>
  typeof mapping === 'string' ? mappingNamed(tx, mapping) : mapping

export const importRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/requests/import-mappings',
    needs: 'requests.import',
    summary: "How files of cases are read: the company's mappings and those that come with the product",
    returns: z.object({ items: z.array(mappingView) }),
    handle: async ({ tx }) => ({ items: await knownMappings(tx) }),
  }),
  route({
    method: 'PUT',
    path: '/requests/import-mappings',
    needs: 'requests.import',
    summary: 'Remember a mapping under its name',
    body: mappingShape,
    returns: mappingView,
    handle: async ({ tx, actor, body, now }) => {
      await keepMapping(tx, actor, body, now)
      return { mapping: body, isOurs: false }
    },
  }),
  route({
    method: 'POST',
    path: '/requests/import-preview',
    needs: 'requests.import',
    summary: 'The columns and first rows of an uploaded file, and which mappings fit it',
    body: z.object({ fileId: id }),
    returns: preview,
    status: 200,
    ownIdempotency: true,
    handle: async ({ tx, actor, services, body }) => {
      const file = await uploadedTable(tx, actor, body.fileId)
      const source = await services.files.disk.getStream(file.storage_key)
      return { name: file.name, ...(await previewTable(source, await knownMappings(tx))) }
    },
  }),
  route({
    method: 'POST',
    path: '/requests/imports',
    needs: 'requests.import',
    summary: 'Begin an import, or a dry run that does everything and keeps nothing; follow it under GET /tasks/:id',
    body: z.object({
      fileId: id,
      mapping: z.union([z.string().max(80), mappingShape]).describe('a name, or the mapping itself'),
      dryRun: z.boolean().default(true),
    }),
    returns: z.object({ taskId: id }),
    status: 202,
    handle: async ({ tx, actor, body, request }) => {
      const file = await uploadedTable(tx, actor, body.fileId)
      const wanted: WantedImport = {
        storageKey: file.storage_key,
        bytes: Number(file.bytes),
        mapping: await chosen(tx, body.mapping),
        dryRun: body.dryRun,
        language: callerLanguage(request),
      }
      return { taskId: await startTask(tx, actor, 'import-requests', { ...wanted }) }
    },
  }),
]
