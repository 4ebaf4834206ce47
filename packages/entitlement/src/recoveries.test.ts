import { expect, test } from 'vitest'
import type { Case, SupplierTerm } from './case.ts'
import { aCase, consumer } from './cases.fixture.ts'
import { CaseRefused } from './decide.ts'
import { decide } from './standard.ts'

const compressor = { id: 'p1', component: 'compressor', fittedAt: '2027-01-10', months: 12 }
/** A fridge out of its term, with a part fitted later. */
const late = (over: Partial<Case> = {}) =>
  aCase({ at: '2028-05-01', fault: { cause: 'quality', component: 'compressor' }, productClass: 'microwave', ...over })
const payers = (facts: Case) => decide(facts).lines.map((line) => `${line.kind} ${line.payer} ${line.ruleId}`)

test.each([
  ['2028-01-10', 'part manufacturer part:p1'],
  ['2028-01-11', 'part customer null'],
])('a fitted part keeps its own term: %s', (at, paid) => {
  expect(payers(late({ at, fittedParts: [compressor] }))).toContain(paid)
})

test('the term of a fitted part covers that component, its labour, and no travel', () => {
  const facts = late({ at: '2028-01-05', fittedParts: [compressor] })
  expect(payers(facts)).toEqual(['part manufacturer part:p1', 'labour manufacturer part:p1', 'travel customer null'])
  expect(payers({ ...facts, fault: { cause: 'quality', component: 'door' } })).not.toContain(
    'part manufacturer part:p1',
  )
  expect(payers({ ...facts, fault: { cause: 'wear', component: 'compressor' } })).toContain('part customer null')
})

test.each([
  [20_000, 'met'],
  [20_001, 'not_met'],
])('distance of a fitted part counts from the fitting: %d km more', (more, result) => {
  const fitted = {
    id: 'p',
    component: 'pump',
    fittedAt: '2027-06-01',
    months: 24,
    distanceKm: 20_000,
    fittedKm: 31_000,
  }
  const meters = [{ kind: 'km', value: 31_000 + more, at: '2028-05-01' }] as const
  const facts = late({
    asset: { ...consumer, meters: [...meters] },
    fittedParts: [fitted],
    fault: { cause: 'quality', component: 'pump' },
  })
  expect(decide(facts).considered.find((one) => one.ruleId === 'part:p')?.result).toBe(result)
  const { fittedKm: _, ...unread } = fitted
  const open = decide({ ...facts, fittedParts: [unread] }).considered.find((one) => one.ruleId === 'part:p')
  expect(open).toMatchObject({ result: 'undetermined', missing: ['fittedParts.fittedKm'] })
})

const term: SupplierTerm = {
  id: 's',
  supplier: 'Coldline',
  components: ['compressor'],
  covers: ['part', 'labour'],
  months: 24,
  startsFrom: 'delivery',
  sharePct: 60,
}

test('a supplier gives back beside the payer and never instead of him', () => {
  const facts = aCase({ at: '2026-02-01', fault: { cause: 'quality', component: 'compressor' }, suppliers: [term] })
  const decision = decide(facts)
  const { suppliers: _, ...without } = facts
  expect(decision.lines).toEqual(decide(without).lines)
  expect(decision.recoveries).toEqual([
    { lineId: 'part', kind: 'part', supplier: 'Coldline', sharePct: 60, ruleId: 'supplier:s' },
    { lineId: 'labour', kind: 'labour', supplier: 'Coldline', sharePct: 60, ruleId: 'supplier:s' },
  ])
  expect(decision.considered.find((one) => one.layer === 'supplier')?.result).toBe('met')
})

test.each<[string, Partial<Case>]>([
  ['after his term', { at: '2027-03-02' }],
  ['for another component', { fault: { cause: 'quality', component: 'door' } }],
  ['for wear', { fault: { cause: 'wear', component: 'compressor' } }],
])('a supplier gives nothing back %s', (_, over) => {
  const facts = aCase({
    at: '2026-02-01',
    fault: { cause: 'quality', component: 'compressor' },
    suppliers: [term],
    ...over,
  })
  expect(decide(facts).recoveries).toEqual([])
})

test('what the customer pays is not recovered, and two suppliers give back no more than the whole', () => {
  const both = [term, { ...term, id: 't', supplier: 'Northwind' }]
  const shares = decide(
    aCase({ at: '2026-02-01', fault: { cause: 'quality', component: 'compressor' }, suppliers: both }),
  ).recoveries?.filter((one) => one.kind === 'part')
  expect(shares?.map((one) => one.sharePct)).toEqual([60, 40])
  expect(decide(late({ at: '2028-05-01', suppliers: [{ ...term, months: 60 }] })).recoveries).toEqual([])
})

test.each<[string, Partial<Case>]>([
  ['.asset.price.currency: unknownCurrency', { asset: { ...consumer, price: { minor: '100', currency: 'XYZ' } } }],
  ['.asset.price.minor: notMinor', { asset: { ...consumer, price: { minor: '1.5', currency: 'CNY' } } }],
  ['.fittedParts[0].fittedAt: notDay', { fittedParts: [{ ...compressor, fittedAt: '2027-02-30' }] }],
  ['.suppliers[0].sharePct: notShare', { suppliers: [{ ...term, sharePct: 101 }] }],
  ['.history.exchanges[0].at: afterToday', { history: { repairs: [], exchanges: [{ at: '2030-01-01' }] } }],
  [
    '.history.complaints[0].answeredAt: beforeStart',
    { history: { repairs: [], complaints: [{ at: '2025-04-02', answeredAt: '2025-04-01' }] } },
  ],
  ['.dates.request: notDay', { dates: { request: 'yesterday' } }],
  ['.asset.buyerKind: notAllowed', { asset: { ...consumer, buyerKind: 'consumr' as 'consumer' } }],
  ['.fault.cause: notAllowed', { fault: { cause: 'bad luck' as 'wear' } }],
  ['.lines[0].kind: notAllowed', { lines: [{ id: '1', kind: 'fuel' as 'part' }] }],
  [
    '.history.repairs[0].under: notAllowed',
    { history: { repairs: [{ in: '2025-04-01', under: 'law' as 'statute' }] } },
  ],
  ['.suppliers[0].covers: notAllowed', { suppliers: [{ ...term, covers: ['all' as 'part'] }] }],
])('impossible facts are refused: %s', (message, over) => {
  expect(() => decide(aCase(over))).toThrow(CaseRefused)
  expect(() => decide(aCase(over))).toThrow(message)
})

test.each<[string, unknown]>([
  [': notObject', null],
  ['.at: required', {}],
  ['.asset: required', { at: '2026-01-01', jurisdiction: 'CN', productClass: 'tv', warranty: [] }],
  ['.history.repairs: notList', { ...aCase(), history: { repairs: {} } }],
  ['.lines[0]: notObject', { ...aCase(), lines: ['part'] }],
])('a case of another form is refused: %s', (message, facts) => {
  expect(() => decide(facts as Case)).toThrow(message)
})
