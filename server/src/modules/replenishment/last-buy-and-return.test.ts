import { beforeAll, expect, test } from 'vitest'
import { useStock } from '../parts/stock.fixture.ts'

const stock = useStock()
let depot: string
let station: string
let code: string
beforeAll(async () => {
  depot = await stock.place('depot')
  station = await stock.place('station', { suppliedById: depot })
  code = (await stock.keeper.get(`/stock-places/${station}`)).body.code
}, 60_000)

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** A part of 20.00 with two and a half years of four a month at the station. */
async function asked(supply: object): Promise<string> {
  const id = await stock.part()
  const put = await stock.keeper.put(`/parts/${id}/suppliers`, {
    ...{ supplier: 'Maker', unitMinor: '2000', leadDays: 14 },
    ...supply,
  })
  expect(put.status).toBe(200)
  const { number } = (await stock.keeper.get(`/parts/${id}`)).body
  const now = new Date()
  const rows = Array.from({ length: 30 }, (_, n) => ({
    ...{ part: number, place: code, quantity: 3 + (n % 3) },
    month: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - n - 1, 1)).toISOString().slice(0, 7),
  }))
  expect((await stock.keeper.post('/past-demand', { rows })).status).toBe(201)
  return id
}

async function planned(part: string, place: string, options: object = {}) {
  const run = await stock.keeper.post('/replenishment-runs', { kind: 'plan', options })
  expect(run.status).toBe(201)
  await stock.world.jobs()
  const { figures } = (await stock.keeper.get(`/replenishment-runs/${run.body.id}`)).body
  const list = `/replenishment-proposals?filter[partId]=${part}&filter[placeId]=${place}&filter[state]=open`
  const { items } = (await stock.keeper.get(list)).body
  return { figures, proposal: (await stock.keeper.get(`/replenishment-proposals/${items[0].id}`)).body }
}
const sumOf = (figures: { sums: { kind: string; moneyMinor: string }[] }, kind: string) =>
  figures.sums.find((one) => one.kind === kind)

test('before the last day its supplier takes orders, one order for all the years it must be served, with its sum', async () => {
  const part = await asked({ lastOrderOn: dayIn(60) })
  await stock.receive(part, station, 20, 2000)
  const { proposal, figures } = await planned(part, depot, { serveMonths: 60 })
  expect(proposal).toMatchObject({ kind: 'last_buy', rule: 'last_buy', supplier: 'Maker', unitMinor: '2000' })
  // About four a month for five years, less all that lies anywhere.
  expect(proposal.quantity).toBe(proposal.level - 20)
  expect(proposal.quantity).toBeGreaterThan(4 * 60 * 0.8 - 20)
  expect(proposal.quantity).toBeLessThan(4 * 60 * 2)
  expect(proposal.moneyMinor).toBe(String(proposal.quantity * 2000))
  expect(sumOf(figures, 'last_buy')).toMatchObject({ lines: 1, moneyMinor: proposal.moneyMinor })
  const shorter = await planned(part, depot, { serveMonths: 24 })
  expect(shorter.proposal.quantity).toBeLessThan(proposal.quantity / 2)
  const { body } = await stock.keeper.post('/replenishment-acceptances', { ids: [shorter.proposal.id] })
  expect(body.refused).toEqual([])
  const order = (await stock.keeper.get(`/purchase-orders/${body.orders[0].id}`)).body
  expect(order).toMatchObject({ supplier: 'Maker', lines: [{ partId: part, quantity: shorter.proposal.quantity }] })
  // What is ordered for the rest of the time is not ordered twice.
  expect((await planned(part, depot, { serveMonths: 24 })).proposal).toMatchObject({ kind: 'enough', quantity: 0 })
})

test('what a station will not need for a year goes back to its depot, with what that brings less its freight', async () => {
  const part = await asked({})
  await stock.receive(part, station, 200, 2000)
  const { proposal, figures } = await planned(part, station)
  expect(proposal).toMatchObject({ kind: 'return', position: 200, unitMinor: '2000', supplier: null })
  expect(proposal.quantity).toBeGreaterThan(50)
  // A year of four a month stays.
  expect(200 - proposal.quantity).toBeGreaterThanOrEqual(48)
  expect(proposal.moneyMinor).toBe(String(proposal.quantity * 2000))
  expect(sumOf(figures, 'return')).toMatchObject({ lines: 1, moneyMinor: proposal.moneyMinor })
  expect(proposal.facts.gainMinor).toBeGreaterThan(0)
  expect(proposal.facts.gainMinor).toBeLessThanOrEqual(proposal.quantity * 2000 - 5000)
  expect(proposal.facts.runsOut).toBeLessThanOrEqual(0.1)
  // Freight that eats it leaves it where it lies.
  const dear = await planned(part, station, { freightMinor: '100000000' })
  expect(dear.proposal).toMatchObject({ kind: 'enough', quantity: 0 })
  const again = await planned(part, station)
  const { body } = await stock.keeper.post('/replenishment-acceptances', { ids: [again.proposal.id] })
  expect(body.refused).toEqual([])
  const shipment = (await stock.keeper.get(`/shipments/${body.shipments[0].id}`)).body
  expect(shipment).toMatchObject({
    ...{ state: 'draft', fromPlaceId: station, toPlaceId: depot },
    lines: [{ partId: part, quantity: again.proposal.quantity }],
  })
})
