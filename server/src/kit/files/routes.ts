import { z } from 'zod'
import { invalid, problem } from '../problem.ts'
import { type AnyRoute, route } from '../route.ts'
import { byId, id } from '../shapes.ts'
import { takePart, uploadProgress } from './resumable.ts'
import { fileAnswer, visibleFile } from './send.ts'
import { FROM_PORTAL, limitOf, PURPOSES, takeUpload } from './upload.ts'

const uploaded = z
  .object({
    id,
    name: z.string(),
    type: z.string(),
    bytes: z.number(),
    width: z.number().nullable(),
    height: z.number().nullable(),
  })
  .meta({ id: 'UploadedFile' })
const hash = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })
const progress = z
  .object({ offset: z.number().describe('bytes that are here'), fileId: id.nullable().describe('once all are here') })
  .meta({ id: 'UploadProgress' })
const download = z.object({ download: z.stringbool().default(false).describe('save instead of show') })
const company = z.object({ company: z.string() })

/** Unattached uploads of one company's portal; beyond it somebody is filling the disk. */
const MOST_WAITING = 2_000

export const routes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/files',
    needs: 'files.upload',
    summary: 'Uploads one file; attach it by its id within a day',
    query: z.object({ purpose: z.enum(PURPOSES).default('document') }),
    returns: uploaded,
    multipart: true,
    ownTransaction: true,
    ratePerMinute: 240,
    handle: ({ services, actor, request, query }) => takeUpload(services, actor, request, limitOf(query.purpose)),
  }),
  route({
    method: 'GET',
    path: '/uploads/:sha256',
    needs: 'files.upload',
    summary: 'How far an upload in parts has come: where it goes on after it was cut off',
    params: hash,
    returns: progress,
    ownTransaction: true,
    handle: ({ services, actor, params }) => uploadProgress(services, actor, params.sha256),
  }),
  route({
    method: 'PUT',
    path: '/uploads/:sha256',
    needs: 'files.upload',
    summary:
      'The next part of an upload (application/offset+octet-stream, up to a megabyte), checked as a whole at the end',
    params: hash,
    query: z.object({
      offset: z.coerce.number().int().min(0),
      bytes: z.coerce.number().int().min(1),
      name: z.string().min(1).max(200),
      purpose: z.enum(PURPOSES).default('photo'),
    }),
    returns: progress,
    ownTransaction: true,
    ratePerMinute: 1200,
    handle: ({ services, actor, params, query, request }) => {
      if (!Buffer.isBuffer(request.body)) throw problem('media_type', 415)
      const { purpose, ...wanted } = query
      if (wanted.offset >= wanted.bytes) throw invalid({ path: 'offset', code: 'validation.too_big' })
      return takePart(services, actor, { ...wanted, ...params }, request.body, limitOf(purpose))
    },
  }),
  route({
    method: 'GET',
    path: '/files/:id',
    needs: 'files.read',
    summary: 'The bytes of a file',
    params: byId,
    query: download,
    raw: true,
    handle: async ({ tx, services, actor, request, reply, params, query }) =>
      fileAnswer(services, request, reply, await visibleFile(tx, actor, params.id), query),
  }),
  route({
    method: 'GET',
    path: '/portal/files/:id',
    needs: 'customer',
    summary: "The bytes of one of the customer's files",
    params: byId,
    query: download,
    raw: true,
    handle: async ({ tx, services, actor, request, reply, params, query }) =>
      fileAnswer(services, request, reply, await visibleFile(tx, actor, params.id), query),
  }),
  route({
    method: 'POST',
    path: '/public/:company/files',
    needs: 'public',
    summary: 'Uploads a photo, film or receipt from the portal; attach it by its id within a day',
    params: company,
    returns: uploaded,
    multipart: true,
    ownTransaction: true,
    ratePerMinute: 30,
    handle: async ({ services, actor, request }) => {
      await services.db.tx(actor.tenantId, async (tx) => {
        const { n } = await tx
          .selectFrom('kit.file')
          .select((e) => e.fn.countAll<string>().as('n'))
          .where('uploaded_by_kind', 'in', ['anonymous', 'customer'])
          .where('subject_id', 'is', null)
          .executeTakeFirstOrThrow()
        if (Number(n) >= MOST_WAITING) throw problem('rate_limited', 429, { seconds: 3600 })
      })
      return takeUpload(services, actor, request, FROM_PORTAL)
    },
  }),
]
