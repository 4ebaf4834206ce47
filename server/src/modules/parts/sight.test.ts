import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { CONDITION_CODES, DOCUMENT_KINDS, PLACE_KINDS } from './shapes.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
let here: string
let elsewhere: string
beforeAll(async () => {
  here = await stock.station('Here')
  elsewhere = await stock.station('Elsewhere')
})

test('another station and another company neither see nor move what lies here', async () => {
  const part = await stock.part()
  const place = await stock.place('station', { stationId: here })
  const document = (await stock.receive(part, place, 3)).body
  const other = await stock.place('station', { stationId: here })
  const lines = [{ partId: part, quantity: 1 }]
  const shipment = (await stock.keeper.post('/shipments', { fromPlaceId: place, toPlaceId: other, lines })).body.id
  const wish = (await stock.keeper.post('/part-requests', { placeId: place, lines })).body.id
  const old = (await stock.keeper.post('/old-parts', { partId: part, placeId: place })).body.id
  const count = (await stock.keeper.post('/stock-counts', { placeId: place })).body.id
  const neighbour = await stock.world.tenant.as('parts_keeper', { stationId: elsewhere })
  const foreign = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('administrator')
  for (const stranger of [neighbour, foreign]) {
    for (const url of [
      `/stock-documents/${document.id}`,
      `/stock-places/${place}`,
      `/stock-balance?partId=${part}&placeId=${place}&at=2026-01-01T00:00:00Z`,
    ])
      expect((await stranger.get(url)).status).toBe(404)
    for (const url of [
      `/shipments/${shipment}`,
      `/part-requests/${wish}`,
      `/old-parts/${old}`,
      `/stock-counts/${count}`,
    ])
      expect((await stranger.get(url)).status).toBe(404)
    expect((await stranger.put(`/shipments/${shipment}/sending`)).status).toBe(404)
    expect((await stranger.put(`/stock-counts/${count}/cancellation`)).status).toBe(404)
    for (const list of ['shipments', 'part-requests', 'old-parts', 'stock', 'stock-movements', 'stock-places'])
      expect((await stranger.get(`/${list}`)).body.items).toEqual([])
    const issue = { kind: 'issue', placeId: place, lines: [{ partId: part, quantity: 1 }] }
    expect((await stranger.post('/stock-documents', issue)).status).toBe(404)
    expect((await stranger.post(`/stock-documents/${document.id}/reversal`, { note: 'x' })).status).toBe(404)
  }
  const own = await stock.world.tenant.as('parts_keeper', { stationId: here })
  const shown = (await own.get('/stock')).body.items
  shown.sort((a: { condition: string }, b: { condition: string }) => a.condition.localeCompare(b.condition))
  expect(shown).toMatchObject([
    { condition: 'custody', onHand: 1, free: 0 },
    { condition: 'good', onHand: 3, free: 2 },
  ])
  expect((await own.get('/stock-movements')).body.items).toHaveLength(2)
  expect((await own.get(`/stock?filter[partId]=${part}`)).body.total).toEqual({ count: 2, exact: true })
  expect((await own.post('/stock-places', { code: 'X', name: 'X', kind: 'van', stationId: elsewhere })).status).toBe(
    404,
  )
})

test('a part is found by a piece of any of its numbers, with or without dashes, by its name, also where it lies', async () => {
  const name = { en: 'Thermostat housing', 'zh-CN': '节温器壳体' }
  const part = await stock.part({ number: 'TH-4711-90', name })
  await stock.receive(part, await stock.place(), 2)
  const idsOf = async (list: string, q: string) =>
    (await stock.keeper.get(`/${list}?q=${encodeURIComponent(q)}`)).body.items.map(
      (one: { id: string; partId?: string }) => one.partId ?? one.id,
    )
  await stock.keeper.post(`/parts/${part}/numbers`, { kind: 'maker', issuer: 'Borg', number: '0 986 494 123' })
  for (const q of ['TH-4711-90', 'th471190', '4711', '节温器', '0986494123', '494 123', 'thermostat'])
    for (const list of ['parts', 'stock', 'stock-movements'])
      expect([q, list, await idsOf(list, q)]).toEqual([q, list, [part]])
  const renamed = await stock.keeper.get(`/parts/${part}`)
  const headers = { 'if-match': `"${renamed.body.version}"` }
  await stock.keeper.patch(`/parts/${part}`, { name: { en: 'Coolant outlet' } }, headers)
  expect(await idsOf('parts', 'outlet')).toEqual([part])
  expect(await idsOf('parts', '节温器')).toEqual([])
})

test('the stock list goes out as a file', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, 3)
  const answer = await stock.keeper.get(`/stock/export?format=csv&filter[partId]=${part}`)
  expect([200, 202]).toContain(answer.status)
})

test('every kind of document, place and condition the database keeps can be answered', async () => {
  const { rows } = await stock.world.services.ownerPool.query<{ name: string; check: string }>(
    `select conname as name, pg_get_constraintdef(oid) as check from pg_constraint
     where conname in ('document_kind_check', 'place_kind_check', 'movement_to_condition_check')`,
  )
  const kept = Object.fromEntries(
    rows.map(({ name, check }) => [name, [...check.matchAll(/'(\w+)'::text/g)].map((one) => one[1]).sort()]),
  )
  expect(kept).toEqual({
    document_kind_check: [...DOCUMENT_KINDS].sort(),
    place_kind_check: [...PLACE_KINDS].sort(),
    movement_to_condition_check: [...CONDITION_CODES].sort(),
  })
})
