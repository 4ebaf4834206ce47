import { z } from 'zod'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id, instant } from '../../kit/shapes.ts'
import { standingOf, takeUnsent } from './handover.ts'

const where = z.object({ company: z.string(), id })
const key = z.string().min(8).max(128)
const secret = z.string().min(20).max(200)

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
