import { Readable } from 'node:stream'
import type { Actor } from '../actor.ts'
import type { Services } from '../app.ts'
import type { Tx } from '../db.ts'
import { newId } from '../ids.ts'
import type { AttachedTo } from './attach.ts'
import { storeFile } from './store.ts'
import { documentTypes } from './types.ts'
import { lockKey } from './upload.ts'

/** Keeps a document the system made (a report, an invoice) as a file of what it belongs to. */
export async function keepMade(
  tx: Tx,
  services: Services,
  actor: Actor,
  made: { name: string; bytes: Buffer },
  to: AttachedTo,
): Promise<string> {
  const kept = await storeFile(services.files, {
    stream: Readable.from(made.bytes),
    declaredName: made.name,
    maxBytes: made.bytes.length,
    allowed: documentTypes,
    owner: actor.tenantId,
  })
  const id = newId()
  await lockKey(tx, kept.key)
  await tx
    .insertInto('kit.file')
    .values({
      id,
      name: kept.name,
      type: kept.type,
      bytes: kept.bytes,
      sha256: kept.sha256,
      storage_key: kept.key,
      subject_type: to.type,
      subject_id: to.id,
      station_id: to.stationId,
      is_public: to.isPublic,
      uploaded_by_kind: actor.kind,
      uploaded_by: actor.id,
    })
    .execute()
  return id
}
