import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Case } from './case.ts'
import { aCar, consumer } from './cases.fixture.ts'
import { CaseRefused } from './decide.ts'
import { decide } from './standard.ts'

const full: Case = {
  ...aCar(12_000, { at: '2026-06-01' }),
  asset: {
    ...consumer,
    price: { minor: '20000000', currency: 'CNY' },
    meters: [{ kind: 'km', value: 12_000, at: '2026-05-01' }],
  },
  warranty: [{ id: 'w', covers: 'part', months: 24, startsFrom: 'sale' }],
  contracts: [{ id: 'c', kind: 'full', start: '2026-01-01', end: '2026-12-31', covers: ['part'] }],
  grants: [{ id: 'g', layer: 'goodwill', covers: ['part'], sharePct: 50 }],
  fittedParts: [{ id: 'f', component: 'engine', fittedAt: '2026-02-01', months: 12 }],
  suppliers: [{ id: 's', supplier: 'Coldline', covers: ['part'], months: 24, startsFrom: 'delivery' }],
  voided: [{ code: 'modification', at: '2026-03-01' }],
  history: {
    repairs: [{ in: '2026-01-05', out: '2026-01-09', symptomCode: 'noise', replaced: [{ assembly: 'engine' }] }],
    exchanges: [{ at: '2025-12-01' }],
    complaints: [{ at: '2026-01-01', answeredAt: '2026-01-08' }],
  },
  dates: { request: '2026-05-20' },
  fault: { at: '2026-05-15', cause: 'quality', symptomCode: 'noise', component: 'engine' },
  lines: [{ id: '1', kind: 'part', component: 'engine' }],
  calendar: { restDays: ['2026-05-01'] },
}
const junk = [null, 7, -3, 'x', '2026-02-30', '2026-01-01T25:00', true, [], {}, [null], ['x']]

function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))]
}

test('whatever stands anywhere in a case, it is decided or refused with a path, never a crash', () => {
  const places = placesOf(full).filter((path) => path.length > 0)
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom(...junk), (path, by) => {
      const copy = structuredClone(full) as unknown as Record<string | number, unknown>
      let inner = copy
      for (const key of path.slice(0, -1)) inner = inner[key] as Record<string | number, unknown>
      inner[path.at(-1)!] = by
      try {
        const shares = decide(copy as unknown as Case).lines.map((line) => line.sharePct)
        expect(shares.every((share) => share >= 0 && share <= 100)).toBe(true)
      } catch (error) {
        if (!(error instanceof CaseRefused)) throw new Error(`${path.join('.')} = ${JSON.stringify(by)}: ${error}`)
        expect(error.problems[0]?.path).toMatch(/^\./)
      }
    }),
    { numRuns: 1500 },
  )
})
