import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { hashSecret } from '../../kit/auth/secrets.ts'
import type { Tx } from '../../kit/db.ts'
import { detachFile, handFile } from '../../kit/files/attach.ts'
import { limitOf, storeFile, writeDown } from '../../kit/files/index.ts'
import { type Progress, takePart, uploadProgress, type Wanted } from '../../kit/files/resumable.ts'
import { notFound, problem } from '../../kit/problem.ts'
import type { Fact } from './fact.ts'
import { workOnceTheirs } from './once-theirs.ts'
import { ownPhone } from './phones.ts'
import { appendPhoto } from './photos.ts'
import { announceLate, writeTold } from './told.ts'
import { findWork } from './work.ts'

/** How a phone without a session stands; it proves itself with the secret it got when it became known. */
export async function standingOf(tx: Tx, id: string, secret: string) {
  const { rows } = await sql<{ person_id: string; name: string; revoked: boolean }>`
    select f.person_id, p.name, f.revoked_at is not null or not p.is_active as revoked
    from field_work.phone f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id
    where f.tenant_id = kit.tenant() and f.id = ${id}::uuid and f.secret_hash = ${hashSecret(secret)}`.execute(tx)
  if (!rows[0]) throw notFound('phone')
  return rows[0]
}

export interface Unsent {
  key: string
  visitId: string
  /** As the phone calls it; also what is told of no visit. */
  kind: string
  deviceAt: string
  offsetMs: number
  isSure?: boolean | undefined
  body: Record<string, unknown>
  /** Of a photo, a film or a signature: the hash it was sent under, in parts. */
  sha256?: string | undefined
  /** The same from an app of before: its bytes. */
  picture?: string | undefined
}

/** Who speaks for a phone without a session: the person it belongs to, once it is revoked. */
async function personOf(services: Services, tenantId: string, id: string, secret: string): Promise<Actor> {
  const standing = await services.db.tx(tenantId, (tx) => standingOf(tx, id, secret))
  if (!standing.revoked) throw problem('field_work.phone_not_revoked', 409)
  return { ...systemActor(tenantId), kind: 'person', id: standing.person_id, name: standing.name }
}

/** A part of a picture or a film, as large as they may be on any other day: a part that arrived need not come again. */
export async function takeUnsentPart(
  services: Services,
  of: { tenantId: string; id: string; secret: string },
  wanted: Wanted & { offset: number },
  part: Buffer,
): Promise<Progress> {
  const person = await personOf(services, of.tenantId, of.id, of.secret)
  return takePart(services, person, wanted, part, limitOf('evidence'))
}

/**
 * What a revoked phone had not sent, one thing at a time. It is kept for the desk to read and never taken as done: nobody knows
 * whose hands the phone is in. A picture of a visit that was theirs is appended to it, like every late photo.
 */
export async function takeUnsent(
  services: Services,
  tenantId: string,
  id: string,
  secret: string,
  unsent: Unsent,
): Promise<void> {
  const person = await personOf(services, tenantId, id, secret)
  const fileId = await fileOf(services, person, unsent)
  const body = { ...unsent.body, ...(fileId ? { fileId } : {}) }
  const reason = 'field_work.phone_revoked'
  await services.db.tx(tenantId, (tx) => keepUnsent({ tx, actor: person }, id, { ...unsent, body, reason }))
}

/** Something the technician gave up: the desk reads it, and may take it over all the same. */
export async function hearGivenUp(tx: Tx, actor: Actor, phoneId: string, unsent: Unsent): Promise<void> {
  await ownPhone(tx, actor, phoneId)
  await keepUnsent({ tx, actor }, phoneId, { ...unsent, reason: 'field_work.given_up' })
}

/** From a file a phone saved because it could not send: read in by who plans, in the name of whose phone it was. */
export async function readFromFile(
  tx: Tx,
  actor: Actor,
  { phoneId, personId, fileId, ...unsent }: Unsent & { phoneId: string; personId: string; fileId?: string | undefined },
): Promise<{ isNew: boolean }> {
  const person = await tx.selectFrom('people.person').select('name').where('id', '=', personId).executeTakeFirst()
  if (!person) throw notFound('person')
  await findWork(tx, actor, unsent.visitId)
  const known = await tx.selectFrom('field_work.told').select('id').where('key', '=', unsent.key).executeTakeFirst()
  if (known) return { isNew: false }
  if (fileId) await handFile(tx, actor, fileId, personId)
  const by: Actor = { ...systemActor(actor.tenantId), kind: 'person', id: personId, name: person.name }
  const body = { ...unsent.body, ...(fileId && { fileId }) }
  await keepUnsent({ tx, actor: by }, phoneId, { ...unsent, body, reason: 'field_work.from_file' })
  return { isNew: true }
}

/** Kept whatever it says: nothing is done by it, so nothing can refuse it. A picture somebody did not give up is appended. */
async function keepUnsent(
  call: { tx: Tx; actor: Actor },
  phoneId: string,
  { key, kind, visitId, deviceAt, offsetMs, isSure = false, body, reason }: Unsent & { reason: string },
): Promise<void> {
  const { tx, actor } = call
  const fact: Fact = { key, phoneId, deviceAt: new Date(deviceAt), offsetMs, isSure, isHanded: true }
  const work = await workOnceTheirs(tx, actor, visitId)
  const written = await writeTold(call, { fact, kind, visitId, reason, body })
  if (!written || !work) return
  const { fileId } = body as { fileId?: string }
  if (kind === 'photo' && fileId && reason !== 'field_work.given_up') {
    await detachFile(tx, fileId, { type: 'told', id: written })
    await appendPhoto(tx, actor, work, written, body as never)
  }
  await announceLate(call, fact, kind, work, reason, written)
}

async function fileOf(services: Services, person: Actor, { sha256, picture, key }: Unsent): Promise<string | null> {
  if (picture) return keepPicture(services, person, picture)
  if (!sha256) return null
  const { fileId } = await uploadProgress(services, person, sha256)
  if (fileId) return fileId
  // Told before, and only the answer was lost: then its picture belongs to it already.
  const known = await services.db.tx(person.tenantId, (tx) =>
    tx.selectFrom('field_work.told').select('file_id').where('key', '=', key).executeTakeFirst(),
  )
  if (!known) throw problem('file.missing', 422)
  return known.file_id
}

async function keepPicture(services: Services, person: Actor, base64: string): Promise<string> {
  const stream = Readable.from([Buffer.from(base64, 'base64')])
  const wanted = { stream, declaredName: 'photo', owner: person.tenantId, ...limitOf('photo') }
  return writeDown(services, person, await storeFile(services.files, wanted))
}
