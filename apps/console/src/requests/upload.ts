import { newKey, problemOf, unreachable } from '@aftercare/api'
import { currentLanguage } from '@aftercare/words/web'

type Uploaded = { id: string; name: string; type: string; bytes: number }
export type Purpose = 'photo' | 'evidence' | 'document' | 'table'

/** Sends one file; it is attached by its id within a day, or swept away. */
export async function upload(file: File, purpose: Purpose): Promise<Uploaded> {
  const body = new FormData()
  body.append('file', file)
  const response = await fetch(`/api/v1/files?purpose=${purpose}`, {
    method: 'POST',
    body,
    credentials: 'same-origin',
    headers: { 'Accept-Language': currentLanguage(), 'Idempotency-Key': newKey() },
  }).catch((error: unknown) => {
    throw unreachable(error)
  })
  if (!response.ok) throw await problemOf(response)
  return response.json() as Promise<Uploaded>
}
