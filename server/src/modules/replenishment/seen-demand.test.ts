import { expect, test } from 'vitest'
import { useStock } from '../parts/stock.fixture.ts'

const stock = useStock()
const MONTHS = 18
/** Noon of a day of a month so many months ago, UTC. */
const at = (monthsAgo: number, day: number) => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo, day, 12)).toISOString()
}
const told = async (kind: string, placeId: string, partId: string, quantity: number, when: string) => {
  const { status, body } = await stock.book(kind, placeId, [{ partId, quantity }], { at: when })
  expect([status, body.code]).toEqual([201, undefined])
}
const outlook = async (part: string) => (await stock.keeper.get(`/parts/${part}/outlook`)).body.items[0].facts

test('a month without stock says less than it shows, and one before a part was there says nothing', async () => {
  const [full, empty, young, quiet] = [await stock.part(), await stock.part(), await stock.part(), await stock.part()]
  const place = await stock.place()
  // Three a month of both; of one there is always more, of the other the shelf is empty from the tenth on.
  await told('receipt', place, full, 200, at(MONTHS, 1))
  await told('receipt', place, quiet, 200, at(MONTHS, 1))
  for (let month = MONTHS - 1; month >= 1; month--) {
    await told('issue', place, full, 3, at(month, 10))
    await told('receipt', place, empty, 3, at(month, 1))
    await told('issue', place, empty, 3, at(month, 10))
  }
  // Four months of three: of a part that came four months ago, and of one that lay there unasked for before.
  await told('receipt', place, young, 50, at(4, 1))
  for (let month = 4; month >= 1; month--)
    for (const part of [young, quiet]) await told('issue', place, part, 3, at(month, 10))
  await stock.keeper.post('/replenishment-runs', { kind: 'plan', options: { months: 24 } })
  await stock.world.jobs()
  const [seen, missed, late, long] = [
    await outlook(full),
    await outlook(empty),
    await outlook(young),
    await outlook(quiet),
  ]
  // On record both were asked for three times a month.
  expect(missed.history.slice(-5, -1)).toEqual(seen.history.slice(-5, -1))
  expect(seen.exposure).toBeGreaterThan(MONTHS - 1)
  expect(missed.exposure / seen.exposure).toBeGreaterThan(0.25)
  expect(missed.exposure / seen.exposure).toBeLessThan(0.4)
  // The panel leans on both, so the one that was always there is a little above what was seen of it.
  expect(seen.mean).toBeGreaterThan(2.5)
  expect(seen.mean).toBeLessThan(5)
  expect(missed.mean).toBeGreaterThan(2 * seen.mean)
  expect(late.exposure).toBeGreaterThan(4)
  expect(late.exposure).toBeLessThan(5.1)
  expect(long.exposure).toBeGreaterThan(MONTHS - 1)
  expect(late.mean).toBeGreaterThan(1.4 * long.mean)
}, 60_000)
