import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
let part: string
let serial: string
let batch: string
let place: string
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

beforeAll(async () => {
  part = await stock.part()
  serial = await stock.part({ tracking: 'serial' })
  batch = await stock.part({ tracking: 'batch' })
  place = await stock.place()
  await stock.receive(part, place, 50)
  await stock.receive(serial, place, 2, 100, { serials: ['S-1', 'S-2'] })
  await stock.receive(batch, place, 5, 100, { batch: 'OLD', expiresOn: '2099-01-01' })
  await stock.expire(batch, 'OLD')
  await stock.receive(batch, place, 5, 100, { batch: 'STOP', expiresOn: '2099-01-01' })
  const [stop] = await stock.rows(sql<{ id: string }>`select id from parts.batch where code = 'STOP'`)
  await stock.keeper.put(`/batches/${stop!.id}/block`, { reason: 'cracks' })
  await stock.boss.post('/stock-closings', { until: day(-10) })
})

type Case = [
  what: string,
  lines: () => object[],
  expected: [status: number, code: string, path?: string],
  more?: Record<string, unknown>,
  kind?: string,
]
const good = () => ({ partId: part, quantity: 1 })
/** Every line of a document that nobody should have to look for: the second one is wrong. */
const CASES: Case[] = [
  [
    'a negative quantity',
    () => [good(), { partId: part, quantity: -1 }],
    [422, 'parts.quantity_positive', 'lines.1.quantity'],
  ],
  ['nothing', () => [good(), { partId: part, quantity: 0 }], [422, 'parts.quantity_positive', 'lines.1.quantity']],
  ['half a piece', () => [good(), { partId: part, quantity: 0.5 }], [422, 'parts.quantity_step', 'lines.1.quantity']],
  ['too many', () => [good(), { partId: part, quantity: 1e12 }], [422, 'validation.too_big', 'lines.1.quantity']],
  [
    'another unit',
    () => [good(), { partId: part, quantity: 1, unit: 'pallet' }],
    [422, 'parts.unknown_unit', 'lines.1.unit'],
  ],
  ['an unknown part', () => [good(), { partId: newId(), quantity: 1 }], [422, 'parts.unknown_part', 'lines.1.partId']],
  [
    'more than lies there',
    () => [good(), { partId: part, quantity: 999 }],
    [409, 'parts.not_enough', 'lines.1.quantity'],
  ],
  ['no batch', () => [good(), { partId: batch, quantity: 1 }], [422, 'parts.batch_needed', 'lines.1.batch']],
  [
    'an unknown batch',
    () => [good(), { partId: batch, quantity: 1, batch: 'X' }],
    [422, 'parts.unknown_batch', 'lines.1.batch'],
  ],
  [
    'an expired batch',
    () => [good(), { partId: batch, quantity: 1, batch: 'OLD' }],
    [409, 'parts.not_genuine.expired', 'lines.1.batch'],
  ],
  [
    'a blocked batch',
    () => [good(), { partId: batch, quantity: 1, batch: 'STOP' }],
    [409, 'parts.not_genuine.batch_blocked', 'lines.1.batch'],
  ],
  [
    'a batch of what has none',
    () => [good(), { partId: part, quantity: 1, batch: 'X' }],
    [422, 'parts.batches_not_kept', 'lines.1.batch'],
  ],
  ['no serial', () => [good(), { partId: serial, quantity: 1 }], [422, 'parts.serials_needed', 'lines.1.serials']],
  [
    'an unknown serial',
    () => [good(), { partId: serial, quantity: 1, serials: ['S-9'] }],
    [422, 'parts.unknown_serial', 'lines.1.serials.0'],
  ],
  [
    'a serial on two lines',
    () => [
      good(),
      { partId: serial, quantity: 1, serials: ['S-1'] },
      { partId: serial, quantity: 1, serials: ['s 1'] },
    ],
    [422, 'parts.serial_twice', 'lines.2.serials.0'],
  ],
  [
    'serials of what has none',
    () => [good(), { partId: part, quantity: 1, serials: ['S-1'] }],
    [422, 'parts.serials_not_kept', 'lines.1.serials'],
  ],
  [
    'a reservation that is none',
    () => [good(), { partId: part, quantity: 1, reservationId: newId() }],
    [422, 'validation.unknown_reference'],
  ],
  ['a closed period', () => [good(), good()], [409, 'parts.period_closed', 'at'], { at: day(-20) }],
  ['a day to come', () => [good(), good()], [422, 'parts.not_in_the_future', 'at'], { at: day(1) }],
  [
    'a serial that is here',
    () => [good(), { partId: serial, quantity: 1, serials: ['S-2'] }],
    [409, 'parts.serial_elsewhere', 'lines.1.serials'],
    {},
    'receipt',
  ],
  [
    'the same condition',
    () => [good(), { partId: part, quantity: 1, toCondition: 'good' }],
    [422, 'parts.other_condition', 'lines.0.toCondition'],
    {},
    'change',
  ],
]

async function everything() {
  return stock.rows(sql`select (select count(*) from parts.document) as documents, (select count(*) from parts.movement) as movements,
    (select count(*) from parts.value_entry) as entries, (select count(*) from kit.event where subject_type <> 'genuine_check') as events, (select sum(on_hand) from parts.balance) as lying,
    (select count(*) from parts.batch) as batches, (select count(*) from parts.serial) as serials`)
}

test.each(CASES)(
  '%s is refused by its code and field, and nothing of the document is booked',
  async (_, lines, [status, code, path], more = {}, kind = 'issue') => {
    const before = await everything()
    const answer = await stock.book(kind, place, lines(), more)
    expect([answer.status, answer.body.errors?.[0]?.code ?? answer.body.code]).toEqual([status, code])
    if (path) expect(answer.body.errors?.[0]?.path).toBe(path)
    expect(answer.body.title).not.toContain(code)
    expect(await everything()).toEqual(before)
  },
)

test('an unknown place, another company’s and one beyond the shelves are not there', async () => {
  const before = await everything()
  const [scrap] = await stock.rows(sql<{ id: string }>`select id from parts.place where kind = 'scrap'`)
  for (const id of [newId(), scrap!.id]) expect((await stock.issue(part, id, 1)).status).toBe(404)
  expect((await stock.book('issue', 'nowhere', [good()])).body.errors[0].path).toBe('placeId')
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  const foreign = await stranger.post('/stock-documents', { kind: 'issue', placeId: place, lines: [good()] })
  expect(foreign.status).toBe(404)
  expect(await everything()).toEqual(before)
})
