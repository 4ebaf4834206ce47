import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const entry = (partId: string, quantity: number, more = {}) => ({ id: newId(), partId, quantity, ...more })
const open = async (placeId: string, at?: string) =>
  (await stock.keeper.post('/stock-counts', { placeId, at })).body.id as string
const enter = (id: string, entries: object[], adds = false) =>
  stock.keeper.post(`/stock-counts/${id}/entries`, { entries, adds })
const posted = (id: string) => stock.keeper.put(`/stock-counts/${id}/posting`)
async function ground(quantity: number, minutes = 120, kind = 'warehouse', more = {}) {
  const [part, place] = [await stock.part(), await stock.place(kind, more)]
  await stock.book('receipt', place, [{ partId: part, quantity, costMinor: String(quantity * 100) }], {
    at: ago(minutes),
  })
  return { part, place }
}
async function count(place: string, part: string, quantity: number, minutes: number) {
  const id = await open(place, ago(minutes))
  await enter(id, [entry(part, quantity)])
  return { id, answer: await posted(id) }
}

test('case 3: used offline in a van while the office counts and transfers: both facts stay, what is missing is a debt', async () => {
  const { part, place: van } = await ground(4, 120, 'van', { mayOwe: true })
  const shelf = await stock.place()
  // The count at 60 minutes ago saw 3: one had been used at 90 minutes ago, on a phone without network.
  await count(van, part, 3, 60)
  expect(await stock.onHand(part, van)).toBe(3)
  const used = (minutes: number, quantity: number) =>
    stock.book('issue', van, [{ partId: part, quantity }], { at: ago(minutes) })
  expect((await used(90, 1)).status).toBe(201)
  expect(await stock.onHand(part, van)).toBe(3)
  const shipment = (
    await stock.keeper.post('/shipments', {
      fromPlaceId: van,
      toPlaceId: shelf,
      lines: [{ partId: part, quantity: 2 }],
    })
  ).body.id
  await stock.keeper.put(`/shipments/${shipment}/sending`)
  expect((await used(30, 3)).status).toBe(201)
  expect(await stock.onHand(part, van)).toBe(-2)
  const debts = await stock.keeper.get(`/stock-debts?filter[placeId]=${van}`)
  expect(debts.body.items).toMatchObject([{ quantity: 2, settledAt: null }])
  expect(Date.parse(debts.body.items[0].dueAt)).toBeGreaterThan(Date.now())
  const wish = await stock.keeper.post('/part-requests', { placeId: van, lines: [{ partId: part, quantity: 1 }] })
  expect(wish.body.lines[0]).toMatchObject({ reserved: 0, isWaiting: true })
  expect(await stock.faults()).toEqual([])
})

test('case 4: counted 30 at ten, 5 issued after, posted later: 25 remain, and what is picked is shown', async () => {
  const { part, place } = await ground(32)
  const wish = await stock.keeper.post('/part-requests', { placeId: place, lines: [{ partId: part, quantity: 2 }] })
  await stock.keeper.put(`/part-requests/${wish.body.id}/picking`, {
    lines: [{ lineId: wish.body.lines[0].id, quantity: 2 }],
  })
  const id = await open(place, ago(10))
  await enter(id, [entry(part, 30)])
  await stock.issue(part, place, 5)
  const shown = await stock.keeper.get(`/stock-counts/${id}`)
  expect(shown.body.lines).toMatchObject([{ counted: 30, expected: 32, picked: 2, difference: null }])
  expect((await posted(id)).body.lines).toMatchObject([{ counted: 30, difference: -2 }])
  expect(await stock.onHand(part, place)).toBe(25)
  expect((await posted(id)).body.code).toBe('conflict.state')
  expect(await stock.faults()).toEqual([])
})

