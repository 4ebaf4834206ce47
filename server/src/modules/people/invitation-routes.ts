import { z } from 'zod'
import { PASSWORD_MAX, PASSWORD_MIN } from '../../kit/auth/terms.ts'
import { findUser } from '../../kit/auth/users.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, instant } from '../../kit/shapes.ts'
import { acceptInvitation } from './acceptance.ts'
import { findInvitation, invite, renewInvitation, stateOf } from './invitation.ts'
import { email } from './shapes.ts'

const byToken = z.object({ company: z.string().max(40), token: z.string().min(20).max(200) })

export const invitationRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/people/:id/invitation',
    needs: 'people.invite',
    summary: 'Invite somebody by mail to sign in; a new one ends those before it',
    params: byId,
    body: z.object({ email: email.nullish() }),
    returns: z.object({ expiresAt: instant }),
    handle: async ({ tx, services, actor, params, body, now }) => ({
      expiresAt: await invite(tx, services, actor, params.id, body.email ?? null, now),
    }),
  }),
  route({
    method: 'GET',
    path: '/public/:company/invitations/:token',
    needs: 'public',
    summary: 'What an invitation says: from whom, for whom, still open?',
    ratePerMinute: 30,
    params: byToken,
    returns: z.object({
      state: z.enum(['open', 'expired', 'used', 'withdrawn']),
      company: z.string(),
      name: z.string(),
      email: z.string(),
      isKnown: z.boolean().describe('already signs in elsewhere: asks for the present password, not for a new one'),
      passwordMin: z.number(),
    }),
    handle: async ({ tx, params, now }) => {
      const invitation = await findInvitation(tx, params.token)
      const company = await tx.selectFrom('kit.company').select('name').executeTakeFirstOrThrow()
      const known = await findUser(tx, invitation.email)
      return {
        ...invitation,
        state: stateOf(invitation, now),
        company: company.name,
        isKnown: known?.hash != null,
        passwordMin: PASSWORD_MIN,
      }
    },
  }),
  route({
    method: 'POST',
    path: '/public/:company/invitations/:token/acceptance',
    needs: 'public',
    summary: 'Accept: sets the password and signs in',
    ratePerMinute: 20,
    // The answer to a repeated call would lack the cookie; the second call is told that the link was used.
    ownIdempotency: true,
    params: byToken,
    body: z.object({ password: z.string().min(PASSWORD_MIN).max(PASSWORD_MAX) }),
    returns: z.object({ signedIn: z.boolean().describe('false: signs in now, with the second factor') }),
    handle: ({ tx, services, actor, params, body, now, request, reply }) =>
      acceptInvitation({
        tx,
        services,
        tenantId: actor.tenantId,
        token: params.token,
        password: body.password,
        now,
        request,
        reply,
      }),
  }),
  route({
    method: 'POST',
    path: '/public/:company/invitations/:token/renewal',
    needs: 'public',
    summary: 'Have a new link sent for one that has expired',
    ratePerMinute: 5,
    params: byToken,
    handle: ({ tx, services, actor, params, now }) => renewInvitation(tx, services, actor, params.token, now),
  }),
]
