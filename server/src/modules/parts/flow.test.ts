import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const ask = (placeId: string, partId: string, quantity: number, more = {}) =>
  stock.keeper.post('/part-requests', { placeId, lines: [{ partId, quantity }], ...more })
const seen = async (id: string) => (await stock.keeper.get(`/part-requests/${id}`)).body.lines[0]
const transit = () => stock.rows(sql<unknown>`select * from parts.transit_fault`)
async function ground(quantity: number) {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, quantity)
  return { part, place }
}

test('case 1, invariant 4: many ask at once: never more reserved than lies there, and none of it issued to others', async () => {
  const { part, place } = await ground(10)
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(place, part, 3)))
  expect(answers.every((one) => one.status === 201)).toBe(true)
  const kept = answers.map((one) => one.body.lines[0].reserved).reduce((a, b) => a + b, 0)
  expect(kept).toBe(10)
  const stranger = await stock.issue(part, place, 1)
  expect(stranger.body).toMatchObject({ code: 'parts.not_enough', values: { left: 0 } })
  await expect(
    stock.rows(sql`insert into parts.reservation (id, part_id, place_id, owner_id, line_id, quantity, open, ends_at)
    select ${newId()}, part_id, place_id, owner_id, line_id, 1, 1, now() + interval '1 day' from parts.reservation where part_id = ${part} limit 1`),
  ).rejects.toThrow(/balance_reserved_is_there/)
  expect(await stock.faults()).toEqual([])
})

test('request, pick, issue, return unused: the reservation is used up by the issue that names it', async () => {
  const { part, place } = await ground(5)
  const { body } = await ask(place, part, 3)
  const lineId = body.lines[0].id
  const issue = (quantity: number, id = newId()) =>
    stock.keeper.post(`/part-requests/${body.id}/issues`, { id, lines: [{ lineId, quantity }] })
  const id = newId()
  await Promise.all([issue(2, id), issue(2, id)])
  expect(await seen(body.id)).toMatchObject({ issued: 2, reserved: 1 })
  expect((await issue(2)).body.errors[0].code).toBe('parts.more_than_asked')
  await issue(1)
  const back = (quantity: number) =>
    stock.keeper.post(`/part-requests/${body.id}/returns`, { lines: [{ lineId, quantity }] })
  expect((await back(4)).body.errors[0].code).toBe('parts.more_than_issued')
  expect((await back(2)).body.lines[0]).toMatchObject({ issued: 3, returned: 2, reserved: 0 })
  expect([await stock.onHand(part, place), await stock.worth(part)]).toEqual([4, 400])
  expect(await stock.faults()).toEqual([])
})

test('case 9: a reservation that runs out at the second of the issue: one of the two wins, never both, never neither', async () => {
  for (let round = 0; round < 3; round++) {
    const { part, place } = await ground(1)
    const keepUntil = new Date(Date.now() + 400).toISOString()
    const { body } = await ask(place, part, 1, { keepUntil })
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, Date.parse(keepUntil) - Date.now() - 8 + round * 4)))
    const [own, other] = await Promise.all([
      stock.keeper.post(`/part-requests/${body.id}/issues`, { lines: [{ lineId: body.lines[0].id, quantity: 1 }] }),
      stock.world.jobs().then(() => ask(place, part, 1)),
    ])
    const mine = own.status < 300
    expect(
      mine || own.body.code === 'parts.reservation_gone' || own.body.code === 'parts.not_enough',
      JSON.stringify(own.body),
    ).toBe(true)
    const theirs = (await seen(other.body.id)).reserved
    const left = await stock.onHand(part, place)
    expect(left).toBe(mine ? 0 : 1)
    expect(theirs).toBeLessThanOrEqual(left)
    // Nobody is left with nothing while it lies there.
    if (!mine && theirs === 0) expect((await seen((await ask(place, part, 1)).body.id)).reserved).toBe(1)
    expect(await stock.faults()).toEqual([])
  }
})

test('case 10: part filled, then cancelled: the rest is free at once', async () => {
  const { part, place } = await ground(5)
  const { body } = await ask(place, part, 5)
  await stock.keeper.post(`/part-requests/${body.id}/issues`, { lines: [{ lineId: body.lines[0].id, quantity: 2 }] })
  expect((await stock.issue(part, place, 1)).status).toBe(409)
  const answer = await stock.keeper.put(`/part-requests/${body.id}/cancellation`, { reason: 'repaired without' })
  expect(answer.body.lines[0]).toMatchObject({ issued: 2, cancelled: 3, reserved: 0, isWaiting: false })
  expect((await stock.issue(part, place, 3)).status).toBe(201)
})

