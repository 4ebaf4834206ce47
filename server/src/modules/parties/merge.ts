import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { id } from '../../kit/shapes.ts'
import { findableCustomer } from './findable.ts'
import { foldedName } from './folded-name.ts'
import { findCustomer, mustBeKept } from './lookup.ts'

/** What a merge can take over from the customer that goes; the rest stays as the kept one has it. */
export const TAKEABLE = {
  name: 'name',
  kind: 'kind',
  tier: 'tier',
  country: 'country',
  language: 'language',
  timeZone: 'time_zone',
  phone: 'phone',
  email: 'email',
  preferredChannel: 'preferred_channel',
  quietFrom: 'quiet_from',
  quietTo: 'quiet_to',
  note: 'note',
} as const
type Field = keyof typeof TAKEABLE

export const mergeBody = z.object({
  otherId: id,
  take: z
    .array(z.enum(Object.keys(TAKEABLE) as [Field, ...Field[]]))
    .default([])
    .describe('fields whose value of the other customer is kept'),
})
export const mergeView = z.object({ id, keptId: id, mergedId: id }).meta({ id: 'CustomerMerge' })

type Row = Awaited<ReturnType<typeof findCustomer>>
/** Enough to undo it: ids per kind of thing that moved, and the kept customer's fields before and after. */
export interface Moved {
  contact: string[]
  address: string[]
  consent: string[]
  stations: string[]
  fields: Record<string, { before: unknown; after: unknown }>
  /** What upper modules moved, by their name. */
  above: Record<string, string[]>
}

/**
 * Merges one customer into another. Nothing is deleted: what hung on it moves, the row stays and leads on. Modules above move
 * theirs when they hear `customer.merged`, and note it with `noteMoved`, so that the merge can be undone.
 */
export async function mergeCustomers(
  tx: Tx,
  actor: Actor,
  keptId: string,
  input: z.output<typeof mergeBody>,
  now: Date,
) {
  if (keptId === input.otherId) throw problem('parties.merge_self', 422)
  const { kept, other } = await bothLocked(tx, actor, keptId, input.otherId)
  mustBeKept(kept)
  mustBeKept(other)
  const moved: Moved = {
    ...(await moveOwn(tx, other.id, kept.id)),
    fields: await takeFields(tx, kept, other, input.take),
    above: {},
  }
  const mergeId = newId()
  await tx
    .updateTable('parties.customer')
    .set((eb) => ({ merged_into: kept.id, version: eb('version', '+', 1) }))
    .where('id', '=', other.id)
    .execute()
  await tx
    .insertInto('parties.merge')
    .values({
      id: mergeId,
      kept_id: kept.id,
      merged_id: other.id,
      moved: JSON.stringify(moved),
      at: now,
      by_person: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await findableCustomer(tx, kept.id)
  await findableCustomer(tx, other.id)
  const changes = Object.fromEntries(
    input.take.map((field) => [field, { from: kept[TAKEABLE[field]], to: other[TAKEABLE[field]] }]),
  )
  await announce(tx, actor, {
    type: 'customer.merged',
    subject: { type: 'customer', id: kept.id, version: kept.version + 1 },
    data: { mergeId, keptId: kept.id, mergedId: other.id, number: other.number, name: other.name, changes },
  })
  return { id: mergeId, keptId: kept.id, mergedId: other.id }
}

/** In the order of their ids, so that two merges of the same pair wait for each other and never deadlock. */
async function bothLocked(tx: Tx, actor: Actor, keptId: string, otherId: string) {
  await findCustomer(tx, actor, keptId)
  await findCustomer(tx, actor, otherId)
  const rows = await tx
    .selectFrom('parties.customer')
    .selectAll()
    .where('id', 'in', [keptId, otherId])
    .orderBy('id')
    .forUpdate()
    .execute()
  const kept = rows.find((row) => row.id === keptId)
  const other = rows.find((row) => row.id === otherId)
  if (!kept || !other) throw notFound('customer')
  return { kept, other }
}

async function moveOwn(tx: Tx, from: string, to: string) {
  const contact = await tx
    .updateTable('parties.contact')
    .set({ customer_id: to, is_primary: false })
    .where('customer_id', '=', from)
    .returning('id')
    .execute()
  const address = await tx
    .updateTable('parties.address')
    .set({ customer_id: to, is_primary: false })
    .where('customer_id', '=', from)
    .returning('id')
    .execute()
  const consent = await tx
    .updateTable('parties.consent')
    .set({ customer_id: to })
    .where('customer_id', '=', from)
    .returning('id')
    .execute()
  // The one that goes keeps its own stations too: who knew it is led on to the kept one.
  const stations = await sql<{ station_id: string }>`
    insert into parties.customer_station (customer_id, station_id, since)
    select ${to}, station_id, since from parties.customer_station where customer_id = ${from}
    on conflict do nothing returning station_id`.execute(tx)
  const ids = (rows: { id: string }[]) => rows.map((row) => row.id)
  return {
    contact: ids(contact),
    address: ids(address),
    consent: ids(consent),
    stations: stations.rows.map((row) => row.station_id),
  }
}

async function takeFields(tx: Tx, kept: Row, other: Row, take: readonly Field[]): Promise<Moved['fields']> {
  const columns = take.map((field) => TAKEABLE[field])
  const set = Object.fromEntries(columns.map((column) => [column, other[column]]))
  if (take.includes('name')) set.name_fold = foldedName(other.name)
  await tx
    .updateTable('parties.customer')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('id', '=', kept.id)
    .execute()
  return Object.fromEntries(columns.map((column) => [column, { before: kept[column], after: other[column] }]))
}

/** For modules above: what of theirs moved with a merge. */
export async function noteMoved(tx: Tx, mergeId: string, what: string, ids: readonly string[]): Promise<void> {
  await sql`update parties.merge set moved = jsonb_set(moved, array['above', ${what}::text], ${JSON.stringify(ids)}::jsonb)
    where id = ${mergeId}`.execute(tx)
}
export async function movedBy(tx: Tx, mergeId: string, what: string): Promise<string[]> {
  const row = await tx.selectFrom('parties.merge').select('moved').where('id', '=', mergeId).executeTakeFirst()
  return (row?.moved as unknown as Moved | undefined)?.above[what] ?? []
}
