import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, type Plan, version } from './plan.fixture.ts'
import { apply, ownStation, planned } from './scenario.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const HERE = { lat: 31.2354, lon: 121.4805 }
type Item = { kind: string; workOrderId: string; startsAt: string; reason: string }
const orderAt = async (stationId: string, more: object = {}) =>
  plan.order({ requestId: (await plan.request({ stationId })).id, ...more })
const after = (orderId: string, first: string, gapMinutes = 0) =>
  plan.dispatcher.put(`/work-orders/${orderId}/links`, { first: [{ workOrderId: first, gapMinutes }] })
const startOf = (scenario: { items: Item[] }, { id }: { id: string }) =>
  scenario.items.find((one) => one.workOrderId === id)!

test('a plan keeps the order and the gap; without the first there is no second; the plan is applied in that order', async () => {
  const stationId = await ownStation(world)
  await plan.technician({ stationId, home: HERE })
  await plan.technician({ stationId, home: HERE })
  const [delivery, installation] = [await orderAt(stationId), await orderAt(stationId)]
  const free = await planned(world, plan, stationId)
  // Two people, two orders: without a tie both begin at nine.
  expect([startOf(free, delivery).startsAt, startOf(free, installation).startsAt]).toEqual([at(9), at(9)])
  await after(installation.id, delivery.id, 90)
  const tied = await planned(world, plan, stationId)
  expect(startOf(tied, delivery).startsAt).toBe(at(9))
  expect(startOf(tied, installation).startsAt >= at(11, 30)).toBe(true)
  const part = await apply(plan.dispatcher, tied, {
    itemIds: [(startOf(tied, installation) as unknown as { id: string }).id],
  })
  expect(part.body.code).toBe('conflict.plan_moved')
  expect((await apply(plan.dispatcher, tied)).status).toBe(200)

  const waits = await ownStation(world)
  await plan.technician({ stationId: waits, home: HERE })
  const [first, second] = [await orderAt(waits, { skillCodes: ['cooling'] }), await orderAt(waits)]
  await after(second.id, first.id)
  const none = await planned(world, plan, waits)
  expect(startOf(none, second)).toMatchObject({ kind: 'left', reason: 'tied' })
})

test('booking too early asks for a reason, in both directions; times offered begin when the first is over', async () => {
  const stationId = await ownStation(world)
  const who = await plan.technician({ stationId, home: HERE })
  const other = await plan.technician({ stationId, home: HERE })
  const [first, second] = [await orderAt(stationId), await orderAt(stationId)]
  await after(second.id, first.id, 30)
  const book = (workOrderId: string, technicianId: string, hour: number, minute = 0) =>
    plan.dispatcher.post('/visits', { workOrderId, technicianId, start: at(hour, minute) })
  const codes = (answer: { body: { values: { reasons: { code: string }[] } } }) =>
    answer.body.values.reasons.map((one) => one.code)
  const slots = async () => (await plan.dispatcher.get(`/work-orders/${second.id}/slots?days=14`)).body.slots
  expect(codes(await book(second.id, other, 10))).toEqual(['after_unplanned'])
  expect(await slots()).toEqual([])
  const { body: visit } = await book(first.id, who, 10)
  expect((await slots()).every((one: { to: string }) => one.to > at(11, 30))).toBe(true)
  expect(codes(await book(second.id, other, 11))).toEqual(['after_later'])
  expect((await book(second.id, other, 11, 30)).status).toBe(201)
  const moved = await plan.dispatcher.put(
    `/visits/${visit.id}/schedule`,
    { technicianId: who, start: at(11), minutes: 60 },
    version(visit.version),
  )
  expect(codes(moved)).toEqual(['before_sooner'])
  const board = (await plan.dispatcher.get(`/board?from=${at(0)}&to=${at(24)}&stationId=${stationId}`)).body
  const shown = board.visits.find((one: { id: string }) => one.id === visit.id)
  expect(shown.links).toEqual({ after: null, before: { until: at(11), orders: [second.number] } })
})

test('a circle is refused with its chain, however long', async () => {
  const stationId = await ownStation(world)
  const [a, b, c] = [await orderAt(stationId), await orderAt(stationId), await orderAt(stationId)]
  expect((await after(b.id, a.id)).status).toBe(200)
  expect((await after(c.id, b.id)).status).toBe(200)
  const refused = await after(a.id, c.id)
  expect(refused.body).toMatchObject({
    code: 'dispatch.order_cycle',
    values: { chain: [a, b, c, a].map((one) => one.number).join(' → ') },
  })
  expect((await after(a.id, a.id)).status).toBe(422)
  expect((await plan.dispatcher.get(`/work-orders/${b.id}/links`)).body).toMatchObject({
    first: [{ number: a.number }],
    after: [{ number: c.number }],
  })
})
