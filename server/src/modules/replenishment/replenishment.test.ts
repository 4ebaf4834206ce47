import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Client } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { useStock } from '../parts/stock.fixture.ts'

const stock = useStock()
let central: string
let north: string
let south: string
let belt: string
let fan: string
/** What a plan says of a part at a place. */
type Line = {
  id: string
  kind: string
  quantity: number
  level: number
  position: number
  supplier: string | null
  state: string
  risk: number
}

const codes = new Map<string, string>()
const monthsBack = (n: number) => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - n, 1)).toISOString().slice(0, 7)
}

beforeAll(async () => {
  central = await stock.place('warehouse')
  north = await stock.place('station', { suppliedById: central })
  south = await stock.place('station', { suppliedById: central })
  for (const { id, code } of await stock.rows(sql<{ id: string; code: string }>`select id, code from parts.place`))
    codes.set(id, code)
  belt = await suppliedPart('Belts', 2000, { leadDays: 20 })
  fan = await suppliedPart('Fans', 30_000, { leadDays: 10, minimum: 4 })
}, 60_000)

async function suppliedPart(supplier: string, price: number, more: object): Promise<string> {
  const id = await stock.part()
  const put = await stock.keeper.put(`/parts/${id}/suppliers`, { supplier, unitMinor: String(price), ...more })
  expect(put.status).toBe(200)
  return id
}
const numberOf = async (part: string): Promise<string> => (await stock.keeper.get(`/parts/${part}`)).body.number

/** Two and a half years of demand of a part at a place, about so many a month. */
async function history(part: string, place: string, units: number): Promise<void> {
  const number = await numberOf(part)
  const rows = Array.from({ length: 30 }, (_, n) => ({
    ...{ part: number, place: codes.get(place)!, month: monthsBack(n + 1) },
    quantity: Math.max(0, units + ((n * 7) % 3) - 1),
  }))
  expect((await stock.keeper.post('/past-demand', { rows })).status).toBe(201)
}

async function workOrder(kind: string): Promise<string> {
  const [id, requestId] = [newId(), newId()]
  await stock.rows(sql`insert into requests.request (id, number, kind, channel, title, priority, impact, urgency, country, time_zone, language, opened_at)
    values (${requestId}, ${requestId}, 'repair', 'phone', 'x', 'P3', 3, 3, 'CN', 'Asia/Shanghai', 'en', now())`)
  await stock.rows(sql`insert into dispatch.work_order (id, number, request_id, kind, priority, time_zone)
    values (${id}, ${id}, ${requestId}, ${kind}, 'P3', 'Asia/Shanghai')`)
  return id
}

async function plan(who: Client = stock.keeper, options: object = {}): Promise<Answer> {
  const started = await who.post('/replenishment-runs', { kind: 'plan', options })
  expect(started.status).toBe(201)
  await stock.world.jobs()
  return who.get(`/replenishment-runs/${started.body.id}`)
}

async function line(part: string, place: string, state = 'open'): Promise<Line> {
  const url = `/replenishment-proposals?filter[partId]=${part}&filter[placeId]=${place}&filter[state]=${state}`
  const { body } = await stock.keeper.get(url)
  return body.items[0]
}
const accept = (ids: string[], who: Client = stock.keeper) => who.post('/replenishment-acceptances', { ids })

