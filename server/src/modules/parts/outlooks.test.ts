import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

test('opening and making a kit is seen before it is booked: what goes, what comes, what it costs, what is short', async () => {
  const [kit, fan, screw, place] = [await stock.part(), await stock.part(), await stock.part(), await stock.place()]
  const items = [
    { partId: fan, quantity: 1 },
    { partId: screw, quantity: 4 },
  ]
  expect((await stock.keeper.put(`/parts/${kit}/kit`, { items })).status).toBe(200)
  await stock.receive(fan, place, 2, 1000)
  await stock.receive(screw, place, 6, 25)
  const asked = { kind: 'make_kit', placeId: place, partId: kit, quantity: 1 }
  const look = async (more: object = {}, who = stock.keeper) =>
    (await who.post('/stock-conversions/outlook', { ...asked, ...more })).body
  const seen = await look()
  expect(seen).toMatchObject({ isEnough: true, in: [{ partId: kit, quantity: 1, minor: '1100' }] })
  expect(Object.fromEntries(seen.out.map((one: { partId: string; minor: string }) => [one.partId, one.minor]))).toEqual(
    {
      [fan]: '1000',
      [screw]: '100',
    },
  )
  expect(await look({ quantity: 2 })).toMatchObject({ isEnough: false })
  const technician = await stock.world.tenant.as('technician')
  expect((await look({}, technician)).in).toMatchObject([{ quantity: 1, minor: null }])
  expect(await stock.onHand(kit, place)).toBe(0)
  expect((await stock.keeper.post('/stock-conversions', asked)).status).toBe(201)
  expect(await stock.worth(kit)).toBe(1100)
  // Back again: what the kit cost is shared by quantity.
  const back = await look({ kind: 'open_kit' })
  expect((await stock.keeper.post('/stock-conversions', { ...asked, kind: 'open_kit' })).status).toBe(201)
  const cost = (id: string) => Number(back.in.find((one: { partId: string }) => one.partId === id).minor)
  expect([await stock.worth(fan), await stock.worth(screw)]).toEqual([1000 + cost(fan), 50 + cost(screw)])
  expect((await look({ partId: fan })).errors).toMatchObject([{ path: 'partId', code: 'parts.not_a_kit' }])
})

test('freight of a receipt shows which value it moves before it is booked', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const { body: receipt } = await stock.receive(part, place, 10, 100)
  await stock.issue(part, place, 4)
  const movementId = receipt.movements[0].id
  const look = `/stock-costs/outlook?movementId=${movementId}&minor=500`
  expect((await stock.keeper.get(look)).body).toEqual({
    ...{ received: 10, there: 6, currency: 'CNY', stockMinor: '300', restMinor: '200', rest: 'used' },
  })
  expect(await stock.worth(part)).toBe(600)
  const { body: booked } = await stock.keeper.post('/stock-costs', { movementId, minor: '500' })
  expect([booked.stockMinor, await stock.worth(part)]).toEqual(['300', 900])
  const values = (await stock.boss.get(`/stock-documents/${booked.id}/values`)).body.items
  expect(values.map((one: { account: string; minor: string }) => [one.account, one.minor])).toEqual([
    ['stock', '300'],
    ['supplier', '-500'],
    ['used', '200'],
  ])
})

test('the receipts of an order are found from it, each movement by itself', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const line = { partId: part, quantity: 5, unitMinor: '100' }
  const { body: order } = await stock.keeper.post('/purchase-orders', {
    supplier: 'Maker',
    placeId: place,
    lines: [line],
  })
  const receive = (quantity: number) =>
    stock.keeper.post(`/purchase-orders/${order.id}/receipts`, {
      id: newId(),
      lines: [{ lineId: order.lines[0].id, quantity }],
    })
  expect([(await receive(2)).status, (await receive(3)).status]).toEqual([201, 201])
  const { items } = (await stock.keeper.get(`/purchase-orders/${order.id}/receipts`)).body
  expect(items.map((one: { quantity: number }) => one.quantity)).toEqual([3, 2])
  const { documentId } = items[0]
  await stock.keeper.post(`/stock-documents/${documentId}/reversal`, { note: 'wrong' })
  const after = (await stock.keeper.get(`/purchase-orders/${order.id}/receipts`)).body.items
  expect(after.map((one: { isUndone: boolean }) => one.isUndone)).toEqual([true, false])
})

