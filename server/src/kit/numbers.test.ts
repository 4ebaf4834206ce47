import { expect, test } from 'vitest'
import { useWorld } from '../../test/harness.ts'
import { gapFreeNumber, takeNumber } from './numbers.ts'

const world = useWorld()

test('eight writers at once get a number each, through several blocks and a full pool', async () => {
  const { db } = world.services
  const taken: string[] = []
  // Each holds a connection of the pool (of eight) while it asks for a number, as an intake does.
  const writer = () =>
    db.tx(world.tenant.id, async (tx) => {
      await tx.selectFrom('kit.company').select('code').execute()
      taken.push(await takeNumber(db, world.tenant.id, 'SR', 2026))
    })
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      for (let i = 0; i < 10; i++) await writer()
    }),
  )
  expect(taken).toHaveLength(400)
  expect(new Set(taken).size).toBe(400)
  expect(taken.every((one) => /^SR-2026-\d{6}$/.test(one))).toBe(true)
  expect(taken.sort().at(-1)).toBe('SR-2026-000400')
})

test('numbers start anew for each company, kind and year', async () => {
  const { db } = world.services
  const other = await world.makeTenant('numbers')
  expect(await takeNumber(db, other.id, 'SR', 2026)).toBe('SR-2026-000001')
  expect(await takeNumber(db, other.id, 'WO', 2026)).toBe('WO-2026-000001')
  expect(await takeNumber(db, other.id, 'SR', 2027)).toBe('SR-2027-000001')
})

test('invoice numbers have no gaps, although writers fail', async () => {
  const { db } = world.services
  const kept: string[] = []
  const writer = async (n: number) => {
    const attempt = db.tx(world.tenant.id, async (tx) => {
      const number = await gapFreeNumber(tx, 'IN', 2026)
      if (n % 3 === 0) throw new Error('undone')
      return number
    })
    await attempt.then(
      (number) => kept.push(number),
      () => {},
    )
  }
  await Promise.all(Array.from({ length: 24 }, (_, n) => writer(n)))
  expect(kept.sort()).toEqual(Array.from({ length: 16 }, (_, n) => `IN-2026-${String(n + 1).padStart(6, '0')}`))
})