test('case 4: issues go on while the count is booked: the result is the counted quantity less what was issued since', async () => {
  const { part, place } = await ground(40)
  const id = await open(place, ago(5))
  await enter(id, [entry(part, 37)])
  const answers = await Promise.all([posted(id), ...Array.from({ length: 10 }, () => stock.issue(part, place, 1))])
  expect(answers.every((one) => one.status < 300)).toBe(true)
  expect(await stock.onHand(part, place)).toBe(27)
  expect(await stock.faults()).toEqual([])
})

test('case 5: two counts of one place, several counters, one entry imported twice', async () => {
  const { part, place } = await ground(10)
  const answers = await Promise.all([1, 2, 3].map(() => stock.keeper.post('/stock-counts', { placeId: place })))
  expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409])
  const id = answers.find((one) => one.status === 201)!.body.id
  const first = entry(part, 4)
  await enter(id, [first])
  await enter(id, [first])
  const second = await enter(id, [entry(part, 5)])
  expect(second.body.errors[0]).toMatchObject({ path: 'entries.0.quantity', code: 'parts.counted_already' })
  expect((await enter(id, [entry(part, 5)], true)).body.lines).toMatchObject([{ counted: 9, counters: 2 }])
  await posted(id)
  expect(await stock.onHand(part, place)).toBe(9)
})

test('case 6: a fact told late before a count changes the difference of the count, not its result', async () => {
  const { part, place } = await ground(20)
  const { id } = await count(place, part, 18, 60)
  await stock.issue(part, place, 3)
  expect(await stock.onHand(part, place)).toBe(15)
  await stock.book('receipt', place, [{ partId: part, quantity: 5, costMinor: '500' }], { at: ago(90) })
  expect(await stock.onHand(part, place)).toBe(15)
  expect((await stock.keeper.get(`/stock-counts/${id}`)).body.lines).toMatchObject([{ counted: 18, difference: -7 }])
  const then = async (minutes: number) =>
    (await stock.keeper.get(`/stock-balance?partId=${part}&placeId=${place}&at=${ago(minutes)}`)).body.quantity
  expect([await then(100), await then(80), await then(50), await then(0)]).toEqual([20, 25, 18, 15])
  // Used before the count, told now: the counter saw the empty place already.
  await stock.book('issue', place, [{ partId: part, quantity: 7 }], { at: ago(70) })
  expect([await stock.onHand(part, place), await then(65), await then(50)]).toEqual([15, 18, 18])
  expect((await stock.book('issue', place, [{ partId: part, quantity: 19 }], { at: ago(70) })).body.code).toBe(
    'parts.not_enough',
  )
  expect(await stock.faults()).toEqual([])
})

test('case 7: a receipt of which part was issued is not undone, and the issues are named', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const receipt = (await stock.receive(part, place, 5)).body.id
  const issue = (await stock.issue(part, place, 2)).body.id
  const refused = await stock.keeper.post(`/stock-documents/${receipt}/reversal`, { note: 'wrong' })
  expect(refused.body).toMatchObject({
    code: 'parts.used_meanwhile',
    values: { issues: [{ id: issue, kind: 'issue', quantity: 2 }] },
  })
  await stock.keeper.post(`/stock-documents/${issue}/reversal`, { note: 'not used' })
  expect((await stock.keeper.post(`/stock-documents/${receipt}/reversal`, { note: 'wrong' })).status).toBe(201)
  expect([await stock.onHand(part, place), await stock.worth(part)]).toEqual([0, 0])
})

