import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import { sessionToken } from '../../kit/auth/cookie.ts'
import { sessionOf } from '../../kit/auth/devices.ts'
import { defineList, idColumn, instantColumn, numberColumn, text } from '../../kit/list/definition.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { problem } from '../../kit/problem.ts'
import { type AnyRoute, type Call, route } from '../../kit/route.ts'
import { byId, id, instant, line } from '../../kit/shapes.ts'
import { standingOf, takeUnsent } from './handover.ts'
import { hearFrom, keyPartOf, registerPhone, revokePhone, unknownKeys } from './phones.ts'

const key = z.string().min(8).max(128)
const secret = z.string().min(20).max(200)

/** Phones of people with a role at one of the actor's stations; their own one, too. */
const visiblePhone = (actor: Actor) =>
  actor.stations === 'all'
    ? sql<boolean>`true`
    : sql<boolean>`(f.person_id = ${actor.id}::uuid or exists (select 1 from people.role_grant g where g.tenant_id = f.tenant_id
        and g.person_id = f.person_id and g.station_id = any(${[...actor.stations]}::uuid[])))`

export const phoneList = defineList({
  name: 'phones',
  words: 'field-work',
  path: '/phones',
  needs: 'people.read',
  summary: 'Phones of technicians: last heard from, and what waits on them',
  subject: 'phone',
  from: `field_work.phone f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id`,
  id: 'f.id',
  visible: visiblePhone,
  sort: '-lastHeardAt',
  columns: {
    technician: text('p.name'),
    technicianId: idColumn('f.person_id'),
    phoneName: text('f.name'),
    lastHeardAt: instantColumn('f.last_heard_at', { sortable: true }),
    waiting: numberColumn('f.waiting'),
    stuck: numberColumn('f.stuck'),
    oldestAt: instantColumn('f.oldest_at', { nullable: true }),
    clockOffset: numberColumn('f.offset_ms / 1000', { nullable: true }),
    roomMb: numberColumn('f.room_mb', { nullable: true }),
    revokedAt: instantColumn('f.revoked_at', { nullable: true }),
  },
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
      oldestAt: instant.optional(),
      offsetMs: z.number().int().min(-1e15).max(1e15).optional(),
      roomMb: z.number().int().min(0).max(2_000_000_000).optional(),
      keys: z.array(key).max(20).describe('the newest that it was told are done'),
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
  ...revokedRoutes(),
]

/** For a phone without a session: narrow, by its own secret, and only once it is revoked. */
function revokedRoutes(): AnyRoute[] {
  const where = z.object({ company: z.string(), id })
  return [
    route({
      method: 'POST',
      path: '/public/:company/phones/:id/standing',
      needs: 'public',
      summary: 'A phone whose session ended asks whether it may sign in again or was revoked',
      params: where,
      status: 200,
      body: z.object({ secret }),
      returns: z.object({ standing: z.enum(['welcome', 'revoked']) }),
      ratePerMinute: 60,
      handle: async ({ tx, params, body }) => ({
        standing: (await standingOf(tx, params.id, body.secret)).revoked ? ('revoked' as const) : ('welcome' as const),
      }),
    }),
    route({
      method: 'POST',
      path: '/public/:company/phones/:id/unsent',
      needs: 'public',
      summary: 'A revoked phone hands over one thing it had not sent; the desk reads it, nothing is done by it',
      params: where,
      body: z.object({
        ...{ secret, key, visitId: id, kind: z.string().regex(/^[a-z_]{1,40}$/), deviceAt: instant },
        offsetMs: z.number().int().min(-1e15).max(1e15),
        body: z.record(z.string().max(60), z.unknown()),
        picture: z.base64().max(7_000_000).optional(),
      }),
      bodyLimit: 8 * 1024 * 1024,
      ratePerMinute: 240,
      ownTransaction: true,
      handle: async ({ services, actor, params, body }) => {
        const { secret: proof, ...unsent } = body
        await takeUnsent(services, actor.tenantId, params.id, proof, unsent)
      },
    }),
  ]
}
