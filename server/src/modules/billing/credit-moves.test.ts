import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { issued, makeTill, ok, pay, type Till } from './money.fixture.ts'

const world = useWorld()
let till: Till
beforeAll(async () => {
  till = await makeTill(world)
})
const read = async (id: string) => ok(await till.manager.get(`/invoices/${id}`))
const move = (from: string, body: object) => till.manager.post(`/invoices/${from}/credit-moves`, body)

/** 22550 was asked for and so much more was paid and kept. */
async function overpaid(by: number) {
  const one = await issued(till)
  ok(await pay(till, one.id, String(22550 + by), { keepExcess: true }))
  return one
}

test('kept credit pays another invoice: out of one and into the other in one change, and both say where', async () => {
  const [from, to] = [await overpaid(10000), await issued(till)]
  const moved = ok(await move(from.id, { toInvoiceId: to.id, minor: '8000' }))
  expect(moved).toMatchObject({ status: 'paid', heldMinor: '2000', refundedMinor: '8000' })
  expect(moved.refunds).toMatchObject([{ method: 'credit', reason: 'moved', other: { id: to.id, number: to.number } }])
  const paid = await read(to.id)
  expect(paid).toMatchObject({ status: 'part_paid', paidMinor: '8000', openMinor: '14550' })
  expect(paid.payments).toMatchObject([
    { method: 'credit', minor: '8000', other: { id: from.id, number: from.number } },
  ])
  expect(moved.can).toContain('move')
  expect(ok(await till.manager.get('/price-deviations?filter[of]=invoice')).items).toBeInstanceOf(Array)
})

test('never more than is held, never more than is open, and the same id once', async () => {
  const [from, to] = [await overpaid(30000), await issued(till)]
  expect((await move(from.id, { toInvoiceId: to.id, minor: '30001' })).body).toMatchObject({
    code: 'billing.refund_too_much',
    values: { most: '30000' },
  })
  expect((await move(from.id, { toInvoiceId: to.id, minor: '22551' })).body).toMatchObject({
    code: 'billing.overpaid',
    values: { open: '22550' },
  })
  const body = { id: newId(), toInvoiceId: to.id, minor: '22550' }
  ok(await move(from.id, body))
  expect(ok(await move(from.id, body))).toMatchObject({ heldMinor: '7450' })
  expect(await read(to.id)).toMatchObject({ status: 'paid', openMinor: '0' })
  const settled = await move(from.id, { toInvoiceId: to.id, minor: '1' })
  expect(settled.body).toMatchObject({ status: 409, code: 'conflict.state' })
  expect((await move(from.id, { toInvoiceId: from.id, minor: '1' })).body.errors).toMatchObject([
    { path: 'toInvoiceId', code: 'billing.same_invoice' },
  ])
})

test('two who use the same credit at once, and two who move it both ways, never double it', async () => {
  const from = await overpaid(10000)
  const to = await Promise.all([issued(till), issued(till)])
  const both = await Promise.all(to.map((one) => move(from.id, { toInvoiceId: one.id, minor: '10000' })))
  expect(both.map((answer) => answer.status).sort()).toEqual([201, 409])
  const open = await Promise.all(to.map((one) => read(one.id)))
  expect(open.map((one) => one.openMinor).sort()).toEqual(['12550', '22550'])
  const [a, b] = [await overpaid(5000), await overpaid(5000)]
  const ring = await Promise.all([
    move(a.id, { toInvoiceId: b.id, minor: '5000' }),
    move(b.id, { toInvoiceId: a.id, minor: '5000' }),
  ])
  expect(ring.map((answer) => answer.body.code)).toEqual(['conflict.state', 'conflict.state'])
})

test('not to another customer, not by the desk, not for who may not see the invoice', async () => {
  const from = await overpaid(1000)
  const other = ok(await till.desk.post('/customers', { kind: 'person', name: 'Zhou', country: 'CN' })).id
  const foreign = ok(
    await till.manager.post('/invoices/free', {
      customerId: other,
      stationId: till.job.plan.stationId,
      lines: [{ kind: 'labour', code: 'LAB', quantity: '1' }],
    }),
  )
  expect((await move(from.id, { toInvoiceId: foreign.id, minor: '1' })).body.errors).toMatchObject([
    { path: 'toInvoiceId', code: 'billing.other_customer' },
  ])
  const to = await issued(till)
  const body = { toInvoiceId: to.id, minor: '1' }
  expect((await till.desk.post(`/invoices/${from.id}/credit-moves`, body)).status).toBe(403)
  const elsewhere = await world.tenant.as('service_manager', { stationId: till.job.plan.otherStationId })
  expect((await elsewhere.post(`/invoices/${from.id}/credit-moves`, body)).status).toBe(404)
  const stranger = await (await world.makeTenant('others')).as('service_manager')
  expect((await stranger.post(`/invoices/${from.id}/credit-moves`, body)).status).toBe(404)
})
