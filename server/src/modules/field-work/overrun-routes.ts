import { z } from 'zod'
import { type AnyRoute, type Call, route } from '../../kit/route.ts'
import { byId, id } from '../../kit/shapes.ts'
import { newOverrun, overrun, tellOverrun, withdrawOverrun } from '../dispatch/index.ts'
import type { Fact } from './fact.ts'
import { tellFact, toldLate } from './told.ts'
import { findOwnWork } from './work.ts'

/** A phone speaks for its technician alone: whose visit it is by now is said as of every other fact. */
async function mustBeTheirs(
  { tx, actor }: Pick<Call<undefined, undefined, undefined>, 'tx' | 'actor'>,
  visitId: string,
  fact: Fact | null,
) {
  if (fact) await findOwnWork(tx, actor, visitId)
}

/** That a visit takes longer: planned with by dispatch, told from here because phones tell it late. */
export const overrunRoutes: AnyRoute[] = [
  route({
    method: 'PUT',
    path: '/visits/:id/overrun',
    needs: 'dispatch.read',
    summary: 'Say that a visit takes longer than planned, and why: by its technician or by who plans',
    params: byId,
    body: newOverrun,
    returns: overrun,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'overrun', async (fact) => {
        await mustBeTheirs(call, call.params.id, fact)
        return tellOverrun(call, call.params.id, call.body)
      }),
  }),
  route({
    method: 'DELETE',
    path: '/visits/:id/overrun',
    needs: 'dispatch.read',
    summary: 'Say that a visit does not take longer after all',
    params: byId,
    returns: z.object({ visitId: id }),
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'overrun_withdrawn', async (fact) => {
        await mustBeTheirs(call, call.params.id, fact)
        await withdrawOverrun(call, call.params.id)
        return { visitId: call.params.id }
      }),
  }),
]
