import { expect, test } from 'vitest'
import { useStock } from './stock.fixture.ts'

const stock = useStock()

test('requests, orders, transfers and old parts are found by the parts they hold and by their own number', async () => {
  const mark = 'ZQX-4471'
  const [wanted, other] = [await stock.part({ number: mark }), await stock.part()]
  const [place, depot] = [await stock.place(), await stock.place('depot')]
  await stock.receive(wanted, place, 5)
  await stock.receive(other, place, 5)
  const make = async (partIds: string[]) => {
    const lines = partIds.map((partId) => ({ partId, quantity: 1 }))
    const order = { supplier: 'Maker', placeId: place, lines: lines.map((one) => ({ ...one, unitMinor: '100' })) }
    return {
      '/part-requests': (await stock.keeper.post('/part-requests', { placeId: place, lines })).body,
      '/purchase-orders': (await stock.keeper.post('/purchase-orders', order)).body,
      '/shipments': (await stock.keeper.post('/shipments', { fromPlaceId: place, toPlaceId: depot, lines })).body,
      '/old-parts': (await stock.keeper.post('/old-parts', { partId: partIds.at(-1), placeId: place })).body,
    }
  }
  const [held, beside] = [await make([other, wanted]), await make([other])]
  await stock.world.jobs()
  const find = async (path: string, q: string) =>
    (await stock.keeper.get(`${path}?q=${encodeURIComponent(q)}`)).body.items.map((row: { id: string }) => row.id)
  for (const path of Object.keys(held) as (keyof typeof held)[]) {
    expect(await find(path, 'zqx4471'), path).toEqual([held[path].id])
    const own = beside[path].number ?? beside[path].label
    expect(await find(path, own), path).toEqual([beside[path].id])
    expect(await find(path, 'nothing-like-it-88123'), path).toEqual([])
  }
  const everything = (await stock.keeper.get(`/search?q=${mark}`)).body.items
  expect(everything.map((one: { kind: string }) => one.kind)).toEqual(['part'])
  const stranger = await (await stock.world.makeTenant('elsewhere')).as('parts_keeper')
  for (const path of Object.keys(held)) expect((await stranger.get(`${path}?q=${mark}`)).body.items).toEqual([])
})

test('a search in lines pages through: every hit once, in the order they were found', async () => {
  const [part, place] = [await stock.part({ number: 'PAGED-90210' }), await stock.place()]
  for (let n = 0; n < 3; n++)
    await stock.keeper.post('/part-requests', { placeId: place, lines: [{ partId: part, quantity: 1 }] })
  const seen: string[] = []
  for (let after = ''; ; ) {
    const { body } = await stock.keeper.get(`/part-requests?q=PAGED-90210&limit=2${after && `&after=${after}`}`)
    seen.push(...body.items.map((row: { id: string }) => row.id))
    if (!body.next) break
    after = body.next
  }
  expect([seen.length, new Set(seen).size]).toEqual([3, 3])
})

test('an old part says its part by name, whose it is, what it travels with and to where', async () => {
  const [part, van, depot] = [await stock.part(), await stock.place('van'), await stock.place('depot')]
  const made = await stock.keeper.post('/old-parts', { partId: part, placeId: van, isCustomers: true })
  expect(made.body).toMatchObject({ isCustomers: true, shipment: null, sentTo: null, assetSerial: null })
  const id = made.body.id
  const { number, to } = (await stock.keeper.post('/old-part-shipments', { oldPartIds: [id], toPlaceId: depot })).body
  const sent = { name: { en: expect.any(String) }, isCustomers: true, sentTo: to }
  expect((await stock.keeper.get(`/old-parts/${id}`)).body).toMatchObject({ ...sent, shipment: number })
  const { items } = (await stock.keeper.get('/old-parts?filter[oldState]=sent&limit=1')).body
  expect(items[0]).toMatchObject({ id, ...sent, placeId: van })
  const stranger = await (await stock.world.makeTenant('apart')).as('parts_keeper')
  expect((await stranger.get(`/old-parts/${id}`)).status).toBe(404)
})
