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
  const job = await ready(assetId, at)
  await finish(job)
  await world.jobs()
  return job
}

async function finish(job: Awaited<ReturnType<typeof ready>>): Promise<void> {
  const { version: v } = await visitOf(technician, job.visitId)
  ok(await technician.put(`/visits/${job.visitId}/completion`, { outcome: 'fixed', at: now() }, version(v)))
}

async function ready(assetId: string, at: number) {
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
  await work(job)
  await signed(job)
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
  // 1.5 h of labour (18000) and one travel (8000) at published prices, to the 20000 the allowance has; the part is the customer's.
  expect(profit).toMatchObject({ costMinor: '20000', jobs: [{ visitId: job.visitId, requestId: job.requestId }] })
  expect(profit.profitMinor).toBe((BigInt(profit.earnedMinor) - 20000n).toString())
  const after = ok(await shop.desk.get(`/contracts/${contract.id}`))
  const left = Object.fromEntries(
    after.allowances.map((one: { unit: string; left: string }) => [one.unit, one.left] as const),
  )
  expect(left).toEqual({ visit: '1', amount: '0' })
  expect(after.instalments).toMatchObject([{ minor: '9900', state: 'invoiced', invoice: { status: 'draft' } }])
  await whatTheCustomerPays(job.visitId, { labour: '0', part: '4550', travel: '6000' }, '10550')
  const invoice = ok(await shop.desk.get(`/invoices/${after.instalments[0].invoice.id}`))
  expect(invoice.lines).toMatchObject([{ payer: 'customer', fullMinor: '9900' }])
  await world.jobs()
  expect(ok(await shop.desk.get(`/contracts/${contract.id}`)).instalments).toHaveLength(1)
})

/** The visit, its invoice and the printed lines say the same, and go on saying it when the allowance is used up. */
async function whatTheCustomerPays(visitId: string, byKind: Record<string, string>, payable: string) {
  const visit = await visitOf(shop.desk, visitId)
  const shown = (lines: { kind: string; customerMinor: string }[]) =>
    Object.fromEntries(lines.map((one) => [one.kind, one.customerMinor]))
  expect(shown(visit.lines)).toEqual(byKind)
  expect(visit.price).toMatchObject({ payable })
  const invoice = ok(await shop.desk.get(`/invoices/${visit.invoice.id}`))
  expect(shown(invoice.lines)).toEqual(byKind)
  expect(invoice.breakdown).toMatchObject({ payable, limits: [{ minor: '20000' }] })
  expect(invoice.totalMinor).toBe(payable)
}

test('a quotation splits the line in which the allowance runs out, and a line left out hands its share to the next', async () => {
  const unit = await shop.unit(LONG_AGO)
  const product = await shop.product({
    ...{ kind: 'labour_free', covers: ['labour', 'travel'], startsFrom: 'signing' },
    allowances: [{ unit: 'amount', total: '15000' }],
  })
  await shop.sign(await shop.sell([{ productId: product, scope: 'asset', scopeId: unit }]))
  const request = await shop.plan.request({ assetId: unit })
  await world.jobs()
  const lines = [
    { kind: 'travel', code: 'TRV', quantity: '1', isOptional: true },
    { kind: 'labour', code: 'LAB', quantity: '1' },
  ]
  const offer = ok(await shop.desk.post('/quotations', { requestId: request.id, lines }))
  const pays = (of: { lines: { customerMinor: string }[] }) => of.lines.map((one) => one.customerMinor)
  expect(pays(offer)).toEqual(['0', '5000'])
  expect(offer.breakdown).toMatchObject({ payable: '5000', payers: [{ payer: 'contract', minor: '15000' }, {}] })
  const sent = ok(await shop.desk.put(`/quotations/${offer.id}/sending`, { by: 'shown' }, version(offer.version)))
  const answer = { answer: 'accepted', name: '李伟', declined: [offer.lines[0].id] }
  const said = ok(await shop.desk.put(`/quotations/${offer.id}/answer`, answer, version(sent.version)))
  expect(pays(said)).toEqual(['0', '0'])
  expect(said.breakdown).toMatchObject({ payable: '0' })
})

test('two visits that end at once never share the last of an allowance: what one contract pays twice, the customer would not', async () => {
  const model = { familyId: shop.familyId, code: 'E-SHARED', name: { en: 'E' } }
  const modelId = ok(await shop.manager.post('/models', model)).id
  const units = [await shop.unit(LONG_AGO, { modelId }), await shop.unit(LONG_AGO, { modelId })]
  const product = await shop.product({
    ...{ kind: 'labour_free', covers: ['labour', 'travel'], startsFrom: 'signing' },
    allowances: [{ unit: 'amount', total: '30000' }],
  })
  const contract = await shop.sign(await shop.sell([{ productId: product, scope: 'model', scopeId: modelId }]))
  await world.jobs()
  const jobs = [await ready(units[0]!, 13), await ready(units[1]!, 15)]
  await Promise.all(jobs.map(finish))
  await world.jobs()
  const paid = await Promise.all(
    jobs.map(async (job) => {
      const { price } = await visitOf(shop.desk, job.visitId)
      return BigInt(price.payers.find((one: { payer: string }) => one.payer === 'contract')?.minor ?? '0')
    }),
  )
  expect(paid.sort()).toEqual([26000n, 4000n].sort())
  const after = ok(await shop.desk.get(`/contracts/${contract.id}`))
  expect(after.allowances).toMatchObject([{ unit: 'amount', left: '0' }])
})
