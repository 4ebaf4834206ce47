import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, type Plan } from './plan.fixture.ts'
import { ownStation, planned } from './scenario.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const HERE = { lat: 31.2354, lon: 121.4805 }
/** Some half an hour away. */
const FAR = { lat: 31.34, lon: 121.48 }
type Item = { kind: string; workOrderId: string; technician: { id: string } | null; startsAt: string; endsAt: string }

const rules = async (personId: string, body: object) => {
  const manager = await world.tenant.as('service_manager')
  const { version } = (await manager.get(`/people/${personId}`)).body
  const answer = await manager.patch(`/people/${personId}`, body, { 'if-match': `"${version}"` })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
const orders = async (stationId: string, n: number, plannedMinutes: number) => {
  for (let i = 0; i < n; i++)
    await plan.order({ requestId: (await plan.request({ stationId })).id, plannedMinutes, skillCodes: [] })
}
const done = (scenario: { items: Item[] }) => scenario.items.filter((one) => one.kind === 'book')

test('whoever has to be home when the shift ends is given less; the last visit leaves time for the way', async () => {
  const stationId = await ownStation(world)
  const who = await plan.technician({ stationId, home: FAR })
  await orders(stationId, 1, 480)
  // Nine to six: half an hour there, eight hours of work, and nobody asks for the way back.
  expect(done(await planned(world, plan, stationId))).toHaveLength(1)
  await rules(who, { dayEnds: 'home' })
  const scenario = await planned(world, plan, stationId)
  expect(scenario.items).toMatchObject([{ kind: 'left', reason: 'shift' }])
  const [order] = scenario.items
  const slots = async () => (await plan.dispatcher.get(`/work-orders/${order.workOrderId}/slots?days=3`)).body.slots
  expect(await slots()).toEqual([])
  await rules(who, { dayEnds: 'anywhere' })
  expect((await slots()).length).toBeGreaterThan(0)
  // What is booked all the same stays, and plans and times offered can still be made around it.
  await plan.dispatcher.post('/visits', {
    workOrderId: order.workOrderId,
    technicianId: who,
    start: at(10),
    minutes: 480,
  })
  await rules(who, { dayEnds: 'home' })
  await orders(stationId, 1, 30)
  const around = await planned(world, plan, stationId)
  expect(around.items.map((one: Item) => one.kind)).not.toContain('stuck')
  const left = around.items.find((one: Item) => one.workOrderId !== order.workOrderId)
  expect((await plan.dispatcher.get(`/work-orders/${left.workOrderId}/slots?days=3`)).status).toBe(200)
})

test('the hours of the week, overtime with its limit, what is worked already included', async () => {
  const stationId = await ownStation(world)
  const who = await plan.technician({ stationId, home: HERE })
  await rules(who, { weeklyMinutes: 8 * 60, weeklyOvertimeMinutes: 60, overtimePrice: 1 })
  await orders(stationId, 6, 120)
  const week = await planned(world, plan, stationId, { kind: 'week' })
  // Nine hours at the most, over five days: four times two.
  expect(done(week)).toHaveLength(4)
  const why = await plan.dispatcher.get(`/scenarios/${week.id}/why`)
  const left = week.items.filter((one: Item) => one.kind === 'left')
  const reasons = why.body.items.filter((one: { itemId: string }) =>
    left.some((item: { id: string }) => item.id === one.itemId),
  )
  expect(reasons.map((one: { why: { reason: string } }) => one.why.reason)).toEqual(['person_cap', 'person_cap'])

  // Tuesday's five hours are worked; of Monday's plan there is room for four more.
  const busy = await plan.order({ requestId: (await plan.request({ stationId })).id })
  await plan.dispatcher.post('/visits', { workOrderId: busy.id, technicianId: who, start: at(33), minutes: 300 })
  expect(done(await planned(world, plan, stationId))).toHaveLength(2)
  await rules(who, { weeklyMinutes: null })
  expect(done(await planned(world, plan, stationId))).toHaveLength(4)
})

test('no day longer than the law’s; beyond it and beyond the week a booking asks for a reason', async () => {
  const stationId = await ownStation(world)
  const who = await plan.technician({ stationId, home: HERE })
  await rules(who, { dailyMinutes: 300 })
  await orders(stationId, 4, 120)
  const scenario = await planned(world, plan, stationId)
  expect(done(scenario)).toHaveLength(2)
  const [one, other] = scenario.items as Item[]
  const book = (item: Item, hour: number, minutes: number, more: object = {}) =>
    plan.dispatcher.post('/visits', {
      workOrderId: item.workOrderId,
      technicianId: who,
      start: at(hour),
      minutes,
      ...more,
    })
  expect((await book(one!, 9, 240)).status).toBe(201)
  const long = await book(other!, 14, 120)
  expect(long.body.values.reasons).toEqual([{ code: 'day_full', values: { minutes: 360, most: 300 } }])
  await rules(who, { dailyMinutes: null, weeklyMinutes: 300 })
  const full = await book(other!, 14, 120)
  expect(full.body.values.reasons).toEqual([{ code: 'week_full', values: { minutes: 360, most: 300 } }])
  expect((await book(other!, 14, 120, { overrideReason: 'agreed by phone' })).status).toBe(201)
})

test('overtime that is dear is left to others', async () => {
  const stationId = await ownStation(world)
  const near = await plan.technician({ stationId, home: HERE })
  const far = await plan.technician({ stationId, home: FAR })
  await orders(stationId, 2, 120)
  const who = async () => {
    const found = done(await planned(world, plan, stationId)).map((one) => one.technician?.id)
    return [near, far].map((id) => found.filter((one) => one === id).length)
  }
  await rules(far, { weeklyMinutes: 60, weeklyOvertimeMinutes: 600, overtimePrice: 10 })
  await rules(near, { weeklyMinutes: 120, weeklyOvertimeMinutes: 600, overtimePrice: 0 })
  expect(await who()).toEqual([2, 0])
  await rules(near, { weeklyMinutes: 120, weeklyOvertimeMinutes: 600, overtimePrice: 10 })
  await rules(far, { weeklyMinutes: null })
  expect(await who()).toEqual([1, 1])
})
