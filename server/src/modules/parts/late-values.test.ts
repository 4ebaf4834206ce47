import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const now = Date.now()
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const moved = (answer: { body: { movements: { id: string }[] } }) => answer.body.movements[0]!.id

const makeFifoPart = async () => {
  const code = `F-${newId().slice(-8)}`
  const { body } = await stock.boss.post('/part-classes', { code, name: { en: code }, method: 'fifo' })
  return stock.part({ classId: body.id })
}
const told = (placeId: string, partId: string) => ({
  receive: (quantity: number, minor: number, minutes: number) =>
    stock.book('receipt', placeId, [{ partId, quantity, costMinor: String(minor) }], { at: ago(minutes) }),
  issue: (quantity: number, minutes: number) =>
    stock.book('issue', placeId, [{ partId, quantity }], { at: ago(minutes) }),
})
/** What was used, by the moment it stands at. */
const used = (partId: string) =>
  stock.rows(sql<{ at: string; minor: number }>`select m.effective_at::text as at, sum(v.minor)::float8 as minor
    from parts.value_entry v join parts.movement m on m.id = v.movement_id
    where v.part_id = ${partId} and v.account = 'used' group by 1 order by 1`)

test('case 6 by FIFO: a receipt told late moves later issues to the layers they would have taken; what returns follows', async () => {
  const [part, place] = [await makeFifoPart(), await stock.place()]
  const { receive, issue } = told(place, part)
  await receive(10, 50, 60)
  await receive(10, 70, 40)
  const left = moved(await issue(12, 30))
  const costs = () =>
    stock.rows(sql<{ minor: number }>`select sum(minor)::float8 as minor from parts.value_entry
    where movement_id = ${left} and account = 'used'`)
  expect([await costs(), await stock.worth(part)]).toEqual([[{ minor: 64 }], 56])
  // Between the two: 10 at 5, then 2 of these 4 at 4.
  expect((await receive(4, 16, 50)).status).toBe(201)
  expect([await costs(), await stock.worth(part)]).toEqual([[{ minor: 58 }], 78])
  // Before both: 4 at 3, then 8 at 5.
  expect((await receive(4, 12, 70)).status).toBe(201)
  expect([await costs(), await stock.worth(part)]).toEqual([[{ minor: 52 }], 96])
  expect((await stock.book('return', place, [{ partId: part, quantity: 2, returnsId: left }])).status).toBe(201)
  expect(await stock.worth(part)).toBe(106)
  const booked = await stock.rows(sql<{ n: number }>`select count(*)::int as n from parts.value_entry
    where movement_id = ${left} and reason = 'issue'`)
  expect([booked[0]!.n, await stock.faults()]).toEqual([4, []])
})

test('case 6 by FIFO: whatever the order in which facts are told, they cost what they would have cost in time', async () => {
  const place = await stock.place()
  const fact = fc.record({
    isReceipt: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 7 }),
    minor: fc.integer({ min: 1, max: 999 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fact, { minLength: 4, maxLength: 8 }),
      fc.infiniteStream(fc.nat(99)),
      async (facts, turns) => {
        const timed = facts.map((one, n) => ({ ...one, minutes: 400 - n * 10 }))
        const order = timed
          .map((one) => [turns.next().value as number, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one)
        const costs: unknown[] = []
        for (const list of [timed, order]) {
          const part = await makeFifoPart()
          const { receive, issue } = told(place, part)
          await receive(60, 777, 500)
          for (const one of list) {
            const answer = one.isReceipt
              ? await receive(one.quantity, one.minor, one.minutes)
              : await issue(one.quantity, one.minutes)
            expect(answer.status).toBe(201)
          }
          costs.push([(await used(part)).map((one) => one.minor), await stock.worth(part)])
        }
        expect(costs[1]).toEqual(costs[0])
      },
    ),
    { numRuns: 8 },
  )
  expect(await stock.faults()).toEqual([])
}, 30_000)

test('a serial keeps its own cost: told late it changes no other, and its late freight is borne by who used it', async () => {
  const [part, place] = [await stock.part({ tracking: 'serial' }), await stock.place()]
  const receive = (serial: string, minor: string, minutes: number) =>
    stock.book('receipt', place, [{ partId: part, quantity: 1, serials: [serial], costMinor: minor }], {
      at: ago(minutes),
    })
  const first = moved(await receive('A-1', '500', 50))
  await stock.book('issue', place, [{ partId: part, quantity: 1, serials: ['A-1'] }], { at: ago(40) })
  expect((await receive('A-2', '900', 60)).status).toBe(201)
  expect([(await used(part)).map((one) => one.minor), await stock.worth(part)]).toEqual([[500], 900])
  expect((await stock.boss.post('/stock-costs', { movementId: first, minor: '30' })).body.stockMinor).toBe('0')
  expect([(await used(part)).reduce((sum, one) => sum + one.minor, 0), await stock.worth(part)]).toEqual([530, 900])
  expect(await stock.faults()).toEqual([])
})

test('a part bought on the way costs what its bill says, and nothing of it lies on a shelf of ours', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, 4, 100)
  const { world } = stock
  const [document, movement] = [newId(), newId()]
  // As field work books it (using.ts): past our shelves, from the supplier to the customer.
  await stock.rows(sql`with d as (insert into parts.document (id, kind, content_hash, effective_at, by_kind)
      values (${document}, 'issue', '', now(), 'system') returning id)
    select id from d`)
  await stock.rows(sql`insert into parts.movement (id, document_id, line, part_id, quantity, from_place_id, from_condition, from_owner_id,
      to_place_id, to_condition, to_owner_id, effective_at)
    select ${movement}, ${document}, 1, ${part}, 2, s.id, 'good', o.id, c.id, 'good', o.id, now()
    from parts.place s, parts.place c, parts.owner o where s.kind = 'supplier' and c.kind = 'customer' and o.code = 'own'`)
  const answer = await stock.boss.post('/stock-costs', { movementId: movement, minor: '260', note: 'bill 17' })
  expect([answer.status, answer.body.stockMinor]).toEqual([201, '0'])
  expect([(await used(part)).map((one) => one.minor), await stock.worth(part)]).toEqual([[260], 400])
  const other = await world.makeTenant(`other-${newId().slice(-6)}`)
  const stranger = await other.as('service_manager')
  expect((await stranger.post('/stock-costs', { movementId: movement, minor: '1' })).status).toBe(404)
  expect(await stock.faults()).toEqual([])
})
