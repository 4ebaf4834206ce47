import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from './allocation.ts'
import { meanOf, negativeBinomial, quantileOf } from './counts.ts'
import { levelForFill, levelForPrice, levelsTogether, promisesOf } from './levels.ts'
import { propose, type Situation } from './proposal.ts'
import { simulatePart } from './simulate.ts'
import { chooseVanKit, completeShare, type VisitNeed } from './van-kit.ts'

const MEAN = 0.5
const SPREAD = 0.8
const after = (months: number) => negativeBinomial(MEAN * months, SPREAD)

test('a part with mean 0.5 and variance 0.9 a month (parts-planning.md, section 4, checked there with R)', () => {
  const one = promisesOf(after(1), after(2), MEAN)
  const two = promisesOf(after(2), after(3), MEAN)
  expect([0.9, 0.95, 0.98].map((target) => levelForFill(one, target))).toEqual([4, 5, 6])
  expect([4, 5, 6].map((s) => Number(one.fill[s]!.toFixed(5)))).toEqual([0.92955, 0.96661, 0.98434])
  expect([0.9, 0.95, 0.98].map((target) => levelForFill(two, target))).toEqual([5, 6, 7])
  expect([5, 6, 7].map((s) => Number(two.fill[s]!.toFixed(5)))).toEqual([0.9312, 0.96486, 0.98237])
  expect([0.5, 0.8, 0.9, 0.95, 0.99].map((share) => quantileOf(after(1), share))).toEqual([0, 1, 2, 2, 4])
  expect([0.5, 0.8, 0.9, 0.95, 0.99].map((share) => quantileOf(after(2), share))).toEqual([1, 2, 3, 4, 6])
})

test('the policy month by month: part 21017605 of the document', () => {
  const levels = [8, 8, 8, 8, 8, 7, 7, 7, 7, 7, 7, 6, 7, 7, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6]
  const demand = [0, 1, 3, 0, 1, 2, 3, 3, 1, 1, 1, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]
  const lived = simulatePart(demand, levels, { leadTime: 1, from: 0, counted: 12 })
  // on hand before demand and at the end, months 39 … 50 of the trace
  const rows = [[3, 1], [5, 5], ...Array.from({ length: 8 }, () => [7, 7]), [7, 6], [6, 6]]
  const stock = rows.reduce((sum, [first, last]) => sum + (first! + last!) / 2, 0) / 12
  expect(lived).toMatchObject({ asked: 3, filled: 3, stock, demandMonths: 2, completeMonths: 2, orders: 2 })
})

const demand = fc.record({
  mean: fc.double({ min: 0.01, max: 8, noNaN: true }),
  spread: fc.double({ min: 0, max: 6, noNaN: true }),
})

test('more stock never lowers the promised fill', () => {
  fc.assert(
    fc.property(demand, fc.constantFrom(1, 2, 3), ({ mean, spread }, lead) => {
      const { fill } = promisesOf(
        negativeBinomial(mean * lead, spread),
        negativeBinomial(mean * (lead + 1), spread),
        mean,
      )
      for (let s = 1; s < fill.length; s++) expect(fill[s]!).toBeGreaterThanOrEqual(fill[s - 1]! - 1e-9)
    }),
  )
})

test('all parts together are promised the target, no part more than by itself, a single part exactly so', () => {
  fc.assert(
    fc.property(
      fc.array(demand, { minLength: 1, maxLength: 12 }),
      fc.double({ min: 0.3, max: 0.999, noNaN: true }),
      (all, target) => {
        const parts = all.map(({ mean, spread }) =>
          promisesOf(negativeBinomial(mean, spread), negativeBinomial(2 * mean, spread), mean),
        )
        const levels = levelsTogether(parts, target)
        const asked = parts.reduce((sum, { mean }) => sum + mean, 0)
        const filled = parts.reduce((sum, { mean, fill }, i) => sum + mean * fill[levels[i]!]!, 0)
        expect(filled / asked).toBeGreaterThanOrEqual(target - 1e-6)
        parts.forEach((part, i) => {
          expect(levels[i]!).toBeLessThanOrEqual(levelForFill(part, target))
        })
        expect(levelsTogether([parts[0]!], target)).toEqual([levelForFill(parts[0]!, target)])
      },
    ),
    { numRuns: 50 },
  )
})

test('a higher price of a shortage never lowers the level, a higher price of the part never raises it', () => {
  const price = fc.double({ min: 0.1, max: 1e5, noNaN: true })
  fc.assert(
    fc.property(
      demand,
      price,
      price,
      fc.double({ min: 1, max: 10, noNaN: true }),
      ({ mean, spread }, shortage, unit, more) => {
        const counts = negativeBinomial(2 * mean, spread)
        const level = levelForPrice(counts, shortage, unit)
        expect(levelForPrice(counts, shortage * more, unit)).toBeGreaterThanOrEqual(level)
        expect(levelForPrice(counts, shortage, unit * more)).toBeLessThanOrEqual(level)
      },
    ),
  )
})

const situation = (more: Partial<Situation> = {}): Situation => ({
  demand: (months, most) => negativeBinomial(MEAN * months, SPREAD, most),
  exposure: 30,
  leadTimes: [
    { months: 1, chance: 0.75 },
    { months: 2, chance: 0.25 },
  ],
  review: 1,
  price: 1000,
  shortage: 30_000,
  stock: { onHand: 0, reserved: 0, onOrder: 0, inTransit: 0, backorders: 0 },
  ...more,
})

