import { z } from 'zod'
import { sessionToken } from '../../kit/auth/cookie.ts'
import { sessionOf } from '../../kit/auth/devices.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { problem } from '../../kit/problem.ts'
import { type AnyRoute, type Call, route } from '../../kit/route.ts'
import { byId, id, instant, line } from '../../kit/shapes.ts'
import { hearGivenUp } from './handover.ts'
import { phoneList, visiblePhone } from './phone-list.ts'
import { phoneStanding, phoneStandings } from './phone-standing.ts'
import { hearFrom, keyPartOf, knowAgain, registerPhone, revokePhone, unknownKeys } from './phones.ts'
import { revokedRoutes } from './revoked-phone-routes.ts'
import { waitingOn, waitingView } from './waiting.ts'

const key = z.string().min(8).max(128)

const kind = z.string().regex(/^[a-z_]{1,40}$/)
const waitingThing = z.object({
  ...{ kind, visitId: id, at: instant, state: z.enum(['pending', 'failed', 'conflict']), why: line.optional() },
})

type Anyone = Pick<Call<undefined, undefined, undefined>, 'tx' | 'request' | 'services'>
/** A phone is a browser with a session; an API key has none. */
async function sessionIdOf({ tx, request, services }: Anyone): Promise<string> {
  const session = await sessionOf(tx, sessionToken(request.cookies, services.secret))
  if (!session) throw problem('unauthenticated', 401)
  return session
}

export const phoneRoutes: AnyRoute[] = [
  ...listRoutes(phoneList),
  route({
    method: 'GET',
    path: '/phone-standings',
    needs: 'dispatch.plan',
    summary: 'By technician: when a phone of theirs was last heard from, and how much of the day is not sent yet',
    returns: z.object({ items: z.array(phoneStanding) }),
    handle: async ({ tx, actor }) => ({ items: await phoneStandings(tx, actor) }),
  }),
  route({
    method: 'GET',
    path: '/phones/:id/waiting',
    needs: 'people.read',
    summary: 'What waits on a phone, thing by thing, as it said when it was last heard from',
    params: byId,
    returns: z.object({ items: z.array(waitingView) }),
    handle: async ({ tx, actor, params }) => ({ items: await waitingOn(tx, actor, params.id) }),
  }),
  route({
    method: 'PUT',
    path: '/phones/:id/revocation',
    needs: 'people.change',
    summary: 'A lost phone: signed out, and emptied at its next contact; what it had not sent comes to the desk',
    params: byId,
    handle: ({ tx, services, actor, params, now }) =>
      revokePhone(tx, services, actor, params.id, visiblePhone(actor), now),
  }),
  route({
    method: 'POST',
    path: '/field/phones',
    needs: 'field_work.do',
    summary: 'Makes a phone known; gives its secret and its part of the key to its memory, once',
    body: z.object({ name: line }),
    returns: z.object({ id, secret: z.string(), keyPart: z.string() }),
    ownIdempotency: true,
    handle: async (call) =>
      registerPhone(call.tx, call.actor, { name: call.body.name, sessionId: await sessionIdOf(call) }),
  }),
  route({
    method: 'PUT',
    path: '/field/phones/:id',
    needs: 'field_work.do',
    summary:
      'Makes a phone known again under its id, after a database was put back to a time before it was; revoked: 403',
    params: byId,
    body: z.object({ name: line, secret: z.string().min(20).max(200) }),
    ownIdempotency: true,
    handle: async (call) => {
      const sessionId = await sessionIdOf(call)
      await knowAgain(call.tx, call.actor, call.params.id, { ...call.body, sessionId })
    },
  }),
  route({
    method: 'PUT',
    path: '/field/phones/:id/key',
    needs: 'field_work.do',
    summary: 'The part of the key once more, for a phone whose days with it are over; refused for a revoked one',
    params: byId,
    returns: z.object({ keyPart: z.string() }),
    ownIdempotency: true,
    handle: async (call) => ({
      keyPart: await keyPartOf(call.tx, call.actor, call.params.id, await sessionIdOf(call)),
    }),
  }),
  route({
    method: 'PUT',
    path: '/field/phones/:id/contact',
    needs: 'field_work.do',
    summary:
      'A phone reports what waits on it; hears the time, the life of the database and which keys it does not know',
    params: byId,
    body: z.object({
      waiting: z.number().int().min(0).max(1_000_000),
      stuck: z.number().int().min(0).max(1_000_000),
      deviceAt: instant.optional().describe('what the clock of the phone shows; `oldestAt` is by it'),
      oldestAt: instant.optional(),
      roomMb: z.number().int().min(0).max(2_000_000_000).optional(),
      app: z.string().trim().min(1).max(60).optional().describe('the build of the app it runs'),
      keys: z.array(key).max(20).describe('the newest that it was told are done'),
      unsent: z.array(waitingThing).max(200).optional().describe('what waits, thing by thing'),
    }),
    returns: z.object({ at: instant, epoch: z.string(), unknown: z.array(z.string()) }).meta({ id: 'PhoneContact' }),
    ownIdempotency: true,
    handle: ({ tx, actor, params, body, now }) => hearFrom(tx, actor, params.id, body, now),
  }),
  route({
    method: 'POST',
    path: '/field/unknown-keys',
    needs: 'field_work.do',
    summary: 'Which of these were never told, as far as this database knows: after a restore they are sent again',
    status: 200,
    body: z.object({ keys: z.array(key).max(1000) }),
    returns: z.object({ unknown: z.array(z.string()) }),
    ownIdempotency: true,
    handle: async ({ tx, actor, body }) => ({ unknown: await unknownKeys(tx, actor, body.keys) }),
  }),
  route({
    method: 'POST',
    path: '/field/phones/:id/given-up',
    needs: 'field_work.do',
    summary: 'Something the technician gave up on the phone: nothing is done by it, the desk reads what it was',
    params: byId,
    body: z.object({
      ...{ key, visitId: id, kind, deviceAt: instant, offsetMs: z.number().int().min(-1e15).max(1e15) },
      isSure: z.boolean(),
      body: z.record(z.string().max(60), z.unknown()),
    }),
    ownIdempotency: true,
    handle: ({ tx, actor, params, body }) => hearGivenUp(tx, actor, params.id, body),
  }),
  ...revokedRoutes,
]
