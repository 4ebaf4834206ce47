import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { at, makePlan, monday, type Plan, version } from './plan.fixture.ts'
import { apply, ownStation, planned } from './scenario.fixture.ts'

const world = useWorld()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(world)
})

const HOME = { lat: 31.3, lon: 121.48 }
const STORE = { lat: 31.22, lon: 121.53 }
let n = 0

interface Item {
  id: string
  kind: string
  workOrderId: string
  technician: { id: string } | null
  startsAt: string
  reason: string
  pickUp: {
    place: { id: string; name: string }
    from: string
    to: string
    parts: object[]
    extraMinutes: number
  } | null
}

/** Somebody at home in the north, a store in the east, and orders in the middle of town that miss a part of it. */
async function storeAndOrders({ home = HOME as { lat: number; lon: number } | null, hours = '' } = {}) {
  const stationId = await ownStation(world)
  const owner = world.services.ownerPool
  await owner.query('update network.station set lat = $2, lon = $3, line = $4 where id = $1', [stationId, STORE.lat, STORE.lon, '世纪大道 1 号']) // biome-ignore format: one statement
  if (hours)
    await owner.query(
      `with c as (insert into kit.calendar (tenant_id, id, name, time_zone, weekly) select tenant_id, gen_random_uuid(), 'Store', 'Asia/Shanghai',
        (select jsonb_object_agg(d, $2::jsonb) from generate_series(1, 7) d) from network.station where id = $1 returning id)
       update network.station set calendar_id = (select id from c) where id = $1`,
      [stationId, hours],
    )
  const who = await plan.technician({ stationId, ...(home ? { home } : {}) })
  const keeper = await world.tenant.as('parts_keeper')
  const code = `FAN-${++n}`
  const partId = (await keeper.post('/parts', { number: code, name: { en: 'Fan' } })).body.id
  const storeBody = { code: `ST-${n}`, name: `Store ${n}`, kind: 'station', stationId }
  const store = (await keeper.post('/stock-places', storeBody)).body.id as string
  const load = async (quantity: number, placeId = store) => {
    const lines = [{ partId, quantity, costMinor: '100' }]
    const booked = await keeper.post('/stock-documents', { kind: 'receipt', placeId, lines })
    expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  }
  const order = async (more: object = {}) => {
    const made = await plan.order({ requestId: (await plan.request({ stationId, ...more })).id, plannedMinutes: 60 })
    const parts = [{ code, quantity: 1, expectedOn: null }]
    const said = await plan.dispatcher.put(`/work-orders/${made.id}/needed-parts`, { parts })
    expect(said.status, JSON.stringify(said.body)).toBe(200)
    return made.id as string
  }
  const run = async (more: object = {}) => {
    const scenario = await planned(world, plan, stationId, more)
    const of = (id: string): Item => scenario.items.find((one: Item) => one.workOrderId === id)
    return { scenario, of }
  }
  const free = async () =>
    Number(
      (await owner.query('select sum(on_hand - reserved) as free from parts.balance where place_id = $1 and part_id = $2', [store, partId])) // biome-ignore format: one statement
        .rows[0].free,
    )
  const needed = async (id: string) => (await plan.dispatcher.get(`/work-orders/${id}/needed-parts`)).body.parts
  return { stationId, who, keeper, code, partId, store, load, order, run, free, needed }
}

const why = async (scenario: { id: string }, { id }: Item) =>
  (await plan.dispatcher.get(`/scenarios/${scenario.id}/why?itemId=${id}`)).body.items[0].why

test('a part that lies in the store is collected on the way: priced, told, kept there when the plan is applied, free again when it is taken back', async () => {
  const { stationId, who, store, code, load, order, run, free, needed } = await storeAndOrders()
  const id = await order()
  expect((await run()).of(id)).toMatchObject({ kind: 'left', reason: 'part', pickUp: null })
  await load(2)
  const { scenario, of } = await run()
  const item = of(id)
  expect(item).toMatchObject({ kind: 'book', technician: { id: who }, pickUp: { place: { id: store }, parts: [{ code, quantity: 1 }] } }) // biome-ignore format: one look
  const { from, to, extraMinutes } = item.pickUp!
  expect(Date.parse(to) - Date.parse(from)).toBe(10 * 60_000)
  expect(Date.parse(to)).toBeLessThan(Date.parse(item.startsAt))
  expect(extraMinutes).toBeGreaterThan(15)
  expect((await why(scenario, item)).reasons[0]).toEqual({
    code: 'part_collected',
    values: { parts: `1 × ${code}`, place: item.pickUp!.place.name, minutes: extraMinutes },
  })
  const applied = await apply(plan.dispatcher, scenario)
  expect(applied.status, JSON.stringify(applied.body)).toBe(200)
  await world.jobs()
  expect([await free(), await needed(id)]).toMatchObject([1, [{ code, isReady: true }]])
  const board = (await plan.dispatcher.get(`/board?from=${at(0)}&to=${at(24)}&stationId=${stationId}`)).body
  expect(board.visits[0].pickUp).toMatchObject({
    place: { id: store },
    from: expect.stringContaining(from.slice(0, 16)),
  })
  const page = (await plan.dispatcher.get(`/visits/${board.visits[0].id}`)).body
  expect(page.pickUp).toMatchObject({
    isCollected: false,
    request: expect.stringMatching(/^PR-/),
    place: { lat: STORE.lat },
  })
  const again = await run()
  expect(again.of(id)).toMatchObject({ kind: 'keep', pickUp: { from, to } })
  expect((await why(again.scenario, again.of(id))).reasons[0].code).toBe('part_waits')
  const undone = await plan.dispatcher.delete(`/scenarios/${scenario.id}/application`, version(applied.body.version))
  expect(undone.status, JSON.stringify(undone.body)).toBe(200)
  await world.jobs()
  expect([await free(), await needed(id)]).toMatchObject([2, [{ code, isReady: false, expectedOn: null }]])
  expect((await run()).of(id)).toMatchObject({ kind: 'book', pickUp: { place: { id: store } } })
})

