import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestSplits } from './allocation.ts'
import { owedToCustomers, type Place, promiseOfTiers, type TierModel } from './tiers.ts'

const leaf = (rate: number, orderTime: number, more: Partial<Place> = {}): Place => ({
  rate,
  stock: 0,
  orderTime,
  ...more,
})

/** Vector A: Sherbrooke's depot and five bases (parts-planning.md, section 6). */
const five: Place = {
  rate: 0,
  stock: 0,
  orderTime: 0.02531,
  below: Array.from({ length: 5 }, () => leaf(23.2, 0.01, { localShare: 0.2, localTime: 0.01 })),
}
const TABLE: Record<TierModel, [owed: number, depot: number, bases: string][]> = {
  metric: [
    [3.50877, 0, '00000'],
    [2.60425, 1, '00000'],
    [1.92402, 2, '00000'],
    [1.50717, 3, '00000'],
    [1.24692, 3, '00001'],
    [0.96577, 2, '00111'],
    [0.57433, 1, '11111'],
    [0.32694, 2, '11111'],
    [0.20595, 3, '11111'],
    [0.15446, 4, '11111'],
    [0.12613, 4, '11112'],
    [0.09137, 1, '22222'],
    [0.03932, 2, '22222'],
  ],
  'vari-metric': [
    [3.50877, 0, '00000'],
    [2.60425, 1, '00000'],
    [1.92402, 2, '00000'],
    [1.50717, 3, '00000'],
    [1.25105, 3, '00001'],
    [0.98624, 2, '00111'],
    [0.60584, 1, '11111'],
    [0.36105, 2, '11111'],
    [0.2266, 3, '11111'],
    [0.16318, 4, '11111'],
    [0.13357, 4, '11112'],
    [0.10396, 4, '11122'],
    [0.05328, 2, '22222'],
  ],
  exact: [
    [3.50877, 0, '00000'],
    [2.60425, 1, '00000'],
    [1.92402, 2, '00000'],
    [1.50717, 3, '00000'],
    [1.25095, 3, '00001'],
    [0.98653, 2, '00111'],
    [0.60783, 1, '11111'],
    [0.36154, 2, '11111'],
    [0.22607, 3, '11111'],
    [0.16275, 4, '11111'],
    [0.13329, 4, '11112'],
    [0.10382, 4, '11122'],
    [0.05308, 2, '22222'],
  ],
}

test.each(Object.entries(TABLE))('vector A: best split of spares, %s', (model, rows) => {
  const splits = bestSplits(five, 12, model as TierModel)
  expect(
    splits.map(({ owed, depot, outlets }) => [Number(owed.toFixed(5)), depot, [...outlets].sort().join('')]),
  ).toEqual(rows)
})

/** Vector B: depot and two outlets, LINGO's METRIC example. */
const two = (depot: number, each: number): Place => ({
  rate: 0,
  stock: depot,
  orderTime: 14,
  below: [leaf(0.1, 2, { stock: each }), leaf(0.1, 2, { stock: each })],
})

test.each([
  [0, 1, 2.8, 0, 1.60379, 0.2019, 1.60379, 0.2019, 1.60379, 0.2019],
  [2, 1, 1.09189, 0.2311, 0.44046, 0.4743, 0.51926, 0.5137, 0.52953, 0.5188],
  [3, 1, 0.56134, 0.4695, 0.19808, 0.6184, 0.26556, 0.6521, 0.26791, 0.6533],
  [3, 2, 0.56134, 0.4695, 0.02928, 0.9156, 0.06794, 0.9012, 0.06815, 0.9001],
  [5, 1, 0.10096, 0.8477, 0.05781, 0.7784, 0.075, 0.787, 0.07316, 0.7861],
])('vector B: depot %i, outlets %i each', (depot, each, owedAbove, fillAbove, ...rest) => {
  const models: TierModel[] = ['metric', 'vari-metric', 'exact']
  models.forEach((model, n) => {
    const place = two(depot, each)
    const promise = promiseOfTiers(place, model)
    expect(promise.backorders).toBeCloseTo(owedAbove, 5)
    expect(promise.fill).toBeCloseTo(fillAbove, 4)
    expect(owedToCustomers(place, promise)).toBeCloseTo(rest[2 * n]!, 5)
    expect(promise.below[0]!.fill).toBeCloseTo(rest[2 * n + 1]!, 4)
  })
})

test('vector B: best for three spares', () => {
  const best = (model: TierModel) => {
    const split = bestSplits(two(0, 0), 3, model)[3]!
    return [split.depot, ...split.outlets]
  }
  expect(best('metric')).toEqual([1, 1, 1])
  expect(best('vari-metric')).toEqual([1, 1, 1])
  expect(best('exact')).toEqual([3, 0, 0])
})

test('three tiers: a station in between that keeps nothing and takes no time changes nothing', () => {
  const direct: Place = { rate: 0, stock: 2, orderTime: 3, below: [leaf(0.3, 1, { stock: 1 })] }
  const between: Place = {
    rate: 0,
    stock: 2,
    orderTime: 3,
    below: [{ rate: 0, stock: 0, orderTime: 0, below: [leaf(0.3, 1, { stock: 1 })] }],
  }
  const owed = (place: Place) => owedToCustomers(place, promiseOfTiers(place))
  expect(owed(between)).toBeCloseTo(owed(direct), 10)
})

test('more stock anywhere never lowers a fill and never raises what is owed', () => {
  const place = fc.record({
    depot: fc.nat(6),
    above: fc.nat(3),
    each: fc.array(fc.record({ rate: fc.double({ min: 0.01, max: 2, noNaN: true }), stock: fc.nat(4) }), {
      minLength: 1,
      maxLength: 4,
    }),
    time: fc.double({ min: 0.1, max: 3, noNaN: true }),
  })
  const build = ({
    depot,
    above,
    each,
    time,
  }: {
    depot: number
    above: number
    each: { rate: number; stock: number }[]
    time: number
  }): Place => ({
    rate: 0,
    stock: above,
    orderTime: time,
    below: [
      { rate: 0, stock: depot, orderTime: 0.5, below: each.map((one) => leaf(one.rate, 0.3, { stock: one.stock })) },
    ],
  })
  fc.assert(
    fc.property(place, fc.constantFrom<TierModel>('exact', 'vari-metric'), (given, model) => {
      const judge = (one: typeof given) => {
        const tree = build(one)
        const promise = promiseOfTiers(tree, model)
        return { owed: owedToCustomers(tree, promise), fills: promise.below[0]!.below.map(({ fill }) => fill) }
      }
      const before = judge(given)
      const after = [
        { ...given, depot: given.depot + 1 },
        { ...given, above: given.above + 1 },
        { ...given, each: given.each.map((one, j) => (j === 0 ? { ...one, stock: one.stock + 1 } : one)) },
      ].map(judge)
      for (const { owed, fills } of after) {
        expect(owed).toBeLessThanOrEqual(before.owed + 1e-9)
        // The negative binomial is only fitted by two moments: its fill may stand still, never fall, when the depot keeps more.
        if (model === 'exact')
          for (const [j, fill] of fills.entries()) expect(fill).toBeGreaterThanOrEqual(before.fills[j]! - 1e-9)
      }
    }),
    { numRuns: 60 },
  )
})
