import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const line = (partId: string, quantity: number, more = {}) => ({ partId, quantity, ...more })
const statuses = (answers: { status: number }[]) => answers.map((one) => one.status).sort()

test('case 1: twenty ask for ten: exactly ten get one, the others hear what is left and where', async () => {
  const [part, here, there] = [await stock.part(), await stock.place(), await stock.place('depot')]
  await stock.receive(part, here, 10)
  await stock.receive(part, there, 3)
  const from = performance.now()
  const answers = await Promise.all(Array.from({ length: 20 }, () => stock.issue(part, here, 1)))
  expect(performance.now() - from).toBeLessThan(10_000)
  expect(statuses(answers)).toEqual([...Array(10).fill(201), ...Array(10).fill(409)])
  const refused = answers.find((one) => one.status === 409)!
  expect(refused.body).toMatchObject({ code: 'parts.not_enough', values: { left: 0, wanted: 1 } })
  expect(refused.body.values.elsewhere).toEqual([{ placeId: there, place: expect.any(String), free: 3 }])
  expect(refused.body.errors[0]).toMatchObject({ path: 'lines.0.quantity', code: 'parts.not_enough' })
  expect(await stock.onHand(part, here)).toBe(0)
  expect(await stock.faults()).toEqual([])
})

test('case 1: several parts in opposite order never block each other for good', async () => {
  const parts = await Promise.all(Array.from({ length: 4 }, () => stock.part()))
  const place = await stock.place()
  for (const part of parts) await stock.receive(part, place, 60)
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) => {
      const turned = [...parts.slice(i % 4), ...parts.slice(0, i % 4)]
      return stock.book(
        'issue',
        place,
        (i % 2 ? turned : turned.toReversed()).map((part) => line(part, 1)),
      )
    }),
  )
  expect(new Set(statuses(answers))).toEqual(new Set([201]))
  for (const part of parts) expect(await stock.onHand(part, place)).toBe(30)
})

test('case 1: all lines or none', async () => {
  const [a, b, place] = [await stock.part(), await stock.part(), await stock.place()]
  await stock.receive(a, place, 5)
  const answer = await stock.book('issue', place, [line(a, 2), line(b, 1)])
  expect(answer.status).toBe(409)
  expect(answer.body.errors[0].path).toBe('lines.1.quantity')
  expect(await stock.onHand(a, place)).toBe(5)
})

test('case 2, invariant 7: the same issue sent twice, at once and later, is one movement', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, 9)
  const id = newId()
  const send = (quantity = 2) => stock.book('issue', place, [line(part, quantity)], { id })
  const answers = await Promise.all([send(), send(), send()])
  answers.push(await send())
  expect(new Set(answers.map((one) => one.body.movements[0].id)).size).toBe(1)
  expect(await stock.onHand(part, place)).toBe(7)
  expect((await send(3)).body.code).toBe('idempotency.mismatch')
})

test('invariant 1: a movement is never changed or deleted, not even by the owner of the database', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const receipt = (await stock.receive(part, place, 4)).body
  const owner = stock.world.services.ownerPool
  for (const text of [
    'update parts.movement set quantity = 9',
    'delete from parts.movement',
    'truncate parts.movement cascade',
  ])
    await expect(owner.query(text)).rejects.toThrow(/never changed/)
  await expect(stock.rows(sql`update parts.balance set on_hand = 9`)).rejects.toThrow(/permission denied/)
  await expect(stock.rows(sql`update parts.movement set quantity = 9`)).rejects.toThrow(/permission denied/)
  const undone = await stock.keeper.post(`/stock-documents/${receipt.id}/reversal`, { note: 'typed wrongly' })
  expect(undone.body.movements[0].reversesId).toBe(receipt.movements[0].id)
  expect([await stock.onHand(part, place), await stock.worth(part)]).toEqual([0, 0])
  const again = await stock.keeper.post(`/stock-documents/${receipt.id}/reversal`, { note: 'once more' })
  expect(again.status).toBe(409)
})

