import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id } from '../../kit/shapes.ts'
import { answerRecall } from './recall-answers.ts'
import { recallBody } from './recall-shapes.ts'
import { fieldVisit } from './shapes.ts'
import { tellFact, toldLate } from './told.ts'
import { visitPages } from './visit-page.ts'
import { findWork } from './work.ts'

export const recallRoutes: AnyRoute[] = [
  route({
    method: 'PUT',
    path: '/visits/:id/recalls/:campaignId',
    needs: 'field_work.do',
    summary: 'What was done about an open recall of the product; it settles the product in the campaign',
    params: z.object({ id, campaignId: id }),
    body: recallBody,
    returns: fieldVisit,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'recall_answer', async () => {
        const { tx, actor, params, body, now } = call
        await answerRecall(tx, actor, params.id, params.campaignId, body, now)
        const [page] = await visitPages(tx, actor, [await findWork(tx, actor, params.id)], now)
        return page
      }),
  }),
]
