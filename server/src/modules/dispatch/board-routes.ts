import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id, instant } from '../../kit/shapes.ts'
import { boardOf } from './board.ts'
import { board } from './shapes.ts'

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
]