test('invariant 2: two ends, a quantity above nothing; over all places the sum is nothing', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, 4)
  await stock.issue(part, place, 3)
  const found = await stock.rows(sql<{ total: string }>`select sum(change) as total from (
    select -quantity as change from parts.movement where part_id = ${part}
    union all select quantity from parts.movement where part_id = ${part}) x`)
  expect(Number(found[0]!.total)).toBe(0)
  for (const quantity of [0, -2]) {
    const answer = await stock.issue(part, place, quantity)
    expect(answer.body.errors[0]).toMatchObject({ path: 'lines.0.quantity', code: 'parts.quantity_positive' })
  }
  const raw = (
    quantity: number,
    to: string,
  ) => sql`insert into parts.movement (id, document_id, line, part_id, quantity, from_place_id,
    from_condition, from_owner_id, to_place_id, to_condition, to_owner_id, effective_at)
    select ${newId()}, document_id, 9, part_id, ${quantity}, from_place_id, from_condition, from_owner_id,
      ${sql.ref(to)}, to_condition, to_owner_id, now() from parts.movement where part_id = ${part} limit 1`
  await expect(stock.rows(raw(0, 'to_place_id'))).rejects.toThrow(/movement_quantity_check/)
  await expect(stock.rows(raw(1, 'from_place_id'))).rejects.toThrow(/movement_check/)
})

test('invariant 3: nothing below nothing at any moment, also when it is told later, also by plain SQL', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  await stock.book('receipt', place, [line(part, 5)], { at: at(50) })
  await stock.book('issue', place, [line(part, 5)], { at: at(40) })
  await stock.book('receipt', place, [line(part, 8)], { at: at(20) })
  // There are 8 now, and there were 5 before, but between there was nothing.
  const between = await stock.book('issue', place, [line(part, 1)], { at: at(45) })
  expect(between.body).toMatchObject({ code: 'parts.below_nothing_then', values: { missing: 1 } })
  expect((await stock.book('issue', place, [line(part, 1)], { at: at(60) })).body.code).toBe('parts.below_nothing_then')
  expect((await stock.book('issue', place, [line(part, 2)], { at: at(10) })).status).toBe(201)
  const raw = sql`insert into parts.movement (id, document_id, line, part_id, quantity, from_place_id, from_condition, from_owner_id,
      to_place_id, to_condition, to_owner_id, effective_at)
    select ${newId()}, document_id, 9, part_id, 7, from_place_id, from_condition, from_owner_id, to_place_id, to_condition, to_owner_id, now()
    from parts.movement where part_id = ${part} and from_place_id = ${place} limit 1`
  await expect(stock.rows(raw)).rejects.toThrow(/balance_never_below_nothing/)
  const then = (minutes: number) => stock.keeper.get(`/stock-balance?partId=${part}&placeId=${place}&at=${at(minutes)}`)
  expect((await Promise.all([60, 45, 30, 15, 0].map(then))).map((one) => one.body.quantity)).toEqual([0, 5, 0, 8, 6])
  expect(await stock.faults()).toEqual([])
})

test('case 11, invariants 5 and 6: a serial is in one place in all its life', async () => {
  const [part, other, place] = [
    await stock.part({ tracking: 'serial' }),
    await stock.part({ tracking: 'serial' }),
    await stock.place(),
  ]
  const one = (serial: string, more = {}) => [line(part, 1, { serials: [serial], ...more })]
  expect((await stock.book('receipt', place, one('S-1'))).status).toBe(201)
  expect((await stock.book('receipt', place, one('s1'))).body).toMatchObject({
    code: 'parts.serial_elsewhere',
    values: { serial: 'S-1' },
  })
  const twice = await stock.book('receipt', place, [line(part, 2, { serials: ['S-2', 'S2'] })])
  expect(twice.body.errors[0]).toMatchObject({ path: 'lines.0.serials.1', code: 'parts.serial_twice' })
  const apart = await stock.book('receipt', place, [...one('S-3'), ...one('S-3')])
  expect(apart.body.errors[0]).toMatchObject({ path: 'lines.1.serials.0', code: 'parts.serial_twice' })
  expect((await stock.book('receipt', place, [line(part, 2, { serials: ['S-4'] })])).body.errors[0].code).toBe(
    'parts.serials_needed',
  )
  // The same number of another maker's part is another thing.
  expect((await stock.book('receipt', place, [line(other, 1, { serials: ['S-1'] })])).status).toBe(201)
  const delivered = await stock.book('issue', place, one('S-1'))
  expect(delivered.status).toBe(201)
  expect((await stock.book('receipt', place, one('S-1'))).body.code).toBe('parts.serial_elsewhere')
  expect((await stock.book('issue', place, one('S-1'))).body.code).toBe('parts.serial_elsewhere')
  const wrong = await stock.book('return', place, one('S-1', { returnsId: newId() }))
  expect(wrong.status).toBeGreaterThanOrEqual(409)
  const back = await stock.book('return', place, one('S-1'))
  expect(back.body.movements[0].returnsId).toBe(delivered.body.movements[0].id)
  expect(await stock.faults()).toEqual([])
})

