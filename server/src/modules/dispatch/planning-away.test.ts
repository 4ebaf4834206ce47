import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { endAbandoned } from './abandoned-runs.ts'
import { makePlan, monday, type Plan } from './plan.fixture.ts'
import { apply as applyAs, planned as plannedOf } from './scenario.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const query = (text: string, values: unknown[] = []) => world.services.ownerPool.query(text, values)
const day = { kind: 'day', from: monday, seconds: 1 }

const planned = () => plannedOf(world, plan, plan.stationId)
const apply = (scenario: { id: string; version: number }) => applyAs(plan.dispatcher, scenario)

/** Does something whose connection is killed where it first writes into a table; returns when it has ended. */
async function killedAt<T>(table: string, work: () => Promise<T>): Promise<T> {
  const holder = await world.services.ownerPool.connect()
  await holder.query('begin')
  await holder.query(`lock table dispatch.${table} in share mode`)
  let isOver = false
  const working = work().finally(() => {
    isOver = true
  })
  let killed = 0
  while (killed === 0 && !isOver) {
    const { rowCount } = await query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query ~ $1 and pid <> pg_backend_pid()`,
      [table],
    )
    killed = rowCount ?? 0
    if (killed === 0) await new Promise((done) => setTimeout(done, 50))
  }
  await holder.query('rollback')
  holder.release()
  const done = await working
  expect(killed, `nobody wrote into ${table}`).toBeGreaterThan(0)
  return done
}

test('killed in the middle leaves nothing half applied', async () => {
  await plan.technician()
  const all = await Promise.all([1, 2, 3].map(() => plan.order()))
  const scenario = await planned()
  // The application waits at its first item, in the middle of its change, and its connection is killed there.
  const applying = await killedAt('scenario_item', () => apply(scenario))
  expect(applying.status).toBeGreaterThanOrEqual(500)
  for (const order of all)
    expect((await plan.dispatcher.get(`/work-orders/${order.id}`)).body.status).toBe('unscheduled')
  expect((await apply(scenario)).status).toBe(200)
})

test('the database goes away in the middle: begun anew, and its scenario is there once', async () => {
  const { runId, work, state, scenarios } = await lastingRun()
  // Where it writes its scenario down, after the search.
  await killedAt('scenario_item', work)
  expect(await state()).toMatchObject({ state: 'running', scenarioId: null })
  expect(await scenarios()).toBe(0)
  await work()
  expect(await state()).toMatchObject({ state: 'done', errorCode: null, scenarioId: expect.any(String) })
  expect(await scenarios()).toBe(1)
  await work()
  expect((await plan.dispatcher.get(`/planning-runs/${runId}`)).body.state).toBe('done')
})

test('the database goes away again and again: the run has failed and says why, nothing is left of it, another can begin', async () => {
  const { order, work, state, scenarios } = await lastingRun()
  // The last try fails before it has begun, the others while they write.
  for (const _ of [1, 2]) await killedAt('scenario_item', work)
  await killedAt('planning_run', work)
  expect(await state()).toMatchObject({ state: 'failed', errorCode: 'unavailable', scenarioId: null })
  expect(await scenarios()).toBe(0)
  expect((await plan.dispatcher.get(`/work-orders/${order.id}`)).body.status).toBe('unscheduled')
  const scenario = await planned()
  expect((await apply(scenario)).status).toBe(200)
  expect((await plan.dispatcher.get(`/work-orders/${order.id}`)).body.status).toBe('scheduled')
}, 60_000)

test('a worker that dies at the last try leaves a run nobody works on: it fails by itself, one that is tried again does not', async () => {
  const { work, state, runId } = await lastingRun()
  const sweep = () => endAbandoned(world.services, world.tenant.id)
  const job = (set: string) =>
    query(`update graphile_worker._private_jobs set ${set} where key = $1`, [`plan ${runId}`])
  await killedAt('scenario_item', work)
  await sweep()
  expect((await state()).state).toBe('running')
  await job(`attempts = max_attempts, locked_at = now(), locked_by = 'somebody at work'`)
  await sweep()
  expect((await state()).state).toBe('running')
  await job('locked_at = null, locked_by = null')
  await sweep()
  expect(await state()).toMatchObject({ state: 'failed', errorCode: 'unavailable', scenarioId: null })
  await job('run_at = now(), attempts = 0')
  await work()
  expect((await state()).state).toBe('failed')
  expect((await planned()).state).toBe('proposed')
})

/** A run that waits, and its job: due at once whenever it is worked, however often it has failed. */
async function lastingRun() {
  await plan.technician()
  const order = await plan.order()
  const run = await plan.dispatcher.post('/planning-runs', { ...day, stationId: plan.stationId })
  const runId = run.body.id as string
  const work = async () => {
    await query(`update graphile_worker._private_jobs set run_at = now() where key = $1`, [`plan ${runId}`])
    await world.jobs()
  }
  const state = async () => (await plan.dispatcher.get(`/planning-runs/${runId}`)).body
  const scenarios = async () => {
    const { rows } = await query('select count(*)::int as n from dispatch.scenario where run_id = $1', [runId])
    return rows[0].n as number
  }
  return { order, runId, work, state, scenarios }
}
