import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { findCustomer, keptCustomer } from './lookup.ts'

type Row = Awaited<ReturnType<typeof findCustomer>>

const hourMinute = (time: string | null) => time?.slice(0, 5) ?? null

export function viewOfCustomer(row: Row) {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    name: row.name,
    tier: row.tier,
    country: row.country,
    language: row.language,
    timeZone: row.time_zone,
    phone: row.phone,
    email: row.email,
    preferredChannel: row.preferred_channel,
    quietFrom: hourMinute(row.quiet_from),
    quietTo: hourMinute(row.quiet_to),
    note: row.note,
    externalSource: row.external_source,
    externalId: row.external_id,
    version: row.version,
    createdAt: row.created_at,
  }
}

/** Everything the register knows of one customer. One that was merged says where it went. */
export async function customerPageOf(tx: Tx, actor: Actor, id: string) {
  const row = await findCustomer(tx, actor, id)
  return {
    ...viewOfCustomer(row),
    contacts: await contactsOf(tx, id),
    addresses: await addressesOf(tx, id),
    consents: await consentsOf(tx, id),
    merges: await mergesOf(tx, id),
    mergedInto: row.merged_into ? await briefly(tx, await keptCustomer(tx, row.merged_into)) : null,
  }
}

export function contactsOf(tx: Tx, customerId: string) {
  return tx
    .selectFrom('parties.contact')
    .select(['id', 'name', 'role', 'phone', 'email', 'language', 'is_primary as isPrimary', 'version'])
    .where('customer_id', '=', customerId)
    .where('removed_at', 'is', null)
    .orderBy('is_primary', 'desc')
    .orderBy('id')
    .execute()
}

export function addressesOf(tx: Tx, customerId: string) {
  return tx
    .selectFrom('parties.address')
    .select(['id', 'label', 'country', 'region', 'city', 'district', 'line', 'lat', 'lon', 'version'])
    .select(['postal_code as postalCode', 'time_zone as timeZone', 'is_primary as isPrimary'])
    .where('customer_id', '=', customerId)
    .where('removed_at', 'is', null)
    .orderBy('is_primary', 'desc')
    .orderBy('id')
    .execute()
}

function consentsOf(tx: Tx, customerId: string) {
  return tx
    .selectFrom('parties.consent')
    .select(['id', 'purpose', 'granted', 'at', 'channel', 'proof', 'by_person as byPerson'])
    .where('customer_id', '=', customerId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}

async function mergesOf(tx: Tx, keptId: string) {
  const rows = await tx
    .selectFrom('parties.merge as m')
    .innerJoin('parties.customer as c', 'c.id', 'm.merged_id')
    .select(['m.id', 'm.at', 'm.undone_at as undoneAt', 'c.id as customerId', 'c.number', 'c.name'])
    .where('m.kept_id', '=', keptId)
    .orderBy('m.at', 'desc')
    .execute()
  return rows.map(({ customerId, number, name, ...merge }) => ({ ...merge, merged: { id: customerId, number, name } }))
}

export function briefly(tx: Tx, id: string) {
  return tx
    .selectFrom('parties.customer')
    .select(['id', 'number', 'name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}
