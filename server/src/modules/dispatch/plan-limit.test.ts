import { USUAL_WAYS } from '@aftercare/dispatch'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { at, makePlan, type Plan } from './plan.fixture.ts'
import { planFacts, type RunOptions } from './plan-facts.ts'
import { buildProblem, placesOf } from './plan-problem.ts'
import { outcomesOf } from './plan-reading.ts'
import { dayTables } from './plan-ways.ts'
import { whyFixed } from './scenario-why.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
  await plan.technician()
})

test('more orders than one plan takes: the most urgent are planned, each of the others is told with its reason', async () => {
  const priorities = ['P4', 'P2', 'P3', 'P1', 'P5']
  const orders = new Map<string, string>()
  for (const priority of priorities) {
    const { id } = await plan.order()
    await world.services.db.tx(world.tenant.id, (tx) =>
      tx.updateTable('dispatch.work_order').set({ priority }).where('id', '=', id).execute(),
    )
    orders.set(id, priority)
  }
  const options: RunOptions = {
    ...{ zone: 'Asia/Shanghai', cause: null, freezeMinutes: 0, overtimeMinutes: 0, keepPromises: true, giveWay: false },
  }
  const run = { station_id: plan.stationId, from_at: new Date(at(0)), to_at: new Date(at(24)) }
  const facts = await world.services.db.tx(world.tenant.id, (tx) =>
    planFacts(tx, systemActor(world.tenant.id), run, options, Date.now(), 3),
  )
  expect(facts.jobs.map(({ orderId }) => orders.get(orderId))).toEqual(['P1', 'P2', 'P3'])
  const places = placesOf(facts)
  const built = buildProblem(facts, places, dayTables(facts, places, USUAL_WAYS))
  expect(built.jobs).toHaveLength(3)
  const outcomes = outcomesOf(built, { routes: [] } as unknown as Parameters<typeof outcomesOf>[1])
  const why = whyFixed(facts, built)
  const later = outcomes.filter(({ reason }) => reason === 'too_many')
  expect(later.map(({ job, kind }) => [orders.get(job.orderId), kind])).toEqual([['P4', 'left'], ['P5', 'left']]) // biome-ignore format: pairs
  for (const { job } of later) expect(why.get(job)).toMatchObject({ reason: 'too_many', values: { most: 2000 } })
})
