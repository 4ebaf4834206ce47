import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Services } from '../app.ts'
import { announced } from '../events.ts'
import { problem } from '../problem.ts'
import { worked } from '../worker.ts'
import { queueState } from './health.ts'

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** `GET /metrics` for Prometheus: requests, connections, jobs, events, and the process itself. */
export function measure(app: FastifyInstance, services: Services): void {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  collectDefaultMetrics({ register: registry })
  measureRequests(app, registers)
  measureDatabase(services, registers)
  measureWork(services, registers)
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const { metricsToken } = services.settings
    if (metricsToken && request.headers.authorization !== `Bearer ${metricsToken}`)
      throw problem('unauthenticated', 401)
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function measureRequests(app: FastifyInstance, registers: Registry[]): void {
  const labelNames = ['method', 'route', 'status'] as const
  const count = new Counter({ name: 'aftercare_requests_total', help: 'Requests answered', labelNames, registers })
  const seconds = new Histogram({
    name: 'aftercare_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route'] as const,
    buckets: BUCKETS,
    registers,
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const route = request.routeOptions.url ?? 'none'
    count.inc({ method, route, status: reply.statusCode })
    seconds.observe({ method, route }, reply.elapsedTime / 1000)
  })
}

function measureDatabase(services: Services, registers: Registry[]): void {
  new Gauge({
    name: 'aftercare_database_connections',
    help: 'Connections of the pool',
    labelNames: ['state'] as const,
    registers,
    collect() {
      const { totalCount, idleCount, waitingCount } = services.db.pool
      this.set({ state: 'idle' }, idleCount)
      this.set({ state: 'busy' }, totalCount - idleCount)
      this.set({ state: 'waited_for' }, waitingCount)
    },
  })
}

function measureWork(services: Services, registers: Registry[]): void {
  new Gauge({
    name: 'aftercare_jobs',
    help: 'Jobs in the queue; lag_seconds is the age of the oldest that could run',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      const state = await queueState(services).catch(() => null)
      if (!state) return this.reset()
      this.set({ state: 'waiting' }, state.waiting)
      this.set({ state: 'failed' }, state.failed)
      this.set({ state: 'lag_seconds' }, state.lagSeconds)
    },
  })
  const counted = (name: string, help: string, labelNames: string[], counts: () => ReadonlyMap<string, number>) =>
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset()
        for (const [key, n] of counts()) {
          const values = key.split(' ')
          this.inc(Object.fromEntries(labelNames.map((label, i) => [label, values[i] ?? ''])), n)
        }
      },
    })
  counted('aftercare_events_total', 'Events announced by this process', ['type'], announced)
  counted('aftercare_jobs_worked_total', 'Jobs worked off by this process', ['job', 'outcome'], worked)
}
