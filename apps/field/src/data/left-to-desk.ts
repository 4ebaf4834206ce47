import { isProblem } from '@aftercare/api'
import { api } from '../shell/api.ts'
import type { Op, Store } from './store.ts'
import type { KnownPhone } from './vault.ts'

/** One after the other; what has arrived is gone from here, so that a cut goes on where it stopped. */
export async function handOver(store: Store, phone: KnownPhone): Promise<void> {
  for (const op of await store.outbox.orderBy('seq').toArray()) {
    await tellDesk(store, phone, op, true).catch((error: unknown) => {
      if (!isRefused(error)) throw error
      // A picture that is none: then at least what was said of it.
      return tellDesk(store, phone, op, false)
    })
    await store.outbox.delete(op.seq!)
  }
}

const isRefused = (error: unknown) =>
  isProblem(error) && error.status >= 400 && error.status < 500 && error.status !== 429

async function tellDesk(store: Store, phone: KnownPhone, op: Op, withPicture: boolean): Promise<void> {
  const kept = withPicture && op.blobId ? await store.blobs.get(op.blobId) : undefined
  await api.POST('/api/v1/public/{company}/phones/{id}/unsent', {
    params: { path: { company: phone.company, id: phone.phoneId } },
    body: {
      ...{ secret: phone.secret, key: op.key, visitId: op.entityId, kind: op.type },
      ...{ deviceAt: new Date(op.createdAt).toISOString(), offsetMs: op.clock?.offsetMs ?? 0 },
      body: { ...op.body, path: op.path },
      ...(kept ? { picture: await base64(kept.blob) } : {}),
    },
  })
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let from = 0; from < bytes.length; from += 0x8000)
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000))
  return btoa(text)
}
