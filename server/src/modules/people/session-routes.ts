import { z } from 'zod'
import { COMPANY_COOKIE, sessionToken, writeSessionCookie } from '../../kit/auth/cookie.ts'
import { endDevice, endOtherDevices, keepSession, listDevices } from '../../kit/auth/devices.ts'
import { afterCommit } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id, instant } from '../../kit/shapes.ts'
import { companiesOf } from './companies.ts'
import { demoLogins } from './demo-logins.ts'
import { changeProfile, profileInput } from './profile.ts'
import { describeSession, sessionView, userOf } from './session.ts'
import { role } from './shapes.ts'

const device = z
  .object({
    id: z.string(),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    signedInAt: instant,
    lastSeenAt: instant,
    isThis: z.boolean(),
  })
  .meta({ id: 'Device' })

/** Everything about being signed in; signing in itself is the library's (/api/auth). */
export const sessionRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/session',
    needs: 'session.own',
    summary: 'Who is signed in, where, and what they may do',
    returns: sessionView,
    handle: async ({ tx, actor, request, reply, services }) => {
      const token = sessionToken(request.cookies, services.secret)
      if (token && (await keepSession(tx, token))) writeSessionCookie(reply, services, token)
      return describeSession(tx, actor)
    },
  }),
  route({
    method: 'PUT',
    path: '/session/profile',
    needs: 'session.own',
    summary: 'Change one’s own name, language, time zone, phone, photo',
    body: profileInput,
    returns: sessionView,
    handle: async ({ tx, actor, body, services }) => {
      await changeProfile(tx, services, actor, body)
      return describeSession(tx, actor)
    },
  }),
  route({
    method: 'PUT',
    path: '/session/company',
    needs: 'session.own',
    summary: 'Work in another of one’s companies from now on (this browser)',
    body: z.object({ id }),
    handle: async ({ tx, actor, body, reply, services }) => {
      const mine = await companiesOf(tx, await userOf(tx, actor))
      if (!mine.some((one) => one.tenantId === body.id)) throw notFound('company')
      const secure = services.settings.publicUrl.startsWith('https:')
      reply.setCookie(COMPANY_COOKIE, body.id, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: 365 * 86_400,
      })
    },
  }),
  ...deviceRoutes(),
  route({
    method: 'GET',
    path: '/demo-logins',
    needs: 'public',
    summary: 'The documented logins of the demo company; empty where there is no demo',
    returns: z.object({
      items: z.array(z.object({ role, name: z.string(), email: z.string(), password: z.string() })),
    }),
    handle: async ({ tx }) => ({ items: await demoLogins(tx) }),
  }),
]

function deviceRoutes(): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/session/devices',
      needs: 'session.own',
      summary: 'Where one is signed in',
      returns: z.object({ items: z.array(device) }),
      handle: async ({ tx, actor, request, services }) => ({
        items: await listDevices(tx, await userOf(tx, actor), sessionToken(request.cookies, services.secret)),
      }),
    }),
    route({
      method: 'DELETE',
      path: '/session/devices',
      needs: 'session.own',
      summary: 'Sign out everywhere but here',
      returns: z.object({ ended: z.number() }),
      handle: async ({ tx, actor, request, services }) => {
        const ended = await endOtherDevices(tx, await userOf(tx, actor), sessionToken(request.cookies, services.secret))
        await announce(tx, actor, {
          type: 'session.revoked',
          subject: { type: 'person', id: actor.id! },
          data: { ended },
        })
        afterCommit(tx, () => services.forgetActors())
        return { ended }
      },
    }),
    route({
      method: 'DELETE',
      path: '/session/devices/:id',
      needs: 'session.own',
      summary: 'Sign out on one device',
      params: z.object({ id: z.string().max(64) }),
      handle: async ({ tx, actor, params, services }) => {
        await endDevice(tx, await userOf(tx, actor), params.id)
        await announce(tx, actor, {
          type: 'session.revoked',
          subject: { type: 'person', id: actor.id! },
          data: { ended: 1 },
        })
        afterCommit(tx, () => services.forgetActors())
      },
    }),
  ]
}
