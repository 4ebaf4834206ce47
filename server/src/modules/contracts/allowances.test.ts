import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { at as hour } from '../dispatch/plan.fixture.ts'
import { LONG_AGO, makeShop, ok, type Shop, version } from './shop.fixture.ts'

const world = useWorld()
let shop: Shop
let technician: Client
beforeAll(async () => {
  shop = await makeShop(world)
  const personId = await shop.plan.technician()
  technician = await world.tenant.as('technician', { personId, stationId: shop.plan.stationId })
})

const careful = (more: object = {}) =>
  shop.product({
    kind: 'full',
    startsFrom: 'signing',
    covers: ['part', 'labour', 'travel'],
    allowances: [
      { unit: 'visit', total: '2' },
      { unit: 'job', total: '3' },
    ],
    ...more,
  })
async function running(unit: string, more: object = {}) {
  return shop.sign(await shop.sell([{ productId: await careful(more), scope: 'asset', scopeId: unit }]))
}
const left = async (contractId: string) =>
  Object.fromEntries(
    ok(await shop.desk.get(`/contracts/${contractId}`)).allowances.map((one: { unit: string; left: string }) => [
      one.unit,
      one.left,
    ]),
  )
async function book(requestId: string, at: number) {
  const order = ok(await shop.plan.dispatcher.post('/work-orders', { requestId, plannedMinutes: 60 }))
  const visit = { workOrderId: order.id, technicianId: technician.personId, start: hour(at) }
  return ok(await shop.plan.dispatcher.post('/visits', visit))
}

test('ten at once for the last three: three take, seven are refused, and the same id takes once', async () => {
  const contract = await running(await shop.unit(LONG_AGO))
  const job = contract.allowances.find((one: { unit: string }) => one.unit === 'job')
  const url = (id: string) => `/contracts/${contract.id}/allowances/${job.id}/uses/${id}`
  const answers = await Promise.all(Array.from({ length: 10 }, () => shop.desk.put(url(newId()), { quantity: '1' })))
  expect(answers.filter((one) => one.status === 200)).toHaveLength(3)
  expect(answers.filter((one) => one.body.code === 'contracts.allowance_used')).toHaveLength(7)
  const taken = ok(await shop.desk.get(`/contracts/${contract.id}/uses`)).items
  expect(taken).toHaveLength(3)
  ok(await shop.desk.put(url(taken[0].jobId)))
  expect(await left(contract.id)).toEqual({ visit: '2', job: '0' })
  const back = await Promise.all([1, 2, 3].map(() => shop.desk.delete(url(taken[0].jobId))))
  expect(back.every((one) => one.status === 200)).toBe(true)
  expect(await left(contract.id)).toEqual({ visit: '2', job: '1' })
  const elsewhere = await world.tenant.as('service_desk', { stationId: shop.plan.otherStationId })
  expect((await elsewhere.put(url(newId()))).status).toBe(404)
})

test('a booked visit takes one, told again takes none, a cancelled one gives it back', async () => {
  const unit = await shop.unit(LONG_AGO)
  const contract = await running(unit)
  const request = await shop.plan.request({ assetId: unit })
  await world.jobs()
  const visit = await book(request.id, 9)
  await world.jobs()
  expect(await left(contract.id)).toEqual({ visit: '1', job: '2' })
  const moved = ok(await shop.plan.dispatcher.get(`/visits/${visit.id}`))
  ok(
    await shop.plan.dispatcher.put(
      `/visits/${visit.id}/cancellation`,
      { reason: 'customer_asked' },
      version(moved.version),
    ),
  )
  await world.jobs()
  expect(await left(contract.id)).toEqual({ visit: '2', job: '2' })
  await book(request.id, 11)
  await world.jobs()
  expect(await left(contract.id)).toEqual({ visit: '1', job: '2' })
  const now = ok(await shop.desk.get(`/requests/${request.id}`))
  const why = { reason: 'customer_withdrew' }
  ok(await shop.desk.put(`/requests/${request.id}/cancellation`, why, version(now.version)))
  await world.jobs()
  expect(await left(contract.id)).toEqual({ visit: '2', job: '3' })
})

test('what is used up no longer pays, except for the request that has taken the last', async () => {
  const unit = await shop.unit(LONG_AGO)
  const contract = await running(unit, { allowances: [{ unit: 'job', total: '1' }] })
  const first = await shop.plan.request({ assetId: unit })
  await world.jobs()
  await book(first.id, 13)
  await world.jobs()
  expect(await left(contract.id)).toEqual({ job: '0' })
  const payer = async (requestId?: string) =>
    ok(await shop.desk.post('/entitlement/decisions', { assetId: unit, ...(requestId && { requestId }) })).decision
      .lines[0].payer
  expect(await payer(first.id)).toBe('contract')
  expect(await payer()).toBe('customer')
  const second = await shop.plan.request({ assetId: unit })
  expect(await payer(second.id)).toBe('customer')
})

test('a suspended contract pays nothing and is taken up again; stale versions are refused', async () => {
  const unit = await shop.unit(LONG_AGO)
  const contract = await running(unit)
  const payer = async () =>
    ok(await shop.desk.post('/entitlement/decisions', { assetId: unit })).decision.lines[0].payer
  const url = `/contracts/${contract.id}/suspension`
  expect((await shop.desk.put(url, { reason: 'Not paid' }, version(2))).status).toBe(403)
  expect((await shop.manager.put(url, { reason: 'Not paid' }, version(1))).body.code).toBe('conflict.version')
  ok(await shop.manager.put(url, { reason: 'Not paid' }, version(2)))
  expect(await payer()).toBe('customer')
  ok(await shop.manager.delete(url, version(3)))
  expect(await payer()).toBe('contract')
})
