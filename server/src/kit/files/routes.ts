import { z } from 'zod'
import { problem } from '../problem.ts'
import { type AnyRoute, route } from '../route.ts'
import { byId, id } from '../shapes.ts'
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
