import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { sendFile } from '../../kit/files/send.ts'
import { findWork } from './work.ts'

/** The report as it was sent to the customer; false while there is none yet. */
export async function sendKeptReport(
  tx: Tx,
  services: Services,
  actor: Actor,
  visitId: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const work = await findWork(tx, actor, visitId)
  const file = await tx
    .selectFrom('field_work.report as t')
    .innerJoin('kit.file as f', 'f.id', 't.report_file_id')
    .selectAll('f')
    .where('t.visit_id', '=', work.id)
    .executeTakeFirst()
  if (!file) return false
  await sendFile(services, request, reply, file, { download: false })
  return true
}