test('case 8: moved away, what was kept breaks only on purpose: the least urgent first, and its job hears of it', async () => {
  const { part, place } = await ground(5)
  const to = await stock.place()
  const ask = async (priority: number) =>
    (await stock.keeper.post('/part-requests', { placeId: place, priority, lines: [{ partId: part, quantity: 2 }] }))
      .body.id as string
  const [urgent, least] = [await ask(1), await ask(5)]
  const lines = [{ partId: part, quantity: 3 }]
  const { id } = (await stock.keeper.post('/shipments', { fromPlaceId: place, toPlaceId: to, lines })).body
  const refused = await stock.keeper.put(`/shipments/${id}/sending`)
  expect(refused).toMatchObject({ status: 409, body: { code: 'parts.not_enough', values: { left: 1 } } })
  // Seen before, and nothing is changed by looking: who loses what, the least urgent first.
  const outlook = async () => (await stock.keeper.get(`/shipments/${id}/sending/outlook`)).body
  expect(await outlook()).toMatchObject({ lacks: [], breaks: [{ requestId: least, priority: 5, quantity: 2 }] })
  expect(await outlook()).toMatchObject({ breaks: [{ quantity: 2 }] })
  const more = { fromPlaceId: place, toPlaceId: to, lines: [...lines, ...lines] }
  const other = (await stock.keeper.post('/shipments', more)).body.id
  expect((await stock.keeper.get(`/shipments/${other}/sending/outlook`)).body).toMatchObject({
    breaks: [
      { requestId: least, quantity: 2 },
      { requestId: urgent, quantity: 2 },
    ],
    lacks: [{ partId: part, quantity: 6, onHand: 5 }],
  })
  expect((await stock.keeper.put(`/shipments/${id}/sending?breaks=true`)).status).toBe(200)
  expect(await outlook()).toEqual({ breaks: [], lacks: [] })
  await stock.keeper.post('/purchase-orders', {
    ...{ supplier: 'Maker', placeId: place },
    lines: [{ partId: part, quantity: 9, unitMinor: '100', expectedOn: '2031-05-01' }],
  })
  await stock.world.jobs()
  const state = async (of: string) => (await stock.keeper.get(`/part-requests/${of}`)).body.lines[0]
  expect(await state(urgent)).toMatchObject({ reserved: 2, isWaiting: false })
  expect(await state(least)).toMatchObject({ reserved: 0, isWaiting: true, expectedOn: '2031-05-01' })
  expect([await stock.onHand(part, place), await stock.faults()]).toEqual([2, []])
})

test('case 8: counted down or found defective, the least urgent reservation breaks and its job hears a new day', async () => {
  const { part, place } = await ground(6)
  const ask = async (priority: number) =>
    (await stock.keeper.post('/part-requests', { placeId: place, priority, lines: [{ partId: part, quantity: 2 }] }))
      .body.id as string
  const [urgent, later, least] = [await ask(1), await ask(3), await ask(5)]
  const state = async (id: string) => (await stock.keeper.get(`/part-requests/${id}`)).body.lines[0]
  await count(place, part, 5, 1)
  await stock.keeper.post('/purchase-orders', {
    ...{ supplier: 'Maker', placeId: place },
    lines: [{ partId: part, quantity: 9, unitMinor: '100', expectedOn: '2031-05-01' }],
  })
  await stock.world.jobs()
  expect(await state(least)).toMatchObject({ reserved: 1, isWaiting: true, expectedOn: '2031-05-01' })
  const defective = await stock.book('change', place, [{ partId: part, quantity: 2, toCondition: 'defective' }])
  expect(defective.status).toBe(201)
  await stock.world.jobs()
  expect([(await state(urgent)).reserved, (await state(later)).reserved, (await state(least)).reserved]).toEqual([
    2, 1, 0,
  ])
  expect(await stock.onHand(part, place, 'defective')).toBe(2)
  expect(await stock.faults()).toEqual([])
})

test('serials are counted one by one: missing ones leave, found ones come back, unknown places are named', async () => {
  const [part, place, other] = [await stock.part({ tracking: 'serial' }), await stock.place(), await stock.place()]
  await stock.book('receipt', place, [{ partId: part, quantity: 3, serials: ['A1', 'A2', 'A3'] }], { at: ago(60) })
  await stock.book('receipt', other, [{ partId: part, quantity: 1, serials: ['B1'] }], { at: ago(60) })
  const counted = async (serials: string[]) => {
    const id = await open(place)
    await enter(id, [entry(part, serials.length, { serials })])
    return posted(id)
  }
  expect((await counted(['A1', 'A2'])).status).toBe(200)
  expect(await stock.onHand(part, place)).toBe(2)
  expect((await counted(['A1', 'A2', 'A3'])).status).toBe(200)
  expect(await stock.onHand(part, place)).toBe(3)
  expect((await counted(['A1', 'A2', 'A3', 'B1'])).body).toMatchObject({
    code: 'parts.serial_elsewhere',
    values: { serial: 'B1' },
  })
  expect(await stock.faults()).toEqual([])
})

