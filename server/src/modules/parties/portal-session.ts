import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { CUSTOMER_COOKIE, type CustomerSession } from '../../actors.ts'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { invalid } from '../../kit/problem.ts'
import { country, line } from '../../kit/shapes.ts'
import { sign } from '../../kit/signed.ts'
import { registerCustomer } from './customers.ts'
import { keptCustomer } from './lookup.ts'
import { LANGUAGES } from './shapes.ts'
import { addressOf, addressOfPerson, takeCode } from './sign-in-codes.ts'

const DAYS = 30

export const sessionBody = addressOfPerson.extend({
  code: z.string().regex(/^\d{6}$/),
  name: line.optional().describe('needed when the address is new to us: whoever proved it becomes a customer'),
  country: country.optional(),
})

/** Signs a customer in with a one-time code; somebody new is registered, with the address just proved. */
export async function signInCustomer(
  tx: Tx,
  actor: Actor,
  services: Services,
  body: z.output<typeof sessionBody>,
  now: Date,
): Promise<string> {
  const to = await addressOf(tx, body)
  await takeCode(tx, actor, services, 'email' in to ? to.email : to.phone, body.code, now)
  const known = await customerAt(tx, to)
  if (known) {
    await announce(
      tx,
      { ...actor, kind: 'customer', id: known },
      { type: 'customer.signed_in', subject: { type: 'customer', id: known } },
    )
    return known
  }
  if (!body.name) throw invalid({ path: 'name', code: 'validation.required' })
  const company = await tx.selectFrom('kit.company').select('country').executeTakeFirstOrThrow()
  const language = LANGUAGES.find((one) => one === actor.language) ?? 'en'
  const input = { kind: 'person' as const, name: body.name, country: body.country ?? company.country, language, ...to }
  return registerCustomer(tx, actor, services.db, input, now)
}

/** The customer with this address, their own or a contact's; of several the one we have known longest. */
async function customerAt(tx: Tx, to: { email: string } | { phone: string }): Promise<string | null> {
  const [column, value] = 'email' in to ? (['email', to.email] as const) : (['phone', to.phone] as const)
  const own = await tx
    .selectFrom('parties.customer')
    .select('id')
    .where(column, '=', value)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .orderBy('created_at')
    .executeTakeFirst()
  if (own) return own.id
  const contact = await tx
    .selectFrom('parties.contact')
    .select('customer_id')
    .where(column, '=', value)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return contact ? keptCustomer(tx, contact.customer_id) : null
}

/** Gives the browser the signed session of a customer. */
export async function openSession(
  tx: Tx,
  actor: Actor,
  services: Services,
  reply: FastifyReply,
  customerId: string,
  now: Date,
) {
  const customer = await tx
    .selectFrom('parties.customer')
    .select(['name', 'language', 'time_zone'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  const session: CustomerSession = {
    tenantId: actor.tenantId,
    customerId,
    name: customer.name,
    language: customer.language,
    timeZone: customer.time_zone,
    exp: Math.floor(now.getTime() / 1000) + DAYS * 86_400,
  }
  reply.setCookie(CUSTOMER_COOKIE, sign(services.secret, 'customer-session', session), {
    ...attributes(services),
    maxAge: DAYS * 86_400,
  })
}

export function closeSession(services: Services, reply: FastifyReply): void {
  reply.clearCookie(CUSTOMER_COOKIE, attributes(services))
}

const attributes = (services: Services) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: services.settings.publicUrl.startsWith('https:'),
})
