import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { day, LONG_AGO, makeShop, ok, type Shop, version } from './shop.fixture.ts'

const world = useWorld()
let shop: Shop
beforeAll(async () => {
  shop = await makeShop(world)
})
const line = (productId: string, scopeId: string, more: object = {}) => ({
  productId,
  scope: 'asset',
  scopeId,
  ...more,
})

test('an extension begins the day after the warranty of that very product, is numbered and covers it in the decision', async () => {
  const unit = await shop.unit(LONG_AGO)
  const draft = await shop.sell([line(await shop.product(), unit)])
  expect(draft).toMatchObject({
    status: 'draft',
    number: null,
    totalMinor: '60000',
    currency: 'CNY',
    findings: [],
    can: expect.arrayContaining(['activate']),
  })
  const signed = await shop.sign(draft)
  expect(signed).toMatchObject({ status: 'active', startsOn: draft.signedOn, version: 2 })
  expect(signed.number).toMatch(/^CO-\d{4}-\d{6}$/)
  expect(signed.lines[0].covers).toMatchObject([{ assetId: unit, startsOn: draft.signedOn, isRunning: true }])
  const decision = ok(await shop.desk.post('/entitlement/decisions', { assetId: unit }))
  const payers = Object.fromEntries(
    decision.decision.lines.map((one: { kind: string; payer: string }) => [one.kind, one.payer]),
  )
  expect(payers).toMatchObject({ part: 'contract', labour: 'contract', travel: 'customer' })
  const young = await shop.unit(day(-365))
  const later = ok(
    await shop.desk.post('/contracts/preview', {
      customerId: shop.plan.customerId,
      lines: [line(await shop.product(), young)],
    }),
  )
  expect(later.startsOn > day(360)).toBe(true)
  expect(later.maySell).toBe(true)
})

test('a paid line that only repeats the warranty is refused and explained, and nobody lets it pass', async () => {
  const unit = await shop.unit(day(-30))
  const draft = await shop.sell([line(await shop.product({ kind: 'full', startsFrom: 'signing' }), unit)])
  expect(draft.findings).toMatchObject([{ code: 'repeats_free_cover', gate: 'refused', units: 1 }])
  expect(draft.findings[0].values.repeats[0]).toMatchObject({ kind: 'part', ruleId: expect.stringContaining(':') })
  const refused = await shop.desk.put(`/contracts/${draft.id}/activation`, {}, version(1))
  expect(refused.body).toMatchObject({
    status: 409,
    code: 'contracts.refused',
    errors: [{ code: 'contracts.check.repeats_free_cover' }],
  })
  const pass = { code: 'repeats_free_cover', lineId: draft.lines[0].id, reason: 'The customer insists' }
  const never = await shop.manager.put(`/contracts/${draft.id}/override`, pass)
  expect(never.body).toMatchObject({ status: 409, code: 'contracts.never_overridden' })
  ok(await shop.desk.delete(`/contracts/${draft.id}`))
  expect((await shop.desk.get(`/contracts/${draft.id}`)).status).toBe(404)
})

test('what a named person may let pass needs that person and a reason, and stays to be seen', async () => {
  const unit = await shop.unit(LONG_AGO)
  ok(
    await shop.desk.put(`/assets/${unit}/verification`, {
      result: 'failed',
      hasLabel: false,
      note: 'Serial ground off',
    }),
  )
  const draft = await shop.sell([line(await shop.product(), unit)])
  expect(draft.findings.map((one: { code: string }) => one.code)).toEqual(['unit_not_verified', 'unit_without_label'])
  const blocked = await shop.desk.put(`/contracts/${draft.id}/activation`, {}, version(1))
  expect(blocked.body).toMatchObject({ status: 409, code: 'contracts.reasons_needed', values: { count: 2 } })
  const give = (code: string) => ({ code, lineId: draft.lines[0].id, reason: 'Seen by the regional manager' })
  expect((await shop.desk.put(`/contracts/${draft.id}/override`, give('unit_not_verified'))).status).toBe(403)
  for (const code of ['unit_not_verified', 'unit_without_label'])
    ok(await shop.manager.put(`/contracts/${draft.id}/override`, give(code)))
  const signed = await shop.sign(draft)
  expect(signed.findings).toMatchObject([
    { code: 'unit_not_verified', overrideReason: 'Seen by the regional manager', overriddenBy: 'service_manager' },
    { code: 'unit_without_label', overrideReason: 'Seen by the regional manager' },
  ])
})

test('a level no station in reach delivers, and an issuer without authority', async () => {
  const unit = await shop.unit(LONG_AGO)
  const quick = await shop.product({ kind: 'onsite_upgrade', covers: [], level: 'on_site_4h', startsFrom: 'signing' })
  const stations = ok(await shop.manager.get(`/stations/${shop.plan.stationId}/contract-terms`))
  expect(stations).toMatchObject({ maySell: true, isOwnChoice: false, version: 0 })
  const preview = async () =>
    ok(
      await shop.desk.post('/contracts/preview', {
        customerId: shop.plan.customerId,
        stationId: shop.plan.stationId,
        lines: [line(quick, unit)],
      }),
    ).findings.map((one: { code: string }) => one.code)
  expect(await preview()).toEqual(['level_out_of_reach'])
  const set = (body: object, v: number) =>
    shop.manager.put(`/stations/${shop.plan.stationId}/contract-terms`, body, version(v))
  ok(await set({ maySell: false, sellUntil: null, levels: ['carry_in', 'on_site_4h'] }, 0))
  expect(await preview()).toEqual(['issuer_without_authority'])
  expect((await set({ maySell: true, sellUntil: null, levels: [] }, 0)).body.code).toBe('conflict.version')
  ok(await set({ maySell: true, sellUntil: null, levels: ['carry_in', 'on_site_4h'] }, 1))
  expect(await preview()).toEqual([])
})

