import type { Op, Store } from './store.ts'

/** Everything that is not sent yet, as one file the desk reads in: what it is, when it was, and its pictures. */
export async function unsentFile(store: Store, personId: string): Promise<Blob> {
  const parts: string[] = []
  for (const op of await store.outbox.orderBy('seq').toArray()) parts.push(JSON.stringify(await thing(store, op)))
  const head = { format: 'aftercare-unsent', version: 1, phoneId: store.phoneId, personId }
  return new Blob([JSON.stringify(head).slice(0, -1), ',"items":[', parts.join(',\n'), ']}'], {
    type: 'application/json',
  })
}

async function thing(store: Store, op: Op) {
  const kept = op.blobId ? await store.blobs.get(op.blobId) : undefined
  const { offsetMs = 0, isSure = false } = op.clock ?? {}
  return {
    ...{ key: op.key, visitId: op.entityId, kind: op.type, isSure, offsetMs },
    deviceAt: new Date(op.createdAt).toISOString(),
    body: { ...op.body, path: op.path, ...(op.refusal && { refusal: op.refusal.title }) },
    ...(kept && { file: { name: kept.name, data: await dataUrl(kept.blob) } }),
  }
}

const dataUrl = (blob: Blob) =>
  new Promise<string>((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result))
    reader.onerror = () => fail(reader.error)
    reader.readAsDataURL(blob)
  })
