import { expect, test } from 'vitest'
import { useWorld } from '../../test/harness.ts'
import { enqueue, job } from './jobs.ts'
import { startWorker } from './worker.ts'

const world = useWorld()
const soon = async (condition: () => boolean, patience = 15_000) => {
  for (const until = Date.now() + patience; !condition() && Date.now() < until; )
    await new Promise((go) => setTimeout(go, 50))
}

test('the job of a worker that was killed is free again within seconds, not hours', async () => {
  const { services, tenant } = world
  await services.db.tx(tenant.id, (tx) => enqueue(tx, 'tiny-job', { n: 1 }))
  await services.ownerPool.query(
    `update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now() - interval '20 seconds'`,
  )
  const done: unknown[] = []
  const worker = await startWorker(services, services.ownerPool, [
    job('tiny-job', async (call) => void done.push(call)),
  ])
  await soon(() => done.length > 0)
  expect(done).toMatchObject([{ tenantId: tenant.id, payload: { n: 1 } }])
  await worker.stop()
})

test('a job that was locked for a living worker whose connection was cut before it heard of it is free again', async () => {
  const { services, tenant } = world
  const done: unknown[] = []
  const worker = await startWorker(services, services.ownerPool, [job('tiny-lost', async () => void done.push(1))])
  const sign = async () => {
    const { rows } = await services.ownerPool.query<{ pool: string }>(
      `select substr(application_name, 18) as pool from pg_stat_activity where application_name like 'aftercare worker %'`,
    )
    return rows[0]?.pool
  }
  let pool: string | undefined
  while (!pool) pool = await sign()
  const client = await services.ownerPool.connect()
  // In one transaction, as the worker's own statement does it: nobody sees the job unlocked.
  await client.query('begin')
  await client.query(
    `select graphile_worker.add_job('tiny-lost', json_build_object('tenantId', $1::text), max_attempts := 3)`,
    [tenant.id],
  )
  const locked = await client.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() where id in
       (select id from graphile_worker.jobs where task_identifier = 'tiny-lost')`,
    [pool],
  )
  expect(locked.rowCount).toBe(1)
  await client.query('commit')
  client.release()
  await soon(() => done.length > 0, 25_000)
  expect(done).toEqual([1])
  await worker.stop()
})

test('a living worker keeps its job, however long it takes', async () => {
  const { services, tenant } = world
  let ran = 0
  const slow = job('tiny-slow', async () => {
    ran += 1
    await new Promise((go) => setTimeout(go, 7_000))
  })
  const [one, two] = [
    await startWorker(services, services.ownerPool, [slow]),
    await startWorker(services, services.ownerPool, [slow]),
  ]
  await services.db.tx(tenant.id, (tx) => enqueue(tx, 'tiny-slow', {}))
  await soon(() => ran > 0)
  await services.ownerPool.query(`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'`)
  await new Promise((go) => setTimeout(go, 6_000))
  expect(ran).toBe(1)
  await Promise.all([one.stop(), two.stop()])
})

test('after its connections were cut the worker works on', async () => {
  const { services, tenant } = world
  const done: unknown[] = []
  const worker = await startWorker(services, services.ownerPool, [job('tiny-after', async () => void done.push(1))])
  await services.ownerPool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await services.db.tx(tenant.id, (tx) => enqueue(tx, 'tiny-after', {})).catch(() => {})
  await services.db.tx(tenant.id, (tx) => enqueue(tx, 'tiny-after', {}))
  await soon(() => done.length > 0)
  expect(done.length).toBeGreaterThan(0)
  await worker.stop()
})
