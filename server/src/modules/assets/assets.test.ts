import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { makeStation } from '../parties/station.fixture.ts'
import { type Catalogue, makeCatalogue, vin } from './catalogue.fixture.ts'

const world = useWorld()
let catalogue: Catalogue
let desk: Client
let owner: string
beforeAll(async () => {
  catalogue = await makeCatalogue(world)
  desk = await world.tenant.as('service_desk')
  owner = await customer('李雷')
})

async function customer(name: string): Promise<string> {
  return (await desk.post('/customers', { kind: 'person', name, country: 'CN' })).body.id
}
const add = (body: object) => desk.post('/assets', { modelId: catalogue.cooler, ...body })

test('a product is added, read back with its first owner, and found by pieces of its number', async () => {
  const made = await add({
    serial: ' kfr-2025 0098 1b ',
    customerId: owner,
    builtOn: '2025-03-01',
    soldOn: '2025-05-01',
    deliveredOn: '2025-05-03',
    customerTag: 'HALL-7',
    saleCountry: 'CN',
  })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    serial: 'KFR202500981B',
    model: { code: 'KFR-35' },
    customer: { name: '李雷' },
    ownership: [{ fromOn: '2025-05-03', toOn: null, customer: { name: '李雷' } }],
    tree: [{ serial: 'KFR202500981B' }],
    version: 1,
  })
  for (const q of ['KFR-2025-00981B', 'OO981B', 'HALL-7', '清凉', 'lilei', '李雷'])
    expect(
      (await desk.get(`/assets?q=${encodeURIComponent(q)}`)).body.items.map((one: { id: string }) => one.id),
      q,
    ).toContain(made.body.id)
  expect((await desk.get(`/assets?filter[customerId]=${owner}`)).body.items).toHaveLength(1)
})

test('the same serial is not taken in twice, and two at once make one', async () => {
  const both = await Promise.all([add({ serial: 'TWICE-1' }), add({ serial: 'twice 1' })])
  expect(both.map((one) => one.status).sort()).toEqual([201, 409])
  const key = { 'idempotency-key': 'asset-once-1' }
  const first = await desk.post('/assets', { modelId: catalogue.cooler, serial: 'ONCE-1' }, key)
  const again = await desk.post('/assets', { modelId: catalogue.cooler, serial: 'ONCE-1' }, key)
  expect(again.body).toEqual(first.body)
})

test('dates that cannot be, foreign addresses and bad VINs are refused by field', async () => {
  const early = await add({
    serial: 'D-1',
    builtOn: '2025-05-01',
    soldOn: '2025-04-01',
    deliveredOn: '2025-06-01',
    installedOn: '2025-05-30',
  })
  expect(early.status).toBe(422)
  expect(early.body.errors.map((one: { path: string }) => one.path)).toEqual(['soldOn', 'installedOn'])
  const car = (serial: string) => desk.post('/assets', { modelId: catalogue.car, serial })
  expect((await car('SHORT')).body.errors).toMatchObject([{ path: 'serial', code: 'assets.vin_length' }])
  expect((await car('LSVAA4187E2OOOOO1')).body.errors[0].code).toBe('assets.vin_characters')
  expect((await car('1M8GDM9A1KP042788')).body.errors[0].code).toBe('assets.vin_check_digit')
  expect((await car('1M8GDM9AXKP042788')).status).toBe(201)
  const place = await desk.post(`/customers/${owner}/addresses`, { country: 'CN', line: '1', city: '上海' })
  const other = await customer('Other')
  const foreign = await add({ serial: 'D-2', customerId: other, addressId: place.body.id })
  expect(foreign.body.errors[0].code).toBe('assets.foreign_address')
  expect((await add({ serial: 'D-3', modelId: newId() })).body.errors[0].path).toBe('modelId')
})

