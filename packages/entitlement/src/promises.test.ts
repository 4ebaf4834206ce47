import { expect, test } from 'vitest'
import type { Case, Contract, ModelTerm } from './case.ts'
import { aCase, consumer } from './cases.fixture.ts'
import { decide } from './standard.ts'
import { summary } from './summary.ts'

/** A product the law of the place gives no term for: what is paid is paid by promise. */
const promised = (over: Partial<Case>) => aCase({ jurisdiction: 'US', productClass: 'industrial', ...over })
const part: ModelTerm = { id: 'p', covers: 'part', months: 24, startsFrom: 'sale' }
const payers = (facts: Case) => decide(facts).lines.map((line) => `${line.kind} ${line.payer} ${line.sharePct}`)

test('parts, labour and travel have their own terms', () => {
  const warranty: ModelTerm[] = [part, { ...part, id: 'l', covers: 'labour', months: 12 }]
  expect(payers(promised({ warranty }))).toEqual([
    'part manufacturer 100',
    'labour manufacturer 100',
    'travel customer 100',
  ])
  expect(payers(promised({ warranty, at: '2026-03-02' }))[1]).toBe('labour customer 100')
  expect(decide(promised({ warranty })).outcome).toBe('partly')
})

test('the sum is shown as the desk would write it', () => {
  const asset = { ...consumer, saleDate: '2024-03-01', deliveryDate: '2024-03-01' }
  const { considered } = decide(promised({ at: '2026-02-27', asset, warranty: [part] }))
  expect(considered.find((one) => one.layer === 'warranty')?.steps[1]).toEqual({
    code: 'period.add',
    values: { start: '2024-03-01', months: 24, end: '2026-03-01', today: '2026-02-27', day: 'today', daysLeft: 2 },
  })
})

test('the first limit reached ends it, and the bar says which', () => {
  const term: ModelTerm = { ...part, distanceKm: 1000 }
  const driven = (value: number) => ({ ...consumer, meters: [{ kind: 'km' as const, value, at: '2025-05-20' }] })
  expect(decide(promised({ warranty: [term], asset: driven(1000) })).lines[0]?.payer).toBe('manufacturer')
  const over = decide(promised({ warranty: [term], asset: driven(1001) }))
  expect(over.lines[0]?.payer).toBe('customer')
  expect(over.coverage).toContainEqual({
    ruleId: 'warranty:p',
    layer: 'warranty',
    kind: 'part',
    start: '2025-03-01',
    end: '2025-05-20',
    endBy: 'distance',
    daysLeft: -12,
    state: 'over',
    limit: { kind: 'km', value: 1000, used: 1001, left: -1, readAt: '2025-05-20' },
  })
})

test('an old reading is carried forward with a margin, a missing one is asked for', () => {
  const term: ModelTerm = { ...part, distanceKm: 10_000 }
  const read = (value: number) => ({ ...consumer, meters: [{ kind: 'km' as const, value, at: '2025-04-01' }] })
  expect(decide(promised({ warranty: [term], asset: read(1000) })).lines[0]?.payer).toBe('manufacturer')
  expect(decide(promised({ warranty: [term], asset: read(4000) })).lines[0]?.payer).toBe('undetermined')
  expect(summary(decide(promised({ warranty: [term] }))).missing).toEqual(['asset.meters.km'])
})

test('a fault inside the term counts, whenever the decision is made', () => {
  const fault = { at: '2027-02-28', cause: 'quality' } as const
  expect(decide(promised({ warranty: [part], at: '2027-06-01', fault })).lines[0]?.payer).toBe('manufacturer')
  expect(decide(promised({ warranty: [part], at: '2027-06-01' })).lines[0]?.payer).toBe('customer')
})

test('an unknown serial leaves the maker out of it until it is known, the law does not ask for it', () => {
  const asset = { ...consumer, serialKnown: false }
  expect(decide(promised({ warranty: [part], asset })).lines[0]?.payer).toBe('undetermined')
  expect(decide(aCase({ asset })).lines[0]?.payer).toBe('statute')
})

test('contracts pay their share, for their components, while visits are left', () => {
  const contract: Contract = {
    id: 'c',
    kind: 'full',
    start: '2025-01-01',
    end: '2025-06-01',
    covers: ['part'],
    sharePct: 80,
  }
  const lines = [{ id: '1', kind: 'part' as const }]
  const paid = (over: Partial<Contract>) => payers(promised({ lines, contracts: [{ ...contract, ...over }] }))
  expect(paid({})).toEqual(['part contract 80', 'part customer 20'])
  expect(paid({ end: '2025-05-31' })).toEqual(['part customer 100'])
  expect(paid({ remaining: 0 })).toEqual(['part customer 100'])
  expect(paid({ excludedComponents: ['door'] })).toEqual(['part customer 100'])
  const grants = [{ id: 'g', layer: 'goodwill' as const, covers: ['part' as const], sharePct: 50 }]
  expect(payers(promised({ lines, contracts: [contract], grants }))).toEqual(['part contract 80', 'part goodwill 20'])
})

test('recall before law before warranty before contract', () => {
  const grants = [{ id: 'r', layer: 'recall' as const, covers: ['part' as const], components: ['door'] }]
  expect(decide(aCase({ warranty: [part], grants })).lines[0]).toMatchObject({ payer: 'recall', ruleId: 'recall:r' })
  expect(decide(aCase({ warranty: [part] })).lines[0]?.payer).toBe('statute')
})

test('with nothing known the answer is what to ask for, never "not covered"', () => {
  const nothing = decide(
    aCase({ asset: { serialKnown: false }, warranty: [part], history: undefined, fault: undefined }),
  )
  expect(nothing.outcome).toBe('undetermined')
  expect(summary(nothing).missing).toEqual(
    expect.arrayContaining(['asset.saleDate', 'asset.buyerKind', 'asset.serial']),
  )
})
