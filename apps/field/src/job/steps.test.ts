import { expect, test } from 'vitest'
import type { KeptVisit } from '../data/store.ts'
import { stepOf } from './steps.ts'

const kept = (status: string, step?: string, signed = false) =>
  ({
    id: 'v',
    visit: { status, report: { signature: signed ? { name: 'x' } : null, unsignedReason: null } },
    ...(step ? { step } : {}),
  }) as unknown as KeptVisit

test('a killed app opens where the person was', () => {
  expect(stepOf(kept('on_site', 'price'))).toBe('price')
  expect(stepOf(kept('working', 'sign'))).toBe('sign')
  expect(stepOf(kept('working', 'check'))).toBe('check')
})

test('never further than the visit is, never behind what it has reached', () => {
  expect(stepOf(kept('scheduled', 'work'))).toBe('travel')
  expect(stepOf(kept('on_site', 'sign'))).toBe('price')
  expect(stepOf(kept('on_site'))).toBe('check')
  expect(stepOf(kept('working', 'travel'))).toBe('work')
  expect(stepOf(kept('working', 'work', true))).toBe('done')
  expect(stepOf(kept('no_access', 'check'))).toBe('done')
})
