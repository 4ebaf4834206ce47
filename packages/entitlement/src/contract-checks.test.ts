import { expect, test } from 'vitest'
import type { Contract } from './case.ts'
import { aCar, aCase, consumer } from './cases.fixture.ts'
import { checkContractLine, type LineOffer, stillRefusing } from './contract-checks.ts'
import { CaseRefused } from './decide.ts'
import { standardLibrary } from './standard.ts'

const line: Contract = {
  id: 'extension',
  kind: 'extension',
  start: '2026-03-02',
  end: '2027-03-01',
  covers: ['part', 'labour'],
}
/** A German consumer's refrigerator, bought on 2025-03-01: two years of liability of the seller, one year of the maker's warranty. */
const german = aCase({
  at: '2025-06-01',
  jurisdiction: 'DE',
  productClass: 'refrigerator',
  warranty: [
    { id: 'w-part', covers: 'part', months: 12, startsFrom: 'delivery' },
    { id: 'w-door', covers: 'part', months: 60, startsFrom: 'delivery', components: ['door'] },
  ],
})
/** A Chinese company: no consumer law, only the warranty. */
const business = { ...german, jurisdiction: 'CN', asset: { ...consumer, buyerKind: 'business' as const } }

const offer = (over: Partial<LineOffer> = {}): LineOffer => ({
  line,
  paid: true,
  adds: [],
  unit: german,
  verification: 'verified',
  hasLabel: true,
  family: 'FR',
  stations: [{ id: 's1', levels: ['onsite-24h'], skills: ['cooling'] }],
  issuer: { id: 'i1', isMember: true, isActive: true, maySell: true },
  otherLines: [],
  ...over,
})
const checked = (over: Partial<LineOffer> = {}) => checkContractLine(standardLibrary, offer(over))
const codes = (over: Partial<LineOffer> = {}) => checked(over).map((one) => one.code)

test('a paid line for days on which the law gives the same is refused, and nobody can override it', () => {
  const [check, ...others] = checked()
  expect(others).toEqual([])
  expect(check).toMatchObject({ code: 'repeats_free_cover', gate: 'refused', values: { kinds: 'part, labour' } })
  expect(check!.values).toMatchObject({ from: '2026-03-02', to: '2027-03-01', days: 730, ofDays: 730 })
  expect(check!.repeats!.map(({ kind, days }) => [kind, days])).toEqual([
    ['part', 365],
    ['labour', 365],
  ])
  for (const { ruleId } of check!.repeats!) expect(ruleId).toMatch(/^DE-/)
  const reason = { code: 'repeats_free_cover' as const, personId: 'p', reason: 'the customer wants it' }
  expect(stillRefusing([check!], [reason])).toEqual([check])
})

test('one day beyond the free time, or one kind of cost more, and the line gives something', () => {
  const [longer] = checked({ line: { ...line, end: '2027-03-02' } })
  expect(longer).toMatchObject({ code: 'repeats_in_part', gate: 'notice', values: { days: 730, ofDays: 732 } })
  expect(stillRefusing([longer!], [])).toEqual([])
  expect(checked({ line: { ...line, covers: ['part', 'consumable'] } })).toMatchObject([
    { code: 'repeats_in_part', values: { kinds: 'part' } },
  ])
  expect(codes({ line: { ...line, start: '2027-03-02', end: '2028-03-01' } })).toEqual([])
  expect(codes({ paid: false })).toEqual([])
  expect(codes({ adds: ['level'] })).toEqual(['repeats_in_part'])
})

test('without the law, the warranty: by kind of cost, by component and by share', () => {
  const year = { ...line, start: '2025-06-01', end: '2026-03-01' }
  expect(codes({ unit: business, line: { ...year, covers: ['part'] } })).toEqual(['repeats_free_cover'])
  expect(codes({ unit: business, line: { ...year, covers: ['part'], end: '2026-03-02' } })).toEqual(['repeats_in_part'])
  expect(codes({ unit: business, line: { ...year, covers: ['labour'] } })).toEqual([])
  // Five years on the door do not make five years on the whole product.
  const late = { ...line, start: '2028-01-01', end: '2028-12-31', covers: ['part'] as Contract['covers'] }
  expect(codes({ unit: business, line: late })).toEqual([])
  expect(codes({ unit: business, line: { ...late, components: ['door.seal'] } })).toEqual(['repeats_free_cover'])
  expect(checked({ unit: business, line: { ...late, components: ['door', 'compressor'] } })).toMatchObject([
    { code: 'repeats_in_part', values: { days: 366, ofDays: 732 } },
  ])
})

