import { isProblem } from '@aftercare/api'
import { api, call } from '../shell/api.ts'
import { mustHaveRoom, NoRoom } from './room.ts'
import type { KeptDrawing, Store } from './store.ts'

/** So long what was read of a machine serves; what replaces a part changes seldom. */
const FRESH_MS = 6 * 3_600_000
/** Of a picture; larger ones are looked at with a network. */
const LARGEST_BYTES = 3_000_000

export const CHECKLIST_PICTURES = '/api/v1/checklist-pictures'
export const ARTICLE_PICTURES = '/api/v1/article-pictures'

/** Takes along the exploded drawings of the day's products, each position with the part that fits this very one, and the pictures of steps. */
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
function noneIfRefused(error: unknown): [] {
  if (isProblem(error) && (error.status === 403 || error.status === 404)) return []
  throw error
}

async function pictureFrom(at: string): Promise<Blob | undefined> {
  const [blob] = await call('GET', at)
    .then(async (answer) => [await answer.blob()])
    .catch(noneIfRefused)
  return blob
}

/** A picture never changes: another one is another drawing, another picture of a step. */
async function pullPictures(store: Store): Promise<void> {
  const drawings = (await store.drawings.toArray()).flatMap((one) => one.drawings)
  const steps = (await store.visits.toArray()).flatMap(({ visit }) => visit.checklist?.items ?? [])
  const articles = (await store.articles.toArray()).flatMap((one) => one.steps)
  const wanted = new Map([
    ...steps.flatMap(({ picture }) => (picture ? [[picture, `${CHECKLIST_PICTURES}/${picture}`] as const] : [])),
    ...articles.flatMap(({ fileId }) => (fileId ? [[fileId, `${ARTICLE_PICTURES}/${fileId}`] as const] : [])),
    ...drawings.map(({ id }) => [id, `/api/v1/drawings/${id}/picture`] as const),
  ])
  const known = new Set(await store.pictures.toCollection().primaryKeys())
  await store.pictures.bulkDelete([...known].filter((id) => !wanted.has(id)))
  for (const [id, at] of wanted) {
    if (known.has(id)) continue
    const blob = await pictureFrom(at)
    if (!blob || blob.size > LARGEST_BYTES) continue
    try {
      await mustHaveRoom(store, blob.size)
    } catch (error) {
      if (error instanceof NoRoom) return
      throw error
    }
    await store.pictures.put({ id, blob })
  }
}
