import type { Tx } from '../../kit/db.ts'
import type { FileRow } from '../../kit/files/send.ts'
import { notFound } from '../../kit/problem.ts'

/** The picture itself: our own safe drawing, or the file that was uploaded. */
export async function pictureOf(tx: Tx, id: string): Promise<{ svg: string } | { file: FileRow }> {
  const row = await tx.selectFrom('parts.drawing').select(['svg', 'file_id']).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('drawing')
  if (row.svg !== null) return { svg: row.svg }
  const file = await tx.selectFrom('kit.file').selectAll().where('id', '=', row.file_id!).executeTakeFirst()
  if (!file) throw notFound('file')
  return { file }
}