test('a purchase: confirmed day on the waiting request, part deliveries, and who waited longest is served first', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const first = (await ask(place, part, 3)).body
  const second = (await ask(place, part, 2)).body
  const order = (
    await stock.keeper.post('/purchase-orders', {
      ...{ supplier: 'Maker', placeId: place },
      lines: [{ partId: part, quantity: 10, unitMinor: '250', expectedOn: '2031-02-03' }],
    })
  ).body
  await stock.world.jobs()
  expect(await seen(first.id)).toMatchObject({ isWaiting: true, expectedOn: '2031-02-03' })
  const lineId = order.lines[0].id
  await stock.keeper.put(`/purchase-orders/${order.id}/confirmation`, {
    lines: [{ lineId, on: '2031-02-10', cancelled: 2 }],
  })
  await stock.world.jobs()
  expect((await seen(first.id)).expectedOn).toBe('2031-02-10')
  const deliver = (quantity: number, id = newId()) =>
    stock.keeper.post(`/purchase-orders/${order.id}/receipts`, { id, lines: [{ lineId, quantity }] })
  const id = newId()
  await Promise.all([deliver(4, id), deliver(4, id)])
  await stock.world.jobs()
  expect([await seen(first.id), await seen(second.id)]).toMatchObject([
    { reserved: 3, isWaiting: false, expectedOn: null },
    { reserved: 1, isWaiting: true, expectedOn: '2031-02-10' },
  ])
  expect((await deliver(5)).body.errors[0].code).toBe('parts.more_than_ordered')
  expect((await deliver(4)).body).toMatchObject({ state: 'closed', lines: [{ received: 8, cancelled: 2 }] })
  await stock.world.jobs()
  expect((await seen(second.id)).isWaiting).toBe(false)
  expect([await stock.onHand(part, place), await stock.worth(part)]).toEqual([8, 2000])
})

test('the day a line waits for is the day by which enough comes for it and for those before it', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const order = (quantity: number, expectedOn: string) =>
    stock.keeper.post('/purchase-orders', {
      ...{ supplier: 'Maker', placeId: place },
      lines: [{ partId: part, quantity, unitMinor: '250', expectedOn }],
    })
  await order(3, '2031-02-03')
  await order(4, '2031-03-03')
  const first = (await ask(place, part, 2)).body
  const second = (await ask(place, part, 4)).body
  const third = (await ask(place, part, 2)).body
  const days = async () =>
    [await seen(first.id), await seen(second.id), await seen(third.id)].map((one) => one.expectedOn)
  expect(await days()).toEqual(['2031-02-03', '2031-03-03', null])
  const urgent = (await ask(place, part, 3, { priority: 1 })).body
  await stock.world.jobs()
  expect([(await seen(urgent.id)).expectedOn, ...(await days())]).toEqual(['2031-02-03', '2031-03-03', null, null])
  await stock.keeper.put(`/part-requests/${urgent.id}/cancellation`, { reason: 'repaired without' })
  await stock.world.jobs()
  expect(await days()).toEqual(['2031-02-03', '2031-03-03', null])
})

test('case 12: what comes back good costs what it left with, a defective one has its own condition, more than left is refused', async () => {
  const [part, place, other] = [await stock.part(), await stock.place(), await stock.place('depot')]
  await stock.receive(part, place, 10, 100)
  const issued = (await stock.issue(part, place, 4)).body.movements[0].id
  await stock.receive(part, place, 10, 400)
  const back = (placeId: string, quantity: number, more = {}) =>
    stock.book('return', placeId, [{ partId: part, quantity, ...more }])
  expect((await back(place, 2, { returnsId: issued })).status).toBe(201)
  expect(await stock.worth(part)).toBe(600 + 4000 + 200)
  expect((await back(other, 1, { returnsId: issued, condition: 'defective', costMinor: '10' })).status).toBe(201)
  expect([await stock.onHand(part, other, 'defective'), await stock.worth(part)]).toEqual([1, 4810])
  expect((await back(place, 2, { returnsId: issued })).body.code).toBe('parts.undone_already')
  expect((await back(place, 1, { returnsId: issued, condition: 'defective' })).status).toBe(201)
  expect(await stock.worth(part)).toBe(4810)
  // Without its paper and to another place: at what the last one left with.
  expect((await back(other, 1)).status).toBe(201)
  expect([await stock.onHand(part, other), await stock.worth(part)]).toEqual([1, 4910])
  expect(await stock.faults()).toEqual([])
})

