import { ApiProblem, problemOf } from '@aftercare/api'
import { smaller } from '@aftercare/ui/smaller'
import { currentLanguage } from '@aftercare/words/web'

/** The most that may be chosen: in bytes before it is made smaller, and at once. */
export const PHOTOS = { accept: 'image/*', maxBytes: 20_000_000, maxFiles: 6 }

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
