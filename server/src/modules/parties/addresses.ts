import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound } from '../../kit/problem.ts'
import { findableCustomer } from './findable.ts'
import { findCustomer, mustBeKept } from './lookup.ts'
import type { addressBody } from './shapes.ts'
import { zoneOf } from './zones.ts'

type Address = z.output<typeof addressBody>

export async function insertAddress(tx: Tx, customerId: string, input: Address): Promise<string> {
  const id = newId()
  await tx
    .insertInto('parties.address')
    .values({
      id,
      customer_id: customerId,
      label: input.label ?? null,
      country: input.country,
      region: input.region ?? null,
      city: input.city ?? null,
      district: input.district ?? null,
      line: input.line,
      postal_code: input.postalCode ?? null,
      lat: input.lat ?? null,
      lon: input.lon ?? null,
      time_zone: input.timeZone ?? zoneOf(input),
      is_primary: input.isPrimary ?? false,
    })
    .execute()
  return id
}

export async function addAddress(tx: Tx, actor: Actor, customerId: string, input: Address): Promise<string> {
  mustBeKept(await findCustomer(tx, actor, customerId))
  if (input.isPrimary) await noPrimary(tx, customerId)
  const id = await insertAddress(tx, customerId, input)
  await announce(tx, actor, {
    type: 'address.added',
    subject: { type: 'address', id, version: 1 },
    threadId: customerId,
    data: { line: input.line, city: input.city ?? null },
  })
  await findableCustomer(tx, customerId)
  return id
}

export async function changeAddress(
  tx: Tx,
  actor: Actor,
  at: { customerId: string; addressId: string; ifMatch: number },
  patch: Partial<Address>,
): Promise<void> {
  await findCustomer(tx, actor, at.customerId)
  const before = await addressOf(tx, at)
  if (patch.isPrimary) await noPrimary(tx, at.customerId, before.id)
  await edit(tx, actor, {
    table: 'parties.address',
    id: before.id,
    ifMatch: at.ifMatch,
    patch: {
      label: patch.label,
      country: patch.country,
      region: patch.region,
      city: patch.city,
      district: patch.district,
      line: patch.line,
      postal_code: patch.postalCode,
      lat: patch.lat,
      lon: patch.lon,
      time_zone: patch.timeZone ?? movedZone(before, patch),
      is_primary: patch.isPrimary,
    },
    news: { type: 'address.changed', subjectType: 'address', threadId: at.customerId },
  })
  await findableCustomer(tx, at.customerId)
}

/** A new position or country brings its zone with it. */
function movedZone(before: { country: string; lat: number | null; lon: number | null }, patch: Partial<Address>) {
  if (patch.lat === undefined && patch.lon === undefined && patch.country === undefined) return undefined
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  return zoneOf({ ...before, ...given })
}

/** Old visits keep pointing at it; it is no longer offered. */
export async function removeAddress(tx: Tx, actor: Actor, at: { customerId: string; addressId: string }, now: Date) {
  await findCustomer(tx, actor, at.customerId)
  const { id, line } = await addressOf(tx, at)
  await tx.updateTable('parties.address').set({ removed_at: now, is_primary: false }).where('id', '=', id).execute()
  const subject = { type: 'address', id }
  await announce(tx, actor, { type: 'address.removed', subject, threadId: at.customerId, data: { line } })
  await findableCustomer(tx, at.customerId)
}

async function addressOf(tx: Tx, at: { customerId: string; addressId: string }) {
  const row = await tx
    .selectFrom('parties.address')
    .select(['id', 'line', 'country', 'lat', 'lon'])
    .where('id', '=', at.addressId)
    .where('customer_id', '=', at.customerId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound('address')
  return row
}

async function noPrimary(tx: Tx, customerId: string, but?: string): Promise<void> {
  await tx
    .updateTable('parties.address')
    .set({ is_primary: false })
    .where('customer_id', '=', customerId)
    .where('is_primary', '=', true)
    .$if(but !== undefined, (q) => q.where('id', '<>', but!))
    .execute()
}
