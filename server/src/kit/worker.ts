import { type JobHelpers, parseCronItems, type Runner, run, type Task, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Services } from './app.ts'
import { watchForDead } from './dead-workers.ts'
import type { Job } from './jobs.ts'
import { patientPool } from './patient-pool.ts'

/** Jobs of this process by 'name outcome', for the metrics. */
const counts = new Map<string, number>()
export function worked(): ReadonlyMap<string, number> {
  return counts
}

export interface Worker {
  stop(): Promise<void>
}

const RESTART_MS = 1_000

/** Works jobs off, in the server's process or in one of its own, until told to stop; comes back when the database does. */
export async function startWorker(
  services: Services,
  ownerPool: pg.Pool,
  jobs: readonly Job[],
  concurrency = 4,
): Promise<Worker> {
  // As items, not as a crontab: there a job may not have a dot in its name.
  const parsedCronItems = parseCronItems(jobs.flatMap((one) => (one.cron ? [{ match: one.cron, task: one.name }] : [])))
  const taskList: TaskList = Object.fromEntries(jobs.map((one) => [one.name, taskOf(services, one)]))
  const watch = await watchForDead(ownerPool, services.log)
  let stopping = false
  let runner: Runner | null = null
  let timer: NodeJS.Timeout | null = null
  const start = async () => {
    runner = await run({
      pgPool: patientPool(ownerPool),
      taskList,
      parsedCronItems,
      concurrency,
      noHandleSignals: true,
      logger: services.workerLogger,
      events: watch.events,
    })
    runner.promise.then(restart, restart)
  }
  const restart = (error?: unknown) => {
    runner = null
    if (stopping) return
    services.log.warn({ err: error }, 'the worker ended: starting it again')
    timer = setTimeout(() => void start().catch(restart), RESTART_MS)
  }
  await start()
  return {
    async stop() {
      stopping = true
      if (timer) clearTimeout(timer)
      await runner?.stop().catch(() => {})
      await watch.stop()
    },
  }
}

function taskOf(services: Services, one: Job): Task {
  return async (payload, helpers) => {
    const { tenantId, ...rest } = (payload ?? {}) as { tenantId?: string }
    const log = services.log.child({ job: one.name, tenantId })
    const tenants = tenantId ? [tenantId] : await allTenants(services)
    try {
      for (const tenant of tenants)
        await one.handle({ services, tenantId: tenant, payload: rest, log, isLast: isLastTry(helpers) })
      count(one.name, 'done')
    } catch (error) {
      count(one.name, 'failed')
      throw error
    }
  }
}

export const isLastTry = ({ job }: JobHelpers) => job.attempts >= job.max_attempts

function count(name: string, outcome: 'done' | 'failed'): void {
  const key = `${name} ${outcome}`
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

async function allTenants(services: Services): Promise<string[]> {
  const { rows } = await sql<{ tenant_id: string }>`select tenant_id from kit.all_tenants()`.execute(
    services.db.untenanted,
  )
  return rows.map((row) => row.tenant_id)
}
