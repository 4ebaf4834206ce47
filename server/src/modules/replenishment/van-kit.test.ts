import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { makePlan } from '../dispatch/plan.fixture.ts'
import { useStock } from '../parts/stock.fixture.ts'

const stock = useStock()
let technician: string
let order: { id: string; request: { id: string } }
let depot: string
let van: string
let pump: string
let seal: string
let filter: string
let board: string

/** A visit of the past on which these parts were fitted, out of the depot. */
async function fitted(parts: Record<string, number>, technicianId = technician): Promise<void> {
  const visitId = newId()
  await stock.rows(sql`insert into dispatch.visit (id, number, work_order_id, request_id, technician_id, status, planned)
    values (${visitId}, ${visitId}, ${order.id}, ${order.request.id}, ${technicianId}, 'done', tstzrange(now() - interval '2 hours', now() - interval '1 hour'))`)
  const lines = Object.entries(parts).map(([partId, quantity]) => ({ partId, quantity }))
  const booked = await stock.book('issue', depot, lines, { visitId })
  expect(booked.status).toBe(201)
}
const propose = async (sharePct = 90) =>
  (await stock.keeper.get(`/stock-places/${van}/van-kit?sharePct=${sharePct}`)).body
const accept = (sharePct = 90) => stock.keeper.post(`/stock-places/${van}/van-kit`, { sharePct })

beforeAll(async () => {
  const plan = await makePlan(stock.world)
  technician = await plan.technician()
  const neighbour = await plan.technician()
  order = await plan.order()
  depot = await stock.place('depot')
  van = await stock.place('van', { suppliedById: depot, personId: technician })
  for (const [quantity, each, keep] of [
    [30, 8000, (id: string) => (pump = id)],
    [30, 200, (id: string) => (seal = id)],
    [30, 1000, (id: string) => (filter = id)],
    [5, 50_000, (id: string) => (board = id)],
  ] as const) {
    const id = await stock.part()
    keep(id)
    await stock.receive(id, depot, quantity, each)
  }
  for (let n = 0; n < 10; n++) await fitted({ [pump]: 1, [seal]: 1 })
  for (let n = 0; n < 6; n++) await fitted({ [filter]: 1 })
  await fitted({ [board]: 1 })
  // Of others nothing is learnt as long as there are enough of the technician's own.
  await fitted({ [board]: 1 }, neighbour)
}, 60_000)

test('the kit is what completes the visits for the money: what is needed together comes together, and each line says its worth', async () => {
  const kit = await propose()
  expect(kit).toMatchObject({ scope: 'technician', visits: 17, before: 0, moneyMinor: '9200', idle: [] })
  expect(kit.after).toBeCloseTo(16 / 17, 5)
  const line = (id: string) => kit.lines.find((one: { part: { id: string } }) => one.part.id === id)
  expect(kit.lines).toHaveLength(3)
  expect(line(seal).loss).toBeCloseTo(10 / 17, 5)
  expect(line(filter)).toMatchObject({ quantity: 1, available: 1, unitMinor: '1000' })
  expect(kit.next).toMatchObject([{ parts: [{ part: { id: board }, quantity: 1 }], moneyMinor: '50000' }])
})

test('accepted by two at once it becomes one transfer; what is on its way counts as there', async () => {
  const answers = await Promise.all([accept(), accept()])
  expect(answers.map((one) => one.status).sort()).toEqual([201, 409])
  const made = answers.find((one) => one.status === 201)!.body
  expect(made.lacking).toEqual([])
  const { body } = await stock.keeper.get(`/shipments/${made.shipment.id}`)
  expect(body).toMatchObject({ state: 'draft', fromPlaceId: depot, toPlaceId: van })
  expect(body.lines).toHaveLength(3)
  expect(answers.find((one) => one.status === 409)!.body.code).toBe('replenishment.kit_nothing_to_send')
  expect(await propose()).toMatchObject({ lines: [] })
})

test('what the source has not is named; a place that is no van, or that nobody supplies, is refused', async () => {
  await stock.issue(board, depot, await stock.onHand(board, depot))
  const kit = await propose(100)
  expect(kit.lines).toMatchObject([{ part: { id: board }, quantity: 1, available: 0 }])
  expect((await accept(100)).body.code).toBe('replenishment.kit_nothing_to_send')
  expect((await stock.keeper.get(`/stock-places/${depot}/van-kit`)).body.code).toBe('replenishment.no_van')
  const alone = await stock.place('van', { personId: technician })
  expect((await stock.keeper.post(`/stock-places/${alone}/van-kit`, {})).body.code).toBe('replenishment.no_source')
  const far = await stock.world.tenant.as('parts_keeper', { stationId: await stock.station('Far') })
  const here = await stock.place('van', { stationId: await stock.station('Here') })
  expect((await far.get(`/stock-places/${here}/van-kit`)).status).toBe(404)
})
