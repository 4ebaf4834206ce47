import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { problem } from '../problem.ts'
import { type Dimensions, dimensionsOf } from './dimensions.ts'
import { receive } from './incoming.ts'
import { cleanName, extensionOf } from './names.ts'
import { sniff } from './sniff.ts'
import type { Storage } from './storage.ts'
import { extensionOfType, extensionsOfType, familyOfType, typeOfExtension } from './types.ts'

export interface Upload {
  stream: Readable
  declaredName: string
  declaredType?: string | undefined
  maxBytes: number
  allowed: readonly string[]
  /** First part of the key; the tenant, so that one tenant's files can be counted, moved and erased. */
  owner: string
}

export interface StoredFile {
  name: string
  type: string
  bytes: number
  sha256: string
  key: string
  width: number | null
  height: number | null
}

/** A picture larger than this is a trap for whoever decodes it: 20 kB of PNG can unfold to gigabytes. */
const MOST_PIXELS = 100_000_000

/**
 * Takes an upload in: counted, hashed, recognised by its content and kept under its hash, so that the same bytes are
 * kept once. Refuses with `file.too_large`, `file.empty`, `file.type_refused`, `file.disguised`, `file.dimensions`.
 */
export async function storeFile(storage: Storage, upload: Upload): Promise<StoredFile> {
  const received = await receive(upload.stream, storage.incoming, upload.maxBytes)
  try {
    const { name, type } = await recognise(received.path, upload)
    const size = await checkedSize(received.path, type)
    const key = `${upload.owner}/${received.sha256.slice(0, 2)}/${received.sha256}`
    if (!(await storage.disk.exists(key))) await storage.disk.copyFromFs(received.path, key, { contentType: type })
    const { bytes, sha256 } = received
    return { name, type, bytes, sha256, key, width: size?.width ?? null, height: size?.height ?? null }
  } finally {
    await rm(received.path, { force: true })
  }
}

async function recognise(file: string, upload: Upload): Promise<{ name: string; type: string }> {
  const name = cleanName(upload.declaredName)
  const extension = extensionOf(name)
  const claimed = typeOfExtension(extension) ?? known(upload.declaredType)
  const found = await sniff(file)
  // Plain text has no signature: a CSV is what its name says.
  const type = found === 'text/plain' && claimed && familyOfType(claimed) === 'text' ? claimed : found
  if (claimed && !upload.allowed.includes(claimed)) throw problem('file.type_refused', 415, { type: claimed })
  if (claimed && (!type || familyOfType(type) !== familyOfType(claimed))) throw problem('file.disguised', 415, { name })
  if (!type || !upload.allowed.includes(type)) throw problem('file.type_refused', 415, { type: type ?? extension })
  const right = extensionsOfType(type).includes(extension)
  return { name: right ? name : `${name}.${extensionOfType(type)}`, type }
}

const known = (type: string | undefined) => (type && familyOfType(type) ? type : undefined)

async function checkedSize(file: string, type: string): Promise<Dimensions | undefined> {
  if (familyOfType(type) !== 'image') return undefined
  const size = await dimensionsOf(file, type)
  if (!size || size.width < 1 || size.height < 1) throw problem('file.damaged', 422)
  if (size.width * size.height > MOST_PIXELS)
    throw problem('file.dimensions', 422, { width: size.width, height: size.height })
  return size
}

/** Removes uploads that a crash left half received; run at start and nightly. */
export async function sweepIncoming(storage: Storage, olderThan: Date): Promise<number> {
  let removed = 0
  for (const name of await readdir(storage.incoming)) {
    const file = path.join(storage.incoming, name)
    const { mtime } = await stat(file)
    if (mtime >= olderThan) continue
    await rm(file, { force: true })
    removed += 1
  }
  return removed
}
