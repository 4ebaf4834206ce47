import { createHash, randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { numbers } from '@aftercare/words/server'
import { problem } from '../problem.ts'

export interface Received {
  path: string
  bytes: number
  sha256: string
}

/** Writes an upload to disk while counting and hashing it; stops reading as soon as it is too large. */
export async function receive(stream: Readable, folder: string, maxBytes: number): Promise<Received> {
  const target = path.join(folder, randomUUID())
  const file = await open(target, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      hash.update(chunk)
      await file.write(chunk)
    }
    if (bytes === 0) throw problem('file.empty', 422)
    await file.sync() // what is acknowledged survives a power cut
    return { path: target, bytes, sha256: hash.digest('hex') }
  } catch (error) {
    await rm(target, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

export const tooLarge = (maxBytes: number) => problem('file.too_large', 413, { max: numbers('en').bytes(maxBytes) })
