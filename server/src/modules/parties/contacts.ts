import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound } from '../../kit/problem.ts'
import { findableCustomer } from './findable.ts'
import { findCustomer, mustBeKept } from './lookup.ts'
import { normalEmail, normalPhone } from './reachability.ts'
import type { contactBody } from './shapes.ts'

type Contact = z.output<typeof contactBody>

export async function insertContact(
  tx: Tx,
  of: { id: string; country: string },
  input: Contact,
  path = '',
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('parties.contact')
    .values({
      id,
      customer_id: of.id,
      name: input.name,
      role: input.role ?? null,
      phone: normalPhone(`${path}phone`, input.phone, of.country) ?? null,
      email: normalEmail(input.email) ?? null,
      language: input.language ?? null,
      is_primary: input.isPrimary ?? false,
    })
    .execute()
  return id
}

export async function addContact(tx: Tx, actor: Actor, customerId: string, input: Contact): Promise<string> {
  const customer = await findCustomer(tx, actor, customerId)
  mustBeKept(customer)
  if (input.isPrimary) await noPrimary(tx, customerId)
  const id = await insertContact(tx, customer, input)
  await announce(tx, actor, {
    type: 'contact.added',
    subject: { type: 'contact', id, version: 1 },
    threadId: customerId,
    data: { name: input.name },
  })
  await findableCustomer(tx, customerId)
  return id
}

export async function changeContact(
  tx: Tx,
  actor: Actor,
  at: { customerId: string; contactId: string; ifMatch: number },
  patch: Partial<Contact>,
): Promise<void> {
  const customer = await findCustomer(tx, actor, at.customerId)
  const { id } = await contactOf(tx, at)
  if (patch.isPrimary) await noPrimary(tx, at.customerId, id)
  await edit(tx, actor, {
    table: 'parties.contact',
    id,
    ifMatch: at.ifMatch,
    patch: {
      name: patch.name,
      role: patch.role,
      phone: normalPhone('phone', patch.phone, customer.country),
      email: normalEmail(patch.email),
      language: patch.language,
      is_primary: patch.isPrimary,
    },
    news: { type: 'contact.changed', subjectType: 'contact', threadId: at.customerId },
  })
  await findableCustomer(tx, at.customerId)
}

/** Old requests keep pointing at it; it is no longer offered. */
export async function removeContact(tx: Tx, actor: Actor, at: { customerId: string; contactId: string }, now: Date) {
  await findCustomer(tx, actor, at.customerId)
  const { id, name } = await contactOf(tx, at)
  await tx.updateTable('parties.contact').set({ removed_at: now, is_primary: false }).where('id', '=', id).execute()
  const subject = { type: 'contact', id }
  await announce(tx, actor, { type: 'contact.removed', subject, threadId: at.customerId, data: { name } })
  await findableCustomer(tx, at.customerId)
}

async function contactOf(tx: Tx, at: { customerId: string; contactId: string }) {
  const row = await tx
    .selectFrom('parties.contact')
    .select(['id', 'name'])
    .where('id', '=', at.contactId)
    .where('customer_id', '=', at.customerId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound('contact')
  return row
}

async function noPrimary(tx: Tx, customerId: string, but?: string): Promise<void> {
  await tx
    .updateTable('parties.contact')
    .set({ is_primary: false })
    .where('customer_id', '=', customerId)
    .where('is_primary', '=', true)
    .$if(but !== undefined, (q) => q.where('id', '<>', but!))
    .execute()
}
