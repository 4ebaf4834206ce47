import { type JobHelpers, Logger, runOnce } from 'graphile-worker'
import { isLastTry } from '../src/kit/worker.ts'
import { ALL_JOBS } from '../src/modules.ts'
import type { Running } from '../src/services.ts'

/** Works off all jobs that are due, and those they queue, then returns. */
export async function runJobsNow(services: Running): Promise<void> {
  const taskList = Object.fromEntries(
    ALL_JOBS.map((one) => [
      one.name,
      async (payload: unknown, helpers: JobHelpers) => {
        const { tenantId, ...rest } = payload as { tenantId: string }
        await one.handle({ services, tenantId, payload: rest, log: services.log, isLast: isLastTry(helpers) })
      },
    ]),
  )
  await runOnce({
    pgPool: services.ownerPool,
    taskList,
    logger: new Logger(() => () => {}),
    noPreparedStatements: true,
  })
}