test('case 13: vector D on the ledger, by average, FIFO and standard', async () => {
  const expected = { average: [48, 60, 80], fifo: [56, 70, 90], standard: [48, 60, 60] }
  for (const [method, [afterIssue, afterReturn, afterFreight]] of Object.entries(expected)) {
    const classId = (
      await stock.boss.post('/part-classes', { code: `${method}-${newId().slice(-5)}`, name: { en: method }, method })
    ).body.id
    const [part, place] = [await stock.part({ classId, standardMinor: '6' }), await stock.place()]
    await stock.receive(part, place, 10, 5)
    const second = (await stock.receive(part, place, 10, 7)).body.movements[0].id
    const issue = (await stock.issue(part, place, 12)).body.movements[0].id
    const worths = [await stock.worth(part)]
    await stock.book('return', place, [{ partId: part, quantity: 2, returnsId: issue }])
    worths.push(await stock.worth(part))
    const id = newId()
    for (const _ of [1, 2]) await stock.keeper.post('/stock-costs', { id, movementId: second, minor: '20' })
    worths.push(await stock.worth(part))
    expect([method, ...worths]).toEqual([method, afterIssue, afterReturn, afterFreight])
    const total = await stock.rows(
      sql<{ sum: string }>`select sum(minor)::text as sum from parts.value_entry where part_id = ${part}`,
    )
    expect(total[0]!.sum).toBe('0')
  }
  expect(await stock.faults()).toEqual([])
})

test('case 14: a van owes, then receives at another price: settled at that cost, the average is not poisoned', async () => {
  const [part, van, shelf] = [await stock.part(), await stock.place('van', { mayOwe: true }), await stock.place()]
  await stock.receive(part, shelf, 10, 100)
  expect((await stock.issue(part, van, 2)).status).toBe(201)
  expect([await stock.onHand(part, van), await stock.worth(part)]).toEqual([-2, 1000])
  await stock.receive(part, van, 5, 700)
  expect([await stock.onHand(part, van), await stock.worth(part)]).toEqual([3, 1000 + 2100])
  const settled = await stock.rows(
    sql<{
      sum: number
    }>`select sum(minor)::float8 as sum from parts.value_entry where part_id = ${part} and account = 'settled'`,
  )
  expect(settled[0]!.sum).toBe(1400)
  expect((await stock.keeper.get(`/stock-debts?filter[placeId]=${van}`)).body.items[0].settledAt).not.toBeNull()
  // Where nobody may owe, nothing goes below nothing; nor does a van lend what it has not.
  const draft = await stock.keeper.post('/shipments', {
    fromPlaceId: van,
    toPlaceId: shelf,
    lines: [{ partId: part, quantity: 4 }],
  })
  expect((await stock.keeper.put(`/shipments/${draft.body.id}/sending`)).body.code).toBe('parts.not_enough')
  expect(await stock.faults()).toEqual([])
})

test('case 17, invariant 9: received in part, twice, before it was sent, and lost: sent = received + in transit + lost', async () => {
  const { part, place } = await ground(20)
  const to = await stock.place('depot')
  const draft = async (quantity: number) =>
    (await stock.keeper.post('/shipments', { fromPlaceId: place, toPlaceId: to, lines: [{ partId: part, quantity }] }))
      .body
  const one = await draft(10)
  const lineId = one.lines[0].id
  const arrive = (id: string, received: number, lost = 0, line = lineId, receipt = newId()) =>
    stock.keeper.post(`/shipments/${id}/receipts`, { id: receipt, lines: [{ lineId: line, received, lost }] })
  await Promise.all([
    stock.keeper.put(`/shipments/${one.id}/sending`),
    stock.keeper.put(`/shipments/${one.id}/sending`),
  ])
  expect([await stock.onHand(part, place), await transit()]).toEqual([10, []])
  const receipt = newId()
  await Promise.all([arrive(one.id, 4, 0, lineId, receipt), arrive(one.id, 4, 0, lineId, receipt)])
  expect([await stock.onHand(part, to), await transit()]).toEqual([4, []])
  const rest = await Promise.all([arrive(one.id, 5), arrive(one.id, 5)])
  expect(rest.map((answer) => answer.status).sort()).toEqual([201, 422])
  expect(rest.find((answer) => answer.status === 422)!.body.errors[0].code).toBe('parts.more_than_sent')
  const lost = await arrive(one.id, 0, 1)
  expect(lost.body).toMatchObject({
    state: 'closed',
    sentBy: stock.keeper.personId,
    lines: [{ sent: 10, received: 9, lost: 1, inTransit: 0 }],
  })
  const two = await draft(3)
  const early = await arrive(two.id, 3, 0, two.lines[0].id)
  expect(early.body).toMatchObject({ state: 'draft', isReceiptWaiting: true })
  expect(await stock.onHand(part, to)).toBe(9)
  expect((await stock.keeper.put(`/shipments/${two.id}/sending`)).body).toMatchObject({
    state: 'closed',
    isReceiptWaiting: false,
  })
  expect(await stock.onHand(part, to)).toBe(12)
  expect([await transit(), await stock.faults()]).toEqual([[], []])
})