test('case 11: two who receive or issue one serial at once: one of them does', async () => {
  const [part, here, there] = [await stock.part({ tracking: 'serial' }), await stock.place(), await stock.place()]
  const one = [line(part, 1, { serials: ['X-1'] })]
  const received = await Promise.all([here, there, here, there].map((place) => stock.book('receipt', place, one)))
  expect(statuses(received)).toEqual([201, 409, 409, 409])
  const where = (await stock.onHand(part, here)) === 1 ? here : there
  expect(statuses(await Promise.all([1, 2, 3].map(() => stock.book('issue', where, one))))).toEqual([201, 409, 409])
  expect(await stock.faults()).toEqual([])
})

test('invariant 6: of a batch no more than lies there; an expired or blocked one is not issued', async () => {
  const [part, place] = [await stock.part({ tracking: 'batch', shelfLifeDays: 400 }), await stock.place()]
  const of = (batch: string, quantity: number, more = {}) => [line(part, quantity, { batch, ...more })]
  expect((await stock.book('receipt', place, of('B1', 5))).body.errors[0].code).toBe('parts.expiry_needed')
  expect((await stock.book('receipt', place, of('B1', 5, { expiresOn: '2099-01-01' }))).status).toBe(201)
  await stock.expire(part, 'B1')
  expect((await stock.book('receipt', place, of('B2', 5, { expiresOn: '2099-01-01' }))).status).toBe(201)
  expect((await stock.book('issue', place, of('B1', 1))).body).toMatchObject({
    code: 'parts.not_genuine.expired',
    values: { number: 'B1', day: '2020-01-01' },
  })
  expect((await stock.book('issue', place, of('B2', 6))).body).toMatchObject({
    code: 'parts.not_enough',
    values: { left: 5 },
  })
  expect((await stock.book('issue', place, of('B9', 1))).body.errors[0].code).toBe('parts.unknown_batch')
  const id = (
    await stock.rows(sql<{ id: string }>`select id from parts.batch where part_id = ${part} and code = 'B2'`)
  )[0]!.id
  expect((await stock.keeper.put(`/batches/${id}/block`, { reason: 'cracks' })).status).toBe(200)
  expect((await stock.book('issue', place, of('B2', 1))).body).toMatchObject({
    code: 'parts.not_genuine.batch_blocked',
  })
  expect((await stock.book('scrap', place, of('B1', 5))).status).toBe(201)
  // The database refuses it by itself, whoever asks.
  const raw = sql`insert into parts.movement (id, document_id, line, part_id, quantity, from_place_id, from_condition, from_owner_id,
      to_place_id, to_condition, to_owner_id, batch_id, effective_at)
    select ${newId()}, document_id, 9, part_id, 1, to_place_id, to_condition, to_owner_id,
      (select id from parts.place where kind = 'customer'), to_condition, to_owner_id, batch_id, now()
    from parts.movement where part_id = ${part} and batch_id = ${id} limit 1`
  await expect(stock.rows(raw)).rejects.toThrow(/parts.batch_blocked/)
})

test('case 15: packs and fractions: three thirds are one, and what falls between is refused', async () => {
  const [box, oil, place] = [await stock.part(), await stock.part({ unit: 'litre', decimals: 2 }), await stock.place()]
  await stock.keeper.post(`/parts/${box}/units`, { unit: 'box', numerator: 12 })
  await stock.keeper.post(`/parts/${oil}/units`, { unit: 'third', numerator: 1, denominator: 3 })
  await stock.book('receipt', place, [line(box, 2, { unit: 'box' }), line(oil, 3, { unit: 'third' }), line(oil, 0.25)])
  expect([await stock.onHand(box, place), await stock.onHand(oil, place)]).toEqual([24, 1.25])
  const refusal = async (lines: object[]) => (await stock.book('issue', place, lines)).body.errors[0]
  expect(await refusal([line(oil, 1, { unit: 'third' })])).toMatchObject({
    path: 'lines.0.quantity',
    code: 'parts.quantity_step',
  })
  expect((await refusal([line(box, 0.5)])).code).toBe('parts.quantity_step')
  expect((await refusal([line(box, 1, { unit: 'pallet' })])).code).toBe('parts.unknown_unit')
  await stock.book('issue', place, [line(oil, 0.1), line(oil, 0.2), line(oil, 0.95)])
  expect(await stock.onHand(oil, place)).toBe(0)
})

test('case 20: unit, method and tracking change only while there is nothing', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const change = (body: object) => stock.keeper.patch(`/parts/${part}`, body, { 'if-match': '"1"' })
  await stock.receive(part, place, 1)
  for (const body of [{ unit: 'metre' }, { decimals: 2 }, { tracking: 'batch' }, { standardMinor: '5' }])
    expect((await change(body)).body.code).toBe('parts.change_needs_no_stock')
  await stock.issue(part, place, 1)
  expect((await change({ unit: 'metre', decimals: 2 })).body).toMatchObject({ unit: 'metre', decimals: 2 })
})

