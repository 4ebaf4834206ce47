import { sql } from 'kysely'
import type { Services } from '../../kit/app.ts'
import { type Job, job } from '../../kit/jobs.ts'
import { endRun } from './run-end.ts'

/**
 * Every minute: a run whose job will never be tried again has failed. It could not say so itself when its worker died at the
 * last try, or when the database was still away then.
 */
export const endAbandonedRuns: Job = job(
  'dispatch-end-abandoned-runs',
  ({ services, tenantId }) => endAbandoned(services, tenantId),
  '* * * * *',
)

export async function endAbandoned(services: Services, tenantId: string): Promise<void> {
  const left = await services.db.tx(tenantId, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from dispatch.abandoned_runs()`.execute(tx)
    return rows
  })
  for (const { id } of left) await endRun(services, tenantId, id, 'failed', { error_code: 'unavailable' })
}