test('a level needs a station whose people know the product: no skill, an expired certificate, then somebody who does', async () => {
  const { plan, manager } = shop
  const modelId = ok(
    await manager.post('/models', {
      familyId: shop.familyId,
      code: 'EHV',
      name: { en: 'EHV' },
      skillCodes: ['high_voltage'],
    }),
  ).id
  const unit = await shop.unit(LONG_AGO, { modelId })
  const quick = await shop.product({ kind: 'onsite_upgrade', covers: [], level: 'on_site_4h', startsFrom: 'signing' })
  const found = async () =>
    ok(
      await shop.desk.post('/contracts/preview', {
        customerId: plan.customerId,
        stationId: plan.stationId,
        lines: [line(quick, unit)],
      }),
    ).findings as { code: string; gate: string; values: { lacks: string } }[]
  expect(await found()).toMatchObject([
    { code: 'level_out_of_reach', gate: 'role', values: { lacks: 'skill:high_voltage' } },
  ])
  await plan.technician({ skills: ['cooling'], certificateUntil: day(400) })
  await plan.technician({ skills: ['high_voltage'], certificateUntil: day(-1) })
  expect(await found()).toMatchObject([{ code: 'level_out_of_reach', values: { lacks: 'skill:high_voltage' } }])
  await plan.technician({ skills: ['high_voltage'], certificateUntil: day(400) })
  expect(await found()).toEqual([])
})

test('a line over a model covers each product; twice the same key is once; foreigners see nothing', async () => {
  const model = { familyId: shop.familyId, code: 'E9', name: { en: 'E9' } }
  const modelId = ok(await shop.manager.post('/models', model)).id
  const one = await shop.unit(LONG_AGO, { modelId })
  await shop.unit(LONG_AGO, { modelId })
  const product = await shop.product({ covers: ['travel'] })
  const body = {
    customerId: shop.plan.customerId,
    stationId: shop.plan.stationId,
    lines: [{ productId: product, scope: 'model', scopeId: modelId }],
  }
  const key = { 'idempotency-key': 'one-contract-only' }
  const [first, again] = [await shop.desk.post('/contracts', body, key), await shop.desk.post('/contracts', body, key)]
  expect(ok(again).id).toBe(ok(first).id)
  expect(first.body).toMatchObject({ totalMinor: '120000', lines: [{ units: 2, scopeName: 'E9' }] })
  const other = await world.tenant.as('service_manager', { stationId: shop.plan.otherStationId })
  expect((await other.get(`/contracts/${first.body.id}`)).status).toBe(404)
  expect((await other.put(`/contracts/${first.body.id}/activation`, {}, version(1))).status).toBe(404)
  const foreign = await (await world.makeTenant('other')).as('service_manager')
  expect((await foreign.get(`/contracts/${first.body.id}`)).status).toBe(404)
  expect((await foreign.get(`/service-products/${product}`)).status).toBe(404)
  const both = await Promise.all(
    [1, 2].map(() => shop.desk.put(`/contracts/${first.body.id}/activation`, {}, version(1))),
  )
  expect(both.map((answer) => answer.status).sort()).toEqual([200, 409])
  expect(ok(await shop.desk.get(`/contracts?filter[customerId]=${shop.plan.customerId}`)).items.length).toBeGreaterThan(
    0,
  )
  const asset = ok(await shop.desk.post('/entitlement/decisions', { assetId: one }))
  expect(asset.decision.coverage.some((bar: { layer: string }) => bar.layer === 'contract')).toBe(true)
})

test('what does not fit is refused at its field', async () => {
  const unit = await shop.unit(LONG_AGO)
  const bad = async (lines: object[], more: object = {}) =>
    (await shop.desk.post('/contracts', { customerId: shop.plan.customerId, lines, ...more })).body.errors?.[0]
  const cheap = line(await shop.product(), unit, { unitMinor: '1' })
  expect(await bad([cheap])).toMatchObject({ path: 'lines.0.priceReason', code: 'billing.reason_needed' })
  const other = await shop.product({ territory: ['DE'] })
  expect(await bad([line(other, unit)])).toMatchObject({ path: 'lines.0.scopeId', code: 'contracts.other_country' })
  const periodic = await shop.product({ billing: 'periodic', billingMonths: 3 })
  expect(await bad([line(await shop.product(), unit), line(periodic, unit)])).toMatchObject({
    path: 'lines.1.productId',
    code: 'contracts.mixed_billing',
  })
  const none = await shop.manager.post('/service-products', {
    code: 'INS-0',
    name: { en: 'Inspection' },
    kind: 'inspection',
    covers: [],
    termMonths: 12,
    startsFrom: 'signing',
    priceCode: 'SC-INS',
    billing: 'once',
  })
  expect(none.body.errors).toMatchObject([{ path: 'allowances', code: 'contracts.visits_needed' }])
})
