import { type Pack, standardLibrary } from '@aftercare/entitlement'
import { expect, test } from 'vitest'
import { diffPacks } from './pack-diff.ts'

const pack = standardLibrary.packs.find(({ id }) => id === 'cn-household-car')!
const [first, second, ...rest] = pack.rules

test('the same pack in another order and version does not differ', () => {
  expect(diffPacks(pack, { ...pack, version: '2099-01-01.1', rules: [...pack.rules].reverse() })).toEqual([])
})

test('a list whose fields stand in another order does not differ', () => {
  const turned = pack.rules.map((rule) => ({
    ...rule,
    remedies: rule.remedies.map((one) => Object.fromEntries(Object.entries(one).reverse())),
  }))
  expect(diffPacks(pack, { ...pack, rules: turned as unknown as Pack['rules'] })).toEqual([])
})

test('fields are named by their path; rules come, go and change', () => {
  const changed = { ...second!, term: { ...second!.term, months: 99 }, note: 'longer' }
  const added = { ...first!, id: 'NEW' }
  const after: Pack = { ...pack, productClasses: ['van'], rules: [changed, ...rest, added] }
  expect(diffPacks(pack, after)).toEqual([
    { rule: null, kind: 'changed', fields: [{ path: 'productClasses', from: pack.productClasses, to: ['van'] }] },
    {
      rule: changed,
      kind: 'changed',
      fields: expect.arrayContaining([
        { path: 'term.months', from: second!.term?.months, to: 99 },
        { path: 'note', from: second!.note, to: 'longer' },
      ]),
    },
    { rule: added, kind: 'added', fields: [] },
    { rule: first, kind: 'removed', fields: [] },
  ])
})
