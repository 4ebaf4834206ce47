import {
  type Condition,
  canonicalJson,
  type Extension,
  type Pack,
  type Start,
  standardPacks,
} from '@aftercare/entitlement'
import { expect, test } from 'vitest'
import {
  always,
  asCondition,
  type Comparison,
  compared,
  comparisonOf,
  comparisons,
  groupOf,
  isAlways,
  isLeaf,
  valuesOf,
  withField,
  withPart,
} from './conditions.ts'
import { extensionFields, extensionKinds, ofKind } from './extensions.ts'

const packs = standardPacks as Pack[]
const rules = packs.flatMap((pack) => pack.rules)
const same = (one: unknown, other: unknown) => expect(canonicalJson(one)).toBe(canonicalJson(other))

/** Written anew by the moves of the form alone: choose a fact, a comparison, type a value, add to a group. */
function rewritten(wanted: Condition): Condition {
  if (!isLeaf(wanted)) {
    const { join, parts } = groupOf(wanted)
    return parts.map(rewritten).reduce(withPart, asCondition({ join, parts: [] }))
  }
  const begun = compared({ fact: wanted.fact, op: 'eq', value: true }, comparisonOf(wanted))
  const typed = wanted.op === 'in' ? valuesOf(wanted.value.map(String), []) : wanted.value
  return withField(begun, ['value'], typed)
}

test('every condition of every shipped pack can be written in the form, to the byte', () => {
  const all = rules.flatMap(({ when, scope, remedies }) => [
    when,
    ...(scope ? [scope] : []),
    ...remedies.flatMap((one) => one.when ?? []),
  ])
  expect(all.length).toBeGreaterThan(280)
  for (const one of all) same(rewritten(one), one)
})

test('every start of every shipped pack can be written in the form', () => {
  const fields = ['latestOf', 'notBefore', 'orIfKnown', 'decisive', 'from', 'to'] as const
  const all = rules.flatMap(({ start = [] }) => start)
  expect(all.length).toBeGreaterThan(200)
  const fresh: Start = { latestOf: ['sale'], decisive: 'sale' }
  for (const one of all)
    same(
      fields.reduce((made, name) => withField(made, [name], one[name]), fresh),
      one,
    )
})

test('every extension of every shipped pack can be written in the form', () => {
  const all = packs.flatMap(({ rules: of, warrantyExtensions = [] }) => [
    ...warrantyExtensions,
    ...of.flatMap(({ extensions = [] }) => extensions),
  ])
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(extensionKinds))
  const fresh: Extension = { kind: 'toll', ruleId: 'NEW', confidence: 'medium' }
  for (const one of all) {
    const names = [...extensionFields[one.kind], 'ruleId', 'confidence', 'from', 'to']
    const typed = names.reduce(
      (made, name) => withField(made, [name], (one as Record<string, unknown>)[name]),
      ofKind(fresh, one.kind),
    )
    same(typed, one)
  }
})

test('another kind of extension keeps who says so and what both have, and nothing else', () => {
  const each: Extension = {
    kind: 'extend_each',
    months: 4,
    atMost: 12,
    ruleId: 'R',
    confidence: 'low',
    from: '2026-01-01',
  }
  expect(ofKind(each, 'run_out')).toEqual({
    ...{ kind: 'run_out', months: 4, after: 'fault' },
    ...{ ruleId: 'R', confidence: 'low', from: '2026-01-01' },
  })
  expect(ofKind(each, 'stop')).toEqual({ kind: 'stop', ruleId: 'R', confidence: 'low', from: '2026-01-01' })
})

test.each(comparisons)('a test that is turned into "%s" is one', (how: Comparison) => {
  for (const value of [true, 'abc', 3]) expect(comparisonOf(compared({ fact: 'f', op: 'eq', value }, how))).toBe(how)
  expect(comparisonOf(compared({ fact: 'f', op: 'in', value: [2, 3] }, how))).toBe(how)
})

test('figures of a list stay figures, what is typed beside them is text', () => {
  expect(valuesOf(['2', 'x'], [2, 3])).toEqual([2, 'x'])
})

test('a single test beside which another is put becomes a group; the empty group is always met', () => {
  const one: Condition = { fact: 'a', op: 'eq', value: true }
  expect(withPart(one, { any: [one] })).toEqual({ all: [one, { any: [one] }] })
  expect([isAlways(always), isAlways(withPart(always, one)), isAlways({ any: [] })]).toEqual([true, false, false])
})

test('a cleared field is gone, and an absent one on the way is made', () => {
  expect(withField({ a: 1, b: 2 }, ['a'], undefined)).toEqual({ b: 2 })
  expect(withField({} as { term?: { months?: number } }, ['term', 'months'], 24)).toEqual({ term: { months: 24 } })
})
