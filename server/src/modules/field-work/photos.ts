import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { notFound } from '../../kit/problem.ts'
import { mustBeUnsigned } from './report.ts'
import type { photoBody } from './shapes.ts'
import { findOwnWork, type Work } from './work.ts'

/** Photos are facts: they may arrive late, after the signature and after the visit, and are never refused for that. */
export async function putPhoto(
  tx: Tx,
  actor: Actor,
  visitId: string,
  photoId: string,
  input: z.output<typeof photoBody>,
): Promise<void> {
  await appendPhoto(tx, actor, await findOwnWork(tx, actor, visitId), photoId, input)
}

/** The same for a visit that is somebody else's by now. */
export async function appendPhoto(
  tx: Tx,
  actor: Actor,
  work: Pick<Work, 'id' | 'stationId'>,
  photoId: string,
  input: z.output<typeof photoBody>,
): Promise<void> {
  const visitId = work.id
  const before = await tx.selectFrom('field_work.photo').select('visit_id').where('id', '=', photoId).executeTakeFirst()
  if (before && before.visit_id !== visitId) throw notFound('photo')
  await attachFiles(tx, actor, [input.fileId], {
    type: 'visit',
    id: visitId,
    stationId: work.stationId,
    isPublic: true,
  })
  const columns = {
    file_id: input.fileId,
    kind: input.kind,
    checklist_key: input.checklistKey ?? null,
    taken_at: input.takenAt,
    // What an older app told says nothing of it.
    taken_by: input.takenBy ?? 'clock',
    lat: input.lat ?? null,
    lon: input.lon ?? null,
    caption: input.caption ?? null,
  }
  await tx
    .insertInto('field_work.photo')
    .values({ ...columns, id: photoId, visit_id: visitId })
    .onConflict((c) => c.columns(['tenant_id', 'id']).doUpdateSet(columns))
    .execute()
}

export async function removePhoto(tx: Tx, actor: Actor, visitId: string, photoId: string): Promise<void> {
  const work = await findOwnWork(tx, actor, visitId)
  const report = await tx
    .selectFrom('field_work.report')
    .select(['signed_at', 'signer_name'])
    .where('visit_id', '=', work.id)
    .executeTakeFirst()
  if (report) mustBeUnsigned(report)
  await tx.deleteFrom('field_work.photo').where('id', '=', photoId).where('visit_id', '=', visitId).execute()
}
