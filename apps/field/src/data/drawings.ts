import { isProblem } from '@aftercare/api'
import { api, call } from '../shell/api.ts'
import { mustHaveRoom, NoRoom } from './room.ts'
import type { KeptDrawing, Store } from './store.ts'

/** So long what was read of a machine serves; what replaces a part changes seldom. */
const FRESH_MS = 6 * 3_600_000
/** Of a picture; larger ones are looked at with a network. */
const LARGEST_BYTES = 3_000_000

/** Takes along the exploded drawings of the day's products, each position with the part that fits this very one. */
export async function pullDrawings(store: Store): Promise<void> {
  const assets = (await store.visits.toArray()).flatMap(({ visit }) => visit.asset ?? [])
  const wanted = new Map(assets.map((asset) => [asset.id, asset.serial]))
  const known = await store.drawings.toArray()
  await store.drawings.bulkDelete(known.filter((one) => !wanted.has(one.assetId)).map((one) => one.assetId))
  for (const [assetId, serial] of wanted) {
    const before = known.find((one) => one.assetId === assetId)
    if (before && Date.now() - before.readAt < FRESH_MS) continue
    const drawings = await read(assetId, serial).catch(noneIfRefused)
    await store.drawings.put({ assetId, readAt: Date.now(), drawings })
  }
  await pullPictures(store)
}

async function read(assetId: string, serial: string): Promise<KeptDrawing[]> {
  const { data } = await api.GET('/api/v1/fitting-drawings', { params: { query: { assetId } } })
  const drawings: KeptDrawing[] = []
  for (const { id } of data?.items ?? []) {
    const answer = await api.GET('/api/v1/drawings/{id}', { params: { path: { id }, query: { serial } } })
    if (!answer.data) continue
    const { name, spots } = answer.data
    drawings.push({
      ...{ id, name },
      spots: spots.map(({ number, x, y, take, fits }) => ({ number, x, y, fits, code: take.number, name: take.name })),
    })
  }
  return drawings
}

/** One product that is not ours to see must not keep the others from coming along. */
function noneIfRefused(error: unknown): KeptDrawing[] {
  if (isProblem(error) && (error.status === 403 || error.status === 404)) return []
  throw error
}

/** A picture never changes: another one is another drawing. */
async function pullPictures(store: Store): Promise<void> {
  const wanted = new Set((await store.drawings.toArray()).flatMap((one) => one.drawings.map(({ id }) => id)))
  const known = new Set(await store.pictures.toCollection().primaryKeys())
  await store.pictures.bulkDelete([...known].filter((id) => !wanted.has(id)))
  for (const id of wanted) {
    if (known.has(id)) continue
    const blob = await (await call('GET', `/api/v1/drawings/${id}/picture`)).blob()
    if (blob.size > LARGEST_BYTES) continue
    try {
      await mustHaveRoom(store, blob.size)
    } catch (error) {
      if (error instanceof NoRoom) return
      throw error
    }
    await store.pictures.put({ id, blob })
  }
}
