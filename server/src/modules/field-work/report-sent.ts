import { words } from '@aftercare/words/server'
import { systemActor } from '../../kit/actor.ts'
import { portalLink } from '../../kit/company/portal-link.ts'
import type { Tx } from '../../kit/db.ts'
import { keepMade } from '../../kit/files/made.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { reportPaper } from './report-paper.ts'
import type { ToldKind } from './told.ts'
import { findWork, type Work } from './work.ts'

/** The report is printed when the visit ends, kept, and sent to the customer. */
export async function keepReport(call: ReactionCall): Promise<void> {
  const { work, fileId } = await printReport(call, call.event.subjectId)
  await sendReport(call, work, fileId)
}

/** What the paper tells. */
const PRINTED: readonly ToldKind[] = [
  ...(['tap', 'report', 'line', 'line_removed', 'found', 'extra_work', 'photo', 'photo_removed', 'signature'] as const),
]

/**
 * Something told late was taken over after the report had been printed: it is printed anew, so that what customer, portal and
 * archive hold is what stands on the visit. Whoever signed gets what they signed; for anything less nobody is written to again.
 */
export async function keepReportAnew(call: ReactionCall): Promise<void> {
  const told = await call.tx
    .selectFrom('field_work.told as t')
    .innerJoin('field_work.report as r', 'r.visit_id', 't.visit_id')
    .select(['t.kind', 'r.visit_id'])
    .where('t.id', '=', call.event.subjectId)
    .where('t.verdict', '=', 'taken_over')
    .where('r.report_file_id', 'is not', null)
    .executeTakeFirst()
  if (!told || !PRINTED.includes(told.kind as ToldKind) || (call.event.data as { refused?: string }).refused) return
  const { work, fileId } = await printReport(call, told.visit_id)
  if (told.kind === 'signature') await sendReport(call, work, fileId)
}

async function printReport({ tx, event, services }: ReactionCall, visitId: string) {
  const { tenant_id } = await tx.selectFrom('kit.company').select('tenant_id').executeTakeFirstOrThrow()
  const actor = systemActor(tenant_id)
  const work = await findWork(tx, actor, visitId)
  const bytes = await reportPaper(tx, services, actor, work.id, event.at)
  const to = { type: 'visit', id: work.id, stationId: work.stationId, isPublic: true }
  const name = `${words(work.language)('field-work:report.title')} ${work.number}.pdf`
  const fileId = await keepMade(tx, services, actor, { name, bytes }, to)
  await tx.updateTable('field_work.report').set({ report_file_id: fileId }).where('visit_id', '=', work.id).execute()
  return { work, fileId }
}

async function sendReport({ tx, services }: ReactionCall, work: Work, fileId: string): Promise<void> {
  const customer = work.customerId ? await recipient(tx, work.customerId) : undefined
  if (!customer?.email) return
  await queueMail(tx, {
    to: customer.email,
    language: work.language,
    template: 'service-report',
    values: {
      name: customer.name,
      number: work.requestNumber,
      title: work.requestTitle,
      link: await portalLink(tx, services, `/requests/${work.requestId}`),
    },
    fileIds: [fileId],
    subject: { type: 'request', id: work.requestId },
  })
}

const recipient = (tx: Tx, customerId: string) =>
  tx.selectFrom('parties.customer').select(['name', 'email']).where('id', '=', customerId).executeTakeFirst()