test('invariant 12: what is not good or not ours is not available', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  for (const condition of ['to_test', 'defective', 'quarantined'])
    await stock.book('receipt', place, [{ partId: part, quantity: 2, condition }])
  await stock.keeper.post('/old-parts', { partId: part, placeId: place, isCustomers: true })
  expect((await ask(place, part, 1)).body.lines[0]).toMatchObject({ reserved: 0, isWaiting: true })
  expect((await stock.issue(part, place, 1)).body.values.left).toBe(0)
  expect(await stock.onHand(part, place, 'custody')).toBe(1)
  expect(await stock.faults()).toEqual([])
})

test('old parts: label, due day, shipment, receipt, verdict; scrapped on site only up to a value', async () => {
  const part = await stock.part({ tracking: 'serial', oldPartDueDays: 30 })
  const [van, depot] = [await stock.place('van'), await stock.place('depot')]
  await stock.book('receipt', van, [{ partId: part, quantity: 2, serials: ['OLD-1', 'OLD-2'] }])
  const remove = (more: object) => stock.keeper.post('/old-parts', { partId: part, placeId: van, ...more })
  expect((await remove({ serial: 'OLD-1' })).body.code).toBe('parts.serial_elsewhere')
  await stock.book('issue', van, [{ partId: part, quantity: 2, serials: ['OLD-1', 'OLD-2'] }])
  const id = newId()
  const one = (await remove({ id, serial: 'OLD-1', valueMinor: '50000' })).body
  expect((await remove({ id, serial: 'OLD-1', valueMinor: '50000' })).body.label).toBe(one.label)
  expect(one).toMatchObject({
    state: 'labelled',
    label: expect.stringMatching(/^OP-[0-9A-Z]{5}-[0-9A-Z]{5}$/),
    dueOn: expect.any(String),
  })
  expect(await stock.onHand(part, van, 'custody')).toBe(1)
  const labels = await stock.keeper.post('/old-part-labels', { oldPartIds: [id] })
  expect(labels.raw.rawPayload.subarray(0, 4).toString()).toBe('%PDF')
  expect((await stock.keeper.put(`/old-parts/${id}/scrapping`, { reason: 'no' })).body.code).toBe(
    'parts.must_be_sent_back',
  )
  const cheap = (await remove({ serial: 'OLD-2', valueMinor: '100' })).body.id
  expect((await stock.keeper.put(`/old-parts/${cheap}/scrapping`, { reason: 'freight costs more' })).body.state).toBe(
    'scrapped',
  )
  const shipment = (await stock.keeper.post('/old-part-shipments', { oldPartIds: [id], toPlaceId: depot })).body
  expect((await stock.keeper.get(`/old-parts/${id}`)).body.state).toBe('sent')
  expect((await stock.keeper.put(`/old-parts/${id}/verdict`, { verdict: 'misuse' })).body.code).toBe('conflict.state')
  await stock.keeper.post(`/shipments/${shipment.id}/receipts`, {
    id: newId(),
    lines: [{ lineId: shipment.lines[0].id, received: 1 }],
  })
  const judged = await stock.keeper.put(`/old-parts/${id}/verdict`, {
    verdict: 'defect_confirmed',
    note: 'cracked board',
  })
  expect(judged.body).toMatchObject({ state: 'judged', verdict: 'defect_confirmed', placeId: depot })
  expect([await stock.onHand(part, depot, 'defective'), await stock.worth(part)]).toEqual([1, 0])
  expect([await transit(), await stock.faults()]).toEqual([[], []])
})

test('where is it, who waits, until when: in the order they are served, gone when it has come', async () => {
  const { part, place } = await ground(1)
  const late = await ask(place, part, 2)
  const urgent = await ask(place, part, 1, { priority: 1 })
  const order = await stock.keeper.post('/purchase-orders', {
    ...{ supplier: 'Maker', placeId: place },
    lines: [{ partId: part, quantity: 5, unitMinor: '100', expectedOn: '2027-01-05' }],
  })
  await stock.world.jobs()
  const { body } = await stock.keeper.get(`/parts/${part}/whereabouts`)
  expect(body.waiting).toMatchObject([
    { id: urgent.body.id, quantity: 1, expectedOn: '2027-01-05' },
    { id: late.body.id, quantity: 1, expectedOn: '2027-01-05' },
  ])
  expect(body.coming).toMatchObject([{ kind: 'purchase_order', id: order.body.id, quantity: 5, on: '2027-01-05' }])
  const lines = [{ lineId: order.body.lines[0].id, quantity: 5 }]
  await stock.keeper.post(`/purchase-orders/${order.body.id}/receipts`, { id: newId(), lines })
  await stock.world.jobs()
  expect((await stock.keeper.get(`/parts/${part}/whereabouts`)).body).toEqual({ waiting: [], coming: [] })
  const stranger = await (await stock.world.makeTenant('elsewhere')).as('parts_keeper')
  expect((await stranger.get(`/parts/${part}/whereabouts`)).status).toBe(404)
})
