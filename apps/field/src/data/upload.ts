import { problemOf, unreachable } from '@aftercare/api'
import { currentLanguage } from '@aftercare/words/web'
import { api } from '../shell/api.ts'

/** Small enough to arrive through a bad network, large enough not to wait for an answer all the time. */
const PART_BYTES = 256 * 1024
/** A server that always names another place to go on from is not going on. */
const MOST_STEPS = 4

/** One picture, in parts: cut off anywhere it goes on where it stopped. The server knows it by its hash and checks that in the end. */
export async function uploadFile(
  blob: Blob,
  name: string,
  tell: (percent: number) => Promise<unknown> = async () => undefined,
): Promise<string> {
  const bytes = await blob.arrayBuffer()
  const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes))
  const { data } = await api.GET('/api/v1/uploads/{sha256}', { params: { path: { sha256 } } })
  let here = data!
  for (let steps = 0; here.fileId === null; steps++) {
    if (steps > bytes.byteLength / PART_BYTES + MOST_STEPS) throw new Error('the upload does not go on')
    const part = bytes.slice(here.offset, here.offset + PART_BYTES)
    here = await sendPart(sha256, { offset: here.offset, bytes: bytes.byteLength, name }, part)
    await tell(Math.floor((100 * here.offset) / bytes.byteLength))
  }
  return here.fileId
}

type Progress = { offset: number; fileId: string | null }

async function sendPart(sha256: string, of: { offset: number; bytes: number; name: string }, part: ArrayBuffer) {
  // Films are let in as evidence: larger than photos may be.
  const purpose = /\.(webm|mp4|mov)$/i.test(of.name) ? 'evidence' : 'photo'
  const query = new URLSearchParams({ offset: String(of.offset), bytes: String(of.bytes), name: of.name, purpose })
  const headers = { 'Accept-Language': currentLanguage(), 'Content-Type': 'application/offset+octet-stream' }
  const request = { method: 'PUT', body: part, headers, credentials: 'same-origin' } as const
  const answer = await fetch(`/api/v1/uploads/${sha256}?${query}`, request).catch((error: unknown) => {
    throw unreachable(error)
  })
  if (!answer.ok) throw await problemOf(answer)
  return (await answer.json()) as Progress
}

export const hex = (buffer: ArrayBuffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
