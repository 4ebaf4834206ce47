import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { makePlan, type Plan } from './plan.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

test('a work order waits with the day of its parts, and can be planned when they arrive', async () => {
  const keeper = await world.tenant.as('parts_keeper')
  const part = (await keeper.post('/parts', { number: 'PCB-77', name: { en: 'Board' } })).body.id
  const placeId = (await keeper.post('/stock-places', { code: 'W1', name: 'Shelf', kind: 'warehouse' })).body.id
  const order = await plan.order()
  const needed = async () => (await plan.dispatcher.get(`/work-orders/${order.id}/needed-parts`)).body.parts
  await plan.dispatcher.put(`/work-orders/${order.id}/needed-parts`, {
    parts: [{ code: 'GAS', quantity: 1, expectedOn: null, isReady: true }],
  })
  const lines = [{ partId: part, quantity: 2 }]
  const asked = await keeper.post('/part-requests', { placeId, workOrderId: order.id, lines })
  await world.jobs()
  const gas = { code: 'GAS', isReady: true }
  expect(await needed()).toMatchObject([gas, { code: 'PCB-77', quantity: 2, isReady: false, expectedOn: null }])
  const bought = [{ partId: part, quantity: 2, unitMinor: '900', expectedOn: '2031-03-04' }]
  const purchase = (await keeper.post('/purchase-orders', { supplier: 'Maker', placeId, lines: bought })).body
  await world.jobs()
  expect(await needed()).toMatchObject([gas, { isReady: false, expectedOn: '2031-03-04' }])
  const receipt = { id: newId(), lines: [{ lineId: purchase.lines[0].id, quantity: 2 }] }
  await keeper.post(`/purchase-orders/${purchase.id}/receipts`, receipt)
  await world.jobs()
  expect(await needed()).toMatchObject([gas, { code: 'PCB-77', isReady: true }])
  const thread = await plan.desk.get(`/requests/${order.request.id}/timeline`)
  expect(JSON.stringify(thread.body)).toContain('work_order.parts_ready')
  await keeper.put(`/part-requests/${asked.body.id}/cancellation`, { reason: 'repaired without' })
  await world.jobs()
  expect(await needed()).toMatchObject([gas])
})

test('what somebody corrected by hand stays when stock says otherwise, until the part is there', async () => {
  const keeper = await world.tenant.as('parts_keeper')
  const part = (await keeper.post('/parts', { number: 'FAN-12', name: { en: 'Fan' } })).body.id
  const placeId = (await keeper.post('/stock-places', { code: 'W2', name: 'Shelf 2', kind: 'warehouse' })).body.id
  const order = await plan.order()
  const path = `/work-orders/${order.id}/needed-parts`
  const needed = async () => (await plan.dispatcher.get(path)).body.parts
  await keeper.post('/part-requests', { placeId, workOrderId: order.id, lines: [{ partId: part, quantity: 1 }] })
  await world.jobs()
  const byHand = { code: 'FAN-12', quantity: 1, expectedOn: '2031-01-02', isReady: false }
  await plan.dispatcher.put(path, { parts: [byHand] })
  const bought = [{ partId: part, quantity: 1, unitMinor: '900', expectedOn: '2031-03-04' }]
  const purchase = (await keeper.post('/purchase-orders', { supplier: 'Maker', placeId, lines: bought })).body
  await world.jobs()
  expect(await needed()).toMatchObject([byHand])
  await keeper.post(`/purchase-orders/${purchase.id}/receipts`, {
    id: newId(),
    lines: [{ lineId: purchase.lines[0].id, quantity: 1 }],
  })
  await world.jobs()
  expect(await needed()).toMatchObject([{ code: 'FAN-12', isReady: true }])
})
