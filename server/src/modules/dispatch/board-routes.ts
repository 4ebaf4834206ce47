import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id, instant } from '../../kit/shapes.ts'
import { boardOf } from './board.ts'
import { board, togetherChange, visitState } from './shapes.ts'
import { changeTogether } from './together.ts'
import { visitStateOf } from './visit-state.ts'

export const boardRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/board',
    needs: 'dispatch.plan',
    summary: 'Technicians, their visits and what waits to be planned, for a stretch of time',
    query: z.object({
      from: instant,
      to: instant,
      stationId: id.optional().describe('this station and those below it'),
    }),
    returns: board,
    handle: ({ tx, actor, query }) => boardOf(tx, actor, query),
  }),
  route({
    method: 'POST',
    path: '/board/changes',
    needs: 'dispatch.plan',
    summary: 'Several moves, bookings and returns to the tray as one: all or none, in the order given',
    body: z.object({ changes: z.array(togetherChange).min(1).max(200) }),
    returns: z.object({ visits: z.array(visitState) }),
    status: 200,
    handle: async (call) => ({ visits: (await changeTogether(call, call.body.changes)).map(visitStateOf) }),
  }),
]
