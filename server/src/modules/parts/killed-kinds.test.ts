import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { databaseOf, freePort, keyFor, serve } from './killed.fixture.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const EACH = 40

/** One command of a chain; the next one is sent once it is answered. */
interface Command {
  key: string
  method: 'POST' | 'PUT'
  url: string
  body?: object
  /** Status and what it says, once; null while no answer came. */
  answer: [status: number, said: string] | null
}
const command = (method: Command['method'], url: string, body?: object): Command => ({
  ...{ key: `key-${newId()}`, method, url, answer: null },
  ...(body && { body }),
})
let secret: string
const headersOf = (one: Command) => ({ authorization: `Bearer ${secret}`, 'idempotency-key': one.key })

/** A server that is gone, also in the middle of its answer, has acknowledged nothing. */
async function send(port: number, one: Command): Promise<void> {
  const headers = { ...headersOf(one), ...(one.body && { 'content-type': 'application/json' }) }
  const read = async (): Promise<Command['answer']> => {
    const sent = { method: one.method, headers, ...(one.body && { body: JSON.stringify(one.body) }) }
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${one.url}`, sent)
    return [answer.status, JSON.stringify(await answer.json())]
  }
  one.answer = (await read().catch(() => null)) ?? one.answer
}

/** Receipts, returns, transfers sent and received, counts: everything they need stands, only they are still to come. */
async function commands(part: string, [place, to]: [string, string]): Promise<Command[][]> {
  const chains: Command[][] = []
  const issued = await stock.issue(part, place, EACH)
  const [movement] = issued.body.movements
  for (let n = 0; n < EACH; n++) {
    const line = { partId: part, quantity: 1 }
    const document = (kind: string, more: object) => ({
      ...{ id: newId(), kind, placeId: place, lines: [{ ...line, ...more }] },
    })
    chains.push([command('POST', '/stock-documents', document('receipt', { costMinor: '100' }))])
    chains.push([command('POST', '/stock-documents', document('return', { returnsId: movement.id }))])
    const drafted = { fromPlaceId: place, toPlaceId: to, lines: [line] }
    const shipment = (await stock.keeper.post('/shipments', drafted)).body
    const came = { id: newId(), lines: [{ lineId: shipment.lines[0].id, received: 1 }] }
    chains.push([
      command('PUT', `/shipments/${shipment.id}/sending`),
      command('POST', `/shipments/${shipment.id}/receipts`, came),
    ])
    if (n % 4 === 0) chains.push([await countOf(part)])
  }
  return chains
}

/** Ten lie there and nine are counted. */
async function countOf(part: string): Promise<Command> {
  const place = await stock.place()
  await stock.receive(part, place, 10)
  const { id } = (await stock.keeper.post('/stock-counts', { placeId: place })).body
  await stock.keeper.post(`/stock-counts/${id}/entries`, { entries: [{ id: newId(), partId: part, quantity: 9 }] })
  return command('PUT', `/stock-counts/${id}/posting`)
}

/** What is half there: a document without its movement, value, event; a paper whose state is not what was booked of it. */
const halfBooked = () =>
  stock.rows(sql`select d.kind, d.id from parts.document d where (select count(*) from parts.movement m where m.document_id = d.id) <> 1
      or (select count(*) from kit.event e where e.subject_id = d.id) <> 1
    union all select 'paper', s.id from parts.shipment s join parts.shipment_line l on l.shipment_id = s.id
      where (s.state = 'draft') <> (l.sent = 0) or (s.state = 'closed') <> (l.received = 1)
    union all select 'sheet', c.id from parts.count_sheet c where (c.state = 'posted') <> (c.document_id is not null)
    union all select 'transit', l.id from parts.place l where l.kind = 'transit' and
      (select coalesce(sum(b.on_hand), 0) from parts.balance b where b.place_id = l.id)
        <> (select coalesce(sum(x.sent - x.received - x.lost), 0) from parts.shipment_line x)`)

async function workUntilKilled(port: number, database: string, chains: readonly Command[][]): Promise<void> {
  const server = await serve(port, database)
  const answered = () => chains.flat().filter((one) => one.answer).length
  const before = answered()
  const queue = chains.filter((chain) => chain.some((one) => !one.answer))
  const sender = async () => {
    for (let chain = queue.shift(); chain && server.signalCode === null; chain = queue.shift())
      for (const one of chain) if (!one.answer && server.signalCode === null) await send(port, one)
  }
  const senders = Array.from({ length: 6 }, sender)
  while (answered() < before + 25) await sleep(2)
  await sleep(Math.random() * 60)
  server.kill('SIGKILL')
  await Promise.all(senders)
}

test('case 18: killed while receipts, returns, both ends of transfers and counts are booked: whole or not at all, and once', async () => {
  secret = await keyFor(stock)
  const [part, place, to] = [await stock.part(), await stock.place(), await stock.place()]
  await stock.receive(part, place, 1000)
  const chains = await commands(part, [place, to])
  const all = chains.flat()
  const [port, database] = [await freePort(), await databaseOf(stock)]
  for (let kill = 0; kill < 3; kill++) {
    await workUntilKilled(port, database, chains)
    expect(all.filter((one) => !one.answer).length).toBeGreaterThan(0)
    expect([await halfBooked(), await stock.faults()]).toEqual([[], []])
  }
  expect(all.filter((one) => one.answer && one.answer[0] > 201)).toEqual([])
  // Told once more, by a server of another process: what was booked says what it said, the rest is booked now.
  for (const one of all) {
    const { app } = stock.world
    const asked = { method: one.method, url: `/api/v1${one.url}`, headers: headersOf(one) }
    const again = await app.inject({ ...asked, ...(one.body && { payload: one.body }) })
    expect([again.statusCode, JSON.stringify(again.json())]).toEqual(one.answer ?? [again.statusCode, again.body])
    expect(again.statusCode).toBeLessThan(202)
  }
  const counts = EACH / 4
  const kinds = await stock.rows(sql<{
    kind: string
    n: number
  }>`select d.kind, count(*)::int as n from parts.document d
    join parts.movement m on m.document_id = d.id group by 1 order by 1`)
  expect(Object.fromEntries(kinds.map(({ kind, n }) => [kind, n]))).toEqual({
    ...{ arrive: EACH, count: counts, issue: 1, return: EACH, send: EACH, receipt: EACH + counts + 1 },
  })
  // 1000, less 40 issued, and of the rest as many came in and back as went away.
  expect([await stock.onHand(part, place), await stock.onHand(part, to)]).toEqual([1000, EACH])
  expect([await halfBooked(), await stock.faults()]).toEqual([[], []])
}, 120_000)
