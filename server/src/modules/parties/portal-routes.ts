import { z } from 'zod'
import { takeTry } from '../../kit/auth/slowdown.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { customerPageOf } from './customer-page.ts'
import { keptCustomer } from './lookup.ts'
import { closeSession, openSession, sessionBody, signInCustomer } from './portal-session.ts'
import { addressView, contactView, customerView } from './shapes.ts'
import { addressOfPerson, codeSent, sendCode } from './sign-in-codes.ts'

const ofCompany = z.object({ company: z.string().max(40) })
const me = customerView
  .pick({ id: true, number: true, kind: true, name: true, phone: true, email: true, language: true, timeZone: true })
  .extend({ contacts: z.array(contactView), addresses: z.array(addressView) })
  .meta({ id: 'PortalMe' })

/** Signing in as a customer: a one-time code instead of a password nobody remembers. */
export const portalRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/public/:company/codes',
    needs: 'public',
    summary: 'Send a one-time code; the same answer whether the address is known or not',
    params: ofCompany,
    body: addressOfPerson,
    returns: codeSent,
    status: 202,
    ratePerMinute: 30,
    handle: async ({ tx, actor, services, body, request, now }) => {
      await takeTry(services.db, [{ key: `portal code ${request.ip}`, free: 20, kind: 'address' }])
      return sendCode(tx, actor, services, body, now)
    },
  }),
  route({
    method: 'POST',
    path: '/public/:company/session',
    needs: 'public',
    summary: 'Sign in as a customer with the code',
    params: ofCompany,
    body: sessionBody,
    returns: me,
    ratePerMinute: 30,
    handle: async ({ tx, actor, services, body, request, reply, now }) => {
      await takeTry(services.db, [{ key: `portal session ${request.ip}`, free: 30, kind: 'address' }])
      const id = await signInCustomer(tx, actor, services, body, now)
      await openSession(tx, actor, services, reply, id, now)
      return customerPageOf(tx, { ...actor, kind: 'customer', id }, id)
    },
  }),
  route({
    method: 'GET',
    path: '/portal/me',
    needs: 'customer',
    summary: 'Who is signed in on the portal',
    returns: me,
    handle: async ({ tx, actor, services, reply, now }) => {
      const id = await keptCustomer(tx, actor.id!)
      // Merged meanwhile: the session goes on as the customer that was kept.
      if (id !== actor.id) await openSession(tx, actor, services, reply, id, now)
      return customerPageOf(tx, { ...actor, id }, id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/portal/session',
    needs: 'customer',
    summary: 'Sign out of the portal',
    handle: async ({ services, reply }) => closeSession(services, reply),
  }),
]
