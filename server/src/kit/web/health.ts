import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Services } from '../app.ts'

/** Older than this, the oldest waiting job says that nobody works. */
const LATE_SECONDS = 60

export interface QueueState {
  waiting: number
  failed: number
  lagSeconds: number
}

export async function queueState(services: Services): Promise<QueueState> {
  const { rows } = await sql<{ waiting: number; failed: number; lag_seconds: number }>`
    select waiting, failed, lag_seconds from kit.queue_state()`.execute(services.db.untenanted)
  const { waiting, failed, lag_seconds } = rows[0]!
  return { waiting, failed, lagSeconds: lag_seconds }
}

/** `/healthz`: the process lives. `/readyz`: it can answer, for a load balancer; a late worker is told but no reason to stay away. */
export function tellHealth(app: FastifyInstance, services: Services): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const started = performance.now()
    const jobs = await queueState(services).catch(() => null)
    const ready = jobs !== null && !closing
    const ms = Math.round(performance.now() - started)
    const worker = jobs && { ...jobs, isLate: jobs.lagSeconds > LATE_SECONDS }
    const database = { ok: jobs !== null, ms }
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', database, worker })
  })
}
