import { api } from '../shell/api.ts'
import { pull } from './pull.ts'
import { refusedFile } from './refused-file.ts'
import { settled } from './send.ts'
import type { Op, Store } from './store.ts'
import { uploadFile } from './upload.ts'

/** The desk reads what it was, who did it when, and what stood in its way; nothing is done by it, so nothing refuses it. */
export async function tellGivenUp(store: Store, op: Op): Promise<void> {
  const file = await fileOf(store, op)
  const { offsetMs = 0, isSure = false } = op.clock ?? {}
  await api.POST('/api/v1/field/phones/{id}/given-up', {
    params: { path: { id: store.phoneId } },
    body: {
      ...{ key: op.key, visitId: op.entityId, kind: op.type, isSure },
      ...{ deviceAt: new Date(op.createdAt).toISOString(), offsetMs },
      body: { ...op.body, path: op.path, ...(op.refusal && { refusal: op.refusal.title }), ...file },
    },
  })
  await store.transaction('rw', store.outbox, store.told, () => settled(store, op, { late: 'field_work.given_up' }))
  // The visit shows it still: the server's view of it takes the place of ours.
  void pull(store).catch(() => undefined)
}

async function fileOf(store: Store, op: Op): Promise<{ fileId?: string; refusedFile?: string }> {
  const kept = op.blobId ? await store.blobs.get(op.blobId) : undefined
  if (!kept) return {}
  try {
    return { fileId: kept.fileId ?? (await uploadFile(kept.blob, kept.name)) }
  } catch (error) {
    // Perhaps this is why it was given up.
    return refusedFile(kept, error)
  }
}
