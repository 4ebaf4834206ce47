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
type Item = { kind: string; workOrderId: string; technician: { id: string } | null; startsAt: string; reason: string }

/** An order for two: one who knows cooling, and anybody else. */
async function two(more: { hands?: number } = {}) {
  const stationId = await ownStation(world)
  const cooler = await plan.technician({ stationId, skills: ['cooling'], home: HERE, name: '冷' })
  const hands: string[] = []
  for (let i = 0; i < (more.hands ?? 1); i++)
    hands.push(await plan.technician({ stationId, home: HERE, name: `手${i}` }))
  const { id: requestId } = await plan.request({ stationId })
  const order = await plan.order({ requestId, skillCodes: ['cooling'], crew: [{ skillCodes: [] }] })
  return { stationId, cooler, hands, order, requestId }
}
const visitsOf = async (orderId: string) =>
  (await plan.dispatcher.get(`/work-orders/${orderId}`)).body.visits.filter(
    (one: { status: string }) => one.status !== 'cancelled',
  )
const blocked = async (stationId: string, technicianId: string, hour: number, minutes: number) => {
  const { id } = await plan.order({ requestId: (await plan.request({ stationId })).id })
  const { body } = await plan.dispatcher.post('/visits', { workOrderId: id, technicianId, start: at(hour), minutes })
  await plan.dispatcher.put(`/visits/${body.id}/pin`, { pinned: true })
}

test('a plan gives two who are able a common start, when both are free; without the second nobody goes', async () => {
  const { stationId, cooler, hands, order } = await two()
  await blocked(stationId, cooler, 9, 120)
  await blocked(stationId, hands[0]!, 13, 300)
  const scenario = await planned(world, plan, stationId)
  const own = scenario.items.filter((one: Item) => one.workOrderId === order.id) as Item[]
  expect(own.map((one) => [one.kind, one.technician?.id])).toEqual([
    ['book', cooler],
    ['book', hands[0]],
  ])
  expect(own[0]!.startsAt).toBe(own[1]!.startsAt)
  expect(own[0]!.startsAt >= at(11) && own[0]!.startsAt <= at(12)).toBe(true)
  // One of the two alone is not taken apart: both are booked, and begin together.
  const applied = await apply(plan.dispatcher, scenario, { itemIds: [(own[1] as unknown as { id: string }).id] })
  expect(applied.status, JSON.stringify(applied.body)).toBe(200)
  const booked = await visitsOf(order.id)
  expect(booked.map((one: { technician: { id: string } }) => one.technician.id).sort()).toEqual(
    [cooler, hands[0]].sort(),
  )
  expect(new Set(booked.map((one: { startsAt: string }) => one.startsAt)).size).toBe(1)
  const again = await planned(world, plan, stationId)
  expect(again.items.filter((one: Item) => one.workOrderId === order.id).map((one: Item) => one.kind)).toEqual([
    'keep',
    'keep',
  ])

  const alone = await two({ hands: 0 })
  const none = await planned(world, plan, alone.stationId)
  expect(none.items.map((one: Item) => one.kind)).toEqual(['left', 'left'])
})