test('case 20: a part is valued by the method of its class, of its company; it changes class only while there is none of it', async () => {
  const place = await stock.place()
  const stranger = await stock.world.makeTenant(`t${newId().slice(-8)}`)
  const [theirKeeper, theirBoss] = [await stranger.as('parts_keeper'), await stranger.as('service_manager')]
  const made = async (who: typeof theirBoss, method: string) =>
    (await who.post('/part-classes', { code: 'PUMPS', name: { en: 'Pumps' }, method })).body.id as string
  // One code in two companies, each with its own method.
  const [fifo, theirs] = [await made(stock.boss, 'fifo'), await made(theirBoss, 'average')]
  const average = (await stock.boss.post('/part-classes', { code: 'A', name: { en: 'A' }, method: 'average' })).body.id
  const part = await stock.part({ classId: fifo })
  const body = { number: 'P-1', name: { en: 'P' } }
  expect((await stock.keeper.post('/parts', { ...body, classId: theirs })).status).toBeGreaterThanOrEqual(404)
  const their = (await theirKeeper.post('/parts', { ...body, classId: theirs })).body.id
  const shelf = (await theirKeeper.post('/stock-places', { code: 'L', name: 'L', kind: 'warehouse' })).body.id
  const book = async (who: typeof theirKeeper, kind: string, placeId: string, lines: object[]) =>
    expect((await who.post('/stock-documents', { kind, placeId, lines })).status).toBe(201)
  for (const [who, at, of] of [
    [stock.keeper, place, part],
    [theirKeeper, shelf, their],
  ] as const) {
    for (const minor of ['50', '70']) await book(who, 'receipt', at, [line(of, 10, { costMinor: minor })])
    await book(who, 'issue', at, [line(of, 12)])
  }
  // Vector D: 64 and 56 by the first in, 72 and 48 by the average.
  const worth = (tenant: string, of: string) =>
    stock.world.services.db.tx(tenant, async (tx) =>
      Number(
        (await tx
          .selectFrom('parts.layer')
          .select(sql<string>`sum(minor)`.as('m'))
          .where('part_id', '=', of)
          .executeTakeFirst())!.m,
      ),
    )
  expect([await worth(stock.world.tenant.id, part), await worth(stranger.id, their)]).toEqual([56, 48])
  const change = (version: number) =>
    stock.keeper.patch(`/parts/${part}`, { classId: average }, { 'if-match': `"${version}"` })
  expect((await change(1)).body.code).toBe('parts.change_needs_no_stock')
  await stock.issue(part, place, 8)
  expect((await change(1)).body).toMatchObject({ classId: average })
  for (const minor of [5, 7]) await stock.receive(part, place, 10, minor)
  await stock.issue(part, place, 12)
  expect([await stock.worth(part), await stock.faults()]).toEqual([48, []])
})

test('case 16: supersessions and kits never go in a circle, also when two halves are made at once', async () => {
  const [a, b, c] = [await stock.part(), await stock.part(), await stock.part()]
  const follow = (from: string, to: string) =>
    stock.keeper.post(`/parts/${from}/successors`, { successorId: to, fromOn: '2026-01-01' })
  expect((await follow(a, b)).status).toBe(201)
  expect(statuses(await Promise.all([follow(b, c), follow(c, a)]))).toEqual([201, 409])
  const kit = (of: string, part: string) =>
    stock.keeper.put(`/parts/${of}/kit`, { items: [{ partId: part, quantity: 2 }] })
  expect((await kit(a, b)).status).toBe(200)
  expect((await kit(b, a)).body.code).toBe('parts.circle')
})

test('invariant 11: a closed period takes no movement; a late fact stands now and keeps its true time', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const at = new Date(Date.now() - 86_400_000).toISOString()
  const until = new Date(Date.now() - 3_600_000).toISOString()
  await stock.receive(part, place, 5)
  expect((await stock.keeper.post('/stock-closings', { until })).status).toBe(403)
  expect((await stock.boss.post('/stock-closings', { until })).status).toBe(201)
  expect((await stock.book('receipt', place, [line(part, 1)], { at })).body.code).toBe('parts.period_closed')
  const late = await stock.book('receipt', place, [line(part, 1)], { at, isLate: true })
  expect(late.body.happenedAt).toBe(at)
  expect(new Date(late.body.effectiveAt).getTime()).toBeGreaterThan(Date.now() - 60_000)
  expect((await stock.boss.post('/stock-closings', { until: at })).status).toBe(409)
})