test('orders come in whole packs, reach the level, keep the minimum, and nothing is ordered above it', () => {
  const units = fc.nat(20)
  const stock = fc.record({ onHand: units, reserved: units, onOrder: units, inTransit: units, backorders: units })
  fc.assert(
    fc.property(stock, fc.integer({ min: 1, max: 12 }), fc.nat(15), (given, pack, minimum) => {
      const { order, level, position } = propose(situation({ stock: given, pack, minimum }))
      expect(order % pack).toBe(0)
      if (order > 0) {
        expect(order).toBeGreaterThanOrEqual(minimum)
        expect(position + order).toBeGreaterThanOrEqual(level)
        expect(position + order).toBeLessThan(level + pack)
      } else expect(position >= level || Math.ceil((level - position) / pack) * pack < minimum).toBe(true)
    }),
  )
})

test('a proposal carries its sum: one fewer, this, one more; a floor lifts it, a shelf life caps it, a costly line waits', () => {
  const plain = propose(situation())
  expect(plain.sum).toMatchObject({ rule: 'price', exposure: 30, protection: 2.25, shortage: 30_000 })
  expect(plain.sum.mean).toBeCloseTo(MEAN, 6)
  expect(plain.sum.spread).toBeCloseTo(SPREAD, 6)
  expect([plain.sum.before?.level, plain.sum.at.level, plain.sum.after.level]).toEqual([
    plain.level - 1,
    plain.level,
    plain.level + 1,
  ])
  expect(plain.sum.before!.within).toBeLessThan(30 / 31)
  expect(plain.sum.at.within).toBeGreaterThanOrEqual(30 / 31)
  const floor = propose(situation({ shortage: 100, fillFloor: 0.98 }))
  expect(floor.sum.rule).toBe('fill_floor')
  expect(floor.sum.at.fill).toBeGreaterThanOrEqual(0.98)
  expect(floor.sum.before!.fill).toBeLessThan(0.98)
  const fresh = propose(situation({ shelfLife: 6 }))
  expect(fresh.sum.rule).toBe('shelf_life')
  expect(fresh.level).toBe(quantileOf(after(6), 0.1))
  const waiting = propose(situation({ orderCost: 5000, holding: 20 }))
  expect(waiting.orderAt).toBe(waiting.level - Math.round(Math.sqrt((2 * 5000 * MEAN) / 20)))
  expect(() => propose(situation({ price: 0 }))).toThrow(RangeError)
  expect(() => propose(situation({ leadTimes: [] }))).toThrow(RangeError)
})

test('parts asked for by the thousand are not cut off at 255', () => {
  const many = propose(situation({ demand: (months, most) => negativeBinomial(900 * months, 3, most) }))
  expect(many.level).toBeGreaterThan(1800)
  expect(many.sum.at.fill).toBeGreaterThan(0.9)
  expect(meanOf(negativeBinomial(900, 3, 4095))).toBeCloseTo(900, 3)
})

test('an allocation keeps its budget, and a larger one never owes more', () => {
  const choice = fc.record({ money: fc.integer({ min: 1, max: 50 }), owed: fc.double({ min: 0, max: 5, noNaN: true }) })
  const parts = fc.array(
    fc.array(choice, { maxLength: 6 }).map((some) => [{ money: 0, owed: 6 }, ...some]),
    { minLength: 1, maxLength: 6 },
  )
  fc.assert(
    fc.property(parts, fc.nat(120), (each, budget) => {
      const spent = allocate(each, budget)
      expect(spent.money).toBeLessThanOrEqual(budget)
      expect(spent.owed).toBeLessThanOrEqual(6 * each.length)
      expect(allocate(each, 1e6).owed).toBeLessThanOrEqual(spent.owed + 1e-9)
    }),
  )
  expect(() => allocate([[{ money: 5, owed: 1 }]], 4)).toThrow(RangeError)
})

test('a van kit takes together what is needed together and keeps its budget', () => {
  const visits: VisitNeed[] = [
    { weight: 10, parts: { pump: 1, seal: 1 } },
    { weight: 6, parts: { filter: 1 } },
    { weight: 1, parts: { board: 1 } },
  ]
  const prices = { pump: 80, seal: 2, filter: 10, board: 500 }
  const kit = chooseVanKit(visits, prices, 100)
  expect(kit.units).toEqual({ filter: 1, pump: 1, seal: 1 })
  expect(kit.complete).toBeCloseTo(16 / 17, 10)
  expect(kit.money).toBe(92)
  // part by part the seal would come first and help nobody
  expect(kit.steps.map(({ added }) => Object.keys(added).sort().join())).toEqual(['filter', 'pump,seal'])
  fc.assert(
    fc.property(fc.nat(700), (budget) => {
      const some = chooseVanKit(visits, prices, budget)
      expect(some.money).toBeLessThanOrEqual(budget)
      expect(some.complete).toBeCloseTo(completeShare(visits, some.units), 10)
    }),
  )
})

test('a van kit goes on from what lies in the van, as far as it is enough', () => {
  const visits: VisitNeed[] = [
    { weight: 10, parts: { pump: 1, seal: 1 } },
    { weight: 6, parts: { filter: 1 } },
    { weight: 4, parts: { board: 1 } },
  ]
  const prices = { pump: 80, seal: 2, filter: 10, board: 500 }
  const start = { pump: 1, hose: 3 }
  const kit = chooseVanKit(visits, prices, 1e6, { start, until: 0.75 })
  expect(kit.steps.map(({ added }) => added)).toEqual([{ seal: 1 }, { filter: 1 }])
  expect([kit.money, kit.complete]).toEqual([12, 0.8])
  expect(kit.units).toEqual({ ...start, seal: 1, filter: 1 })
  expect(chooseVanKit(visits, prices, 1e6, { start: kit.units, most: 1 }).steps).toHaveLength(1)
})
