import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { FileRow } from '../../kit/files/send.ts'
import { notFound } from '../../kit/problem.ts'

/** Articles are the whole company's, so are their pictures; one not saved yet is seen by who sent it. */
export async function articlePicture(tx: Tx, actor: Actor, id: string): Promise<FileRow> {
  const file = await tx.selectFrom('kit.file').selectAll().where('id', '=', id).executeTakeFirst()
  const isOwn = file?.subject_id === null && file.uploaded_by_kind === actor.kind && file.uploaded_by === actor.id
  if (!file || !(isOwn || file.subject_type === 'article')) throw notFound('file')
  return file
}
