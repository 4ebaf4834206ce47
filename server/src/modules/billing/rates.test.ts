import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { announce } from '../../kit/events.ts'
import { draft, issued, makeTill, ok, type Till, version } from './money.fixture.ts'
import { SHIPPED_RATES } from './shipped-rates.ts'

const world = useWorld()
let till: Till
let manager: Client
beforeAll(async () => {
  till = await makeTill(world)
  manager = till.manager
})
const rates = async (country: string) =>
  ok(await manager.get(`/tax-rates?filter[country]=${country}&limit=50`)).items as {
    id: string
    taxCategory: string
    bp: number
    isConfirmed: boolean
    validFrom: string
    validTo: string | null
    source: string | null
    version: number
  }[]

test('no two rates that ship say something about the same thing, and each names its source', () => {
  const keys = SHIPPED_RATES.map((one) => `${one.country} ${one.category}`)
  expect(new Set(keys).size).toBe(keys.length)
  for (const one of SHIPPED_RATES) {
    // Where it was looked up and when; the two of which no copy was found say so.
    const seen = one.source.endsWith('not looked up')
      ? ['HK', 'MO'].includes(one.country)
      : /, 20\d\d-\d\d-\d\d$/.test(one.source)
    expect(seen, `${one.country}: ${one.source}`).toBe(true)
    expect(Date.parse(one.validFrom), one.country).toBeLessThan(Date.parse('2026-06-01'))
    expect(one.bp).toBeLessThanOrEqual(2700)
  }
  for (const country of ['CN', 'DE', 'US', 'FR', 'GB', 'JP', 'KR', 'AU', 'TW', 'CA'])
    expect(SHIPPED_RATES.some((one) => one.country === country && one.category === 'standard')).toBe(true)
})

test('a new company has the rates that ship, to be confirmed; what it has said itself is never touched', async () => {
  const own = ok(
    await manager.post('/tax-rates', { country: 'JP', category: 'standard', bp: 1234, validFrom: '2026-01-01' }),
  )
  await world.services.db.tx(world.tenant.id, (tx) =>
    announce(tx, systemActor(world.tenant.id), {
      type: 'company.founded',
      subject: { type: 'company', id: world.tenant.id },
      data: {},
    }),
  )
  await world.jobs()
  expect(await rates('SK')).toMatchObject([
    { taxCategory: 'standard', bp: 2300, isConfirmed: false, source: expect.any(String) },
  ])
  const japan = await rates('JP')
  expect(japan.map((one) => [one.taxCategory, one.bp, one.isConfirmed]).sort()).toEqual([
    ['reduced', 800, false],
    ['standard', 1234, true],
  ])
  expect(japan.map((one) => one.id)).toContain(own.id)
  expect(ok(await manager.post('/tax-rates/shipped')).added).toBe(0)
  const desk = till.desk
  expect((await desk.post('/tax-rates/shipped')).status).toBe(403)
})

test('a rate that shipped bills at once; confirmed by a person it says so, in its history', async () => {
  const line = [{ kind: 'part', name: 'Filter', quantity: '1', unitMinor: '11300' }]
  expect((await draft(till, line)).breakdown.taxes).toMatchObject([{ bp: 1300, tax: '1300' }])
  const [rate] = (await rates('CN')).filter((one) => one.taxCategory === 'standard')
  expect(rate).toMatchObject({ isConfirmed: false })
  const confirmed = ok(await manager.patch(`/tax-rates/${rate!.id}`, { isConfirmed: true }, version(rate!.version)))
  expect(confirmed).toMatchObject({ isConfirmed: true, bp: 1300, version: rate!.version + 1 })
  const again = await manager.patch(`/tax-rates/${rate!.id}`, { bp: 1600 }, version(rate!.version))
  expect(again.body).toMatchObject({ code: 'conflict.version', changes: [{ field: 'isConfirmed' }] })
})

test('another rate from a day on ends the one before it, and no bill of before changes', async () => {
  const line = [{ kind: 'part', name: 'Filter', quantity: '1', unitMinor: '11300' }]
  const bill = await issued(till, line)
  const today = new Date().toISOString().slice(0, 10)
  const body = { country: 'CN', category: 'standard', bp: 1000, validFrom: today }
  expect((await manager.post('/tax-rates', body)).body.errors).toMatchObject([{ code: 'billing.overlaps' }])
  ok(await manager.post('/tax-rates', { ...body, endPrevious: true, source: 'A new law' }))
  const held = (await rates('CN')).filter((one) => one.taxCategory === 'standard')
  const before = held.find((one) => one.bp === 1300)!
  expect(Date.parse(today) - Date.parse(before.validTo!)).toBe(864e5)
  expect(ok(await manager.get(`/invoices/${bill.id}`)).breakdown).toEqual(bill.breakdown)
  expect((await draft(till, line)).breakdown.taxes).toMatchObject([{ bp: 1000 }])
  const rule = { country: 'CN', currency: 'CNY', rule: 'line.half_up.1', validFrom: '2020-01-01' }
  ok(await manager.post('/rounding-rules', rule))
  const next = ok(
    await manager.post('/rounding-rules', { ...rule, rule: 'total.half_up.10', validFrom: today, endPrevious: true }),
  )
  expect((await draft(till, line)).breakdown.rounding.rule).toBe('total.half_up.10')
  const corrected = { rule: 'total.half_up.5' }
  ok(await manager.patch(`/rounding-rules/${next.id}`, corrected, version(next.version)))
  expect((await manager.patch(`/rounding-rules/${next.id}`, corrected, version(next.version))).body.code).toBe(
    'conflict.version',
  )
  expect(ok(await manager.get(`/invoices/${bill.id}`)).breakdown).toEqual(bill.breakdown)
})
