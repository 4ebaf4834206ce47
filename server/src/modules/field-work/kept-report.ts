import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { findWork } from './work.ts'

/** The file of the report as it was sent to the customer; undefined while there is none yet. */
export async function keptReport(tx: Tx, actor: Actor, visitId: string) {
  const work = await findWork(tx, actor, visitId)
  return tx
    .selectFrom('field_work.report as t')
    .innerJoin('kit.file as f', 'f.id', 't.report_file_id')
    .selectAll('f')
    .where('t.visit_id', '=', work.id)
    .executeTakeFirst()
}
