import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, day, id, instant, line } from '../../kit/shapes.ts'
import { confirmHold, releaseHold } from './hold-confirmation.ts'
import { type HoldRow, holdView, runningHolds } from './hold-find.ts'
import { holdForCustomer, holdForDesk } from './holds.ts'
import { hold, minutes, PARTS, portalHold, visitState } from './shapes.ts'
import { cancelOwnVisit } from './visit-cancellation.ts'
import { promisedOf, visitStateOf } from './visit-state.ts'

const dayPart = z.object({ date: day, part: z.enum(PARTS) })
const veryTime = z.object({ technicianId: id, start: instant, minutes: minutes.optional() })

/** A time kept for ten minutes while somebody decides: at the desk and on the portal. */
export const holdRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/holds',
    needs: 'dispatch.plan',
    summary: 'Times that are kept for somebody who decides',
    query: z.object({ stationId: id.optional() }),
    returns: z.object({ items: z.array(hold) }),
    handle: async ({ tx, actor, query }) => ({ items: await runningHolds(tx, actor, query.stationId ?? null) }),
  }),
  route({
    method: 'POST',
    path: '/work-orders/:id/holds',
    needs: 'dispatch.plan',
    summary: 'Keep a day part with the best person, or a time of somebody, until it is confirmed or expires',
    params: byId,
    body: z.union([dayPart, veryTime]),
    returns: hold,
    handle: async (call) => holdView(call.tx, (await holdForDesk(call, call.params.id, call.body)).id),
  }),
  route({
    method: 'PUT',
    path: '/holds/:id/confirmation',
    needs: 'dispatch.plan',
    summary: 'Book the time that was kept',
    params: byId,
    edits: true,
    returns: visitState,
    handle: async (call) => visitStateOf(await confirmHold(call, call.params.id, call.ifMatch!)),
  }),
  route({
    method: 'DELETE',
    path: '/holds/:id',
    needs: 'dispatch.plan',
    summary: 'Give a kept time back',
    params: byId,
    handle: (call) => releaseHold(call, call.params.id),
  }),
  route({
    method: 'POST',
    path: '/portal/requests/:id/holds',
    needs: 'customer',
    summary: 'Keep a day part while the customer decides',
    params: byId,
    body: dayPart,
    returns: portalHold,
    handle: async (call) => portalView(await holdForCustomer(call, call.params.id, call.body)),
  }),
  route({
    method: 'PUT',
    path: '/portal/holds/:id/confirmation',
    needs: 'customer',
    summary: 'Book the day part that was kept',
    params: byId,
    edits: true,
    returns: z.object({ booked: z.object({ visitId: id, from: instant, to: instant }) }),
    handle: async (call) => {
      const visit = await confirmHold(call, call.params.id, call.ifMatch!)
      const promised = promisedOf(visit.promised)
      return {
        booked: { visitId: visit.id, from: promised?.from ?? visit.starts_at, to: promised?.to ?? visit.ends_at },
      }
    },
  }),
  route({
    method: 'DELETE',
    path: '/portal/holds/:id',
    needs: 'customer',
    summary: 'Give the kept day part back',
    params: byId,
    handle: (call) => releaseHold(call, call.params.id),
  }),
  route({
    method: 'PUT',
    path: '/portal/visits/:id/cancellation',
    needs: 'customer',
    summary: 'Cancel an appointment, as long as the rules of the company leave it to the customer',
    params: byId,
    body: z.object({ note: line.optional() }),
    returns: z.object({ cancelled: z.literal(true) }),
    handle: async (call) => {
      await cancelOwnVisit(call, call.params.id, call.body.note)
      return { cancelled: true as const }
    },
  }),
]

function portalView(row: HoldRow) {
  const { from, to } = promisedOf(row.promised)!
  return { id: row.id, version: row.version, from, to, expiresAt: row.expires_at }
}