test('what lay where at a moment: by part, by place, for a station its own; a month back from the sums of months', async () => {
  const station = await stock.station(`S-${newId().slice(-4)}`)
  const [part, here, there] = [
    await stock.part(),
    await stock.place(),
    await stock.place('station', { stationId: station }),
  ]
  const at = (hours: number) => ({ at: ago(hours) })
  const receive = (place: string, quantity: number, hours: number) =>
    stock.book('receipt', place, [{ partId: part, quantity, costMinor: '100' }], at(hours))
  await receive(here, 10, 24 * 70)
  await receive(there, 3, 24 * 40)
  await stock.book('issue', here, [{ partId: part, quantity: 4 }], at(2))
  await stock.book('scrap', here, [{ partId: part, quantity: 6 }], at(1))
  const then = async (hours: number, who = stock.keeper) =>
    (await who.get(`/stock-at?at=${ago(hours)}&partId=${part}`)).body.rows.map(
      (one: { placeId: string; quantity: number; now: number }) => [one.placeId === here, one.quantity, one.now],
    )
  expect(await then(24 * 80)).toEqual([])
  expect(await then(24 * 50)).toEqual([[true, 10, 0]])
  expect(new Set(await then(3))).toEqual(
    new Set([
      [true, 10, 0],
      [false, 3, 3],
    ]),
  )
  expect(new Set(await then(1.5))).toEqual(
    new Set([
      [true, 6, 0],
      [false, 3, 3],
    ]),
  )
  expect(await then(0)).toEqual([[false, 3, 3]])
  const balance = `/stock-balance?partId=${part}&placeId=${here}&at=${ago(1.5)}`
  expect((await stock.keeper.get(balance)).body.quantity).toBe(6)
  const keeper = await stock.world.tenant.as('parts_keeper', { stationId: station })
  expect(await then(3, keeper)).toEqual([[false, 3, 3]])
  const sheet = await stock.keeper.get(`/stock-at/export?at=${ago(3)}&partId=${part}`)
  expect([sheet.status, sheet.headers['content-disposition']]).toEqual([200, expect.stringMatching(/stock-.*xlsx/)])
})

test('closing a period says what it shuts in and what is still open; every closing is listed and none is taken back', async () => {
  const [part, place, van] = [await stock.part(), await stock.place(), await stock.place('van', { mayOwe: true })]
  await stock.receive(part, place, 5)
  await stock.issue(part, van, 1)
  await stock.keeper.post('/stock-counts', { placeId: place })
  const until = new Date().toISOString()
  const { body: seen } = await stock.boss.get(`/stock-closings/outlook?until=${until}`)
  expect(seen).toMatchObject({ openCounts: 1, openDebts: 1, inTransit: 0, closedUntil: null })
  expect(seen.documents).toBeGreaterThanOrEqual(2)
  expect((await stock.keeper.get(`/stock-closings/outlook?until=${until}`)).status).toBe(403)
  expect((await stock.boss.post('/stock-closings', { until })).status).toBe(201)
  const { items } = (await stock.keeper.get('/stock-closings')).body
  expect(items).toMatchObject([{ closedBy: expect.any(String) }])
  expect(Date.parse(items[0].until)).toBe(Date.parse(until))
  const line = [{ partId: part, quantity: 1 }]
  const refused = await stock.book('issue', place, line, { at: ago(1) })
  expect([refused.status, refused.body.code]).toEqual([409, 'parts.period_closed'])
  const late = await stock.book('issue', place, line, { at: ago(1), isLate: true })
  expect(late.body.happenedAt).not.toBeNull()
  const told = (await stock.keeper.get(`/stock-movements?filter[isLate]=true`)).body.items
  expect(told.map((one: { documentId: string }) => one.documentId)).toEqual([late.body.id])
})

test('the limit for scrapping on site is read before it is changed', async () => {
  expect((await stock.keeper.get('/custody-rules')).body).toEqual({ scrapUpToMinor: '20000', currency: 'CNY' })
  expect((await stock.keeper.put('/custody-rules', { scrapUpToMinor: '1' })).status).toBe(403)
  expect((await stock.boss.put('/custody-rules', { scrapUpToMinor: '50000' })).body.scrapUpToMinor).toBe('50000')
  expect((await stock.keeper.get('/custody-rules')).body.scrapUpToMinor).toBe('50000')
})
