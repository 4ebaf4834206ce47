import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { NO_BATCH } from './balances.ts'
import { bookDocument } from './documents.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const apart = <T>(work: (tx: Tx) => Promise<T>) => stock.world.services.db.txApart(stock.world.tenant.id, work)
/** On a connection of its own, and not again after a deadlock: who waits in a circle fails here. */
const receive = (placeId: string, lines: { partId: string; quantity: number; batch?: string }[]) =>
  apart((tx) =>
    bookDocument(tx, systemActor(stock.world.tenant.id), { kind: 'receipt', placeId, lines } as never, new Date()),
  )
const waiting = async () =>
  (
    await stock.world.services.ownerPool.query(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  ).rows[0].n as number
const untilWaiting = (n: number) => expect.poll(waiting, { timeout: 10_000, interval: 10 }).toBe(n)

/** Holds what `first` did until told to go on. */
function holding(first: (tx: Tx) => Promise<unknown>) {
  const ready = Promise.withResolvers<void>()
  const go = Promise.withResolvers<((tx: Tx) => Promise<unknown>) | undefined>()
  const done = apart(async (tx) => {
    await first(tx)
    ready.resolve()
    await (await go.promise)?.(tx)
  })
  done.catch(ready.reject)
  return {
    ready: ready.promise,
    goOn: (next?: (tx: Tx) => Promise<unknown>) => {
      go.resolve(next)
      return done
    },
  }
}

test('three receipts that bring the same new batches in other orders wait for each other, not in a circle', async () => {
  const [part, place] = [await stock.part({ tracking: 'batch' }), await stock.place()]
  const line = (batch: string) => ({ partId: part, quantity: 1, batch })
  const between = holding((tx) =>
    tx.insertInto('parts.batch').values({ id: newId(), part_id: part, code: 'M' }).execute(),
  )
  await between.ready
  const others = [receive(place, ['A', 'M', 'Z'].map(line)), receive(place, ['Z', 'M', 'A'].map(line))]
  await untilWaiting(2)
  await between.goOn()
  expect((await Promise.allSettled(others)).map((one) => one.status)).toEqual(['fulfilled', 'fulfilled'])
  expect(await stock.onHand(part, place)).toBe(6)
  expect(await stock.faults()).toEqual([])
})

test('a count holds the balances it has made while two receipts make the pools of the same parts: all three go through', async () => {
  const [first, second, third] = [await stock.part(), await stock.part(), await stock.part()].sort() as [
    string,
    string,
    string,
  ]
  const [here, there] = [await stock.place(), await stock.place()]
  await stock.receive(first, here, 1)
  const { rows } = await stock.world.services.ownerPool.query(
    "select id from parts.owner where tenant_id = $1 and code = 'own'",
    [stock.world.tenant.id],
  )
  const end = (part: string) => ({ part, place: here, condition: 'good', owner: rows[0].id, batch: NO_BATCH })
  const ends = JSON.stringify([end(first), end(second)])
  const count = holding((tx) => sql`select parts.lock_balances(${ends}::jsonb)`.execute(tx))
  await count.ready
  const line = (partId: string) => ({ partId, quantity: 1 })
  const one = receive(here, [line(first), line(third)])
  await untilWaiting(1)
  const other = receive(there, [line(second), line(third)])
  await untilWaiting(2)
  const booked = count.goOn((tx) =>
    bookDocument(
      tx,
      systemActor(stock.world.tenant.id),
      { kind: 'receipt', placeId: here, lines: [line(first), line(second)] } as never,
      new Date(),
    ),
  )
  const all = await Promise.allSettled([booked, one, other])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  expect(await stock.onHand(second, here)).toBe(1)
  expect(await stock.faults()).toEqual([])
})

test('who is picked out of a circle of waiters tries again and hears nothing of it', async () => {
  const [a, b] = [await stock.place(), await stock.place()]
  const { db } = stock.world.services
  const meet = Promise.withResolvers<void>()
  let there = 0
  const both = async (first: string, then: string) =>
    db.tx(stock.world.tenant.id, async (tx) => {
      await sql`update parts.place set name = name where id = ${first}`.execute(tx)
      if (++there === 2) meet.resolve()
      await meet.promise
      await sql`update parts.place set name = name || '.' where id = ${then}`.execute(tx)
    })
  await Promise.all([both(a, b), both(b, a)])
  expect(there).toBe(3)
})
