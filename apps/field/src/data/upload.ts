import { problemOf, unreachable } from '@aftercare/api'
import { currentLanguage } from '@aftercare/words/web'

/** One picture; the server recognises bytes it has already by their hash. */
export async function uploadFile(blob: Blob, name: string): Promise<string> {
  const form = new FormData()
  form.append('file', blob, name)
  const headers = { 'Accept-Language': currentLanguage() }
  const answer = await fetch('/api/v1/files?purpose=photo', {
    method: 'POST',
    body: form,
    headers,
    credentials: 'same-origin',
  }).catch((error: unknown) => {
    throw unreachable(error)
  })
  if (!answer.ok) throw await problemOf(answer)
  return ((await answer.json()) as { id: string }).id
}