test('booked by one name the best other comes along; moved, pinned and cancelled together; the customer hears once', async () => {
  const { stationId, cooler, hands, order } = await two({ hands: 2 })
  await blocked(stationId, hands[0]!, 9, 120)
  const booked = await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId: cooler, start: at(10) })
  expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  const [first, second] = await visitsOf(order.id)
  expect([first, second].map((one) => one.technician.id).sort()).toEqual([cooler, hands[1]].sort())
  const board = (await plan.dispatcher.get(`/board?from=${at(0)}&to=${at(24)}&stationId=${stationId}`)).body
  const ours = board.visits.filter((one: { workOrderId: string }) => one.workOrderId === order.id)
  expect(new Set(ours.map((one: { crewId: string }) => one.crewId)).size).toBe(1)
  expect(ours.map((one: { skillCodes: string[] }) => one.skillCodes.length).sort()).toEqual([0, 1])

  const mate = [first, second].find((one) => one.technician.id === hands[1])
  const to = { technicianId: hands[1], start: at(14), minutes: 60 }
  const moved = await plan.dispatcher.put(`/visits/${mate.id}/schedule`, to, version(mate.version))
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)
  expect((await visitsOf(order.id)).map((one: { startsAt: string }) => one.startsAt)).toEqual([at(14), at(14)])

  // Where one of them cannot, none goes.
  await blocked(stationId, cooler, 16, 60)
  const refused = await plan.dispatcher.put(
    `/visits/${mate.id}/schedule`,
    { ...to, start: at(16) },
    version(moved.body.version),
  )
  expect(refused.body.code).toBe('conflict.double_booking')
  expect((await visitsOf(order.id)).map((one: { startsAt: string }) => one.startsAt)).toEqual([at(14), at(14)])

  await plan.dispatcher.put(`/visits/${mate.id}/pin`, { pinned: true })
  expect((await visitsOf(order.id)).map((one: { isPinned: boolean }) => one.isPinned)).toEqual([true, true])
  await plan.dispatcher.put(`/visits/${mate.id}/cancellation`, { reason: 'customer_asked' })
  expect(await visitsOf(order.id)).toEqual([])
  expect((await plan.dispatcher.get(`/work-orders/${order.id}`)).body.status).toBe('unscheduled')
})

test('times offered are those at which both are free, and a skill nobody else has leaves none', async () => {
  const { stationId, cooler, hands, order } = await two()
  const slots = async () => (await plan.dispatcher.get(`/work-orders/${order.id}/slots?days=3`)).body.slots
  const before = await slots()
  expect(before.length).toBeGreaterThan(0)
  const held = await plan.dispatcher.post(`/work-orders/${order.id}/holds`, {
    date: before[0].date,
    part: before[0].part,
  })
  const confirmed = await plan.dispatcher.put(`/holds/${held.body.id}/confirmation`, {}, version(held.body.version))
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200)
  expect((await visitsOf(order.id)).map((one: { technician: { id: string } }) => one.technician.id).sort()).toEqual(
    [cooler, hands[0]].sort(),
  )
  const { id: requestId } = await plan.request({ stationId })
  const both = await plan.order({ requestId, skillCodes: ['cooling'], crew: [{ skillCodes: ['cooling'] }] })
  expect((await plan.dispatcher.get(`/work-orders/${both.id}/slots?days=3`)).body.slots).toEqual([])
  const refused = await plan.dispatcher.post('/visits', { workOrderId: both.id, technicianId: cooler, start: at(10) })
  expect(refused.body).toMatchObject({ code: 'dispatch.crew_short', values: { people: 2, missing: 1 } })
})

test('a time kept for two keeps both of them: nobody else gets the second, confirmed it is both, given back both are free', async () => {
  const { cooler, hands, order } = await two()
  const held = await plan.dispatcher.post(`/work-orders/${order.id}/holds`, { technicianId: cooler, start: at(10) })
  expect(held.status, JSON.stringify(held.body)).toBe(201)
  const { id: other } = await plan.order()
  const book = () =>
    plan.dispatcher.post('/visits', { workOrderId: other, technicianId: hands[0], start: at(10), minutes: 30 })
  expect((await book()).body.code).toBe('conflict.held')
  await plan.dispatcher.delete(`/holds/${held.body.id}`)
  expect((await book()).status).toBe(201)
  const again = await plan.dispatcher.post(`/work-orders/${order.id}/holds`, { technicianId: cooler, start: at(14) })
  const url = `/holds/${again.body.id}/confirmation`
  const booked = await plan.dispatcher.put(url, {}, version(again.body.version))
  expect(booked.status, JSON.stringify(booked.body)).toBe(200)
  expect((await visitsOf(order.id)).map((one: { technician: { id: string } }) => one.technician.id).sort()).toEqual(
    [cooler, hands[0]].sort(),
  )
  const { rows } = await world.services.ownerPool.query(
    'select count(*)::int as n from dispatch.hold where ended is null',
  )
  expect(rows[0].n).toBe(0)
})
