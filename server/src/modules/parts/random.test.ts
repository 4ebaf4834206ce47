import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()

const step = fc.record({
  kind: fc.constantFrom('receipt', 'issue', 'issue', 'return', 'change', 'scrap', 'send', 'ask', 'count', 'undo'),
  part: fc.nat(3),
  place: fc.nat(2),
  quantity: fc.integer({ min: 1, max: 6 }),
  minutes: fc.constantFrom(0, 0, 0, 5, 50),
})

test('random documents from many connections: the sum of the movements is the balance, everywhere and in money', async () => {
  const parts = [await stock.part(), await stock.part({ decimals: 2 }), await stock.part(), await stock.part()]
  const places = [await stock.place(), await stock.place('depot'), await stock.place('van', { mayOwe: true })]
  const booked: string[] = []
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
  async function run(one: Step): Promise<number> {
    const [partId, placeId] = [parts[one.part]!, places[one.place]!]
    const lines = [{ partId, quantity: one.quantity }]
    const at = one.minutes ? { at: new Date(Date.now() - one.minutes * 60_000).toISOString() } : {}
    const count = async () => {
      const sheet = await stock.keeper.post('/stock-counts', { placeId })
      if (sheet.status >= 300) return sheet
      await stock.keeper.post(`/stock-counts/${sheet.body.id}/entries`, {
        entries: [{ id: newId(), partId, quantity: one.quantity }],
      })
      const answer = await stock.keeper.put(`/stock-counts/${sheet.body.id}/posting`)
      if (answer.status >= 300) await stock.keeper.put(`/stock-counts/${sheet.body.id}/cancellation`)
      return answer
    }
    const send = async () => {
      const draft = await stock.keeper.post('/shipments', {
        fromPlaceId: placeId,
        toPlaceId: places[(one.place + 1) % 3],
        lines,
      })
      const sent = await stock.keeper.put(`/shipments/${draft.body.id}/sending`)
      if (sent.status >= 300) return sent
      const receipt = {
        id: newId(),
        lines: [{ lineId: draft.body.lines[0].id, received: one.quantity - 1, lost: one.minutes ? 1 : 0 }],
      }
      return stock.keeper.post(`/shipments/${draft.body.id}/receipts`, receipt)
    }
    const answer = await {
      receipt: () => stock.book('receipt', placeId, [{ ...lines[0], costMinor: String(one.quantity * 37 + 1) }], at),
      issue: () => stock.book('issue', placeId, lines, at),
      return: () => stock.book('return', placeId, lines, at),
      change: () => stock.book('change', placeId, [{ ...lines[0], toCondition: 'defective' }], at),
      scrap: () => stock.book('scrap', placeId, lines, at),
      ask: () => stock.keeper.post('/part-requests', { placeId, priority: one.quantity, lines }),
      undo: () =>
        stock.keeper.post(`/stock-documents/${booked[one.quantity % booked.length] ?? newId()}/reversal`, {
          note: 'x',
        }),
      count,
      send,
    }[one.kind]()
    if (answer.status === 201 && answer.body.movements) booked.push(answer.body.id)
    return answer.status
  }
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 24, maxLength: 48 }), async (steps) => {
      for (const status of await Promise.all(steps.map(run))) seen.add(status)
      expect(await stock.faults()).toEqual([])
      expect(await stock.rows(sql`select * from parts.transit_fault`)).toEqual([])
    }),
    { numRuns: 8, endOnFailure: true },
  )
  expect([...seen].filter((status) => status >= 500)).toEqual([])
  const done = await stock.rows(sql<{ n: number }>`select count(*)::int as n from parts.movement`)
  expect(done[0]!.n).toBeGreaterThan(50)
}, 60_000)

/** Writes a movement in a process of its own and is killed before it commits. */
const WRITER = `
import pg from 'pg'
const client = new pg.Client({ connectionString: process.argv[2] })
await client.connect()
await client.query('begin')
await client.query("select set_config('app.tenant_id', $1, true)", [process.argv[3]])
await client.query(process.argv[4])
console.log('written')
setInterval(() => {}, 1000)
`

test('case 18: killed between movement and commit: nothing of it, and the next one is not kept waiting', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, 5)
  const name = (await stock.rows(sql<{ db: string }>`select current_database() as db`))[0]!.db
  const url = inject('postgres').admin.replace(/\/postgres(\?|$)/, `/${name}$1`)
  const text = `insert into parts.movement (id, document_id, line, part_id, quantity, from_place_id, from_condition, from_owner_id,
      to_place_id, to_condition, to_owner_id, effective_at)
    select gen_random_uuid(), document_id, 9, part_id, 2, to_place_id, to_condition, to_owner_id, from_place_id, from_condition, from_owner_id, now()
    from parts.movement where part_id = '${part}' limit 1`
  const writer = spawn(process.execPath, ['--input-type=module', '-', url, stock.world.tenant.id, text], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  writer.stdin.end(WRITER)
  const [said] = await once(writer.stdout, 'data')
  expect(String(said)).toContain('written')
  // It holds the balance now: the issue waits, and goes on when the writer is gone.
  const issue = stock.issue(part, place, 5)
  writer.kill('SIGKILL')
  expect((await issue).status).toBe(201)
  expect(await stock.onHand(part, place)).toBe(0)
  expect(await stock.faults()).toEqual([])
})

test('case 18: an error after the movement takes the movement along', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await stock.receive(part, place, 5)
  const id = newId()
  const before = await stock.rows(sql<{ n: number }>`select count(*)::int as n from kit.event`)
  const lines = [
    { partId: part, quantity: 1 },
    { partId: part, quantity: 1, reservationId: newId() },
  ]
  expect((await stock.book('issue', place, lines, { id })).status).toBeGreaterThanOrEqual(400)
  expect((await stock.keeper.get(`/stock-documents/${id}`)).status).toBe(404)
  expect(await stock.onHand(part, place)).toBe(5)
  expect(await stock.rows(sql<{ n: number }>`select count(*)::int as n from kit.event`)).toEqual(before)
})