test('case 16: a kit is opened and made, old stock becomes its successor: quantity and value go along whole', async () => {
  const [kit, a, b, place] = [await stock.part(), await stock.part(), await stock.part(), await stock.place()]
  await stock.keeper.put(`/parts/${kit}/kit`, {
    items: [
      { partId: a, quantity: 2 },
      { partId: b, quantity: 1 },
    ],
  })
  await stock.receive(kit, place, 3, 100.34)
  const convert = (kind: string, partId: string, quantity: number, more = {}) =>
    stock.keeper.post('/stock-conversions', { kind, partId, quantity, placeId: place, ...more })
  const worth = async () => (await stock.worth(kit)) + (await stock.worth(a)) + (await stock.worth(b))
  const before = await worth()
  expect((await convert('open_kit', kit, 2)).status).toBe(201)
  const lie = async () => [await stock.onHand(kit, place), await stock.onHand(a, place), await stock.onHand(b, place)]
  expect([await lie(), await worth()]).toEqual([[1, 4, 2], before])
  expect((await convert('make_kit', kit, 1)).status).toBe(201)
  expect([await lie(), await worth()]).toEqual([[2, 2, 1], before])
  expect((await convert('open_kit', a, 1)).body.errors[0].code).toBe('parts.not_a_kit')
  expect((await convert('supersede', a, 2, { successorId: b })).body.errors[0].code).toBe('parts.not_a_successor')
  await stock.keeper.post(`/parts/${a}/successors`, { successorId: b, fromOn: '2026-01-01' })
  expect((await convert('supersede', a, 2, { successorId: b })).status).toBe(201)
  expect([await lie(), await worth()]).toEqual([[2, 0, 3], before])
  expect(await stock.faults()).toEqual([])
})

const moved = (answer: { body: { movements: { id: string }[] } }) => answer.body.movements[0]!.id
const spent = (partId: string) =>
  stock.rows(sql<{
    id: string
    minor: number
  }>`select movement_id as id, sum(minor)::float8 as minor from parts.value_entry
    where part_id = ${partId} and account = 'used' group by 1 order by min(booked_at)`)
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

test('case 6: a receipt told late corrects the cost of later issues by new entries; what came back is as if never issued', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const receive = (quantity: number, minor: string, at: string) =>
    stock.book('receipt', place, [line(part, quantity, { costMinor: minor })], { at })
  const issue = async (quantity: number, at: string) =>
    moved(await stock.book('issue', place, [line(part, quantity)], { at }))
  await receive(10, '1000', ago(60))
  const first = await issue(4, ago(50))
  const second = await issue(2, ago(40))
  await stock.book('return', place, [line(part, 2, { returnsId: second })], { at: ago(35) })
  // In time it would have been 20 for 3,000: 150 each.
  expect((await receive(10, '2000', ago(55))).status).toBe(201)
  expect(await spent(part)).toEqual([
    { id: first, minor: 600 },
    { id: second, minor: 200 },
    { id: expect.any(String), minor: -200 },
  ])
  expect(await stock.worth(part)).toBe(2400)
  const kept = await stock.rows(
    sql`select minor from parts.value_entry where movement_id = ${first} and account = 'used'`,
  )
  expect(kept).toHaveLength(2)
  // A second late fact starts from what the first one corrected.
  expect((await receive(20, '1000', ago(58))).status).toBe(201)
  expect((await spent(part))[0]).toEqual({ id: first, minor: 400 })
  expect([await stock.worth(part), await stock.faults()]).toEqual([3600, []])
})

test('undone under moving average, a receipt leaves with its own money; what issues took of it is variance', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, 10, 5)
  const wrong = (await stock.receive(part, place, 10, 7)).body.id
  const undo = (id: string) => stock.keeper.post(`/stock-documents/${id}/reversal`, { note: 'typed wrongly' })
  expect((await undo(wrong)).status).toBe(201)
  expect(await stock.worth(part)).toBe(50)
  const second = (await stock.receive(part, place, 10, 7)).body.id
  await stock.issue(part, place, 10)
  expect((await undo(second)).status).toBe(201)
  const accounts = await stock.rows(sql<{ account: string; minor: number }>`select account, sum(minor)::float8 as minor
    from parts.value_entry where part_id = ${part} group by 1 order by 1`)
  expect(accounts).toEqual([
    { account: 'stock', minor: 0 },
    { account: 'supplier', minor: -50 },
    { account: 'used', minor: 60 },
    { account: 'variance', minor: -10 },
  ])
  expect(await stock.faults()).toEqual([])
})
