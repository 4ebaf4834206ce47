import { problemOf, unreachable } from '@aftercare/api'
import { currentLanguage } from '@aftercare/words/web'
import { api } from '../shell/api.ts'

/** Small enough to arrive through a bad network, large enough not to wait for an answer all the time. */
const PART_BYTES = 256 * 1024
/** A server that always names another place to go on from is not going on. */
const MOST_STEPS = 4

/** Where parts are handed in; a phone whose session was taken from it has another door. */
export interface Door {
  path: string
  headers: Record<string, string>
}
const OWN: Door = { path: '/api/v1/uploads', headers: {} }

/** One picture, in parts: cut off anywhere it goes on where it stopped. The server knows it by its hash and checks that in the end. */
export async function uploadFile(
  blob: Blob,
  name: string,
  tell: (percent: number) => Promise<unknown> = async () => undefined,
): Promise<string> {
  const bytes = await blob.arrayBuffer()
  const sha256 = await hashOf(bytes)
  const { data } = await api.GET('/api/v1/uploads/{sha256}', { params: { path: { sha256 } } })
  return sendParts(OWN, { bytes, sha256, name }, data!, tell)
}

/** The same through the other door. It does not say how far it is: the answer to the first part does. Gives the hash. */
export async function uploadThrough(door: Door, blob: Blob, name: string): Promise<string> {
  const bytes = await blob.arrayBuffer()
  const sha256 = await hashOf(bytes)
  await sendParts(door, { bytes, sha256, name }, { offset: 0, fileId: null }, async () => undefined)
  return sha256
}

interface Sent {
  bytes: ArrayBuffer
  sha256: string
  name: string
}

async function sendParts(door: Door, sent: Sent, from: Progress, tell: (percent: number) => Promise<unknown>) {
  const size = sent.bytes.byteLength
  let here = from
  for (let steps = 0; here.fileId === null; steps++) {
    if (steps > size / PART_BYTES + MOST_STEPS) throw new Error('the upload does not go on')
    here = await sendPart(door, sent, here.offset)
    await tell(Math.floor((100 * here.offset) / size))
  }
  return here.fileId
}

const hashOf = async (bytes: ArrayBuffer) => hex(await crypto.subtle.digest('SHA-256', bytes))

type Progress = { offset: number; fileId: string | null }

async function sendPart(door: Door, { bytes, sha256, name }: Sent, offset: number) {
  // Films are let in as evidence: larger than photos may be.
  const purpose = /\.(webm|mp4|mov)$/i.test(name) ? 'evidence' : 'photo'
  const query = new URLSearchParams({ offset: String(offset), bytes: String(bytes.byteLength), name, purpose })
  const type = 'application/offset+octet-stream'
  const headers = { 'Accept-Language': currentLanguage(), 'Content-Type': type, ...door.headers }
  const body = bytes.slice(offset, offset + PART_BYTES)
  const request = { method: 'PUT', body, headers, credentials: 'same-origin' } as const
  const answer = await fetch(`${door.path}/${sha256}?${query}`, request).catch((error: unknown) => {
    throw unreachable(error)
  })
  if (!answer.ok) throw await problemOf(answer)
  return (await answer.json()) as Progress
}

export const hex = (buffer: ArrayBuffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
