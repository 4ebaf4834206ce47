import { api } from '../shell/api.ts'
import { refusedFile } from './refused-file.ts'
import type { KeptBlob, Op, Store } from './store.ts'
import { type Door, uploadThrough } from './upload.ts'
import type { KnownPhone } from './vault.ts'

/** One after the other; what has arrived is gone from here, so that a cut goes on where it stopped. */
export async function handOver(store: Store, phone: KnownPhone): Promise<void> {
  for (const op of await store.outbox.orderBy('seq').toArray()) {
    const kept = op.blobId ? await store.blobs.get(op.blobId) : undefined
    await tellDesk(phone, op, kept && (await pictureOf(phone, kept)))
    await store.outbox.delete(op.seq!)
  }
}

/** What became of a picture: the hash it lies under there, or that its bytes are none the server could keep. */
type Handed = { sha256: string } | { refusedFile: string }

async function pictureOf(phone: KnownPhone, kept: KeptBlob): Promise<Handed> {
  const path = `/api/v1/public/${phone.company}/phones/${phone.phoneId}/uploads`
  const door: Door = { path, headers: { 'X-Phone-Secret': phone.secret } }
  const send = async () => ({ sha256: await uploadThrough(door, kept.blob, kept.name) })
  // Parts that were muddled on the way begin anew, once.
  return send()
    .catch((error: unknown) => refusedFile(kept, error) && send())
    .catch((error: unknown) => refusedFile(kept, error))
}

async function tellDesk(phone: KnownPhone, op: Op, picture: Handed | undefined): Promise<void> {
  const refused = picture && 'refusedFile' in picture ? picture : {}
  await api.POST('/api/v1/public/{company}/phones/{id}/unsent', {
    params: { path: { company: phone.company, id: phone.phoneId } },
    body: {
      ...{ secret: phone.secret, key: op.key, visitId: op.entityId, kind: op.type },
      ...{ deviceAt: new Date(op.createdAt).toISOString(), offsetMs: op.clock?.offsetMs ?? 0 },
      body: { ...op.body, path: op.path, ...refused },
      ...(picture && 'sha256' in picture ? { sha256: picture.sha256 } : {}),
    },
  })
}
