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
