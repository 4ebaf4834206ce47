import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { databaseOf, freePort, keyFor, serve } from './killed.fixture.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
interface Sent {
  id: string
  body: string
  /** Status and id; null while no answer came. */
  answer: unknown[] | null
}

let secret: string
const headersOf = (one: Sent) => ({ authorization: `Bearer ${secret}`, 'idempotency-key': `key-${one.id}` })

/** Sends one document; a server that is gone, also in the middle of its answer, has acknowledged nothing. */
async function send(port: number, one: Sent): Promise<void> {
  const headers = { ...headersOf(one), 'content-type': 'application/json' }
  const url = `http://127.0.0.1:${port}/api/v1/stock-documents`
  const read = async () => {
    const answer = await fetch(url, { method: 'POST', headers, body: one.body })
    return [answer.status, ((await answer.json()) as { id: string }).id]
  }
  const answer = await read().catch(() => null)
  if (answer) one.answer = answer
}

test('case 18: the server killed while eight people issue: what was acknowledged is there once, the rest whole or not at all', async () => {
  secret = await keyFor(stock)
  const place = await stock.place()
  const parts = await Promise.all(Array.from({ length: 6 }, () => stock.part()))
  for (const part of parts) await stock.receive(part, place, 10_000)
  const database = await databaseOf(stock)
  const port = await freePort()
  const sent: Sent[] = []
  for (let kill = 0; kill < 2; kill++) {
    const server = await serve(port, database)
    const unanswered = sent.filter((one) => !one.answer)
    await Promise.all(unanswered.map((one) => send(port, one)))
    const before = sent.length
    const sender = async () => {
      while (server.exitCode === null && server.signalCode === null) {
        const id = newId()
        const lines = [0, 1].map((n) => ({ partId: parts[(sent.length + n * 3) % parts.length], quantity: 1 }))
        const one = { id, body: JSON.stringify({ id, kind: 'issue', placeId: place, lines }), answer: null }
        sent.push(one)
        await send(port, one)
      }
    }
    const senders = Array.from({ length: 8 }, sender)
    // In the middle of work, whenever that is: once some have been answered.
    while (sent.filter((one) => one.answer).length < before + 20) await sleep(3)
    await sleep(Math.random() * 120)
    server.kill('SIGKILL')
    await Promise.all(senders)
  }
  const first = await stock.rows(sql<{ id: string }>`select id from parts.document where kind = 'issue'`)
  const booked = new Set(first.map((one) => one.id))
  expect(sent.filter((one) => one.answer && !booked.has(one.id))).toEqual([])
  const lost = await stock.rows(sql`select d.id from parts.document d where d.kind = 'issue' and (
    (select count(*) from parts.movement m where m.document_id = d.id) <> 2
    or (select count(*) from parts.value_entry v where v.document_id = d.id) <> 4
    or (select count(*) from kit.event e where e.subject_id = d.id) <> 1
    or (select count(*) from kit.idempotency i where i.key = 'key-' || d.id and i.response ->> 'id' = d.id::text) <> 1)`)
  expect(lost).toEqual([])
  // Sent again, also by a server of another process: once each.
  for (const one of sent.filter((one) => !one.answer)) {
    const { app } = stock.world
    const payload = JSON.parse(one.body)
    const again = await app.inject({ method: 'POST', url: '/api/v1/stock-documents', headers: headersOf(one), payload })
    one.answer = [again.statusCode, again.json().id]
  }
  expect(sent.filter((one) => one.answer![0] !== 201 || one.answer![1] !== one.id)).toEqual([])
  const moved = await stock.rows(sql<{ n: number }>`select count(*)::int as n from parts.movement m
    join parts.document d on d.id = m.document_id where d.kind = 'issue'`)
  expect(moved[0]!.n).toBe(2 * sent.length)
  let left = 0
  for (const part of parts) left += await stock.onHand(part, place)
  expect([left, await stock.faults()]).toEqual([60_000 - 2 * sent.length, []])
}, 60_000)
