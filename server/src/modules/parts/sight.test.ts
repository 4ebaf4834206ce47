import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
let here: string
let elsewhere: string
beforeAll(async () => {
  const station = (name: string) =>
    stock.world.services.db.tx(stock.world.tenant.id, async (tx) => {
      const id = newId()
      await tx
        .insertInto('network.station')
        .values({ id, number: name, path: [id], kind: 'own', name, country: 'CN', time_zone: 'Asia/Shanghai' })
        .execute()
      return id
    })
  here = await station('Here')
  elsewhere = await station('Elsewhere')
})

test('another station and another company neither see nor move what lies here', async () => {
  const part = await stock.part()
  const place = await stock.place('station', { stationId: here })
  const document = (await stock.receive(part, place, 3)).body
  const neighbour = await stock.world.tenant.as('parts_keeper', { stationId: elsewhere })
  const foreign = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('administrator')
  for (const stranger of [neighbour, foreign]) {
    for (const url of [
      `/stock-documents/${document.id}`,
      `/stock-places/${place}`,
      `/stock-balance?partId=${part}&placeId=${place}&at=2026-01-01T00:00:00Z`,
    ])
      expect((await stranger.get(url)).status).toBe(404)
    for (const list of ['stock', 'stock-movements', 'stock-places'])
      expect((await stranger.get(`/${list}`)).body.items).toEqual([])
    const issue = { kind: 'issue', placeId: place, lines: [{ partId: part, quantity: 1 }] }
    expect((await stranger.post('/stock-documents', issue)).status).toBe(404)
    expect((await stranger.post(`/stock-documents/${document.id}/reversal`, { note: 'x' })).status).toBe(404)
  }
  const own = await stock.world.tenant.as('parts_keeper', { stationId: here })
  const shown = await own.get('/stock')
  expect(shown.body, JSON.stringify(shown.body)).toHaveProperty('items')
  expect(shown.body.items).toMatchObject([{ part: expect.any(String), onHand: 3, free: 3 }])
  expect((await own.get('/stock-movements')).body.items).toHaveLength(1)
  expect((await own.get(`/stock?filter[partId]=${part}`)).body.total).toEqual({ count: 1, exact: true })
  expect((await own.post('/stock-places', { code: 'X', name: 'X', kind: 'van', stationId: elsewhere })).status).toBe(
    404,
  )
})

test('the stock list goes out as a file', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, 3)
  const answer = await stock.keeper.get(`/stock/export?format=csv&filter[partId]=${part}`)
  expect([200, 202]).toContain(answer.status)
})