test('case 6, invariant 3: many facts told in any order: every past balance is the sum of what happened until then', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const facts = Array.from({ length: 24 }, (_, i) => ({
    minutes: 20 + ((i * 37) % 100),
    quantity: 1 + (i % 5),
    kind: i % 3 ? 'receipt' : 'issue',
  }))
  await stock.book('receipt', place, [{ partId: part, quantity: 200, costMinor: '200' }], { at: ago(200) })
  const base = Date.now()
  const at = (minutes: number) => new Date(base - minutes * 60_000).toISOString()
  const answers = await Promise.all(
    facts.map((one) =>
      stock.book(one.kind, place, [{ partId: part, quantity: one.quantity }], { at: at(one.minutes) }),
    ),
  )
  expect(answers.every((one) => one.status === 201)).toBe(true)
  for (const minutes of [150, 100, 75, 50, 25, 0]) {
    const expected = facts
      .filter((one) => one.minutes >= minutes)
      .reduce((sum, one) => sum + (one.kind === 'issue' ? -1 : 1) * one.quantity, 200)
    const found = await stock.rows(
      sql<{ q: number }>`select parts.on_hand_at(${part}, ${place}, 'good', null, null, ${at(minutes)})::float8 as q`,
    )
    expect(found[0]!.q).toBe(expected)
  }
  expect(await stock.faults()).toEqual([])
})

test('counted while goods move: each line is right as of its own moment, also when it was issued before it was reached', async () => {
  const { part, place } = await ground(30)
  const id = await open(place, ago(30))
  await stock.book('issue', place, [{ partId: part, quantity: 3 }], { at: ago(20) })
  const counted = await enter(id, [entry(part, 27, { at: ago(10) })])
  expect(counted.body.lines).toMatchObject([{ counted: 27, expected: 27, hasMoved: false }])
  await stock.issue(part, place, 2)
  expect((await posted(id)).body.lines).toMatchObject([{ counted: 27, difference: 0 }])
  expect(await stock.onHand(part, place)).toBe(25)
  expect(await stock.faults()).toEqual([])
})

test('counted again instead: the first figure is kept and counts no more; what moved in between is pointed at', async () => {
  const { part, place } = await ground(12)
  const other = await stock.part()
  await stock.receive(other, place, 4)
  const id = await open(place, ago(40))
  await enter(id, [entry(part, 5, { at: ago(30) })])
  await stock.book('issue', place, [{ partId: part, quantity: 1 }], { at: ago(20) })
  const added = await enter(id, [entry(part, 6, { at: ago(10) })], true)
  expect(added.body.lines).toMatchObject([{ counted: 11, counters: 2, hasMoved: true, eachMinor: expect.any(String) }])
  expect(added.body.uncounted).toMatchObject([{ partId: other, expected: 4 }])
  const body = { recounts: true, entries: [entry(part, 10, { at: ago(5) })] }
  const again = await stock.keeper.post(`/stock-counts/${id}/entries`, body)
  expect(again.body.lines).toMatchObject([{ counted: 10, counters: 1, expected: 11, hasMoved: false }])
  expect((await stock.keeper.post(`/stock-counts/${id}/entries`, body)).body.lines).toMatchObject([{ counted: 10 }])
  await posted(id)
  expect([await stock.onHand(part, place), await stock.onHand(other, place)]).toEqual([10, 4])
  const kept = await stock.rows(
    sql<{ n: number }>`select count(*)::int as n from parts.count_entry where sheet_id = ${id}`,
  )
  expect(kept[0]!.n).toBe(3)
  expect(await stock.faults()).toEqual([])
})
