import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { customerOf } from '../dispatch/plan.fixture.ts'
import { orderDue } from './maintenance.ts'
import { sendNotices } from './renewals.ts'
import { day, LONG_AGO, makeShop, ok, type Shop, version } from './shop.fixture.ts'

const world = useWorld()
let shop: Shop
beforeAll(async () => {
  shop = await makeShop(world)
})
const asset = (productId: string, scopeId: string) => ({ productId, scope: 'asset', scopeId })
const inTenant = <T>(work: Parameters<typeof world.services.db.tx<T>>[1]) => world.services.db.tx(world.tenant.id, work)

test('what is due is drafted at once, in parts to the fen; cancelling credits the days that are left', async () => {
  const unit = await shop.unit(LONG_AGO)
  const product = await shop.product({
    priceCode: 'SC-INS',
    billing: 'periodic',
    billingMonths: 3,
    startsFrom: 'signing',
  })
  const contract = await shop.sign(await shop.sell([asset(product, unit)]))
  await world.jobs()
  const billed = ok(await shop.desk.get(`/contracts/${contract.id}`))
  expect(billed.instalments.map((one: { minor: string }) => one.minor)).toEqual(['10001', '10001', '10001', '10000'])
  expect(billed.instalments.map((one: { state: string }) => one.state)).toEqual([
    'invoiced',
    'planned',
    'planned',
    'planned',
  ])
  const invoice = billed.instalments[0].invoice
  expect(invoice.status).toBe('draft')
  ok(await shop.manager.put(`/invoices/${invoice.id}/issue`, {}, version(1)))
  const refund = ok(await shop.manager.get(`/contracts/${contract.id}/refund`))
  expect(refund).toMatchObject({ rule: 'days', parts: [{ how: 'credit', minor: '10001' }] })
  expect(Number(refund.totalMinor)).toBeGreaterThan(9000)
  const reason = { reason: 'customer_withdrew' }
  const ended = ok(await shop.manager.put(`/contracts/${contract.id}/cancellation`, reason, version(billed.version)))
  expect(ended).toMatchObject({ status: 'cancelled', refund: { totalMinor: refund.totalMinor }, can: [] })
  expect(ended.instalments.slice(1).map((one: { state: string }) => one.state)).toEqual([
    'dropped',
    'dropped',
    'dropped',
  ])
  const credited = ok(await shop.manager.get(`/invoices/${invoice.id}`))
  expect(JSON.stringify(credited)).toContain(refund.totalMinor)
  const again = await shop.manager.put(`/contracts/${contract.id}/cancellation`, reason, version(ended.version))
  expect(again.body.code).toBe('conflict.state')
  const profit = ok(await shop.manager.get(`/contracts/${contract.id}/profit`))
  expect(BigInt(profit.earnedMinor)).toBe(10001n - BigInt(refund.totalMinor))
})

test('a draft invoice shrinks instead of being credited', async () => {
  const unit = await shop.unit(LONG_AGO)
  const contract = await shop.sign(await shop.sell([asset(await shop.product({ startsFrom: 'signing' }), unit)]))
  await world.jobs()
  const billed = ok(await shop.desk.get(`/contracts/${contract.id}`))
  const ended = ok(
    await shop.manager.put(
      `/contracts/${contract.id}/cancellation`,
      { reason: 'created_in_error' },
      version(billed.version),
    ),
  )
  expect(ended.refund).toMatchObject({ totalMinor: '0', parts: [{ how: 'withdrawn' }] })
  const left = 60000n - BigInt(ended.refund.parts[0].refundMinor)
  expect(ended.instalments).toMatchObject([{ minor: left.toString(), state: 'invoiced' }])
  expect((await shop.desk.get(`/invoices/${billed.instalments[0].invoice.id}`)).status).toBe(404)
})

