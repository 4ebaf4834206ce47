import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { draft, issued, makeTill, ok, type Till, version } from './money.fixture.ts'

const world = useWorld()
let till: Till
let manager: Client
beforeAll(async () => {
  till = await makeTill(world)
  manager = till.manager
})

const rate = (more: object = {}) =>
  manager.post('/tax-rates', { country: 'CN', category: 'standard', bp: 1300, validFrom: '2019-04-01', ...more })

test('tax rates hold from a day on: no two on one day, and bills keep theirs', async () => {
  const first = ok(await rate({ source: '财政部公告 2019 年第 39 号' }))
  expect((await rate()).body.errors).toMatchObject([{ path: 'validFrom', code: 'billing.overlaps' }])
  const reduced = ok(await rate({ category: 'reduced', bp: 900 }))
  const lines = [
    { kind: 'part', name: 'Filter', quantity: '1', unitMinor: '11300' },
    { kind: 'other', name: 'Water', quantity: '1', unitMinor: '10900', taxCategory: 'reduced' },
  ]
  const bill = await issued(till, lines)
  expect(bill.breakdown.taxes).toEqual([
    { category: 'standard', bp: 1300, net: '10000', tax: '1300' },
    { category: 'reduced', bp: 900, net: '10000', tax: '900' },
  ])
  ok(await manager.patch(`/tax-rates/${reduced.id}`, { bp: 600 }, version(reduced.version)))
  expect(ok(await manager.get(`/invoices/${bill.id}`)).breakdown).toEqual(bill.breakdown)
  expect((await draft(till, lines)).breakdown.taxes[1]).toMatchObject({ bp: 600 })
  const unknown = await manager.post('/invoices/free', {
    customerId: till.job.plan.customerId,
    stationId: till.job.plan.stationId,
    lines: [{ ...lines[0], taxCategory: 'second_reduced' }],
  })
  expect(unknown.body.code).toBe('billing.no_tax_rate')
  const backwards = await manager.patch(`/tax-rates/${first.id}`, { validTo: '2018-01-01' }, version(first.version))
  expect(backwards.body.errors).toMatchObject([{ path: 'validTo', code: 'validation.order' }])
  expect((await till.desk.post('/tax-rates', {})).status).toBe(403)
  const foreign = await (await world.makeTenant('elsewhere')).as('service_manager')
  expect((await foreign.patch(`/tax-rates/${first.id}`, { bp: 0 }, version(1))).status).toBe(404)
})

test('the rounding rule of a country and currency is named in the bill', async () => {
  const rule = { country: 'CN', currency: 'CNY', rule: 'line.half_up.10', validFrom: '2020-01-01' }
  ok(await manager.post('/rounding-rules', rule))
  const bill = await draft(till, [{ kind: 'other', name: 'Small', quantity: '1', unitMinor: '1234' }])
  expect(bill).toMatchObject({
    totalMinor: '1230',
    breakdown: { customer: { total: '1234' }, rounding: { rule: 'line.half_up.10', minor: '-4' }, payable: '1230' },
  })
  expect((await manager.post('/rounding-rules', { ...rule, rule: 'up' })).status).toBe(422)
})

test('an amount is converted at the rate of its day or the last before it, straight, turned round, or over our own', async () => {
  const rates = [
    { base: 'EUR', quote: 'CNY', onDay: '2026-03-02', rate: '8.2', source: 'ECB' },
    { base: 'USD', quote: 'CNY', onDay: '2026-03-02', rate: '7.1', source: 'ECB' },
    { base: 'EUR', quote: 'CNY', onDay: '2026-03-09', rate: '8.4', source: 'ECB' },
  ]
  expect(ok(await manager.post('/exchange-rates', { rates }))).toEqual({ added: 3, changed: 0 })
  expect(ok(await manager.post('/exchange-rates', { rates: [{ ...rates[0], rate: '8.25' }] }))).toEqual({
    added: 0,
    changed: 1,
  })
  const convert = (query: string) => manager.get(`/conversions?${query}`)
  expect(ok(await convert('minor=10000&from=EUR&to=CNY&day=2026-03-05'))).toEqual({
    currency: 'CNY',
    minor: '82500',
    steps: [{ from: 'EUR', to: 'CNY', rate: '8.25', onDay: '2026-03-02', source: 'ECB', inverse: false }],
  })
  expect(ok(await convert('minor=82500&from=CNY&to=EUR&day=2026-03-05'))).toMatchObject({
    minor: '10000',
    steps: [{ inverse: true }],
  })
  const over = ok(await convert('minor=10000&from=USD&to=EUR&day=2026-03-09'))
  expect(over).toMatchObject({
    minor: '8452',
    steps: [
      { from: 'USD', to: 'CNY' },
      { from: 'CNY', to: 'EUR' },
    ],
  })
  expect((await convert('minor=1&from=EUR&to=CNY&day=2026-03-01')).body.code).toBe('billing.no_rate')
  const same = await manager.post('/exchange-rates', { rates: [{ ...rates[0], quote: 'EUR' }] })
  expect(same.body.errors[0].path).toBe('rates.0.quote')
})

test('a business of another EU country with a VAT number owes the tax itself; the number is checked for its form and its digits', async () => {
  const { customerId, stationId } = till.job.plan
  const terms = (vatId: string | null, at: number) =>
    manager.put(`/billing-accounts/${customerId}`, { vatId, daysToPay: 30 }, version(at))
  expect((await terms('DE123', 0)).body.errors).toMatchObject([{ path: 'vatId', code: 'billing.vat_id' }])
  expect((await terms('FR 41 303265045', 0)).body.errors).toMatchObject([{ path: 'vatId', code: 'billing.vat_digits' }])
  expect(ok(await terms('fr 40 303265045', 0))).toMatchObject({ vatId: 'FR40303265045', vatCountry: 'FR', version: 1 })
  expect((await terms(null, 0)).body.code).toBe('conflict.version')
  const line = [{ kind: 'other', name: 'Repair', quantity: '1', unitMinor: '11300' }]
  expect((await draft(till, line)).breakdown.reverseCharge).toBe(false)
  const station = ok(await manager.get(`/stations/${stationId}`))
  ok(await manager.patch(`/stations/${stationId}`, { country: 'DE' }, version(station.version)))
  const bill = await issued(till, line)
  expect(bill).toMatchObject({
    vatId: 'FR40303265045',
    totalMinor: '10000',
    breakdown: { reverseCharge: true, customer: { net: '10000', tax: '0' } },
  })
  const days = (Date.parse(bill.dueOn) - Date.parse(bill.issuedAt.slice(0, 10))) / 864e5
  expect(Math.abs(days - 30)).toBeLessThanOrEqual(1)
})

test.each([
  [
    '/price-lists',
    { name: 'X', country: 'DE', currency: 'EUX', taxIncluded: true, validFrom: '2030-01-01' },
    'currency',
  ],
  ['/rounding-rules', { country: 'DE', currency: 'EUX', rule: 'total.half_up.1', validFrom: '2030-01-01' }, 'currency'],
  [
    '/exchange-rates',
    { rates: [{ base: 'EUX', quote: 'CNY', onDay: '2026-03-02', rate: '1', source: 'x' }] },
    'rates.0.base',
  ],
])('a currency nobody knows is refused at its field: %s', async (path, body, field) => {
  const refused = await manager.post(path, body)
  expect(refused.body).toMatchObject({ status: 422, errors: [{ path: field }] })
})
