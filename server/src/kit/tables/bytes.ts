import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { problem } from '../problem.ts'

export type Bytes = AsyncIterable<Uint8Array>

/** The first bytes of a stream, and the whole stream again. */
export async function peek(source: Bytes, size = 65_536): Promise<{ head: Buffer; all: Bytes; complete: boolean }> {
  const iterator = source[Symbol.asyncIterator]()
  const taken: Uint8Array[] = []
  let length = 0
  let complete = false
  while (length < size) {
    const { value, done } = await iterator.next()
    if (done) {
      complete = true
      break
    }
    taken.push(value)
    length += value.length
  }
  async function* all() {
    try {
      yield* taken
      if (!complete) yield* { [Symbol.asyncIterator]: () => iterator }
    } finally {
      await iterator.return?.()
    }
  }
  return { head: Buffer.concat(taken).subarray(0, size), all: all(), complete }
}

const startsWith = (head: Buffer, ...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)

/** What kind of file it is by its first bytes, whatever its name says. */
export function formatOf(head: Buffer): 'gzip' | 'xlsx' | 'xls' | 'text' {
  if (startsWith(head, 0x1f, 0x8b)) return 'gzip'
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return 'xlsx'
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'xls'
  return 'text'
}

/** Unpacks gzip, refusing more than `maxBytes` of content: a small file can hold a very large one. */
export async function* gunzip(source: Bytes, maxBytes: number): AsyncGenerator<Uint8Array> {
  const unpacked = Readable.from(source).compose(createGunzip())
  let bytes = 0
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxBytes) throw problem('tables.too_large', 413, { max: `${Math.round(maxBytes / 1e6)} MB` })
      yield chunk
    }
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw problem('tables.unreadable', 422)
    throw error
  }
}
