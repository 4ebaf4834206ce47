import type { Condition } from '@aftercare/entitlement'
import { expect, test } from 'vitest'
import { leavesOf, withField } from './conditions.ts'

const when: Condition = {
  all: [
    { fact: 'defect.isQualityProblem', op: 'eq', value: true },
    { any: [{ fact: 'repairs.count', op: 'gte', value: 2 }] },
  ],
}

test('every test of a condition is found and can be changed where it stands', () => {
  const leaves = leavesOf(when)
  expect(leaves.map(({ test: { fact } }) => fact)).toEqual(['defect.isQualityProblem', 'repairs.count'])
  const changed = withField(when, [...leaves[1]!.path, 'value'], 5)
  expect(leavesOf(changed)[1]!.test).toEqual({ fact: 'repairs.count', op: 'gte', value: 5 })
  expect(leavesOf(when)[1]!.test.value).toBe(2)
})

test('a cleared field is gone, and an absent one on the way is made', () => {
  expect(withField({ a: 1, b: 2 }, ['a'], undefined)).toEqual({ b: 2 })
  expect(withField({} as { term?: { months?: number } }, ['term', 'months'], 24)).toEqual({ term: { months: 24 } })
})
