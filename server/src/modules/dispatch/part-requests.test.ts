import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { at, makePlan, type Plan } from './plan.fixture.ts'

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

test('an order proposes what it has still to ask for, for the van that goes there next, and until when it is kept', async () => {
  const keeper = await world.tenant.as('parts_keeper')
  const part = async (number: string) => (await keeper.post('/parts', { number, name: { en: number } })).body.id
  const [board, hose] = [await part('BRD-500'), await part('HOSE-9')]
  const depot = (await keeper.post('/stock-places', { code: 'W3', name: 'Depot 3', kind: 'depot' })).body.id
  const order = await plan.order()
  const technicianId = await plan.technician()
  const van = { code: 'V3', name: 'Van 3', kind: 'van', personId: technicianId, suppliedById: depot }
  const vanId = (await keeper.post('/stock-places', van)).body.id
  const toAsk = async () => (await plan.dispatcher.get(`/work-orders/${order.id}/parts-to-ask`)).body
  expect(await toAsk()).toEqual({ lines: [], unknown: [], toPlace: null, place: null, keepUntil: null })
  const booked = await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start: at(10) })
  expect(booked.status).toBe(201)
  const needed = (code: string, quantity: number, isReady = false) => ({ code, quantity, isReady, expectedOn: null })
  await plan.dispatcher.put(`/work-orders/${order.id}/needed-parts`, {
    parts: [needed('brd500', 2), needed('HOSE-9', 3), needed('NOT-OURS', 1), needed('GAS', 1, true)],
  })
  expect(await toAsk()).toMatchObject({
    lines: [
      { partId: hose, part: 'HOSE-9', quantity: 3 },
      { partId: board, part: 'BRD-500', quantity: 2 },
    ],
    unknown: ['NOT-OURS'],
  })
  expect(await toAsk()).toMatchObject({ toPlace: { id: vanId, name: 'Van 3' }, place: { id: depot } })
  expect(Date.parse((await toAsk()).keepUntil)).toBe(Date.parse(at(11)) + 86_400_000)
  await keeper.post('/part-requests', { placeId: depot, workOrderId: order.id, lines: [{ partId: hose, quantity: 2 }] })
  expect((await toAsk()).lines).toMatchObject([{ quantity: 1 }, { quantity: 2 }])
})

test('what is reserved is kept until another day: longer, or let go for whoever waits; never until yesterday', async () => {
  const keeper = await world.tenant.as('parts_keeper')
  const part = (await keeper.post('/parts', { number: 'KEEP-1', name: { en: 'Keep' } })).body.id
  const placeId = (await keeper.post('/stock-places', { code: 'W4', name: 'Shelf 4', kind: 'warehouse' })).body.id
  await keeper.post('/stock-documents', {
    kind: 'receipt',
    placeId,
    lines: [{ partId: part, quantity: 1, costMinor: '100' }],
  })
  const asked = (await keeper.post('/part-requests', { placeId, lines: [{ partId: part, quantity: 1 }] })).body
  const until = new Date(Date.now() + 40 * 86_400_000).toISOString()
  const kept = await keeper.put(`/part-requests/${asked.id}/keeping`, { until })
  expect([kept.status, Date.parse(kept.body.keepUntil), kept.body.lines[0].reserved]).toEqual([
    200,
    Date.parse(until),
    1,
  ])
  const [row] = (await keeper.get(`/part-requests?filter[number]=${asked.number}`)).body.items
  expect(Date.parse(row.keepUntil)).toBe(Date.parse(until))
  const past = await keeper.put(`/part-requests/${asked.id}/keeping`, { until: '2020-01-01T00:00:00Z' })
  expect([past.status, past.body.errors]).toMatchObject([422, [{ path: 'until', code: 'parts.not_in_the_past' }]])
})
