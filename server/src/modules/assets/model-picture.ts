import type { Tx } from '../../kit/db.ts'
import type { FileRow } from '../../kit/files/send.ts'
import { notFound } from '../../kit/problem.ts'

/** The picture of a model: whoever holds the product may see what it should look like. */
export async function modelPicture(tx: Tx, modelId: string): Promise<FileRow> {
  const file = await tx
    .selectFrom('kit.file as f')
    .innerJoin('assets.model as m', 'm.image_file_id', 'f.id')
    .selectAll('f')
    .where('m.id', '=', modelId)
    .where('f.subject_type', '=', 'model')
    .where('f.is_public', '=', true)
    .executeTakeFirst()
  if (!file) throw notFound('file')
  return file
}
