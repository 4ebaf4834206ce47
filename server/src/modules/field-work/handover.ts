import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { hashSecret } from '../../kit/auth/secrets.ts'
import type { Tx } from '../../kit/db.ts'
import { limitOf, storeFile, writeDown } from '../../kit/files/index.ts'
import { notFound, problem } from '../../kit/problem.ts'
import type { Fact } from './fact.ts'
import { workOnceTheirs } from './once-theirs.ts'
import { appendPhoto } from './photos.ts'
import { announceLate, writeTold } from './told.ts'

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
  body: Record<string, unknown>
  /** Of a photo or signature: its bytes. */
  picture?: string | undefined
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
  const standing = await services.db.tx(tenantId, (tx) => standingOf(tx, id, secret))
  if (!standing.revoked) throw problem('field_work.phone_not_revoked', 409)
  const person: Actor = { ...systemActor(tenantId), kind: 'person', id: standing.person_id, name: standing.name }
  const fileId = unsent.picture ? await keepPicture(services, person, unsent.picture) : null
  const fact: Fact = {
    ...{ key: unsent.key, phoneId: id, deviceAt: new Date(unsent.deviceAt), offsetMs: unsent.offsetMs },
    ...{ isSure: false, isHanded: true },
  }
  await services.db.tx(tenantId, async (tx) => {
    const work = await workOnceTheirs(tx, person, unsent.visitId)
    const body = { ...unsent.body, ...(fileId ? { fileId } : {}) }
    const reason = 'field_work.phone_revoked'
    const told = { fact, kind: unsent.kind, visitId: unsent.visitId, reason, body }
    const written = await writeTold({ tx, actor: person }, told)
    if (!written || !work) return
    if (unsent.kind === 'photo' && fileId) await appendPhoto(tx, person, work, written, { ...body, fileId } as never)
    await announceLate({ tx, actor: person }, fact, unsent.kind, work, reason, written)
  })
}

async function keepPicture(services: Services, person: Actor, base64: string): Promise<string> {
  const stream = Readable.from([Buffer.from(base64, 'base64')])
  const wanted = { stream, declaredName: 'photo', owner: person.tenantId, ...limitOf('photo') }
  return writeDown(services, person, await storeFile(services.files, wanted))
}
