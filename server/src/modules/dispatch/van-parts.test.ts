import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, monday, type Plan } from './plan.fixture.ts'
import { apply, ownStation, planned } from './scenario.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const HERE = { lat: 31.2354, lon: 121.4805 }
const FAR = { lat: 31.3, lon: 121.48 }
const TUESDAY = new Date(Date.parse(`${monday}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
type Item = { id: string; kind: string; workOrderId: string; technician: { id: string } | null; reason: string }
let n = 0

/** Somebody next door with an empty van and somebody farther off, a part, and orders that miss it. */
async function twoAndAPart() {
  const stationId = await ownStation(world)
  const near = await plan.technician({ stationId, home: HERE })
  const far = await plan.technician({ stationId, home: FAR })
  const keeper = await world.tenant.as('parts_keeper')
  const code = `PUMP-${++n}`
  const partId = (await keeper.post('/parts', { number: code, name: { en: 'Pump' } })).body.id
  const place = { code: `VAN-${n}`, name: `Van ${n}`, kind: 'van', personId: far }
  const van = (await keeper.post('/stock-places', place)).body.id
  const load = async (quantity: number) => {
    const lines = [{ partId, quantity, costMinor: '100' }]
    const booked = await keeper.post('/stock-documents', { kind: 'receipt', placeId: van, lines })
    expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  }
  const order = async (need: object = {}) => {
    const made = await plan.order({ requestId: (await plan.request({ stationId })).id, plannedMinutes: 60 })
    const parts = [{ code, quantity: 1, expectedOn: null, ...need }]
    const said = await plan.dispatcher.put(`/work-orders/${made.id}/needed-parts`, { parts })
    expect(said.status, JSON.stringify(said.body)).toBe(200)
    return made.id as string
  }
  const run = async (more: object = {}) => {
    const scenario = await planned(world, plan, stationId, more)
    const of = (id: string): Item => scenario.items.find((one: Item) => one.workOrderId === id)
    return { scenario, of }
  }
  return { stationId, near, far, keeper, code, partId, van, load, order, run }
}

const book = (workOrderId: string, technicianId: string, hour: number) =>
  plan.dispatcher.post('/visits', { workOrderId, technicianId, start: at(hour) })

test('a part nobody knows a day for keeps a job waiting, unless it lies in a van: then its driver goes, and the plan says so', async () => {
  const { far, near, code, load, order, run } = await twoAndAPart()
  const id = await order()
  expect((await run()).of(id)).toMatchObject({ kind: 'left', reason: 'part' })
  await load(1)
  const { scenario, of } = await run()
  expect(of(id)).toMatchObject({ kind: 'book', technician: { id: far } })
  const { body } = await plan.dispatcher.get(`/scenarios/${scenario.id}/why?itemId=${of(id).id}`)
  const [{ why }] = body.items
  expect(why.reasons[0]).toEqual({ code: 'parts_in_van', values: { parts: code } })
  expect(why.others).toMatchObject([{ technicianId: near, lacks: [{ code: 'part' }] }])
  const applied = await apply(plan.dispatcher, scenario)
  expect(applied.status, JSON.stringify(applied.body)).toBe(200)
})

test('a part that comes on Tuesday: on Monday by whoever has it in the van, and nobody else', async () => {
  const { near, far, load, order, run } = await twoAndAPart()
  const id = await order({ expectedOn: TUESDAY })
  expect((await run({ kind: 'week' })).of(id)).toMatchObject({ kind: 'book', technician: { id: near } })
  expect((await run()).of(id)).toMatchObject({ kind: 'left', reason: 'part' })
  await load(1)
  expect((await run()).of(id)).toMatchObject({ kind: 'book', technician: { id: far } })
})

test('one part in a van is for one job: the more urgent, in this plan and in those after it', async () => {
  const { stationId, far, load, order, run } = await twoAndAPart()
  await load(1)
  const plain = await order()
  const urgent = await order()
  await world.services.ownerPool.query(`update dispatch.work_order set priority = 'P1' where id = $1`, [urgent])
  const { scenario, of } = await run({ kind: 'week' })
  expect(of(urgent)).toMatchObject({ kind: 'book', technician: { id: far } })
  expect(of(plain)).toMatchObject({ kind: 'left', reason: 'part' })
  expect((await apply(plan.dispatcher, scenario)).status).toBe(200)
  const again = await run({ kind: 'week' })
  expect(again.of(urgent)).toMatchObject({ kind: 'keep', technician: { id: far } })
  expect(again.of(plain)).toMatchObject({ kind: 'left', reason: 'part' })
  const board = (await plan.dispatcher.get(`/board?from=${at(0)}&to=${at(24)}&stationId=${stationId}`)).body
  const waits = (list: { id: string; workOrderId?: string }[], id: string) =>
    (list.find((one) => (one.workOrderId ?? one.id) === id) as unknown as { parts: { inVanOf: string[] } }).parts
      .inVanOf
  expect([waits(board.visits, urgent), waits(board.tray, plain)]).toEqual([[far], []])
  await load(1)
  expect((await run()).of(plain)).toMatchObject({ kind: 'book', technician: { id: far } })
})

test('what is kept for another job is not theirs', async () => {
  const { far, keeper, partId, van, load, order, run } = await twoAndAPart()
  await load(2)
  const id = await order({ quantity: 2 })
  expect((await run()).of(id)).toMatchObject({ kind: 'book', technician: { id: far } })
  const other = await plan.order()
  const lines = [{ partId, quantity: 1 }]
  const kept = await keeper.post('/part-requests', { placeId: van, workOrderId: other.id, lines })
  expect(kept.status, JSON.stringify(kept.body)).toBe(201)
  expect((await run()).of(id)).toMatchObject({ kind: 'left', reason: 'part' })
})

test('a booking by hand is judged alike: in the van is there, elsewhere it is not, and what another visit takes is gone', async () => {
  const { near, far, load, order } = await twoAndAPart()
  await load(1)
  const [first, second] = [await order(), await order()]
  const refused = await book(first, near, 10)
  expect([refused.status, refused.body.values.reasons]).toMatchObject([409, [{ code: 'parts_unknown' }]])
  const { body } = await plan.dispatcher.get(`/work-orders/${first}/candidates?from=${at(8)}&to=${at(20)}`)
  expect(body.candidates[0]).toMatchObject({ technician: { id: far }, ok: true })
  expect(body.candidates[0].reasons).toContainEqual(expect.objectContaining({ code: 'parts_in_van', ok: true }))
  expect((await book(first, far, 10)).status).toBe(201)
  expect((await book(second, far, 14)).body).toMatchObject({ code: 'dispatch.unfit' })
  await load(1)
  expect((await book(second, far, 14)).status).toBe(201)
})

/** Two who come together: one who knows cooling, and whoever else; the part lies in one of their vans. */
async function crewAndAPart(inWhoseVan: 'cooler' | 'hand') {
  const stationId = await ownStation(world)
  const people = {
    cooler: await plan.technician({ stationId, skills: ['cooling'], home: HERE }),
    hand: await plan.technician({ stationId, home: FAR }),
    other: await plan.technician({ stationId, home: HERE }),
  }
  const keeper = await world.tenant.as('parts_keeper')
  const code = `PUMP-${++n}`
  const partId = (await keeper.post('/parts', { number: code, name: { en: 'Pump' } })).body.id
  const place = { code: `VAN-${n}`, name: `Van ${n}`, kind: 'van', personId: people[inWhoseVan] }
  const van = (await keeper.post('/stock-places', place)).body.id
  const made = await plan.order({
    ...{ requestId: (await plan.request({ stationId })).id, plannedMinutes: 60 },
    ...{ skillCodes: ['cooling'], crew: [{ skillCodes: [] }] },
  })
  const parts = [{ code, quantity: 1, expectedOn: null }]
  await plan.dispatcher.put(`/work-orders/${made.id}/needed-parts`, { parts })
  const load = () =>
    keeper.post('/stock-documents', { kind: 'receipt', placeId: van, lines: [{ partId, quantity: 1, costMinor: '1' }] })
  return { stationId, people, id: made.id as string, load }
}

test('of a crew any may have the part in the van: the plan takes them along, and so do times offered and a booking', async () => {
  for (const whose of ['cooler', 'hand'] as const) {
    const { stationId, people, id, load } = await crewAndAPart(whose)
    expect((await plan.dispatcher.get(`/work-orders/${id}/slots`)).body.slots).toEqual([])
    await load()
    const scenario = await planned(world, plan, stationId)
    const own = scenario.items.filter((one: Item) => one.workOrderId === id) as Item[]
    // With the part in the cooler's van whoever is nearer comes along.
    const mate = whose === 'hand' ? people.hand : expect.any(String)
    expect(own).toMatchObject([
      { kind: 'book', technician: { id: people.cooler } },
      { kind: 'book', technician: { id: mate } },
    ])
    expect((await plan.dispatcher.get(`/work-orders/${id}/slots`)).body.slots.length).toBeGreaterThan(0)
    if (whose === 'hand') {
      const refused = await plan.dispatcher.post('/visits', {
        ...{ workOrderId: id, technicianId: people.cooler, start: at(10), crew: [people.other] },
      })
      expect([refused.status, refused.body.values.reasons]).toMatchObject([409, [{ code: 'parts_unknown' }]])
    }
    const applied = await apply(plan.dispatcher, scenario)
    expect(applied.status, JSON.stringify(applied.body)).toBe(200)
  }
})

test('times offered to a customer: whoever has the part in the van comes at once, the others when it is there for everybody', async () => {
  const { far, load, order } = await twoAndAPart()
  const id = await order({ expectedOn: null })
  const slots = async () =>
    (await plan.dispatcher.get(`/work-orders/${id}/slots`)).body.slots as { technicianId: string }[]
  expect(await slots()).toEqual([])
  await load(1)
  const offered = await slots()
  expect(offered.length).toBeGreaterThan(0)
  expect(new Set(offered.map((one) => one.technicianId))).toEqual(new Set([far]))
})
