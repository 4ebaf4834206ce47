import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const line = (partId: string, quantity: number, more = {}) => ({ partId, quantity, ...more })

test('documents that arrive together: who is refused hears why, and all others stand', async () => {
  const [a, b, serial, place] = [
    ...[await stock.part(), await stock.part(), await stock.part({ tracking: 'serial' }), await stock.place()],
  ]
  for (const part of [a, b]) await stock.receive(part!, place!, 20)
  const good = Array.from({ length: 14 }, (_, n) => stock.issue(n % 2 ? a! : b!, place!, 1))
  const asked = [
    ...good,
    stock.issue(a!, place!, 99),
    stock.issue(a!, newId(), 1),
    stock.issue(newId(), place!, 1),
    stock.issue(serial!, place!, 1),
    stock.issue(a!, place!, -1),
    stock.book('issue', place!, [line(a!, 1), line(b!, 99)]),
    stock.book('receipt', place!, [line(a!, 5, { costMinor: '500' })]),
    stock.book('scrap', place!, [line(b!, 3)]),
  ]
  const answers = await Promise.all(asked)
  expect(answers.slice(0, 14).map((one) => one.status)).toEqual(Array(14).fill(201))
  const told = answers.slice(14).map((one) => [one.status, one.body.errors?.[0]?.path ?? one.body.code])
  expect(told.slice(0, 6)).toEqual([
    [409, 'lines.0.quantity'],
    [404, 'not_found'],
    [422, 'lines.0.partId'],
    [422, 'lines.0.serials'],
    [422, 'lines.0.quantity'],
    [409, 'lines.1.quantity'],
  ])
  expect(answers.slice(20).map((one) => one.status)).toEqual([201, 201])
  expect([await stock.onHand(a!, place!), await stock.onHand(b!, place!)]).toEqual([18, 10])
  expect([await stock.worth(a!), await stock.worth(b!)]).toEqual([1800, 1000])
  expect(await stock.faults()).toEqual([])
  const events = await stock.rows(sql<{ n: number }>`select count(*)::int as n from kit.event e
    join parts.document d on d.id = e.subject_id where e.subject_type = 'stock_document'`)
  const documents = await stock.rows(sql<{ n: number }>`select count(*)::int as n from parts.document`)
  expect(events).toEqual(documents)
})

test('the answer is the document as it is read later, and the same key or id brings it again', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, 20)
  const send = (key: string, quantity = 1, id?: string) =>
    stock.keeper.post(
      '/stock-documents',
      { ...(id && { id }), kind: 'issue', placeId: place, lines: [line(part, quantity)], note: 'counter' },
      { 'idempotency-key': key },
    )
  const key = newId()
  const answers = await Promise.all([send(key), send(key), send(newId()), send(key), send(newId())])
  answers.push(await send(key))
  expect(answers.map((one) => one.status)).toEqual(Array(6).fill(201))
  const ids = answers.map((one) => one.body.id)
  expect(new Set([ids[0], ids[1], ids[3], ids[5]]).size).toBe(1)
  expect(new Set(ids).size).toBe(3)
  expect(await stock.onHand(part, place)).toBe(17)
  for (const { body } of answers) expect((await stock.keeper.get(`/stock-documents/${body.id}`)).body).toEqual(body)
  expect((await send(key, 2)).body.code).toBe('idempotency.mismatch')
  expect((await send(newId(), 2, ids[0])).body.code).toBe('idempotency.mismatch')
  expect((await send(newId(), 1, ids[0])).body.id).toBe(ids[0])
  expect(await stock.onHand(part, place)).toBe(17)
})

test('nothing that a movement or an entry names can be missing or go away, also by plain SQL', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, 3)
  const owner = stock.world.services.ownerPool
  for (const text of [
    'delete from parts.part',
    'delete from parts.place',
    'truncate parts.document cascade',
    'update parts.place set id = gen_random_uuid()',
    "update parts.document set kind = 'issue'",
  ])
    await expect(owner.query(text)).rejects.toThrow(/never changed/)
  const copied = ['document_id', 'part_id', 'from_place_id', 'to_place_id']
  const copy = (
    wrong: string,
  ) => sql`insert into parts.movement (id, document_id, line, part_id, quantity, from_place_id, from_condition,
      from_owner_id, to_place_id, to_condition, to_owner_id, effective_at)
    select gen_random_uuid(), ${wrong === 'document_id' ? sql`gen_random_uuid()` : sql`document_id`}, 9,
      ${wrong === 'part_id' ? sql`gen_random_uuid()` : sql`part_id`}, 1,
      ${wrong === 'from_place_id' ? sql`gen_random_uuid()` : sql`from_place_id`}, from_condition, from_owner_id,
      ${wrong === 'to_place_id' ? sql`gen_random_uuid()` : sql`to_place_id`}, to_condition, to_owner_id, now()
    from parts.movement where part_id = ${part} limit 1`
  for (const wrong of copied) await expect(stock.rows(copy(wrong))).rejects.toThrow(/not there/)
  const entry = sql`insert into parts.value_entry (id, document_id, movement_id, part_id, owner_id, account, reason, quantity, minor, stands_at)
    select gen_random_uuid(), document_id, gen_random_uuid(), part_id, owner_id, 'used', 'issue', 0, 0, now() from parts.value_entry limit 1`
  await expect(stock.rows(entry)).rejects.toThrow(/not there/)
})