describe('a plan over own history', () => {
  beforeAll(async () => {
    await history(belt, north, 4)
    await history(belt, south, 2)
    await history(fan, north, 1)
    await stock.receive(belt, central, 3, 2000)
  })

  test('says what to buy and move, with its sum', async () => {
    const { body: run } = await plan()
    expect(run).toMatchObject({ state: 'done', share: 1, currency: 'CNY', errorCode: null })
    expect(run.figures.parts).toBe(2)
    const bought = await line(belt, central)
    expect(bought).toMatchObject({ kind: 'buy', supplier: 'Belts', position: 3 })
    expect(bought.quantity).toBeGreaterThan(0)
    const moved = await line(belt, north)
    expect(moved).toMatchObject({ kind: 'transfer', quantity: 3, position: 0 })
    expect((await line(belt, south)).kind).toBe('wait')
    // The supplier takes no fewer than four.
    expect((await line(fan, central)).quantity).toBeGreaterThanOrEqual(4)
    const { body } = await stock.keeper.get(`/replenishment-proposals/${moved.id}`)
    expect(body.facts.at.level).toBe(moved.level)
    expect(body.facts.after.level).toBe(moved.level + 1)
    expect(body.facts.before.fill).toBeLessThan(body.facts.at.fill)
    expect(body.facts.mean).toBeGreaterThan(3)
    expect(body.facts.history.slice(-3, -1)).toHaveLength(2)
    expect(body.facts.fan).toHaveLength(6)
    const outlook = await stock.keeper.get(`/parts/${belt}/outlook`)
    expect(outlook.body.items.map((one: { place: { id: string } }) => one.place.id).sort()).toEqual(
      [central, north, south].sort(),
    )
  })

  test('becomes orders and transfers once; the second planner is told', async () => {
    const ids = [(await line(belt, central)).id, (await line(belt, north)).id, (await line(fan, central)).id]
    const [first, second] = await Promise.all([accept(ids), accept(ids, stock.boss)])
    const [won, lost] = first.body.accepted.length > 0 ? [first, second] : [second, first]
    expect(won.status).toBe(201)
    expect(won.body.accepted.toSorted()).toEqual(ids.toSorted())
    expect(won.body.orders).toHaveLength(2)
    expect(won.body.shipments).toHaveLength(1)
    expect(lost.body.accepted).toEqual([])
    expect(lost.body.refused.map((one: { code: string }) => one.code)).toEqual(Array(3).fill('replenishment.accepted'))
    const orders = await Promise.all(
      won.body.orders.map((one: { id: string }) => stock.keeper.get(`/purchase-orders/${one.id}`)),
    )
    expect(orders.map(({ body }) => body.supplier).sort()).toEqual(['Belts', 'Fans'])
    const { body: shipment } = await stock.keeper.get(`/shipments/${won.body.shipments[0].id}`)
    expect(shipment).toMatchObject({ state: 'draft', fromPlaceId: central, toPlaceId: north })
    // What is on order is in the next plan's position: nothing is bought twice.
    await plan()
    expect((await line(belt, central)).kind).toBe('enough')
  })

  test('two that begin at once share one run', async () => {
    const begin = () => stock.keeper.post('/replenishment-runs', { kind: 'plan' })
    const answers = await Promise.all([begin(), begin()])
    const codesOf = answers.map(({ body }) => body.code ?? 'begun').sort()
    expect(codesOf).toEqual(['begun', 'replenishment.under_way'])
    await stock.world.jobs()
  })

  test('is for those who buy', async () => {
    const technician = await stock.world.tenant.as('technician')
    expect((await technician.post('/replenishment-runs', { kind: 'plan' })).status).toBe(403)
    expect((await accept([newId()], technician)).status).toBe(403)
  })
})

describe('the ground a proposal stands on', () => {
  test('stock that has moved since refuses that line alone, and names it', async () => {
    const [hose, clip] = [
      await suppliedPart('Hoses', 900, { leadDays: 7 }),
      await suppliedPart('Hoses', 100, { leadDays: 7 }),
    ]
    await history(hose, central, 5)
    await history(clip, central, 5)
    await plan()
    const [moved, still] = [await line(hose, central), await line(clip, central)]
    await stock.receive(hose, central, 2, 900)
    const { body } = await accept([moved.id, still.id])
    expect(body.accepted).toEqual([still.id])
    expect(body.refused).toEqual([
      {
        id: moved.id,
        part: await numberOf(hose),
        place: expect.any(String),
        code: 'replenishment.stock_moved',
        values: { was: 0, is: 2 },
      },
    ])
    expect((await line(hose, central, 'outdated')).id).toBe(moved.id)
  })

  test('a place accepts its own buying after what it gives away was accepted', async () => {
    const part = await suppliedPart('Steps', 500, { leadDays: 30 })
    await history(part, north, 6)
    await stock.receive(part, central, 2, 500)
    await plan()
    const given = await accept([(await line(part, north)).id])
    expect(given.body.refused).toEqual([])
    const bought = await accept([(await line(part, central)).id])
    expect(bought.body.refused).toEqual([])
    expect(bought.body.orders).toHaveLength(1)
  })

  test('what the place above has meanwhile given to others is not sent', async () => {
    const part = await suppliedPart('Gone', 500, { leadDays: 30 })
    await history(part, south, 6)
    await stock.receive(part, central, 4, 500)
    await plan()
    const moving = await line(part, south)
    expect(moving).toMatchObject({ kind: 'transfer', quantity: 4 })
    expect((await stock.issue(part, central, 1)).status).toBe(201)
    const { body } = await accept([moving.id])
    expect(body.refused[0]).toMatchObject({ id: moving.id, code: 'replenishment.source_short', values: { left: 3 } })
  })

  test('parts kept by serial are sent by their serials', async () => {
    const part = await stock.part({ tracking: 'serial' })
    await stock.keeper.put(`/parts/${part}/suppliers`, { supplier: 'Pumps', unitMinor: '90000', leadDays: 9 })
    await history(part, south, 3)
    const serials = ['S-1', 'S-2', 'S-3']
    await stock.book('receipt', central, [{ partId: part, quantity: 3, costMinor: '270000', serials }])
    await plan()
    const moving = await line(part, south)
    const { body } = await accept([moving.id])
    expect(body.refused).toEqual([])
    const { body: shipment } = await stock.keeper.get(`/shipments/${body.shipments[0].id}`)
    expect(shipment.lines.map((one: { serial: string }) => one.serial).sort()).toEqual(
      serials.slice(0, moving.quantity),
    )
  })

  test('a part nobody sells, and a line with nothing to do, are refused by name', async () => {
    const part = await stock.part({ standardMinor: '4000' })
    await history(part, central, 3)
    await plan()
    const own = await line(part, central)
    expect(own.supplier).toBeNull()
    expect((await accept([own.id])).body.refused[0].code).toBe('replenishment.no_supplier')
    const waits = await line(part, central)
    expect(
      (await stock.keeper.post('/replenishment-refusals', { ids: [waits.id], reason: 'being replaced' })).status,
    ).toBe(201)
    expect((await line(part, central, 'declined')).id).toBe(waits.id)
    expect((await stock.keeper.post('/replenishment-refusals', { ids: [waits.id], reason: 'again' })).status).toBe(409)
    expect((await accept([newId()])).status).toBe(404)
  })
})

