import { words } from '@aftercare/words/server'
import { systemActor } from '../../kit/actor.ts'
import { portalLink } from '../../kit/company/portal-link.ts'
import { keepMade } from '../../kit/files/made.ts'
import type { Job, ReactionCall, Reactions } from '../../kit/jobs.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { customersOwn } from '../../kit/subjects.ts'
import { followFailedChecks } from './failed-checks.ts'
import { reportPaper } from './report-paper.ts'
import { keepWorkTime } from './time-sheet.ts'
import { findWork } from './work.ts'

customersOwn('visit', async (tx, customerId, id) =>
  Boolean(
    await tx
      .selectFrom('dispatch.visit as v')
      .innerJoin('requests.request as r', 'r.id', 'v.request_id')
      .select('v.id')
      .where('v.id', '=', id)
      .where('r.customer_id', '=', customerId)
      .executeTakeFirst(),
  ),
)

/** The report is printed when the visit ends, kept, and sent to the customer. */
async function keepReport({ tx, event, services }: ReactionCall): Promise<void> {
  const { tenant_id } = await tx.selectFrom('kit.company').select('tenant_id').executeTakeFirstOrThrow()
  const actor = systemActor(tenant_id)
  const work = await findWork(tx, actor, event.subjectId)
  const bytes = await reportPaper(tx, services, actor, work.id, event.at)
  const to = { type: 'visit', id: work.id, stationId: work.stationId, isPublic: true }
  const name = `${words(work.language)('field-work:report.title')} ${work.number}.pdf`
  const fileId = await keepMade(tx, services, actor, { name, bytes }, to)
  await tx.updateTable('field_work.report').set({ report_file_id: fileId }).where('visit_id', '=', work.id).execute()
  const customer = work.customerId
    ? await tx
        .selectFrom('parties.customer')
        .select(['name', 'email'])
        .where('id', '=', work.customerId)
        .executeTakeFirst()
    : undefined
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

export const reactions: Reactions = {
  'visit.completed': {
    'field-work-checks': followFailedChecks,
    'field-work-report': keepReport,
    'field-work-time': keepWorkTime,
  },
  'visit.part_completed': { 'field-work-report': keepReport, 'field-work-time': keepWorkTime },
  'visit.no_access': { 'field-work-time': keepWorkTime },
}
export const jobs: Job[] = []
