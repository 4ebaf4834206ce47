import { beforeAll, describe, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, type Plan } from './plan.fixture.ts'
import { apply, ownStation, planned as plannedOf } from './scenario.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const HERE = { lat: 31.2354, lon: 121.4805 }
const FAR = { lat: 31.3, lon: 121.48 }
const planned = (stationId: string, more: object = {}) => plannedOf(world, plan, stationId, more)

/** Two who can, the one far away; an order whose customer stands next to the other. */
async function twoAndAnOrder() {
  const stationId = await ownStation(world)
  const near = await plan.technician({ stationId, home: HERE, name: '近' })
  const far = await plan.technician({ stationId, home: FAR, name: '远' })
  const { id: requestId } = await plan.request({ stationId })
  const order = await plan.order({ requestId, plannedMinutes: 60 })
  return { stationId, near, far, order }
}
const wish = (path: string, technicianId: string, said: 'excluded' | 'preferred', note?: string) =>
  plan.dispatcher.put(`${path}/technician-wishes`, { wishes: [{ technicianId, wish: said, ...(note && { note }) }] })
const itemOf = (scenario: { items: { workOrderId: string }[] }, order: { id: string }) =>
  scenario.items.find((one) => one.workOrderId === order.id) as never

describe('never again', () => {
  test('the plan sends another, says why not the nearest, and a booking asks for a reason', async () => {
    const { stationId, near, far, order } = await twoAndAnOrder()
    expect(itemOf(await planned(stationId), order)).toMatchObject({ kind: 'book', technician: { id: near } })
    const said = await wish(`/work-orders/${order.id}`, near, 'excluded', 'shouted')
    expect(said.body.wishes).toMatchObject([
      { technicianId: near, technician: '近', wish: 'excluded', note: 'shouted' },
    ])
    const without = await planned(stationId)
    expect(itemOf(without, order)).toMatchObject({ kind: 'book', technician: { id: far } })
    const { body } = await plan.dispatcher.get(
      `/scenarios/${without.id}/why?itemId=${(itemOf(without, order) as { id: string }).id}`,
    )
    const other = body.items[0].why.others.find((one: { technicianId: string }) => one.technicianId === near)
    expect(other.lacks).toEqual([{ code: 'excluded', values: { of: 'work_order', note: 'shouted' } }])
    const booking = { workOrderId: order.id, technicianId: near, start: at(10) }
    const refused = await plan.dispatcher.post('/visits', booking)
    expect(refused.body).toMatchObject({
      code: 'dispatch.unfit',
      values: {
        mayOverride: true,
        reasons: [{ code: 'person_excluded', values: { of: 'work_order', note: 'shouted' } }],
      },
    })
    const forced = await plan.dispatcher.post('/visits', { ...booking, overrideReason: 'nobody else is there' })
    expect([forced.status, forced.body.overrideReason]).toEqual([201, 'nobody else is there'])
  })

  test('said of the customer it holds for times offered, candidates and the board; said after a plan was made, for applying it', async () => {
    const { stationId, near, far, order } = await twoAndAnOrder()
    const scenario = await planned(stationId)
    expect(itemOf(scenario, order)).toMatchObject({ technician: { id: near } })
    await wish(`/customers/${plan.customerId}`, near, 'excluded')
    try {
      const applied = await apply(plan.dispatcher, scenario)
      expect(applied.body).toMatchObject({ code: 'conflict.plan_moved', values: { visits: [{ reason: 'unfit' }] } })
      const path = `/work-orders/${order.id}/candidates?from=${at(9)}&to=${at(18)}`
      const { candidates } = (await plan.dispatcher.get(path)).body
      expect(candidates.map((one: { ok: boolean; technician: { id: string } }) => [one.technician.id, one.ok])).toEqual(
        [
          [far, true],
          [near, false],
        ],
      )
      const { slots } = (await plan.dispatcher.get(`/work-orders/${order.id}/slots`)).body
      expect(slots.length).toBeGreaterThan(0)
      const [first] = slots
      const held = await plan.dispatcher.post(`/work-orders/${order.id}/holds`, { date: first.date, part: first.part })
      expect(held.body.technician?.id, JSON.stringify(held.body)).toBe(far)
      const board = (await plan.dispatcher.get(`/board?from=${at(0)}&to=${at(24)}&stationId=${stationId}`)).body
      expect(board.tray[0].people).toEqual([{ technicianId: near, wish: 'excluded', of: 'customer', note: null }])
    } finally {
      await plan.dispatcher.put(`/customers/${plan.customerId}/technician-wishes`, { wishes: [] })
    }
  })
})

test('the one who knows the plant comes although another is nearer, but not at any price', async () => {
  const { stationId, near, far, order } = await twoAndAnOrder()
  expect(itemOf(await planned(stationId), order)).toMatchObject({ technician: { id: near } })
  await wish(`/work-orders/${order.id}`, far, 'preferred')
  const asked = await planned(stationId)
  expect(itemOf(asked, order)).toMatchObject({ technician: { id: far } })
  const { body } = await plan.dispatcher.get(
    `/scenarios/${asked.id}/why?itemId=${(itemOf(asked, order) as { id: string }).id}`,
  )
  expect(body.items[0].why.reasons.map((one: { code: string }) => one.code)).toContain('preferred')
  const busy = await plan.order({ requestId: (await plan.request({ stationId })).id, plannedMinutes: 60 })
  const long = { workOrderId: busy.id, technicianId: far, start: at(9), minutes: 540 }
  const { body: taken } = await plan.dispatcher.post('/visits', long)
  await plan.dispatcher.put(`/visits/${taken.id}/pin`, { pinned: true })
  expect(itemOf(await planned(stationId), order)).toMatchObject({ technician: { id: near } })
})

test('nobody unknown, nobody twice; a part that is late stands against applying a plan as against booking', async () => {
  const { stationId, near, order } = await twoAndAnOrder()
  const twice = await plan.dispatcher.put(`/work-orders/${order.id}/technician-wishes`, {
    wishes: [near, near].map((technicianId) => ({ technicianId, wish: 'preferred' })),
  })
  expect(twice.body.errors[0].path).toBe('wishes.1.technicianId')
  expect((await wish(`/work-orders/${order.id}`, order.id, 'excluded')).status).toBe(422)
  const scenario = await planned(stationId)
  // Stock says so without the order having changed.
  await world.services.ownerPool.query(
    `insert into dispatch.needed_part (tenant_id, id, work_order_id, code, quantity) values ($1, gen_random_uuid(), $2, 'PCB-9', 1)`,
    [world.tenant.id, order.id],
  )
  const applied = await apply(plan.dispatcher, scenario)
  expect(applied.body).toMatchObject({ code: 'conflict.plan_moved', values: { visits: [{ reason: 'unfit' }] } })
})
