import { z } from 'zod'
import { tellPresence } from '../../kit/presence.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, paragraph } from '../../kit/shapes.ts'
import { bookVisit } from './booking.ts'
import { findVisit } from './find.ts'
import { pinVisit, reschedule } from './rescheduling.ts'
import { declineReason, newVisit, schedule, visitCancelReason, visitState } from './shapes.ts'
import { acceptVisit, declineVisit } from './visit-answer.ts'
import { cancelVisit } from './visit-cancellation.ts'
import { visitStateOf } from './visit-state.ts'

export const visitRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/visits',
    needs: 'dispatch.plan',
    summary: 'Book a visit',
    body: newVisit,
    returns: visitState,
    handle: async (call) => visitStateOf(await bookVisit(call, call.body)),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/schedule',
    needs: 'dispatch.plan',
    summary: 'Move a visit to another time or person',
    params: byId,
    body: schedule,
    returns: visitState,
    edits: true,
    handle: async (call) => visitStateOf(await reschedule(call, call.params.id, call.ifMatch!, call.body)),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/acceptance',
    needs: 'dispatch.read',
    summary: 'The technician takes the visit',
    params: byId,
    returns: visitState,
    handle: async ({ tx, actor, params, ifMatch }) => visitStateOf(await acceptVisit(tx, actor, params.id, ifMatch)),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/decline',
    needs: 'dispatch.read',
    summary: 'The technician does not take the visit; its order returns to the tray',
    params: byId,
    body: z.object({ reason: declineReason, note: paragraph.optional() }),
    returns: visitState,
    handle: async ({ tx, actor, params, body, ifMatch }) =>
      visitStateOf(await declineVisit(tx, actor, params.id, body, ifMatch)),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/cancellation',
    needs: 'dispatch.plan',
    summary: 'Cancel a visit; its order returns to the tray',
    params: byId,
    body: z.object({ reason: visitCancelReason, note: paragraph.optional() }),
    returns: visitState,
    handle: async ({ tx, actor, params, body, ifMatch }) =>
      visitStateOf(await cancelVisit(tx, actor, params.id, body, ifMatch)),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/pin',
    needs: 'dispatch.plan',
    summary: 'Hold a visit where it is, or let it be moved again',
    params: byId,
    body: z.object({ pinned: z.boolean() }),
    returns: visitState,
    handle: async ({ tx, actor, params, body, ifMatch }) =>
      visitStateOf(await pinVisit(tx, actor, params.id, body.pinned, ifMatch)),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/presence',
    needs: 'dispatch.plan',
    summary: 'Says to the others at the board that the caller is moving it, or has let it go',
    params: byId,
    body: z.object({ here: z.boolean() }),
    returns: z.object({ here: z.boolean() }),
    handle: async ({ tx, actor, params, body }) => {
      const { station_id: stationId } = await findVisit(tx, actor, params.id)
      tellPresence(tx, actor, { id: params.id, stationId }, body.here)
      return body
    },
  }),
]
