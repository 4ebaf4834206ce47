import { AREAS, HOUR_CLASSES } from '@aftercare/dispatch'
import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id, instant } from '../../kit/shapes.ts'
import { boardOf } from './board.ts'
import { board, lateRisk } from './board-shapes.ts'
import { lateRisks } from './late-risk.ts'
import { travelTable } from './road-learning.ts'
import { togetherChange, visitState } from './shapes.ts'
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
  route({
    method: 'GET',
    path: '/late-risks',
    needs: 'dispatch.read',
    summary: 'Visits that will not be in time as things stand, the worst first',
    query: z.object({ stationId: id.optional() }),
    returns: z.object({ items: z.array(lateRisk) }),
    handle: async ({ tx, actor, query }) => ({ items: await lateRisks(tx, actor, query.stationId ?? null) }),
  }),
  route({
    method: 'GET',
    path: '/travel-times',
    needs: 'dispatch.read',
    summary: 'How long ways are taken to be, by area and hour, and how many driven ways that rests on',
    returns: z
      .object({
        paces: z.array(
          z.object({
            area: z.enum(AREAS),
            hours: z.enum(HOUR_CLASSES),
            assumed: z.number().describe('times the plain estimate, before anything was learnt'),
            factor: z.number().describe('times the plain estimate, as used'),
            samples: z.number(),
            learntAt: instant.nullable(),
          }),
        ),
        service: z.object({ kind: z.enum(['osrm', 'valhalla']), waysKept: z.number() }).nullable(),
      })
      .meta({ id: 'TravelTimes' }),
    handle: ({ tx, services }) => travelTable(tx, services),
  }),
]
