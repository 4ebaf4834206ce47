import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, type Plan } from './plan.fixture.ts'
import { ownStation } from './scenario.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

test('the board tells what is left of the week and the day, and a booking is refused by the same sums', async () => {
  const stationId = await ownStation(world)
  const [who, free] = [await plan.technician({ stationId }), await plan.technician({ stationId })]
  const manager = await world.tenant.as('service_manager')
  const { version } = (await manager.get(`/people/${who}`)).body
  const limits = { weeklyMinutes: 240, weeklyOvertimeMinutes: 30, dailyMinutes: 180 }
  await manager.patch(`/people/${who}`, limits, { 'if-match': `"${version}"` })
  const book = async (hour: number, minutes: number) => {
    const order = await plan.order({ requestId: (await plan.request({ stationId })).id, skillCodes: [] })
    return plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId: who, start: at(hour), minutes })
  }
  expect((await book(9, 120)).status).toBe(201)
  const cancelled = await book(12, 30)
  await plan.dispatcher.put(`/visits/${cancelled.body.id}/cancellation`, { reason: 'planned_in_error' })

  const window = `from=${encodeURIComponent(at(0))}&to=${encodeURIComponent(at(24))}&stationId=${stationId}`
  const hoursOf = async (id: string) =>
    (await plan.dispatcher.get(`/board?${window}`)).body.technicians.find((one: { id: string }) => one.id === id).hours
  const told = await hoursOf(who)
  expect(told).toMatchObject(limits)
  expect(told.days.filter((one: { minutes: number }) => one.minutes > 0)).toMatchObject([{ minutes: 120 }])
  expect(told.weeks.filter((one: { minutes: number }) => one.minutes > 0)).toMatchObject([{ minutes: 120 }])
  expect(await hoursOf(free)).toBeNull()

  // 120 and 90 on a day of 180: too long by what the board has told, and not a minute sooner.
  expect((await book(12, 90)).body).toMatchObject({
    code: 'dispatch.unfit',
    values: { reasons: [{ code: 'day_full', values: { minutes: 210, most: 180 } }] },
  })
  expect((await book(12, 60)).status).toBe(201)
  // The next day, 90 of the 270 of the week are left.
  expect((await book(33, 120)).body.values.reasons).toMatchObject([
    { code: 'week_full', values: { minutes: 300, most: 270 } },
  ])
  expect((await book(33, 90)).status).toBe(201)
})
