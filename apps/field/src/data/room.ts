import type { Store } from './store.ts'

const MB = 1_000_000
/** Below this a person is told to make room; photos can still be taken. */
export const LOW_BYTES = 100 * MB
/** Below this no photo is taken any more: what remains is for times, answers, parts and signatures. */
export const KEPT_FOR_FACTS_BYTES = 20 * MB

/** There is no room for a photo; everything else can still be kept. */
export class NoRoom extends Error {}

/** Bytes left to this app; null where the browser does not say. */
export async function roomLeft(): Promise<number | null> {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {}
  return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage)
}

/** Makes room from what the server has, then refuses a photo that would take the room of facts. */
export async function mustHaveRoom(store: Store, bytes: number): Promise<void> {
  const isTight = async () => ((await roomLeft()) ?? Number.POSITIVE_INFINITY) - bytes < KEPT_FOR_FACTS_BYTES
  if (!(await isTight())) return
  await dropTold(store, Date.now())
  if (await isTight()) throw new NoRoom()
}

/** Forgets what was told before `until`, with its pictures. */
export async function dropTold(store: Store, until: number): Promise<void> {
  await store.transaction('rw', store.told, store.blobs, store.outbox, async () => {
    const old = await store.told.where('toldAt').below(until).toArray()
    const waiting = new Set((await store.outbox.toArray()).map((op) => op.blobId))
    const blobs = old.flatMap((op) => (op.blobId && !waiting.has(op.blobId) ? [op.blobId] : []))
    await store.blobs.bulkDelete(blobs)
    await store.told.bulkDelete(old.map((op) => op.seq!))
  })
}