test('who starts the day at the store loads there before the first job, and drives no detour', async () => {
  const { load, order, run } = await storeAndOrders({ home: null })
  await load(1)
  const id = await order()
  const { of } = await run()
  expect(of(id)).toMatchObject({ kind: 'book', pickUp: { from: at(9).replace('.000Z', 'Z'), extraMinutes: 10 } })
})

test('two plans on the last part: the second is refused, naming what is gone from where, and books nothing', async () => {
  const { code, store, load, order, run } = await storeAndOrders()
  await load(1)
  const first = await order()
  const one = await run()
  const second = await order()
  await world.services.ownerPool.query(`update dispatch.work_order set priority = 'P1' where id = $1`, [second])
  const two = await run()
  expect([one.of(first), two.of(second), two.of(first)]).toMatchObject([{ kind: 'book' }, { kind: 'book' }, { kind: 'left', reason: 'part' }]) // biome-ignore format: one look
  const answers = await Promise.all([apply(plan.dispatcher, one.scenario), apply(plan.dispatcher, two.scenario)])
  const lost = answers.find(({ status }) => status === 409)!
  expect(answers.map(({ status }) => status).sort(), JSON.stringify(answers.map(({ body }) => body))).toEqual([
    200, 409,
  ])
  const place = expect.stringMatching(/^Store/)
  expect(lost.body).toMatchObject({ code: 'conflict.plan_moved', values: { visits: [{ reason: 'part_gone', part: code, place }] } }) // biome-ignore format: one look
  const { rows } = await world.services.ownerPool.query(
    'select count(*)::int as visits, (select count(*)::int from dispatch.pick_up where place_id = $2) as stops from dispatch.visit where work_order_id = any($1)',
    [[first, second], store],
  )
  expect(rows[0]).toEqual({ visits: 1, stops: 1 })
})

test('what was handed to somebody else between plan and apply refuses it cleanly; a new plan leaves it with its reason', async () => {
  const { keeper, partId, store, load, order, run, needed } = await storeAndOrders()
  await load(1)
  const id = await order()
  const { scenario, of } = await run()
  expect(of(id).pickUp).not.toBeNull()
  const lines = [{ partId, quantity: 1 }]
  expect((await keeper.post('/part-requests', { placeId: store, lines })).status).toBe(201)
  const refused = await apply(plan.dispatcher, scenario)
  expect([refused.status, refused.body.values.visits[0].reason]).toEqual([409, 'part_gone'])
  expect(await needed(id)).toMatchObject([{ isReady: false }])
  expect((await run()).of(id)).toMatchObject({ kind: 'left', reason: 'part' })
})

test('a store that opens late: the part is collected once it is open; where that is too late for the customer, the plan says when it would have to open', async () => {
  const late = await storeAndOrders({ hours: '[["13:00","17:00"]]' })
  await late.load(1)
  const id = await late.order()
  const { from } = (await late.run()).of(id).pickUp!
  expect(Date.parse(from)).toBeGreaterThanOrEqual(Date.parse(at(13)))
  const shut = await storeAndOrders({ hours: '[["13:00","17:00"]]' })
  await shut.load(1)
  const other = await shut.order({ preferredSlots: [{ date: monday, part: 'morning' }] })
  const { scenario, of } = await shut.run()
  expect(of(other)).toMatchObject({ kind: 'left', reason: 'window' })
  const { change } = await why(scenario, of(other))
  expect(change).toMatchObject({ code: 'window_from_store', values: { place: expect.stringMatching(/^Store/) } })
  expect(Date.parse(change.values.from)).toBeGreaterThan(Date.parse(at(11)))
})

test('a visit is moved by hand: its stop goes along, stands in nobody else’s way unseen, and is gone with the visit', async () => {
  const { who, load, order, run, free } = await storeAndOrders()
  await load(1)
  const id = await order()
  const { scenario, of } = await run()
  const { pickUp, startsAt } = of(id)
  expect((await apply(plan.dispatcher, scenario)).status).toBe(200)
  const other = await plan.order()
  const clash = await plan.dispatcher.post('/visits', {
    workOrderId: other.id,
    technicianId: who,
    start: pickUp!.from,
    minutes: 5,
  })
  expect([clash.status, clash.body.code]).toEqual([409, 'conflict.double_booking'])
  const { rows } = await world.services.ownerPool.query(
    'select id, version from dispatch.visit where work_order_id = $1',
    [id],
  )
  const start = new Date(Date.parse(startsAt) + 60 * 60_000).toISOString()
  const moved = await plan.dispatcher.put(
    `/visits/${rows[0].id}/schedule`,
    { technicianId: who, start, minutes: 60 },
    version(rows[0].version),
  )
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)
  const stops = await world.services.ownerPool.query('select starts_at from dispatch.pick_up where visit_id = $1', [
    rows[0].id,
  ])
  expect(stops.rows[0].starts_at.getTime() - Date.parse(pickUp!.from)).toBe(60 * 60_000)
  const gone = await plan.dispatcher.put(
    `/visits/${rows[0].id}/cancellation`,
    { reason: 'customer_asked' },
    version(moved.body.version),
  )
  expect(gone.status, JSON.stringify(gone.body)).toBe(200)
  expect(await free()).toBe(1)
})
