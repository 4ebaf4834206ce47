import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { makePlan, type Plan } from './plan.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const found = async (q: string, who: Client = plan.dispatcher) => {
  const { body } = await who.get(`/work-orders?q=${encodeURIComponent(q)}`)
  return body.items.map((one: { number: string }) => one.number)
}

test('work orders are found by what their request is about, by its number and by their own, whole or its last digits', async () => {
  const noisy = await plan.request({ words: '洗衣机脱水时噪音很大' })
  const order = await plan.order({ requestId: noisy.id })
  const other = await plan.order()
  // Requests become findable a moment after they were told.
  await world.jobs()
  expect(await found('脱水时噪音')).toEqual([order.number])
  expect(await found(noisy.number)).toContain(order.number)
  expect((await found('Li Wei')).sort()).toEqual([order.number, other.number].sort())
  expect((await found(other.number.toLowerCase()))[0]).toBe(other.number)
  expect((await found(other.number.slice(-6)))[0]).toBe(other.number)
  expect(await found('没有这样的工单')).toEqual([])
})

test('nobody finds orders of another station or company by them', async () => {
  const order = await plan.order()
  await world.jobs()
  const own = await world.tenant.as('dispatcher', { stationId: plan.stationId })
  expect(await found(order.number, own)).toEqual([order.number])
  const neighbour = await world.tenant.as('dispatcher', { stationId: plan.otherStationId })
  const foreign = await (await world.makeTenant('elsewhere')).as('dispatcher')
  for (const who of [neighbour, foreign])
    for (const q of [order.number, order.number.slice(-6), 'Li Wei']) expect(await found(q, who), q).toEqual([])
})
