import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'

const SIGN = 'aftercare worker '
const EVERY_MS = 5_000
/** A pool that began just now may not have put up its sign yet. */
const GRACE = '5 seconds'

/**
 * A killed worker's jobs would stay locked for four hours (graphile-worker's expiry). So every worker shows a sign of life
 * in pg_stat_activity, which the database itself takes down with the connection, and all of them free what has no sign. And each
 * frees what is locked in its own name though it is not at it: its connection was cut between the lock and the answer.
 */
export async function watchForDead(ownerPool: pg.Pool, log: Logger) {
  const events: WorkerEvents = new EventEmitter()
  let pool: string | null = null
  let sign: pg.Client | null = null
  let stopped = false
  const atWork = new Set<string>()
  /** Locked in our name and not at work when last looked: once may be a job about to begin, or one just written off. */
  let doubtful = new Set<string>()
  const show = async () => {
    if (stopped || !pool) return
    if (!sign) {
      const fresh = new pg.Client(ownerPool.options)
      fresh.on('error', () => {})
      fresh.once('end', () => {
        if (sign === fresh) sign = null
      })
      await fresh.connect()
      sign = fresh
    }
    await sign.query(`select set_config('application_name', $1, false)`, [SIGN + pool])
  }
  const freeOwn = async () => {
    const { rows } = await ownerPool.query<{ id: string }>('select id from graphile_worker.jobs where locked_by = $1', [
      pool,
    ])
    const idle = rows.map((row) => row.id).filter((id) => !atWork.has(id))
    const forgotten = idle.filter((id) => doubtful.has(id))
    doubtful = new Set(idle)
    if (forgotten.length === 0) return
    log.warn({ jobs: forgotten }, 'jobs this worker never learnt of are free again')
    await ownerPool.query(
      `with job as (
         update graphile_worker._private_jobs set locked_by = null, locked_at = null
         where id = any($1::bigint[]) and locked_by = $2 returning job_queue_id)
       update graphile_worker._private_job_queues q set locked_by = null, locked_at = null
       from job where q.id = job.job_queue_id and q.locked_by = $2`,
      [forgotten, pool],
    )
  }
  const tend = async () => {
    await show()
    await freeOwn()
    const { rows } = await ownerPool.query<{ dead: string[] | null }>(
      `select array_agg(distinct j.locked_by) as dead from graphile_worker.jobs j
       where j.locked_by is not null and j.locked_at < now() - $1::interval
         and not exists (select from pg_stat_activity a where a.application_name = $2 || j.locked_by)`,
      [GRACE, SIGN],
    )
    const dead = rows[0]?.dead
    if (!dead) return
    log.warn({ workers: dead }, 'jobs of a worker that is gone are free again')
    await ownerPool.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
  }
  const quietly = (work: () => Promise<void>) => () =>
    void work().catch((error) => log.debug({ err: error }, 'sign of life'))
  events.on('job:start', ({ job }) => atWork.add(job.id))
  events.on('job:complete', ({ job }) => atWork.delete(job.id))
  events.on('pool:create', ({ workerPool }) => {
    pool = workerPool.id
    atWork.clear()
    quietly(tend)()
  })
  const timer = setInterval(quietly(tend), EVERY_MS)
  return {
    events,
    async stop() {
      stopped = true
      clearInterval(timer)
      await sign?.end().catch(() => {})
    },
  }
}