describe('what counts as demand', () => {
  test('an issue counts once, at the place that was asked; what was undone and planned work do not', async () => {
    const part = await suppliedPart('Counted', 700, { leadDays: 14 })
    await stock.receive(part, north, 30, 700)
    await stock.issue(part, north, 4)
    const undone = await stock.issue(part, north, 9)
    await stock.keeper.post(`/stock-documents/${undone.body.id}/reversal`, { note: 'wrong shelf' })
    const asked = await stock.keeper.post('/part-requests', { placeId: north, lines: [{ partId: part, quantity: 2 }] })
    expect(asked.status).toBe(201)
    await stock.keeper.post(`/part-requests/${asked.body.id}/issues`, {
      id: newId(),
      lines: [{ lineId: asked.body.lines[0].id, quantity: 2 }],
    })
    await plan()
    const { body } = await stock.keeper.get(`/parts/${part}/outlook`)
    const here = body.items.find((one: { place: { id: string } }) => one.place.id === north)
    expect(here.facts.history.at(-1)).toBe(6)
  })

  test('work known beforehand is planned apart: maintenance, inspections and campaigns are no demand by chance', async () => {
    const part = await suppliedPart('Known', 700, { leadDays: 14 })
    await stock.receive(part, north, 99, 700)
    const counted: Record<string, number> = {}
    for (const [n, kind] of ['maintenance', 'inspection', 'campaign', 'recall', 'retrofit', 'repair'].entries()) {
      const workOrderId = await workOrder(kind)
      await stock.issue(part, north, 1 + n)
      counted.asked = (counted.asked ?? 0) + 1 + n
      // Handed out for the work, told in both ways: by a request and by a paper that names it.
      const ask = { placeId: north, workOrderId, lines: [{ partId: part, quantity: 2 }] }
      const { body } = await stock.keeper.post('/part-requests', ask)
      await stock.keeper.post(`/part-requests/${body.id}/issues`, {
        lines: [{ lineId: body.lines[0].id, quantity: 2 }],
      })
      const other = await workOrder(kind)
      const told = await stock.book('issue', north, [{ partId: part, quantity: 3 }], { workOrderId: other })
      expect(told.status).toBe(201)
      if (kind === 'repair') counted.asked += 5
    }
    await plan()
    const { body } = await stock.keeper.get(`/parts/${part}/outlook`)
    const here = body.items.find((one: { place: { id: string } }) => one.place.id === north)
    expect(here.facts.history.at(-1)).toBe(counted.asked)
  })

  test('a successor inherits the chain, and old stock that fits is used first', async () => {
    const [old, fresh] = [await stock.part(), await suppliedPart('Heirs', 800, { leadDays: 14 })]
    await history(old, central, 5)
    await stock.receive(old, central, 7, 800)
    const link = await stock.keeper.post(`/parts/${old}/successors`, {
      successorId: fresh,
      bothWays: true,
      fromOn: '2026-01-01',
    })
    expect(link.status).toBeLessThan(300)
    await plan()
    const heir = await line(fresh, central)
    const { body } = await stock.keeper.get(`/replenishment-proposals/${heir.id}`)
    expect(body.facts.mean).toBeGreaterThan(3)
    expect(body.facts.stock.predecessors).toBe(7)
    expect(heir.position).toBe(7)
    expect(await line(old, central)).toBeUndefined()
  })

  test('history taken over is all or nothing and names what is wrong', async () => {
    const number = await numberOf(belt)
    const row = { part: number, place: codes.get(north)!, month: monthsBack(3), quantity: 2 }
    const { status, body } = await stock.keeper.post('/past-demand', {
      rows: [row, { ...row, part: 'no-such-part' }, { ...row, place: 'nowhere' }, row],
    })
    expect(status).toBe(422)
    expect(body.errors.map((one: { path: string; code: string }) => [one.path, one.code])).toEqual([
      ['rows.1.part', 'parts.unknown_part'],
      ['rows.2.place', 'parts.no_such_shelf'],
      ['rows.3.month', 'replenishment.month_twice'],
    ])
  })
})

