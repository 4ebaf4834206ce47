import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '../actor.ts'
import type { Services } from '../app.ts'
import { newId } from '../ids.ts'
import { problem } from '../problem.ts'
import { tooLarge } from './incoming.ts'
import { storeFile } from './store.ts'
import { type limitOf, writeDown } from './upload.ts'

export interface Wanted {
  /** Of the whole file, hex: what it must be in the end, and under what its parts are gathered. */
  sha256: string
  bytes: number
  name: string
}
export interface Progress {
  /** How many bytes are here; the sender goes on from there. */
  offset: number
  /** Once all are here: the file. */
  fileId: string | null
}

/** Parts of one sender's file, beside other uploads that are not complete: swept like those when nobody goes on. */
function partsOf(services: Services, actor: Actor, sha256: string): string {
  const whose = createHash('sha256').update(`${actor.tenantId} ${actor.kind} ${actor.id} ${sha256}`).digest('hex')
  return path.join(services.files.incoming, `parts-${whose}`)
}

const sizeOf = (file: string) =>
  stat(file).then(
    (found) => found.size,
    () => 0,
  )

/** How far an upload has come: where it was cut off, or done (the answer to its last part may have been lost). */
export async function uploadProgress(services: Services, actor: Actor, sha256: string): Promise<Progress> {
  const done = await services.db.tx(actor.tenantId, (tx) =>
    tx
      .selectFrom('kit.file')
      .select(['id', 'bytes'])
      .where('sha256', '=', sha256)
      .where('uploaded_by_kind', '=', actor.kind)
      .where('uploaded_by', '=', actor.id)
      .where('subject_id', 'is', null)
      .executeTakeFirst(),
  )
  if (done) return { offset: Number(done.bytes), fileId: done.id }
  return { offset: await sizeOf(partsOf(services, actor, sha256)), fileId: null }
}

/**
 * Takes the next part. One that does not begin where the last ended is not taken: the answer says from where to go on. After
 * the last part the whole must have the hash it was announced with, else all of it is thrown away (`file.damaged`).
 */
export async function takePart(
  services: Services,
  actor: Actor,
  wanted: Wanted & { offset: number },
  part: Buffer,
  limit: ReturnType<typeof limitOf>,
): Promise<Progress> {
  if (wanted.bytes > limit.maxBytes) throw tooLarge(limit.maxBytes)
  const file = partsOf(services, actor, wanted.sha256)
  const here = await sizeOf(file)
  const soFar = () => uploadProgress(services, actor, wanted.sha256)
  if (wanted.offset !== here || part.length === 0) return soFar()
  // From the beginning: perhaps it is here already, and only the answer was lost.
  const known = here === 0 ? await soFar() : null
  if (known?.fileId) return known
  if (here + part.length > wanted.bytes) throw problem('file.damaged', 422)
  if (!(await writeAt(file, here, part))) return soFar()
  if (here + part.length < wanted.bytes) return { offset: here + part.length, fileId: null }
  // Whoever can move it takes it whole; a second one with the same last part asks how far it is.
  const whole = `${file}-${newId()}`
  const moved = await rename(file, whole).then(() => true, absent)
  if (!moved) return soFar()
  return { offset: wanted.bytes, fileId: await keepWhole(services, actor, wanted, whole, limit) }
}

/** At its place, not at the end: two tabs that send the same part write the same bytes. False: another one just took it whole. */
async function writeAt(file: string, offset: number, part: Buffer): Promise<boolean> {
  if (offset === 0) await writeFile(file, '', { flag: 'a', mode: 0o600 })
  const handle = await open(file, 'r+').catch(absent)
  if (!handle) return false
  try {
    await handle.write(part, 0, part.length, offset)
    return true
  } finally {
    await handle.close()
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

async function keepWhole(
  services: Services,
  actor: Actor,
  { sha256, name }: Wanted,
  file: string,
  limit: ReturnType<typeof limitOf>,
): Promise<string> {
  try {
    const hash = createHash('sha256')
    await pipeline(createReadStream(file), hash)
    if (hash.digest('hex') !== sha256) throw problem('file.damaged', 422)
    const upload = { stream: createReadStream(file), declaredName: name, owner: actor.tenantId, ...limit }
    return await writeDown(services, actor, await storeFile(services.files, upload))
  } finally {
    await rm(file, { force: true })
  }
}
