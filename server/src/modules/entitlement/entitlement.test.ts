import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { type Catalogue, makeCatalogue, vin } from '../assets/catalogue.fixture.ts'
import { makeStation } from '../parties/station.fixture.ts'
import { recordRepair } from './index.ts'

const world = useWorld()
let catalogue: Catalogue
let desk: Client
let owner: string
beforeAll(async () => {
  catalogue = await makeCatalogue(world)
  desk = await world.tenant.as('service_desk')
  const place = [{ country: 'CN', city: '上海', line: '1', lat: 31.2, lon: 121.4 }]
  owner = (await desk.post('/customers', { kind: 'person', name: '李雷', country: 'CN', addresses: place })).body.id
})

const sold = { saleCountry: 'CN', buyerKind: 'consumer', soldOn: '2024-03-01', deliveredOn: '2024-03-02' }
const car = async (n: number, body: object = {}) =>
  (await desk.post('/assets', { modelId: catalogue.car, serial: vin(n), customerId: owner, ...sold, ...body })).body
    .id as string
const bar = (body: { decision: { coverage: { layer: string; kind: string }[] } }, layer: string, kind: string) =>
  body.decision.coverage.find((one) => one.layer === layer && one.kind === kind)

test('a decision says who pays, until when, and is made again to the byte', async () => {
  const assetId = await car(1)
  await desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value: 21_000, at: '2026-02-01T02:00:00Z' })
  const { body: request } = await desk.post('/requests', { kind: 'repair', assetId, words: 'It stalls' })
  const requestId = request.id
  const made = await desk.post('/entitlement/decisions', {
    assetId,
    requestId,
    at: '2026-02-10',
    lines: [
      { id: 'a', kind: 'part' },
      { id: 'b', kind: 'labour' },
    ],
    fault: { component: 'engine', cause: 'quality' },
  })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ assetId, requestId, outcome: 'covered', assumed: [] })
  expect(made.body.decision.lines).toMatchObject([
    { lineId: 'a', payer: 'statute', sharePct: 100 },
    { lineId: 'b', payer: 'statute' },
  ])
  expect(bar(made.body, 'warranty', 'part')).toMatchObject({
    start: '2024-03-01',
    end: '2027-03-01',
    daysLeft: 384,
    limit: { used: 21_000, left: 79_000 },
  })
  expect(bar(made.body, 'warranty', 'travel')).toBeUndefined()
  expect((await desk.get(`/entitlement/decisions/${made.body.id}`)).body).toEqual(made.body)
  const again = await desk.get(`/entitlement/decisions/${made.body.id}/recomputation`)
  expect(again.body).toMatchObject({ identical: true, outcomeThen: 'covered', outcomeNow: 'covered' })
  const list = await desk.get(`/entitlement/decisions?filter[requestId]=${requestId}`)
  expect(list.body.items).toMatchObject([{ id: made.body.id, outcome: 'covered' }])
})

test('what is changed later does not change a kept decision', async () => {
  const assetId = await car(2)
  const made = await desk.post('/entitlement/decisions', { assetId, at: '2026-02-10' })
  const version = (await desk.get(`/assets/${assetId}`)).body.version
  await desk.patch(
    `/assets/${assetId}`,
    { soldOn: '2015-01-01', deliveredOn: '2015-01-01' },
    { 'if-match': `"${version}"` },
  )
  expect((await desk.get(`/entitlement/decisions/${made.body.id}/recomputation`)).body.identical).toBe(true)
  const now = await desk.get(`/assets/${assetId}/cover?at=2026-02-10`)
  expect(bar(now.body, 'warranty', 'part')).toMatchObject({ state: 'over' })
})

test('a doubtful reading ends no cover; the trusted one does', async () => {
  const assetId = await car(3)
  const read = (value: number, at: string) => desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value, at })
  await read(150_000, '2025-06-01T00:00:00Z')
  const doubted = (await read(30_000, '2026-01-01T00:00:00Z')).body.meters[0].id
  const at = '2026-02-10'
  const state = async () => bar((await desk.get(`/assets/${assetId}/cover?at=${at}`)).body, 'warranty', 'part')
  expect(await state()).toMatchObject({ state: 'over', endBy: 'distance' })
  await desk.put(`/assets/${assetId}/meter-readings/${doubted}/doubt`, { isDoubtful: false })
  expect(await state()).toMatchObject({ state: 'running', limit: { used: 30_000 } })
})

test('facts that cannot be do not stop a decision: they are left out and named', async () => {
  const assetId = await car(7, { installedOn: '2024-03-05' })
  await world.services.db.tx(world.tenant.id, async (tx) => {
    // As an import by hand could leave it: the routes refuse it.
    await tx.updateTable('assets.asset').set({ installed_on: '2024-02-01' }).where('id', '=', assetId).execute()
    const reading = { asset_id: assetId, kind: 'km', source: 'import' }
    const rows = [
      { ...reading, id: newId(), value: 20_000, at: '2026-02-01T00:00:00Z' },
      { ...reading, id: newId(), value: 12_000, at: '2026-02-05T00:00:00Z' },
    ]
    await tx.insertInto('assets.meter_reading').values(rows).execute()
  })
  const { status, body } = await desk.get(`/assets/${assetId}/cover?at=2026-02-10`)
  expect([status, body.doubted]).toEqual([200, ['asset.meters.km', 'asset.installationDate']])
  expect(bar(body, 'warranty', 'part')).toMatchObject({ limit: { used: 20_000 } })
})

