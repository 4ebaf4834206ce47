import { ApiProblem, problemOf } from '@aftercare/api'
import { currentLanguage } from '@aftercare/words/web'

const LONGEST_SIDE = 1600
/** The most that may be chosen: in bytes before it is made smaller, and at once. */
export const PHOTOS = { accept: 'image/*', maxBytes: 20_000_000, maxFiles: 6 }

/** A phone's photo has 8 MB and twelve million points; a fault is seen as well in a tenth of it. */
export async function smaller(photo: File): Promise<File> {
  if (!photo.type.startsWith('image/')) return photo
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return photo
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82))
  if (!blob || blob.size >= photo.size) return photo
  return new File([blob], photo.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' })
}

const sent = new WeakMap<File, string>()

/** Uploads them one after the other and tells how many have arrived. */
export async function uploadAll(company: string, photos: readonly File[], tell?: (done: number) => void) {
  const ids: string[] = []
  for (const photo of photos) {
    tell?.(ids.length)
    ids.push(await upload(company, photo))
  }
  return ids
}

/** Uploads one photo; what arrived before a failed try is not sent again. */
async function upload(company: string, photo: File): Promise<string> {
  const known = sent.get(photo)
  if (known) return known
  const body = new FormData()
  body.append('file', await smaller(photo))
  const headers = { 'Accept-Language': currentLanguage() }
  const response = await fetch(`/api/v1/public/${encodeURIComponent(company)}/files`, { method: 'POST', body, headers })
  if (!response.ok) {
    const problem = await problemOf(response)
    // Several photos go at once: the refusal says which of them it means.
    throw problem.status >= 500 ? problem : new ApiProblem({ ...problem, detail: `${photo.name}: ${problem.title}` })
  }
  const { id } = (await response.json()) as { id: string }
  sent.set(photo, id)
  return id
}