test('the paper carries the level of the catalogue; the customer sees own contracts and nobody else does', async () => {
  const unit = await shop.unit(LONG_AGO)
  const contract = await shop.sign(await shop.sell([asset(await shop.product({ startsFrom: 'signing' }), unit)]))
  await world.jobs()
  const paper = await shop.desk.get(`/contracts/${contract.id}/contract.pdf`)
  expect(paper.raw.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  const portal = shop.plan.portal()
  const mine = ok(await portal.get('/portal/contracts')).items
  expect(mine.map((one: { id: string }) => one.id)).toContain(contract.id)
  const stranger = await shop.desk.post('/customers', { kind: 'person', name: 'Zhou', country: 'CN' })
  const other = customerOf(world, stranger.body.id)
  expect((await other.get(`/portal/contracts/${contract.id}`)).status).toBe(404)
  expect(ok(await other.get('/portal/contracts')).items).toEqual([])
})

test('a product that is sold takes its contract along, or ends it when it may not be handed on', async () => {
  const buyer = ok(await shop.desk.post('/customers', { kind: 'person', name: 'Wang', country: 'CN' })).id
  const [goes, stays] = [await shop.unit(LONG_AGO), await shop.unit(LONG_AGO)]
  const free = await shop.sign(await shop.sell([asset(await shop.product({ startsFrom: 'signing' }), goes)]))
  const bound = await shop.sign(
    await shop.sell([asset(await shop.product({ startsFrom: 'signing', isTransferable: false }), stays)]),
  )
  for (const unit of [goes, stays])
    ok(await shop.desk.post(`/assets/${unit}/ownership`, { customerId: buyer, fromOn: day(1) }))
  await world.jobs()
  expect(ok(await shop.desk.get(`/contracts/${free.id}`)).customer.id).toBe(buyer)
  const ended = ok(await shop.desk.get(`/contracts/${bound.id}`))
  expect(ended.customer.id).toBe(shop.plan.customerId)
  expect(ended.lines[0].covers[0].endsOn <= day(1)).toBe(true)
  const back = { customerId: shop.plan.customerId }
  ok(await shop.manager.put(`/contracts/${free.id}/customer`, back, version(3)))
  expect((await shop.manager.put(`/contracts/${bound.id}/customer`, { customerId: buyer }, version(2))).body.code).toBe(
    'contracts.not_transferable',
  )
})

test('the end is told once per step, the follow-on begins the day after, and there is one', async () => {
  const unit = await shop.unit(LONG_AGO)
  const contract = await shop.sign(await shop.sell([asset(await shop.product({ startsFrom: 'signing' }), unit)]))
  const in20Days = new Date(Date.parse(contract.endsOn) - 20 * 86_400_000)
  const send = () => inTenant((tx) => sendNotices(tx, world.services, in20Days))
  expect(await send()).toBeGreaterThan(0)
  expect(await send()).toBe(0)
  const { version: known, language: spoken } = ok(await shop.desk.get(`/customers/${shop.plan.customerId}`))
  const speaks = (language: string, n: number) =>
    shop.desk.patch(`/customers/${shop.plan.customerId}`, { language }, version(n))
  ok(await speaks('zh-TW', known))
  const follow = ok(await shop.desk.post(`/contracts/${contract.id}/renewal`))
  // The customer reads another language by now than when the first was signed.
  expect(follow).toMatchObject({ status: 'draft', renews: { id: contract.id }, language: 'zh-TW' })
  expect(contract.language).not.toBe('zh-TW')
  ok(await speaks(spoken, known + 1))
  expect(follow.startsOn > contract.endsOn).toBe(true)
  const twice = await shop.desk.post(`/contracts/${contract.id}/renewal`)
  expect(twice.body.code).toBe('contracts.renewed_already')
  expect(ok(await shop.desk.get('/contracts/renewals')).items).toBeInstanceOf(Array)
})

test('four inspections a year: planned inside the year, moved with a reason, ordered ahead, paid by the contract', async () => {
  const template = ok(
    await shop.manager.post('/maintenance-templates', {
      code: 'AC-Q',
      name: { en: 'Quarterly check', 'zh-CN': '季度检查' },
      dueBy: 'time',
      everyMonths: 3,
      countFrom: 'done',
      leadDays: 100,
      minutes: 90,
      tasks: [{ key: 'clean', label: { en: 'Clean the filter', 'zh-CN': '清洁滤网' } }],
      parts: [{ code: 'AC-FLT', quantity: '1' }],
    }),
  )
  const product = await shop.product({
    kind: 'inspection',
    covers: ['labour', 'travel'],
    startsFrom: 'signing',
    allowances: [{ unit: 'visit', total: '4' }],
    planTemplateId: template.id,
  })
  const unit = await shop.unit(LONG_AGO)
  const contract = await shop.sign(await shop.sell([asset(product, unit)], { stationId: shop.plan.stationId }))
  const dates = async () =>
    ok(await shop.desk.get(`/maintenance-dates?filter[contractId]=${contract.id}`)).items as {
      id: string
      plannedOn: string
      status: string
      version: number
      requestId: string | null
      movedBy: string | null
    }[]
  const planned = await dates()
  expect(planned).toHaveLength(4)
  expect(planned.every((one) => one.plannedOn <= contract.endsOn)).toBe(true)
  const [first, second] = planned
  const move = { on: day(80), reason: 'Factory closed in between' }
  ok(await shop.desk.put(`/maintenance-dates/${first!.id}/day`, move, version(first!.version)))
  const stale = await shop.desk.put(`/maintenance-dates/${first!.id}/day`, move, version(first!.version))
  expect(stale.body.code).toBe('conflict.version')
  const past = await shop.desk.put(`/maintenance-dates/${second!.id}/day`, { ...move, on: '2020-01-01' }, version(1))
  expect(past.body.errors).toMatchObject([{ path: 'on', code: 'contracts.past_day' }])
  const foreign = await world.tenant.as('dispatcher', { stationId: shop.plan.otherStationId })
  expect((await foreign.put(`/maintenance-dates/${second!.id}/day`, move, version(1))).status).toBe(404)
  const due = await Promise.all([1, 2].map(() => inTenant((tx) => orderDue(tx, new Date()))))
  expect(due.reduce((sum, one) => sum + one, 0)).toBe(1)
  await world.jobs()
  const ordered = (await dates()).find((one) => one.id === first!.id)!
  expect(ordered).toMatchObject({ status: 'ordered', plannedOn: day(80), movedBy: 'service_desk' })
  const request = ok(await shop.desk.get(`/requests/${ordered.requestId}`))
  expect(request).toMatchObject({ kind: 'maintenance' })
  const order = ok(await shop.plan.dispatcher.get(`/work-orders?filter[requestId]=${ordered.requestId}`)).items[0]
  expect(order).toMatchObject({ plannedMinutes: 90 })
  const decide = async (requestId?: string) =>
    ok(await shop.desk.post('/entitlement/decisions', { assetId: unit, ...(requestId && { requestId }) })).decision
      .lines as { kind: string; payer: string }[]
  const payer = (lines: { kind: string; payer: string }[]) => lines.find((one) => one.kind === 'labour')?.payer
  expect(payer(await decide(ordered.requestId!))).toBe('contract')
  expect(payer(await decide())).toBe('customer')
  const done = { on: day(10) }
  ok(await shop.desk.put(`/maintenance-dates/${first!.id}/done`, done, version(ordered.version)))
  const after = await dates()
  expect(after[1]!.plannedOn < second!.plannedOn || after[1]!.plannedOn > day(95)).toBe(true)
  ok(await shop.desk.put(`/maintenance-dates/${second!.id}/skip`, { reason: 'Not needed' }, version(after[1]!.version)))
  const closed = await shop.desk.put(`/maintenance-dates/${first!.id}/skip`, { reason: 'x' }, version(4))
  expect(closed.status).toBe(409)
})

test('by meter: the next date follows the readings; a condition seen twice is one date', async () => {
  const template = async (more: object) =>
    ok(await shop.manager.post('/maintenance-templates', { name: { en: 'Service' }, ...more })).id as string
  const unit = await shop.unit(LONG_AGO)
  const read = async (value: number, at: string) =>
    ok(
      await shop.desk.post(`/assets/${unit}/meter-readings`, {
        kind: 'hour',
        value,
        at: `${at}T00:00:00+08:00`,
        source: 'desk',
      }),
    )
  await read(1000, day(-100))
  const byHours = await template({ code: 'H500', dueBy: 'meter', everyUnits: 500, meterKind: 'hour' })
  const plan = ok(
    await shop.desk.post('/maintenance-plans', { templateId: byHours, assetId: unit, startsOn: day(-100) }),
  )
  expect(plan.dates).toMatchObject([{ dueMeter: 1500, sum: { by: 'meter_still' } }])
  await read(1250, day(0))
  await world.jobs()
  const seen = ok(await shop.desk.get(`/maintenance-plans/${plan.id}`)).dates[0]
  expect(seen.sum).toMatchObject({ by: 'meter', perDay: 2.5 })
  expect([day(99), day(100), day(101)]).toContain(seen.plannedOn)
  const again = { templateId: byHours, assetId: unit, startsOn: day(0) }
  expect((await shop.desk.post('/maintenance-plans', again)).body.code).toBe('contracts.plan_twice')
  const wet = await template({ code: 'WET', dueBy: 'condition', condition: { en: 'Water in the tray' } })
  const second = ok(await shop.desk.post('/maintenance-plans', { templateId: wet, assetId: unit, startsOn: day(0) }))
  expect(second.dates).toEqual([])
  for (const note of ['Drips', 'Drips still'])
    ok(await shop.desk.put(`/maintenance-plans/${second.id}/condition`, { note }))
  expect(ok(await shop.desk.get(`/maintenance-plans/${second.id}`)).dates).toMatchObject([{ sum: { note: 'Drips' } }])
})