test('registering starts what hangs on the registration', async () => {
  const made = await desk.post('/assets', {
    modelId: catalogue.cooler,
    serial: 'REG-9',
    customerId: owner,
    saleCountry: 'CN',
    status: 'in_stock',
  })
  const cover = async () =>
    bar((await desk.get(`/assets/${made.body.id}/cover?at=2026-06-01`)).body, 'warranty', 'part')
  expect(await cover()).toMatchObject({ state: 'unknown', start: null })
  await desk.post(`/assets/${made.body.id}/registration`, { on: '2026-05-01' })
  expect(await cover()).toMatchObject({ state: 'running', start: '2026-05-01', end: '2032-05-01' })
})

test('repairs told by whoever did them count against the legal limit, once each', async () => {
  const assetId = await car(5, { soldOn: '2025-03-01', deliveredOn: '2025-03-01' })
  await desk.post(`/assets/${assetId}/meter-readings`, { kind: 'km', value: 9_000, at: '2025-11-25T02:00:00Z' })
  const tell = (n: number, id: string) =>
    world.services.db.tx(world.tenant.id, (tx) =>
      recordRepair(tx, {
        assetId,
        source: { type: 'visit', id },
        inAt: new Date(`2025-0${n + 3}-01T01:00:00Z`),
        outAt: new Date(`2025-0${n + 3}-02T01:00:00Z`),
        timeZone: 'Asia/Shanghai',
        symptomCode: 'STALL',
        under: 'statute',
      }),
    )
  const due = async () => {
    const fault = { symptomCode: 'STALL', cause: 'quality' }
    const { body } = await desk.post('/entitlement/decisions', { assetId, at: '2025-12-01', fault })
    return body.decision.considered.find((one: { ruleId: string }) => one.ruleId === 'CN-AUTO43-24-4-COUNT').result
  }
  for (const n of [1, 2, 3, 4]) await tell(n, newId())
  expect(await due()).toBe('not_met')
  const fifth = newId()
  await tell(5, fifth)
  await tell(5, fifth)
  expect(await due()).toBe('met')
})

test('impossible facts are refused by field, foreign products are not found', async () => {
  const assetId = await car(6)
  const future = await desk.post('/entitlement/decisions', { assetId, at: '2026-01-01', fault: { at: '2026-02-01' } })
  expect([future.status, future.body.errors[0].path]).toEqual([422, 'fault.at'])
  const station = await makeStation(world, world.tenant.id)
  const there = await world.tenant.as('station_manager', { stationId: station })
  const other = await (await world.makeTenant('rival')).as('service_desk')
  const { body } = await desk.post('/entitlement/decisions', { assetId })
  for (const stranger of [there, other]) {
    expect((await stranger.post('/entitlement/decisions', { assetId })).status).toBe(404)
    expect((await stranger.get(`/assets/${assetId}/cover`)).status).toBe(404)
    expect((await stranger.get(`/entitlement/decisions/${body.id}`)).status).toBe(404)
    expect((await stranger.get(`/entitlement/decisions/${body.id}/recomputation`)).status).toBe(404)
    expect((await stranger.get(`/customers/${owner}/overview`)).status).toBe(404)
  }
})

test('the overview shows a customer with every product and the state of its cover', async () => {
  const { body } = await desk.get(`/customers/${owner}/overview`)
  expect(body.customer.name).toBe('李雷')
  expect(body.assetCount).toBe(body.assets.length)
  expect(body.assets.length).toBeGreaterThan(5)
  for (const one of body.assets) {
    expect(['covered', 'partly', 'not_covered', 'undetermined']).toContain(one.cover.outcome)
    expect(one.coverage.length).toBeGreaterThan(0)
  }
})

test('a mistyped fact is refused with the name that is near; nothing is decided', async () => {
  const assetId = await car(91)
  const asked = { assetId, facts: { 'defect.needsReplacment': true, 'moon.phase': 'full', 'defect.exempt': false } }
  const refused = await desk.post('/entitlement/decisions', asked)
  expect([refused.status, refused.body.code]).toEqual([422, 'validation.failed'])
  expect(refused.body.errors).toMatchObject([
    {
      path: 'facts.defect.needsReplacment',
      code: 'entitlement.unknownFactNear',
      values: { near: 'defect.needsReplacement' },
    },
    { path: 'facts.moon.phase', code: 'entitlement.unknownFact' },
  ])
  expect((await desk.get(`/entitlement/decisions?filter[assetId]=${assetId}`)).body.items).toEqual([])
})
