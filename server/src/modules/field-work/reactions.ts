import type { Job, Reactions } from '../../kit/jobs.ts'
import { customersOwn } from '../../kit/subjects.ts'
import { followFailedChecks } from './failed-checks.ts'
import { keepReport, keepReportAnew } from './report-sent.ts'
import { keepWorkTime } from './time-sheet.ts'

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

export const reactions: Reactions = {
  'visit.completed': {
    'field-work-checks': followFailedChecks,
    'field-work-report': keepReport,
    'field-work-time': keepWorkTime,
  },
  'visit.part_completed': { 'field-work-report': keepReport, 'field-work-time': keepWorkTime },
  'visit.told_judged': { 'field-work-report-anew': keepReportAnew },
  'visit.no_access': { 'field-work-time': keepWorkTime },
}
export const jobs: Job[] = []