test('as long as a fact is missing nobody knows whether the line only repeats', () => {
  const { buyerKind: _, ...unknown } = consumer
  const [check] = checked({ unit: { ...german, warranty: [], asset: unknown } })
  expect(check).toMatchObject({ code: 'free_cover_unknown', gate: 'role' })
  expect(check!.missing).toContain('asset.buyerKind')
  const answer = { code: 'free_cover_unknown' as const, personId: 'p' }
  expect(stillRefusing([check!], [{ ...answer, reason: ' ' }])).toEqual([check])
  expect(stillRefusing([check!], [{ ...answer, reason: 'invoice seen: a company' }])).toEqual([])
})

test('a car whose use may reach the distance first: the end of the free term is not certain', () => {
  const within = { ...line, start: '2025-06-01', end: '2025-12-31' }
  expect(checkContractLine(standardLibrary, offer({ unit: aCar(500), line: within }))[0]?.code).toBe(
    'repeats_free_cover',
  )
  const [fast] = checked({ unit: aCar(40_000), line: { ...line, start: '2026-06-01', end: '2027-05-31' } })
  expect(fast).toMatchObject({ code: 'free_cover_unknown', missing: ['asset.meters.km'] })
  expect(codes({ unit: aCar(60_001), line: { ...line, start: '2026-06-01', end: '2027-05-31' } })).toEqual([])
})

test('a repair that is still open does not lengthen the free time for ever', () => {
  const open = aCase({ history: { repairs: [{ in: '2025-05-20', under: 'statute' }] } })
  expect(codes({ unit: open, line: { ...line, start: '2026-04-01', end: '2026-12-31' } })).toEqual([])
})

test('a level needs one station in reach that has the level, the skills and the family', () => {
  const level = { code: 'onsite-24h', skills: ['cooling'] }
  const later = { ...line, start: '2028-01-01', end: '2028-12-31' }
  expect(codes({ line: later, level })).toEqual([])
  const stations = [
    { id: 'far', levels: [], skills: [] },
    { id: 'near', levels: ['onsite-24h'], skills: [], families: ['FR'] },
    { id: 'other', levels: ['onsite-24h'], skills: ['cooling'], families: ['AC'] },
  ]
  expect(checked({ line: later, level, stations })).toEqual([
    {
      code: 'level_out_of_reach',
      gate: 'role',
      values: { level: 'onsite-24h', stations: 3, lacks: 'skill:cooling' },
      nearest: { stationId: 'near', lacks: ['skill:cooling'] },
    },
  ])
  expect(codes({ line: later, level, stations: [] })).toEqual(['level_out_of_reach'])
})

test.each([
  ['not_member', { isMember: false }],
  ['inactive', { isActive: false }],
  ['may_not_sell', { maySell: false }],
  ['ended', { until: '2025-05-31' }],
  ['other_family', { families: ['AC'] }],
  ['other_country', { countries: ['CN'] }],
])('an issuer without authority: %s', (why, over) => {
  const issuer = { ...offer().issuer, ...over }
  const later = { ...line, start: '2028-01-01', end: '2028-12-31' }
  expect(checked({ line: later, issuer })).toMatchObject([{ code: 'issuer_without_authority', values: { why } }])
  expect(
    codes({ line: later, issuer: { ...offer().issuer, until: '2025-06-01', families: ['FR'], countries: ['DE'] } }),
  ).toEqual([])
})

test('a unit that nobody verified or that carries no label', () => {
  const later = { ...line, start: '2028-01-01', end: '2028-12-31' }
  expect(codes({ line: later, verification: 'missing', hasLabel: false })).toEqual([
    'unit_not_verified',
    'unit_without_label',
  ])
  expect(checked({ line: later, verification: 'failed' })[0]!.values).toEqual({ verification: 'failed' })
})

test('lines overlap where kind, day and component meet and the shares exceed the whole', () => {
  const later: Contract = { ...line, start: '2031-01-01', end: '2031-12-31', components: ['door'] }
  const other = (over: Partial<Contract>): Contract => ({ ...later, id: 'other', ...over })
  expect(checked({ line: later, otherLines: [other({ start: '2031-12-31', end: '2032-12-30' })] })).toEqual([
    {
      code: 'lines_overlap',
      gate: 'role',
      values: { other: 'other', kinds: 'part, labour', from: '2031-12-31', to: '2031-12-31', days: 1 },
    },
  ])
  const apart: Partial<Contract>[] = [
    { start: '2032-01-01', end: '2032-12-31' },
    { covers: ['travel'] },
    { components: ['compressor'] },
    { components: undefined, excludedComponents: ['door'] },
  ]
  for (const over of apart) expect(codes({ line: later, otherLines: [other(over)] })).toEqual([])
  expect(codes({ line: { ...later, sharePct: 50 }, otherLines: [other({ sharePct: 50 })] })).toEqual([])
  expect(codes({ line: later, otherLines: [other({ components: ['door.seal'] })] })).toEqual(['lines_overlap'])
})

test('impossible facts are refused, not judged', () => {
  expect(() => checked({ line: { ...line, end: '2025-01-01' } })).toThrow(CaseRefused)
})
