import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid } from '../../kit/problem.ts'
import { findCustomer, mustBeKept } from './lookup.ts'
import type { consentBody } from './shapes.ts'

type Consent = z.output<typeof consentBody>

export async function insertConsent(
  tx: Tx,
  actor: Actor,
  customerId: string,
  input: Consent,
  now: Date,
): Promise<string> {
  const at = input.at ? new Date(input.at) : now
  if (at > now) throw invalid({ path: 'at', code: 'validation.future' })
  const id = newId()
  await tx
    .insertInto('parties.consent')
    .values({
      id,
      customer_id: customerId,
      purpose: input.purpose,
      granted: input.granted,
      at,
      channel: input.channel,
      proof: input.proof,
      by_person: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  return id
}

/** Notes that a customer allowed or withdrew something. Nothing is overwritten: the newest of a purpose holds. */
export async function noteConsent(
  tx: Tx,
  actor: Actor,
  customerId: string,
  input: Consent,
  now: Date,
): Promise<string> {
  mustBeKept(await findCustomer(tx, actor, customerId))
  const id = await insertConsent(tx, actor, customerId, input, now)
  const type = input.granted ? 'consent.granted' : 'consent.withdrawn'
  const data = { purpose: input.purpose, channel: input.channel }
  await announce(tx, actor, { type, subject: { type: 'customer', id: customerId }, data })
  return id
}

/** Whether the customer allows this now; never asked is no. */
export async function allows(tx: Tx, customerId: string, purpose: Consent['purpose']): Promise<boolean> {
  const last = await tx
    .selectFrom('parties.consent')
    .select('granted')
    .where('customer_id', '=', customerId)
    .where('purpose', '=', purpose)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return last?.granted ?? false
}
