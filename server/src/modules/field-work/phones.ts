import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { endSession } from '../../kit/auth/devices.ts'
import { hashSecret, newSecret } from '../../kit/auth/secrets.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { epochOf } from '../../kit/epoch.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { hint } from '../../kit/live.ts'
import { notFound, problem } from '../../kit/problem.ts'

/** A phone becomes known: it gets the secret it proves itself with, and the part of its memory's key that we keep, too. */
export async function registerPhone(tx: Tx, actor: Actor, input: { name: string; sessionId: string }) {
  const id = newId()
  const secret = newSecret()
  const keyPart = randomBytes(32).toString('base64')
  await tx
    .insertInto('field_work.phone')
    .values({
      ...{ id, person_id: actor.id!, session_id: input.sessionId, name: input.name },
      ...{ secret_hash: hashSecret(secret), key_part: keyPart },
    })
    .execute()
  return { id, secret, keyPart }
}

/**
 * A phone this database does not know, because it was put back to a time before the phone became known: it keeps its id and
 * its secret. The part of its key is lost with the rest; another one stands in its place, which opens nothing.
 */
export async function knowAgain(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { name: string; secret: string; sessionId: string },
): Promise<void> {
  await tx
    .insertInto('field_work.phone')
    .values({
      ...{ id, person_id: actor.id!, session_id: input.sessionId, name: input.name },
      ...{ secret_hash: hashSecret(input.secret), key_part: randomBytes(32).toString('base64') },
    })
    .onConflict((c) => c.doNothing())
    .execute()
  await ownPhone(tx, actor, id)
}

/** The part of the key, for a phone whose own days with it are over; the session it signs in with is noted. */
export async function keyPartOf(tx: Tx, actor: Actor, id: string, sessionId: string): Promise<string> {
  const phone = await ownPhone(tx, actor, id)
  await tx.updateTable('field_work.phone').set({ session_id: sessionId }).where('id', '=', id).execute()
  return phone.key_part
}

export async function ownPhone(tx: Tx, actor: Actor, id: string) {
  const phone = await tx
    .selectFrom('field_work.phone')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', actor.id)
    .executeTakeFirst()
  if (!phone) throw notFound('phone')
  if (phone.revoked_at) throw problem('field_work.phone_revoked', 403)
  return phone
}

interface Waiting {
  kind: string
  visitId: string
  at: string
  state: 'pending' | 'failed' | 'conflict'
  why?: string | undefined
}

export interface Contact {
  waiting: number
  stuck: number
  /** What the clock of the phone shows now; `oldestAt` is by the same clock. */
  deviceAt?: string | undefined
  oldestAt?: string | undefined
  roomMb?: number | undefined
  app?: string | undefined
  /** What waits, thing by thing; `at` is by the clock of the phone. */
  unsent?: Waiting[] | undefined
  /** Keys it was told are done, the newest: does this database still know them? */
  keys: string[]
}

/** A phone reports: what waits on it; it hears the time, which life of the database this is, and what of its own is not known. */
export async function hearFrom(tx: Tx, actor: Actor, id: string, said: Contact, now: Date) {
  await ownPhone(tx, actor, id)
  const offsetMs = said.deviceAt === undefined ? null : now.getTime() - Date.parse(said.deviceAt)
  const oldestAt = said.oldestAt === undefined ? null : new Date(Date.parse(said.oldestAt) + (offsetMs ?? 0))
  const unsent = (said.unsent ?? []).map((one) => ({ ...one, at: new Date(Date.parse(one.at) + (offsetMs ?? 0)) }))
  await tx
    .updateTable('field_work.phone')
    .set({
      unsent: JSON.stringify(unsent),
      ...{ last_heard_at: now, waiting: said.waiting, stuck: said.stuck, oldest_at: oldestAt },
      ...{ offset_ms: offsetMs, room_mb: said.roomMb ?? null, app: said.app ?? null },
    })
    .where('id', '=', id)
    .execute()
  // Nothing for a timeline: boards and lists that show it look again.
  afterCommit(tx, () => hint(actor.tenantId, { type: 'phone.heard', subject: { type: 'phone', id } }))
  return { at: now, epoch: await epochOf(tx), unknown: await unknownKeys(tx, actor, said.keys) }
}

/** Which of these this database has never heard of (or no longer: it was restored from a backup). */
export async function unknownKeys(tx: Tx, actor: Actor, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ key: string }>`
    select key from field_work.told where tenant_id = kit.tenant() and key = any(${[...keys]}::text[]) and person_id = ${actor.id}
    union select key from kit.idempotency
      where tenant_id = kit.tenant() and key = any(${[...keys]}::text[]) and actor_id = ${actor.id}`.execute(tx)
  const seen = new Set(rows.map((one) => one.key))
  return keys.filter((key) => !seen.has(key))
}

/** A phone that was lost: signed out from this moment, and at its next contact it hands over what it had and empties itself. */
export async function revokePhone(
  tx: Tx,
  services: Services,
  actor: Actor,
  id: string,
  visible: RawBuilder<boolean>,
  now: Date,
): Promise<void> {
  const phone = await tx
    .selectFrom('field_work.phone as f')
    .innerJoin('people.person as p', 'p.id', 'f.person_id')
    .select(['f.session_id', 'f.revoked_at', 'p.name'])
    .where('f.id', '=', id)
    .where(visible)
    .executeTakeFirst()
  if (!phone) throw notFound('phone')
  if (phone.revoked_at) return
  await tx.updateTable('field_work.phone').set({ revoked_at: now, revoked_by: actor.id }).where('id', '=', id).execute()
  await endSession(tx, phone.session_id)
  await announce(tx, actor, { type: 'phone.revoked', subject: { type: 'phone', id }, data: { name: phone.name } })
  afterCommit(tx, () => services.forgetActors())
}
