import { type Actor, sees } from '../../kit/actor.ts'
import type { Database, Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { insertAddress } from './addresses.ts'
import { insertConsent } from './consents.ts'
import { insertContact } from './contacts.ts'
import { findableCustomer } from './findable.ts'
import { foldedName } from './folded-name.ts'
import { findCustomer, mustBeKept } from './lookup.ts'
import { clockTime, normalEmail, normalPhone } from './reachability.ts'
import type { NewCustomer } from './shapes.ts'
import { customerVisible, shareCustomer } from './visible.ts'
import { zoneOf } from './zones.ts'

/** Takes a customer into the register with everything said about it, in one change. Answers its id. */
export async function registerCustomer(
  tx: Tx,
  actor: Actor,
  db: Database,
  input: NewCustomer,
  now: Date,
): Promise<string> {
  const stationId = stationOf(actor, input.stationId)
  const id = newId()
  const number = await takeNumber(db, actor.tenantId, 'CU', now.getUTCFullYear())
  const place = input.addresses?.find((one) => one.isPrimary) ?? input.addresses?.[0]
  await tx
    .insertInto('parties.customer')
    .values({
      id,
      number,
      kind: input.kind,
      name: input.name,
      name_fold: foldedName(input.name),
      country: input.country,
      time_zone: input.timeZone ?? place?.timeZone ?? zoneOf(place ?? input),
      phone: normalPhone('phone', input.phone, input.country) ?? null,
      email: normalEmail(input.email) ?? null,
      quiet_from: input.quietFrom ?? null,
      quiet_to: input.quietTo ?? null,
      note: input.note ?? null,
      external_source: input.externalSource ?? null,
      external_id: input.externalId ?? null,
      ...(input.tier && { tier: input.tier }),
      ...(input.language && { language: input.language }),
      ...(input.preferredChannel && { preferred_channel: input.preferredChannel }),
    })
    .execute()
  if (stationId) await shareCustomer(tx, id, stationId)
  for (const [index, one] of (input.contacts ?? []).entries())
    await insertContact(tx, { id, country: input.country }, { isPrimary: index === 0, ...one }, `contacts.${index}.`)
  for (const [index, one] of (input.addresses ?? []).entries())
    await insertAddress(tx, id, { isPrimary: index === 0, ...one })
  for (const one of input.consents ?? []) await insertConsent(tx, actor, id, one, now)
  await findableCustomer(tx, id)
  const subject = { type: 'customer', id, version: 1 }
  await announce(tx, actor, { type: 'customer.registered', subject, stationId, data: { number, name: input.name } })
  return id
}

/** The station that will see a new row: the one named, or the only one of a person who sees no more than one. */
export function stationOf(actor: Actor, wanted: string | undefined): string | null {
  if (wanted !== undefined) {
    if (!sees(actor, wanted)) throw notFound('station')
    return wanted
  }
  const bound = actor.kind === 'person' || actor.kind === 'api_key'
  if (!bound || actor.stations === 'all') return null
  if (actor.stations.length !== 1) throw invalid({ path: 'stationId', code: 'validation.required' })
  return actor.stations[0]!
}

export interface CustomerPatch
  extends Partial<Omit<NewCustomer, 'contacts' | 'addresses' | 'consents' | 'stationId'>> {}

/** Changes what is known of a customer. One that was merged away is changed where it went. */
export async function changeCustomer(
  tx: Tx,
  actor: Actor,
  id: string,
  patch: CustomerPatch,
  ifMatch: number,
): Promise<void> {
  const before = await findCustomer(tx, actor, id)
  mustBeKept(before)
  const country = patch.country ?? before.country
  await edit(tx, actor, {
    table: 'parties.customer',
    id,
    ifMatch,
    visible: customerVisible(actor, 'customer.id'),
    patch: {
      kind: patch.kind,
      name: patch.name,
      tier: patch.tier,
      country: patch.country,
      language: patch.language,
      time_zone: patch.timeZone,
      phone: normalPhone('phone', patch.phone, country),
      email: normalEmail(patch.email),
      preferred_channel: patch.preferredChannel,
      quiet_from: clockTime(patch.quietFrom),
      quiet_to: clockTime(patch.quietTo),
      note: patch.note,
      external_source: patch.externalSource,
      external_id: patch.externalId,
    },
    news: { type: 'customer.changed', subjectType: 'customer' },
  })
  if (patch.name !== undefined && patch.name !== before.name)
    await tx
      .updateTable('parties.customer')
      .set({ name_fold: foldedName(patch.name) })
      .where('id', '=', id)
      .execute()
  await findableCustomer(tx, id)
}
