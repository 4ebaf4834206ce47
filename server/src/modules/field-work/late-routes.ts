import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, instant, line, paragraph } from '../../kit/shapes.ts'
import { PART_SOURCES } from '../parts/index.ts'
import { readFromFile } from './handover.ts'
import { judgeLate } from './late.ts'
import { lateList } from './late-list.ts'

const judgement = z.object({
  verdict: z.enum(['taken_over', 'set_aside']),
  note: paragraph.optional(),
  noteRest: z
    .boolean()
    .optional()
    .describe('taken over: what can no longer be written into the visit is noted as true instead of being refused'),
  sources: z
    .record(z.uuid(), z.enum(PART_SOURCES))
    .optional()
    .describe('for parts nobody knows the origin of: by line, where each came from; they are booked then'),
  numbers: z
    .record(z.uuid(), line)
    .optional()
    .describe('for parts that were not scanned: by line, the serial or batch read from the part since'),
})

const fromFile = z.object({
  ...{ key: z.string().min(8).max(128), phoneId: id, personId: id, visitId: id, fileId: id.optional() },
  ...{ kind: z.string().regex(/^[a-z_]{1,40}$/), deviceAt: instant, isSure: z.boolean() },
  offsetMs: z.number().int().min(-1e15).max(1e15),
  body: z.record(z.string().max(60), z.unknown()),
})

export const lateRoutes: AnyRoute[] = [
  ...listRoutes(lateList),
  route({
    method: 'POST',
    path: '/late-facts/from-file',
    needs: 'dispatch.plan',
    summary: 'One thing from a file a phone saved because it could not send it; read in again it is known',
    body: fromFile,
    returns: z.object({ isNew: z.boolean() }),
    handle: ({ tx, actor, body }) => readFromFile(tx, actor, body),
  }),
  route({
    method: 'PUT',
    path: '/late-facts/:id/judgement',
    needs: 'dispatch.plan',
    summary:
      'Judges something told late: taken over (written into the visit; refused in words where it cannot be) or set aside',
    params: byId,
    body: judgement,
    returns: z.object({ id, version: z.number() }),
    edits: true,
    handle: (call) => judgeLate(call, call.params.id, call.ifMatch!, call.body),
  }),
]
