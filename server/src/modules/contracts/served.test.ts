import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { at as hour } from '../dispatch/plan.fixture.ts'
import { now, signed, visitOf, work } from '../field-work/visit.fixture.ts'
import { LONG_AGO, makeShop, ok, type Shop, version } from './shop.fixture.ts'

const world = useWorld()
let shop: Shop
let technician: Client
beforeAll(async () => {
  shop = await makeShop(world)
  const personId = await shop.plan.technician()
  technician = await world.tenant.as('technician', { personId, stationId: shop.plan.stationId })
})

/** The whole job on the phone: booked, worked, signed, completed. */
async function serve(assetId: string, at: number) {
  const request = await shop.plan.request({ assetId })
  await world.jobs()
  const order = ok(await shop.plan.dispatcher.post('/work-orders', { requestId: request.id, plannedMinutes: 60 }))
  const visit = ok(
    await shop.plan.dispatcher.post('/visits', {
      workOrderId: order.id,
      technicianId: technician.personId,
      start: hour(at),
    }),
  )
  await world.jobs()
  const job = {
    ...{ plan: shop.plan, technician, manager: shop.manager, listId: '', assetId },
    ...{ visitId: visit.id as string, requestId: request.id },
  }
  await work(world, job)
  await signed(world, job)
  const { version: v } = await visitOf(technician, job.visitId)
  ok(await technician.put(`/visits/${job.visitId}/completion`, { outcome: 'fixed', at: now() }, version(v)))
  await world.jobs()
  return job
}

test('a job that was served counts once, costs what the contract took over, and is billed where it is paid per visit', async () => {
  const unit = await shop.unit(LONG_AGO)
  const product = await shop.product({
    ...{ kind: 'labour_free', covers: ['labour', 'travel'], startsFrom: 'signing', priceCode: 'SC-VISIT' },
    ...{ billing: 'per_visit' },
    allowances: [
      { unit: 'visit', total: '2' },
      { unit: 'amount', total: '20000' },
    ],
  })
  const contract = await shop.sign(await shop.sell([{ productId: product, scope: 'asset', scopeId: unit }]))
  expect(contract).toMatchObject({ totalMinor: '19800', instalments: [] })
  const job = await serve(unit, 9)
  const profit = ok(await shop.manager.get(`/contracts/${contract.id}/profit`))
  // 1.5 h of labour and one travel at published prices; the part is the customer's.
  expect(profit).toMatchObject({ costMinor: '26000', jobs: [{ visitId: job.visitId, requestId: job.requestId }] })
  expect(profit.profitMinor).toBe((BigInt(profit.earnedMinor) - 26000n).toString())
  const after = ok(await shop.desk.get(`/contracts/${contract.id}`))
  const left = Object.fromEntries(
    after.allowances.map((one: { unit: string; left: string }) => [one.unit, one.left] as const),
  )
  expect(left).toEqual({ visit: '1', amount: '0' })
  expect(after.instalments).toMatchObject([{ minor: '9900', state: 'invoiced', invoice: { status: 'draft' } }])
  const invoice = ok(await shop.desk.get(`/invoices/${after.instalments[0].invoice.id}`))
  expect(invoice.lines).toMatchObject([{ payer: 'customer', fullMinor: '9900' }])
  await world.jobs()
  expect(ok(await shop.desk.get(`/contracts/${contract.id}`)).instalments).toHaveLength(1)
})
