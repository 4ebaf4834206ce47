import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, line, paragraph } from '../../kit/shapes.ts'
import { PART_SOURCES } from '../parts/index.ts'
import { judgeLate } from './late.ts'
import { lateList } from './late-list.ts'

const judgement = z.object({
  verdict: z.enum(['taken_over', 'set_aside']),
  note: paragraph.optional(),
  sources: z
    .record(z.uuid(), z.enum(PART_SOURCES))
    .optional()
    .describe('for parts nobody knows the origin of: by line, where each came from; they are booked then'),
  numbers: z
    .record(z.uuid(), line)
    .optional()
    .describe('for parts that were not scanned: by line, the serial or batch read from the part since'),
})

export const lateRoutes: AnyRoute[] = [
  ...listRoutes(lateList),
  route({
    method: 'PUT',
    path: '/late-facts/:id/judgement',
    needs: 'dispatch.plan',
    summary: 'Judges something told late: taken over (a step is written into the times, parts are booked) or set aside',
    params: byId,
    body: judgement,
    returns: z.object({ id, version: z.number() }),
    edits: true,
    handle: (call) => judgeLate(call, call.params.id, call.ifMatch!, call.body),
  }),
]
