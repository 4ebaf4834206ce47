import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Services } from '../app.ts'
import type { Tx } from '../db.ts'
import { newId } from '../ids.ts'
import { problem } from '../problem.ts'
import { type StoredFile, storeFile } from './store.ts'
import { documentTypes, evidenceTypes, photoTypes, tableTypes } from './types.ts'

const MB = 1_000_000
export const PURPOSES = ['photo', 'evidence', 'document', 'table'] as const
export type Purpose = (typeof PURPOSES)[number]

interface Limit {
  allowed: readonly string[]
  maxBytes: number
}
const ALLOWED: Record<Purpose, Limit> = {
  photo: { allowed: photoTypes, maxBytes: 20 * MB },
  evidence: { allowed: evidenceTypes, maxBytes: 100 * MB },
  document: { allowed: documentTypes, maxBytes: 50 * MB },
  table: { allowed: tableTypes, maxBytes: 200 * MB },
}
/** From the portal, with or without sign-in: a photo or a short film of the fault, or the receipt. */
export const FROM_PORTAL: Limit = { allowed: evidenceTypes, maxBytes: 25 * MB }

export function limitOf(purpose: Purpose): Limit {
  return ALLOWED[purpose]
}

export interface Uploaded {
  id: string
  name: string
  type: string
  bytes: number
  width: number | null
  height: number | null
}

/** Streams the one file of a multipart body into the store and writes it down; it belongs to nothing until it is attached. */
export async function takeUpload(
  services: Services,
  actor: Actor,
  request: FastifyRequest,
  limit: Limit,
): Promise<Uploaded> {
  if (!request.isMultipart()) throw problem('media_type', 415)
  const part = await request.file()
  if (!part) throw problem('file.missing', 422)
  const kept = await storeFile(services.files, {
    stream: part.file,
    declaredName: part.filename,
    declaredType: part.mimetype,
    owner: actor.tenantId,
    ...limit,
  })
  const id = await writeDown(services, actor, kept)
  // The same bytes may have been swept away between being found and being written down again.
  if (!(await services.files.disk.exists(kept.key))) throw problem('unavailable', 503)
  const { name, type, bytes, width, height } = kept
  return { id, name, type, bytes, width, height }
}

/** A kept file becomes a row: from now on it can be attached, or belongs to something at once. */
export async function writeDown(
  services: Services,
  actor: Actor,
  file: StoredFile,
  subject?: { type: string; id: string },
): Promise<string> {
  const id = newId()
  await services.db.tx(actor.tenantId, async (tx) => {
    await lockKey(tx, file.key)
    await tx
      .insertInto('kit.file')
      .values({
        id,
        name: file.name,
        type: file.type,
        bytes: file.bytes,
        sha256: file.sha256,
        storage_key: file.key,
        width: file.width,
        height: file.height,
        uploaded_by_kind: actor.kind,
        uploaded_by: actor.id,
        subject_type: subject?.type ?? null,
        subject_id: subject?.id ?? null,
      })
      .execute()
  })
  return id
}

/** The same bytes are kept once: whoever writes down or sweeps away a key does it alone. */
export async function lockKey(tx: Tx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 1))`.execute(tx)
}
