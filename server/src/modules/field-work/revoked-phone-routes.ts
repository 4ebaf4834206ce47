import { z } from 'zod'
import { invalid, problem } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id, instant } from '../../kit/shapes.ts'
import { standingOf, takeUnsent, takeUnsentPart } from './handover.ts'

const where = z.object({ company: z.string(), id })
const key = z.string().min(8).max(128)
const secret = z.string().min(20).max(200)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** For a phone without a session: narrow, by its own secret, and only once it is revoked. */
export const revokedRoutes: AnyRoute[] = [
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
    method: 'PUT',
    path: '/public/:company/phones/:id/uploads/:sha256',
    needs: 'public',
    summary:
      'The next part of a picture or film a revoked phone had not sent (application/offset+octet-stream, X-Phone-Secret)',
    params: where.extend({ sha256 }),
    query: z.object({
      offset: z.coerce.number().int().min(0),
      bytes: z.coerce.number().int().min(1),
      name: z.string().min(1).max(200),
    }),
    returns: z.object({ offset: z.number(), fileId: id.nullable() }).meta({ id: 'UnsentProgress' }),
    ratePerMinute: 1200,
    ownTransaction: true,
    handle: ({ services, actor, params, query, request }) => {
      if (!Buffer.isBuffer(request.body)) throw problem('media_type', 415)
      if (query.offset >= query.bytes) throw invalid({ path: 'offset', code: 'validation.too_big' })
      // Beside the address, which ends up in logs.
      const proof = secret.safeParse(request.headers['x-phone-secret']).data ?? ''
      const of = { tenantId: actor.tenantId, id: params.id, secret: proof }
      return takeUnsentPart(services, of, { ...query, sha256: params.sha256 }, request.body)
    },
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
      sha256: sha256.optional().describe('of a picture or film that was sent in parts before'),
      picture: z.base64().max(7_000_000).optional().describe('the same whole, from an app of before'),
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
