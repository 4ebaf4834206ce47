import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, id, instant } from '../../kit/shapes.ts'
import { handOverJob } from './handing-over.ts'
import { answerHandingOver } from './handing-over-answer.ts'
import { handingOverBody } from './handing-over-shapes.ts'
import { tellFact, toldLate } from './told.ts'

export const handingOverRoutes: AnyRoute[] = [
  route({
    method: 'PUT',
    path: '/visits/:id/handing-over/:handingOverId',
    needs: 'field_work.do',
    summary:
      'Hand a job over: why, what is done, what is left, and to whom; it waits in the tray until somebody takes it',
    params: z.object({ id, handingOverId: id }),
    body: handingOverBody,
    returns: z.object({ visitId: id }),
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'handing_over', async (fact) => {
        await handOverJob(call, call.params.id, call.params.handingOverId, call.body, fact)
        return { visitId: call.params.id }
      }),
  }),
  route({
    method: 'PUT',
    path: '/handing-overs/:id/answer',
    needs: 'field_work.do',
    summary: 'Take a job a colleague hands over, or not; taken, it is booked at once',
    params: byId,
    body: z.object({ answer: z.enum(['accepted', 'declined']), start: instant.optional() }),
    returns: z.object({ id, visitId: id.nullable() }),
    handle: (call) => answerHandingOver(call, call.params.id, call.body),
  }),
]
