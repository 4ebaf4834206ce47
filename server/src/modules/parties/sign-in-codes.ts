import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { instant } from '../../kit/shapes.ts'
import { queueSms } from '../../kit/sms/index.ts'
import { normalEmail, normalPhone } from './reachability.ts'

const MINUTES = 10
const TRIES = 5
/** So many codes for one address in ten minutes: a mailbox is not to be filled by a stranger. */
const CODES = 3

export const addressOfPerson = z.object({
  email: z.email().max(254).optional(),
  phone: z.string().trim().max(40).optional(),
})
export const codeSent = z.object({ expiresAt: instant, minutes: z.number() })

/** Where the code goes: one address, in one form. A phone is read as the company's country writes it. */
export async function addressOf(
  tx: Tx,
  given: z.output<typeof addressOfPerson>,
): Promise<{ email: string } | { phone: string }> {
  if (given.email) return { email: normalEmail(given.email)! }
  if (!given.phone) throw invalid({ path: 'email', code: 'validation.required' })
  const company = await tx.selectFrom('kit.company').select('country').executeTakeFirstOrThrow()
  return { phone: normalPhone('phone', given.phone, company.country)! }
}

/**
 * Sends a one-time code. The answer is the same whether we know the address or not: who is a customer here is nobody's
 * business, and a stranger who proves the address may become one.
 */
export async function sendCode(
  tx: Tx,
  actor: Actor,
  services: Services,
  given: z.output<typeof addressOfPerson>,
  now: Date,
) {
  const to = await addressOf(tx, given)
  const address = 'email' in to ? to.email : to.phone
  const { n } = await tx
    .selectFrom('parties.sign_in_code')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('address', '=', address)
    .where('created_at', '>', new Date(now.getTime() - MINUTES * 60_000))
    .executeTakeFirstOrThrow()
  if (Number(n) >= CODES) throw problem('sign_in.slowed', 429, { seconds: MINUTES * 60 })
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expiresAt = new Date(now.getTime() + MINUTES * 60_000)
  await tx
    .insertInto('parties.sign_in_code')
    .values({
      id: newId(),
      address,
      code_hash: hashOf(services.secret, actor.tenantId, address, code),
      created_at: now,
      expires_at: expiresAt,
    })
    .execute()
  if ('email' in to)
    await queueMail(tx, {
      to: to.email,
      language: actor.language,
      template: 'one-time-code',
      values: { code, minutes: MINUTES },
    })
  else
    await queueSms(tx, {
      to: to.phone,
      language: actor.language,
      template: 'one_time_code',
      values: { code, minutes: MINUTES },
      expiresAt,
    })
  return { expiresAt, minutes: MINUTES }
}

/** Takes a code once. Wrong tries stay counted when the request is refused, so they are written beside its transaction. */
export async function takeCode(
  tx: Tx,
  actor: Actor,
  services: Services,
  address: string,
  code: string,
  now: Date,
): Promise<void> {
  const row = await services.db.txApart(actor.tenantId, (apart) =>
    apart
      .updateTable('parties.sign_in_code')
      .set((eb) => ({ tries: eb('tries', '+', 1) }))
      .where('id', '=', (eb) =>
        eb
          .selectFrom('parties.sign_in_code')
          .select('id')
          .where('address', '=', address)
          .where('used_at', 'is', null)
          .where('expires_at', '>', now)
          .orderBy('created_at', 'desc')
          .limit(1),
      )
      .where('tries', '<', TRIES)
      .returning(['id', 'code_hash'])
      .executeTakeFirst(),
  )
  const expected = Buffer.from(row?.code_hash ?? hashOf(services.secret, actor.tenantId, '', ''))
  const right = timingSafeEqual(expected, Buffer.from(hashOf(services.secret, actor.tenantId, address, code)))
  if (!row || !right) throw problem('sign_in.code_wrong', 401)
  const taken = await tx
    .updateTable('parties.sign_in_code')
    .set({ used_at: now })
    .where('id', '=', row.id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!taken) throw problem('sign_in.code_wrong', 401)
}

function hashOf(secret: string, tenantId: string, address: string, code: string): string {
  return createHmac('sha256', secret).update(`one-time code\n${tenantId}\n${address}\n${code}`).digest('base64url')
}

/** Housekeeping: a code of yesterday opens nothing. */
export async function forgetOldCodes(tx: Tx, now: Date): Promise<void> {
  await tx
    .deleteFrom('parties.sign_in_code')
    .where('created_at', '<', new Date(now.getTime() - 86_400_000))
    .execute()
}
