import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id, instant, line } from '../../kit/shapes.ts'
import type { Fact } from './fact.ts'
import { announceLate, tellFact, toldLate, writeTold } from './told.ts'
import { findOwnWork } from './work.ts'

/** What is odd on the spot: nothing that can be done, but something the desk should know. */
export const ODD = ['unknown_code', 'other_asset', 'meter_backwards', 'nameless_signature', 'video_too_large'] as const
export const CHOICES = ['went_on', 'left_out', 'stopped', 'meter_replaced', 'would_not_say'] as const

const remarkBody = z.object({
  kind: z.enum(ODD),
  seen: line.describe('what was read, typed or chosen'),
  choice: z.enum(CHOICES).describe('what the technician did about it'),
  at: instant,
})

export const remarkRoutes: AnyRoute[] = [
  route({
    method: 'PUT',
    path: '/visits/:id/remarks/:remarkId',
    needs: 'field_work.do',
    summary: 'Something odd on the spot and what the technician did about it: kept for the desk to judge',
    params: z.object({ id, remarkId: id }),
    body: remarkBody,
    returns: z.object({ visitId: id }),
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'remark', async (fact) => {
        const { params, body, now } = call
        const work = await findOwnWork(call.tx, call.actor, params.id)
        const left = { reason: `field_work.odd.${body.kind}`, body }
        if (fact) fact.left = left
        else {
          const said: Fact = {
            key: params.remarkId,
            phoneId: null,
            deviceAt: now,
            offsetMs: 0,
            isSure: true,
            isHanded: false,
          }
          const told = await writeTold(call, { fact: said, kind: 'remark', visitId: params.id, ...left })
          if (told) await announceLate(call, said, 'remark', work, left.reason, told)
        }
        return { visitId: params.id }
      }),
  }),
]
