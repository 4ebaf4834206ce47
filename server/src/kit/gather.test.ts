import { expect, test } from 'vitest'
import { gather } from './gather.ts'

const later = () => new Promise((resolve) => setTimeout(resolve, 5))

test('what arrives at once goes together, what comes meanwhile goes together after it, each gets its own answer', async () => {
  const groups: number[][] = []
  const double = gather(async (_tenant, asked: readonly number[]) => {
    groups.push([...asked])
    await later()
    return asked.map((one) => one * 2)
  })
  const first = [1, 2].map((one) => double('a', one))
  await new Promise(setImmediate)
  const meanwhile = [3, 4, 5].map((one) => double('a', one))
  expect(await Promise.all([...first, ...meanwhile])).toEqual([2, 4, 6, 8, 10])
  expect(groups).toEqual([
    [1, 2],
    [3, 4, 5],
  ])
  expect(await double('a', 6), 'later again').toBe(12)
})

test('tenants are never asked together, and do not wait for each other', async () => {
  const groups: string[] = []
  const ask = gather(async (tenant, asked: readonly string[]) => {
    groups.push(`${tenant}:${asked.join('')}`)
    await later()
    return asked
  })
  await Promise.all([ask('a', '1'), ask('b', '2'), ask('a', '3'), ask('b', '4')])
  expect(groups).toEqual(['a:13', 'b:24'])
})

test('one bad question spoils no other', async () => {
  const half = gather(async (_tenant, asked: readonly number[]) => {
    await later()
    if (asked.includes(3)) throw new Error('three')
    return asked.map((one) => one / 2)
  })
  const answers = await Promise.allSettled([1, 2, 3, 4].map((one) => half('a', one)))
  expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
    0.5,
    1,
    'Error: three',
    2,
  ])
  expect(await half('a', 10), 'and it goes on').toBe(5)
})

test('a crowd is split into groups that nobody waits long for', async () => {
  const sizes: number[] = []
  const ask = gather(async (_tenant, asked: readonly number[]) => {
    sizes.push(asked.length)
    await later()
    return asked
  })
  const many = Array.from({ length: 40 }, (_, n) => n)
  expect(await Promise.all(many.map((one) => ask('a', one)))).toEqual(many)
  expect(Math.max(...sizes)).toBe(16)
})

test('as many groups under way as said, the rest waits and goes together', async () => {
  let underWay = 0
  let most = 0
  const sizes: number[] = []
  const ask = gather(async (_tenant, asked: readonly number[]) => {
    most = Math.max(most, ++underWay)
    sizes.push(asked.length)
    await later()
    underWay--
    return asked
  }, 2)
  const inTurn = async (one: number) => {
    await new Promise(setImmediate)
    return ask('a', one)
  }
  const answers = [ask('a', 0), inTurn(1), inTurn(2), ...Array.from({ length: 37 }, (_, n) => ask('a', n + 3))]
  expect((await Promise.all(answers)).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n))
  expect(most).toBe(2)
  expect(Math.max(...sizes)).toBe(16)
  expect(await ask('a', 41), 'and it goes on').toBe(41)
})
