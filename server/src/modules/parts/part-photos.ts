import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { attachFiles, detachFile } from '../../kit/files/attach.ts'
import type { FileRow } from '../../kit/files/send.ts'
import { notFound } from '../../kit/problem.ts'
import { partRow } from './catalogue.ts'

/** Photos by which a part is recognised: whoever may read the catalogue sees them, at every station. */
export async function addPhoto(tx: Tx, actor: Actor, partId: string, fileId: string): Promise<void> {
  await partRow(tx, partId)
  await attachFiles(tx, actor, [fileId], { type: 'part', id: partId, stationId: null, isPublic: false })
}

export async function photoOf(tx: Tx, partId: string, fileId: string): Promise<FileRow> {
  const file = await tx
    .selectFrom('kit.file')
    .selectAll()
    .where('id', '=', fileId)
    .where('subject_type', '=', 'part')
    .where('subject_id', '=', partId)
    .executeTakeFirst()
  if (!file) throw notFound('file')
  return file
}

/** Taken off the part; the file itself is swept with others that belong to nothing. */
export async function removePhoto(tx: Tx, partId: string, fileId: string): Promise<void> {
  await photoOf(tx, partId, fileId)
  await detachFile(tx, fileId, { type: 'part', id: partId })
}