test('a machine has parts below it, is known from any of them, and is never part of itself', async () => {
  const top = (await add({ serial: 'TREE-TOP' })).body.id
  const middle = (await add({ serial: 'TREE-MIDDLE', parentId: top })).body.id
  const leaf = (await add({ serial: 'TREE-LEAF', parentId: middle })).body
  expect(leaf.tree.map((one: { serial: string }) => one.serial)).toEqual(['TREETOP', 'TREEMIDDLE', 'TREELEAF'])
  const circle = await desk.patch(`/assets/${top}`, { parentId: leaf.id }, { 'if-match': '"1"' })
  expect(circle.body.errors).toMatchObject([{ path: 'parentId', code: 'assets.own_parent' }])
  const free = await desk.patch(`/assets/${middle}`, { parentId: null }, { 'if-match': '"1"' })
  expect(free.body.tree.map((one: { serial: string }) => one.serial)).toEqual(['TREEMIDDLE', 'TREELEAF'])
  const stale = await desk.patch(`/assets/${middle}`, { status: 'in_stock' }, { 'if-match': '"1"' })
  expect(stale.status).toBe(409)
  expect(stale.body.changes).toMatchObject([{ field: 'parentId' }])
})

test('fitting a part takes the old one out; both stay in the history', async () => {
  const { id } = (await add({ serial: 'FIT-1' })).body
  const old = await desk.post(`/assets/${id}/components`, {
    position: 'compressor',
    partNumber: 'C-100',
    serial: 'OLD-77',
    fittedAt: '2025-01-01T00:00:00Z',
  })
  const replacesId = old.body.components[0].id
  const now = await desk.post(`/assets/${id}/components`, {
    position: 'compressor',
    partNumber: 'C-101',
    serial: 'NEW-88',
    replacesId,
  })
  expect(now.body.components).toMatchObject([
    { serial: 'NEW88', removedAt: null },
    { serial: 'OLD77', removedAt: expect.any(String) },
  ])
  const twice = await desk.post(`/assets/${id}/components`, { position: 'compressor', partNumber: 'C-102', replacesId })
  expect([twice.status, twice.body.code]).toEqual([409, 'assets.component_out'])
  expect((await desk.get('/assets?q=NEW88')).body.items).toMatchObject([{ id }])
  expect((await desk.get('/assets?q=OLD77')).body.items).toEqual([])
  const removal = `/assets/${id}/components/${now.body.components[0].id}/removal`
  expect((await desk.put(removal, { at: '2999-01-01T00:00:00Z' })).body.errors[0].code).toBe('validation.future')
  expect(
    (await desk.put(removal, {})).body.components.every((one: { removedAt: string | null }) => one.removedAt),
  ).toBe(true)
})

test('a meter that ran back is kept and doubted until somebody has looked', async () => {
  const { id } = (await desk.post('/assets', { modelId: catalogue.car, serial: vin(1) })).body
  const read = (value: number, at: string) => desk.post(`/assets/${id}/meter-readings`, { kind: 'km', value, at })
  await read(12_000, '2026-01-10T08:00:00Z')
  await read(90_000, '2026-03-10T08:00:00Z')
  const low = await read(15_000, '2026-05-10T08:00:00Z')
  const doubts = (body: { meters: { value: number; isDoubtful: boolean }[] }) =>
    body.meters.map((one) => [one.value, one.isDoubtful])
  expect(doubts(low.body)).toEqual([
    [15_000, true],
    [90_000, false],
    [12_000, false],
  ])
  const late = await read(13_000, '2026-02-01T08:00:00Z')
  expect(doubts(late.body)[2]).toEqual([13_000, false])
  const trusted = await desk.put(`/assets/${id}/meter-readings/${low.body.meters[0].id}/doubt`, { isDoubtful: false })
  expect(doubts(trusted.body)).toEqual([
    [15_000, false],
    [90_000, true],
    [13_000, false],
    [12_000, false],
  ])
})

test('a transfer closes the old ownership, takes the parts along and keeps the history', async () => {
  const { id } = (await add({ serial: 'OWN-1', customerId: owner, soldOn: '2025-01-01' })).body
  const part = (await add({ serial: 'OWN-1-A', customerId: owner, parentId: id, soldOn: '2025-01-01' })).body.id
  const next = await customer('韩梅梅')
  expect(
    (await desk.post(`/assets/${id}/ownership`, { customerId: next, fromOn: '2024-12-31' })).body.errors[0].code,
  ).toBe('assets.owned_later')
  const moved = await desk.post(`/assets/${id}/ownership`, { customerId: next, fromOn: '2026-02-01' })
  expect(moved.body.ownership).toMatchObject([
    { customer: { name: '韩梅梅' }, fromOn: '2026-02-01', toOn: null },
    { customer: { name: '李雷' }, fromOn: '2025-01-01', toOn: '2026-02-01' },
  ])
  expect((await desk.get(`/assets/${part}`)).body.customer.name).toBe('韩梅梅')
  expect((await desk.post(`/assets/${id}/ownership`, { customerId: next, fromOn: '2026-03-01' })).body.code).toBe(
    'assets.same_owner',
  )
  const types = (await desk.get(`/assets/${id}/timeline`)).body.items.map((one: { type: string }) => one.type)
  expect(types).toEqual(['asset.transferred', 'asset.added'])
})

