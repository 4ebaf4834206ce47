import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PriorityFacts } from './priority.ts'
import { decidePriority } from './priority.ts'

const decide = (facts: Partial<PriorityFacts>) => decidePriority({ impact: 2, urgency: 2, ...facts })
const codes = (facts: Partial<PriorityFacts>) => decide(facts).reasons.map((reason) => reason.code)

describe('priority', () => {
  test.each([
    [1, 1, 'P1'],
    [1, 2, 'P2'],
    [1, 3, 'P3'],
    [2, 1, 'P2'],
    [2, 2, 'P3'],
    [2, 3, 'P4'],
    [3, 1, 'P3'],
    [3, 2, 'P4'],
    [3, 3, 'P5'],
  ] as const)('impact %i × urgency %i = %s', (impact, urgency, priority) => {
    const decision = decidePriority({ impact, urgency })
    expect(decision).toEqual({
      priority,
      safetyCase: false,
      reasons: [{ code: 'matrix', impact, urgency, to: priority }],
    })
  })

  test('safety is P1 and asks for a safety case, even when already P1', () => {
    expect(decide({ impact: 3, urgency: 3, safety: true })).toMatchObject({ priority: 'P1', safetyCase: true })
    expect(decide({ impact: 1, urgency: 1, safety: true })).toMatchObject({ priority: 'P1', safetyCase: true })
    expect(decide({ impact: 1, urgency: 1, workaround: true, safety: true }).priority).toBe('P1')
  })

  test('a workaround takes high impact down, and only high impact', () => {
    expect(decide({ impact: 1, urgency: 1, workaround: true }).priority).toBe('P2')
    expect(codes({ impact: 2, workaround: true })).toEqual(['matrix'])
    expect(codes({ impact: 3, workaround: true })).toEqual(['matrix'])
  })

  test('the thresholds of legal deadline and repeat fault', () => {
    expect(decide({ legalDeadlineInWorkingDays: 2 }).priority).toBe('P2')
    expect(decide({ legalDeadlineInWorkingDays: 3 }).priority).toBe('P3')
    expect(decide({ legalDeadlineInWorkingDays: -1 }).priority).toBe('P2')
    expect(decide({ daysSinceSameFault: 30 }).priority).toBe('P2')
    expect(decide({ daysSinceSameFault: 31 }).priority).toBe('P3')
    expect(decide({ legalDeadlineInWorkingDays: 0, daysSinceSameFault: 0 }).priority).toBe('P1')
  })

  test('gold raises by one, but not to P1 by itself, and takes nothing away', () => {
    expect(decide({ impact: 3, urgency: 3, contractLevel: 'gold' }).priority).toBe('P4')
    expect(decide({ contractLevel: 'gold' }).priority).toBe('P2')
    expect(codes({ impact: 1, urgency: 2, contractLevel: 'gold' })).toEqual(['matrix'])
    expect(decide({ impact: 1, urgency: 1, contractLevel: 'gold' }).priority).toBe('P1')
    expect(decide({ contractLevel: 'silver' }).priority).toBe('P3')
  })

  test('the reasons are a chain that ends at the priority', () => {
    const level = fc.constantFrom(1, 2, 3) as fc.Arbitrary<1 | 2 | 3>
    const facts = fc.record(
      {
        impact: level,
        urgency: level,
        safety: fc.boolean(),
        workaround: fc.boolean(),
        legalDeadlineInWorkingDays: fc.option(fc.integer({ min: -3, max: 9 })),
        daysSinceSameFault: fc.option(fc.integer({ min: 0, max: 60 })),
        contractLevel: fc.constantFrom('gold', 'silver', null),
      },
      { requiredKeys: ['impact', 'urgency'] },
    )
    fc.assert(
      fc.property(facts, (any) => {
        const { priority, reasons } = decidePriority(any)
        expect(reasons.at(-1)?.to).toBe(priority)
        for (const [i, reason] of reasons.entries()) if ('from' in reason) expect(reason.from).toBe(reasons[i - 1]?.to)
        expect(decidePriority({ ...any, safety: true }).priority).toBe('P1')
      }),
    )
  })
})
