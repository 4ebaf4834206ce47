import { z } from 'zod'
import { type AnyRoute, type Call, route } from '../../kit/route.ts'
import { id, instant } from '../../kit/shapes.ts'
import { newPause, pausesOf, pauseVisit, resumeVisit } from '../dispatch/index.ts'
import { tellFact, toldLate } from './told.ts'
import { findOwnWork, isOver, mustBeUnderWay } from './work.ts'

const params = z.object({ id, pauseId: id })
const returns = z.object({ visitId: id })

/** That the work rests, and goes on: kept with the plans, told from here because phones tell it late. */
export const pauseRoutes: AnyRoute[] = [
  route({
    method: 'PUT',
    path: '/visits/:id/pauses/:pauseId',
    needs: 'field_work.do',
    summary: 'The work of a visit rests from now on, and why; clocks of the request go on',
    params,
    body: newPause,
    returns,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'pause', async () => {
        mustBeUnderWay(await findOwnWork(call.tx, call.actor, call.params.id))
        await pauseVisit(call, call.params.id, call.params.pauseId, call.body)
        return { visitId: call.params.id }
      }),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/pauses/:pauseId/end',
    needs: 'field_work.do',
    summary: 'The work of a visit goes on',
    params,
    body: z.object({ at: instant.describe("by the phone's clock") }),
    returns,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'resume', async () => {
        await mustBeHeard(call)
        await resumeVisit(call, call.params.id, call.params.pauseId, call.body.at)
        return { visitId: call.params.id }
      }),
  }),
]

type Resume = Pick<Call<undefined, undefined, undefined>, 'tx' | 'actor'> & {
  params: z.output<typeof params>
  body: { at: string }
}
/** Of a visit that has ended it changes the hours where the pause is not known, or ended with the visit: that is for the desk. */
async function mustBeHeard({ tx, actor, params, body }: Resume): Promise<void> {
  const work = await findOwnWork(tx, actor, params.id)
  if (!isOver(work)) return
  const rested = (await pausesOf(tx, [work.id])).get(work.id)?.find((one) => one.id === params.pauseId)
  if (!rested?.until || Date.parse(body.at) < new Date(rested.until).getTime()) mustBeUnderWay(work)
}
