import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, sees } from '../actor.ts'
import type { Services } from '../app.ts'
import type { Tx } from '../db.ts'
import { listOfSubject } from '../list/definition.ts'
import { notFound } from '../problem.ts'
import { maySee } from '../subjects.ts'
import { answerFor, readFile } from './serve.ts'

export interface FileRow {
  id: string
  name: string
  type: string
  bytes: string
  sha256: string
  storage_key: string
  subject_type: string | null
  subject_id: string | null
  station_id: string | null
  is_public: boolean
  uploaded_by_kind: string
  uploaded_by: string | null
}

/** The file, if this actor may see it: what they sent themselves, or what belongs to something they see. */
export async function visibleFile(tx: Tx, actor: Actor, id: string): Promise<FileRow> {
  const file = await tx.selectFrom('kit.file').selectAll().where('id', '=', id).executeTakeFirst()
  if (!file || !(await mayRead(tx, actor, file))) throw notFound('file')
  return file
}

async function mayRead(tx: Tx, actor: Actor, file: FileRow): Promise<boolean> {
  if (actor.kind === file.uploaded_by_kind && actor.id !== null && actor.id === file.uploaded_by) return true
  if (file.subject_type === null || file.subject_id === null) return false
  if (actor.kind === 'customer' && !file.is_public) return false
  // Without a list that says who sees such a thing, its station does.
  const isStaff = actor.kind === 'person' || actor.kind === 'api_key'
  if (isStaff && file.subject_type !== 'task' && !listOfSubject(file.subject_type)) return sees(actor, file.station_id)
  return maySee(tx, actor, file.subject_type, file.subject_id)
}

/** Answers with the bytes: whole, a part, or "you have it already". */
export async function fileAnswer(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  file: Omit<FileRow, 'uploaded_by' | 'uploaded_by_kind'>,
  how: { download?: boolean; cacheControl?: string } = {},
): Promise<Readable | null> {
  const { range, 'if-none-match': ifNoneMatch } = request.headers
  const ifRange = request.headers['if-range'] as string | undefined
  const asked = { range, ifRange, ifNoneMatch, download: how.download ?? false }
  const answer = answerFor({ ...file, bytes: Number(file.bytes) }, asked)
  reply.status(answer.status).headers(answer.headers)
  if (how.cacheControl) reply.header('cache-control', how.cacheControl)
  return answer.part ? readFile(services.files, file.storage_key, answer.part) : null
}
