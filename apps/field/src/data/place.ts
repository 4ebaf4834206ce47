import { drain } from './outbox.ts'
import type { Op, Store, Visit } from './store.ts'

export type Position = { lat: number; lon: number } | null
/** Known, or still being looked for: then what happened is stored without it and takes it when it comes. */
export type Place = Position | Promise<Position>

/** So long a place may come after the fact it belongs to. */
const PLACE_MS = 4000

export const placeNow = (place: Place): Position => (place instanceof Promise ? null : place)
export const placeWait = (place: Place) => (place instanceof Promise ? { placeUntil: Date.now() + PLACE_MS } : {})

/**
 * Writes the place into what was stored at once, unless that has left already; a picture is marked anew with it. An app that
 * is killed in between has lost the place and nothing else.
 */
export async function givePlace(
  store: Store,
  seq: number | undefined,
  place: Place,
  mark?: (place: NonNullable<Position>) => Promise<Blob>,
): Promise<void> {
  if (!(place instanceof Promise) || seq === undefined) return
  const found = await place.catch(() => null)
  const blob = found && mark ? await mark(found).catch(() => null) : null
  await store.transaction('rw', store.visits, store.outbox, store.blobs, async () => {
    const op = await store.outbox.get(seq)
    if (op?.state !== 'pending' || op.placeUntil === undefined) return
    const { placeUntil: _until, ...stays } = op
    await store.outbox.put({ ...stays, body: { ...op.body, ...found } })
    if (blob && op.blobId) await store.blobs.update(op.blobId, { blob })
    const kept = found && (await store.visits.get(op.entityId))
    if (kept) await store.visits.update(op.entityId, { visit: shownAt(kept.visit, op, found) })
  })
  await drain(store)
}

const shownAt = (visit: Visit, op: Op, place: NonNullable<Position>): Visit => ({
  ...visit,
  stamps: visit.stamps.map((one) =>
    one.at === op.body?.at && one.status === op.body.status ? { ...one, ...place } : one,
  ),
  photos: visit.photos.map((one) => (one.id === op.blobId ? { ...one, ...place } : one)),
})