test('other companies and stations see none of it', async () => {
  const other = await stock.world.makeTenant('other')
  const stranger = await other.as('parts_keeper')
  const own = await line(belt, central)
  expect((await stranger.get(`/replenishment-proposals/${own.id}`)).status).toBe(404)
  expect((await stranger.get('/replenishment-proposals')).body.items).toEqual([])
  expect((await accept([own.id], stranger)).status).toBe(404)
  expect((await stranger.get(`/parts/${belt}/outlook`)).status).toBe(404)
})

test('what shares filled at once would have cost, simulated on own history', async () => {
  const part = await suppliedPart('Simulated', 1500, { leadDays: 14 })
  const number = await numberOf(part)
  const rows = Array.from({ length: 44 }, (_, n) => ({
    part: number,
    place: codes.get(south)!,
    month: monthsBack(n + 1),
    quantity: (n * 5) % 4,
  }))
  await stock.keeper.post('/past-demand', { rows })
  const started = await stock.keeper.post('/replenishment-runs', { kind: 'what_if', options: { fillsPct: [80, 97] } })
  expect(started.status).toBe(201)
  await stock.world.jobs()
  const { body } = await stock.keeper.get(`/replenishment-runs/${started.body.id}`)
  expect(body.state).toBe('done')
  const money = body.curve.points.map((one: { moneyMinor: string }) => Number(one.moneyMinor))
  expect(money).toEqual(money.toSorted((a: number, b: number) => a - b))
  const [less, more] = body.curve.answers
  expect(Number(more.moneyMinor)).toBeGreaterThan(Number(less.moneyMinor))
})

test('with a budget, where does it go: by place and part, with its sums and what a tenth more would change', async () => {
  const spend = async (budgetMinor: string) => {
    const started = await stock.keeper.post('/replenishment-runs', { kind: 'budget', options: { budgetMinor } })
    expect(started.status).toBe(201)
    await stock.world.jobs()
    return (await stock.keeper.get(`/replenishment-runs/${started.body.id}`)).body
  }
  const [small, large] = [await spend('40000'), await spend('4000000')]
  const sum = (rows: { moneyMinor: string }[]) => rows.reduce((all, one) => all + Number(one.moneyMinor), 0)
  for (const { state, budget, options } of [small, large]) {
    expect(state).toBe('done')
    expect(Number(budget.spent.moneyMinor)).toBeLessThanOrEqual(Number(options.budgetMinor))
    expect([sum(budget.places), sum(budget.lines)]).toEqual(Array(2).fill(Number(budget.spent.moneyMinor)))
    expect(budget.less.owed).toBeGreaterThanOrEqual(budget.spent.owed)
    expect(budget.more.owed).toBeLessThanOrEqual(budget.spent.owed)
  }
  expect(large.budget.spent.fillPct).toBeGreaterThan(small.budget.spent.fillPct)
  expect(small.budget.spent.owed).toBeGreaterThan(large.budget.spent.owed)
  expect(large.budget.places.map((one: { place: { id: string } }) => one.place.id)).toContain(north)
})