test('registration happens once, whoever comes first', async () => {
  const { id } = (await add({ serial: 'REG-1', status: 'in_stock' })).body
  const register = () =>
    desk.post(`/assets/${id}/registration`, { customerId: owner, soldOn: '2026-01-02', on: '2026-01-05' })
  const both = await Promise.all([register(), register()])
  expect(both.map((one) => one.status).sort()).toEqual([201, 409])
  const read = await desk.get(`/assets/${id}`)
  expect(read.body).toMatchObject({
    registeredOn: '2026-01-05',
    soldOn: '2026-01-02',
    status: 'in_use',
    customer: { id: owner },
  })
  expect(read.body.ownership).toHaveLength(1)
})

test('the catalogue is changed by its keepers only and keeps its codes apart', async () => {
  const family = { code: 'CMP', name: { en: 'Compressors' }, productClass: 'industrial', meterKind: 'hour' }
  expect((await desk.post('/families', family)).status).toBe(403)
  const made = await catalogue.manager.post('/families', family)
  expect((await catalogue.manager.post('/families', family)).status).toBe(409)
  const changed = await catalogue.manager.patch(
    `/families/${made.body.id}`,
    { name: { en: 'Air compressors' } },
    { 'if-match': '"1"' },
  )
  expect(changed.body).toMatchObject({ name: { en: 'Air compressors' }, version: 2 })
  const code = { familyId: made.body.id, kind: 'symptom', code: 'NOISE', name: { en: 'Noise' } }
  const noise = await catalogue.manager.post('/failure-codes', code)
  await catalogue.manager.post('/failure-codes', {
    kind: 'symptom',
    code: 'DEAD',
    name: { en: 'Dead' },
    isSafety: false,
  })
  expect((await catalogue.manager.post('/failure-codes', code)).status).toBe(409)
  const seen = await desk.get(`/failure-codes?familyId=${made.body.id}&kind=symptom`)
  expect(seen.body.items.map((one: { code: string }) => one.code)).toEqual(['DEAD', 'NOISE'])
  expect((await desk.get(`/failure-codes?familyId=${newId()}&kind=symptom`)).body.items).toHaveLength(1)
  await catalogue.manager.put(`/failure-codes/${noise.body.id}`, { ...code, isSafety: true })
  await catalogue.manager.delete(`/failure-codes/${noise.body.id}`)
  expect((await catalogue.manager.delete(`/failure-codes/${noise.body.id}`)).status).toBe(404)
  const empty = await catalogue.manager.post(`/models/${catalogue.car}/terms`, { covers: 'other', startsFrom: 'sale' })
  expect(empty.body.errors[0].code).toBe('assets.term_without_limit')
})

test('another company and another station do not see a product', async () => {
  const home = await makeStation(world, world.tenant.id)
  const away = await makeStation(world, world.tenant.id)
  const here = await world.tenant.as('station_manager', { stationId: home })
  const there = await world.tenant.as('station_manager', { stationId: away })
  const { id } = (await here.post('/assets', { modelId: catalogue.cooler, serial: 'LOCAL-1' })).body
  expect((await here.get('/assets')).body.items).toHaveLength(1)
  const other = await (await world.makeTenant('rival')).as('service_manager')
  for (const stranger of [there, other]) {
    expect((await stranger.get(`/assets/${id}`)).status).toBe(404)
    expect((await stranger.patch(`/assets/${id}`, { status: 'scrapped' }, { 'if-match': '"1"' })).status).toBe(404)
    expect((await stranger.post(`/assets/${id}/meter-readings`, { kind: 'hour', value: 1 })).status).toBe(404)
    expect((await stranger.post(`/assets/${id}/registration`, {})).status).toBe(404)
    expect((await stranger.get(`/assets/${id}/timeline`)).status).toBe(404)
    expect((await stranger.get('/assets?q=LOCAL1')).body.items).toEqual([])
  }
  expect((await other.get(`/models/${catalogue.car}`)).status).toBe(404)
})
