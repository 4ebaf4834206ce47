import fs from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../test/harness.ts'
import { reindexOutdated } from '../../kit/housekeeping/reindex.ts'
import { useStock } from '../parts/stock.fixture.ts'
import { type Job, makeJob, ok } from './visit.fixture.ts'

const stock = useStock()
const NAME = { en: 'Wobble plate', 'zh-CN': '摆动盘' }
let job: Job
let part: string
let near: string
let far: string
beforeAll(async () => {
  job = await makeJob(stock.world)
  const [shanghai, beijing] = [await stock.station('Shanghai'), await stock.station('Beijing')]
  await put(shanghai, 31.23, 121.47)
  await put(beijing, 39.9, 116.41)
  part = await stock.part({ number: 'ZQ-7741-90', name: NAME })
  near = await stock.place('station', { stationId: shanghai })
  far = await stock.place('station', { stationId: beijing })
  await stock.receive(part, near, 2)
  await stock.receive(part, far, 30)
  const lines = [{ partId: part, quantity: 5 }]
  ok(await stock.keeper.post('/part-requests', { placeId: near, requestId: job.requestId, lines }))
  const bought = { partId: part, quantity: 9, unitMinor: '100', expectedOn: '2099-03-05' }
  ok(await stock.keeper.post('/purchase-orders', { supplier: 'Maker', placeId: near, lines: [bought] }))
  await stock.world.jobs()
}, 60_000)

const put = (stationId: string, lat: number, lon: number) =>
  stock.world.services.db.tx(stock.world.tenant.id, (tx) =>
    tx.updateTable('network.station').set({ lat, lon }).where('id', '=', stationId).execute(),
  )
const modelOfJob = async () => {
  const { model } = ok(await job.plan.desk.get(`/assets/${job.assetId}`))
  const { family } = ok(await stock.keeper.get(`/models/${model.id}`))
  return { modelId: model.id as string, familyId: family.id as string }
}
const search = async (who: Client, q: string, more = '') =>
  ok(await who.get(`/part-search?q=${encodeURIComponent(q)}${more}`))

test('one search says where a part lies, the nearest first, who waits for it since which promise, and when more comes', async () => {
  const { items } = await search(stock.keeper, 'zq774190', `&nearPlaceId=${near}`)
  expect(items).toMatchObject([
    {
      ...{
        id: part,
        number: 'ZQ-7741-90',
        name: NAME,
        foundBy: 'number',
        foundAs: null,
        onHand: 32,
        free: 30,
        reserved: 2,
      },
      stock: [
        { placeId: near, onHand: 2, reserved: 2, free: 0, km: 0 },
        { placeId: far, onHand: 30, free: 30 },
      ],
      waiting: [
        {
          ...{ quantity: 3, requestId: job.requestId, requestNumber: expect.stringMatching(/^SR-/) },
          ...{ customer: expect.any(String), promisedOn: '2099-03-05', expectedOn: '2099-03-05' },
        },
      ],
      coming: [{ kind: 'purchase_order', from: 'Maker', quantity: 9, on: '2099-03-05' }],
    },
  ])
  expect(items[0].stock[1].km).toBeGreaterThan(1000)
  expect(items[0].stock[1].km).toBeLessThan(1130)
  const other = await search(stock.keeper, '7741', `&nearPlaceId=${far}`)
  expect(other.items[0].stock.map((one: { placeId: string }) => one.placeId)).toEqual([far, near])
  // From nowhere in particular the fullest place comes first.
  expect((await search(stock.keeper, '7741')).items[0].stock[0]).toMatchObject({ placeId: far, km: null })
})

test('it is found by a piece of its number, by words of any language, and by the machines it fits', async () => {
  const { model } = ok(await job.plan.desk.get(`/assets/${job.assetId}`))
  ok(await stock.keeper.put(`/parts/${part}/fits`, { fits: [{ modelId: model.id }] }))
  for (const q of ['774190', 'ZQ 7741', 'wobble', '摆动盘'])
    expect([q, (await search(stock.keeper, q)).items[0]]).toMatchObject([q, { id: part, foundBy: 'number' }])
  const { code } = ok(await stock.keeper.get(`/models/${model.id}`))
  const { items } = await search(stock.keeper, code)
  expect(items).toMatchObject([{ id: part, foundBy: 'model', foundAs: { en: 'E5' } }])
  // Signs of patterns are text.
  for (const q of ['%%', '__', '\\\\']) expect([q, (await search(stock.keeper, q)).items]).toEqual([q, []])
})

test('a machine is found by its code and its names, as they are now, through the search and not by reading every model', async () => {
  const { familyId } = await modelOfJob()
  const name = { en: 'Glacier nine', 'zh-CN': '冰川九号' }
  const model = ok(await stock.boss.post('/models', { familyId, code: 'GLC-9/X', name }))
  const fitting = await stock.part({ number: 'PP-1', name: { en: 'Drain hose' } })
  ok(await stock.keeper.put(`/parts/${fitting}/fits`, { fits: [{ modelId: model.id }] }))
  const found = async (q: string) =>
    (await search(stock.keeper, q)).items.filter((one: { foundBy: string }) => one.foundBy === 'model')
  for (const q of ['GLC9X', 'glc-9', 'glacier', '冰川'])
    expect([q, await found(q)]).toMatchObject([q, [{ id: fitting, foundAs: name }]])
  const { version } = ok(await stock.keeper.get(`/models/${model.id}`))
  const renamed = { name: { en: 'Tundra', 'zh-CN': '苔原' } }
  ok(await stock.boss.patch(`/models/${model.id}`, renamed, { 'if-match': `"${version}"` }))
  expect(await found('tundra')).toMatchObject([{ id: fitting }])
  expect(await found('glacier')).toEqual([])
  // Models from before they stood in the search: by code at once, by name after the night.
  const { services } = stock.world
  const { ownerPool } = services
  await ownerPool.query(`delete from kit.search_entry where kind = 'model'`)
  expect(await found('GLC9X')).toEqual([])
  await ownerPool.query(fs.readFileSync('db/migrations/20261122-2341-models-in-the-search.sql', 'utf8'))
  expect(await found('GLC9X')).toMatchObject([{ id: fitting }])
  await reindexOutdated(services, stock.world.tenant.id, services.log)
  expect(await found('苔原')).toMatchObject([{ id: fitting }])
})

test('nobody is shown the shelves, orders and customers of others', async () => {
  const station = ok(await stock.keeper.get(`/stock-places/${far}`)).stationId
  const neighbour = await stock.world.tenant.as('parts_keeper', { stationId: station })
  const { items } = await search(neighbour, 'ZQ-7741-90')
  expect(items).toMatchObject([{ onHand: 30, stock: [{ placeId: far, km: 0 }], waiting: [], coming: [] }])
  expect(items[0].stock).toHaveLength(1)
  expect((await neighbour.get(`/part-search?q=7741&nearPlaceId=${near}`)).status).toBe(404)
  const stranger = await (await stock.world.makeTenant('part-search')).as('parts_keeper')
  expect((await search(stranger, 'ZQ-7741-90')).items).toEqual([])
  expect((await stock.keeper.get('/part-search?q=z')).status).toBe(422)
})
