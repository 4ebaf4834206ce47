import { expect, test } from 'vitest'
import { spendBudgets } from './budget.ts'
import type { Network } from './network.ts'
import { rowKey } from './network.ts'
import { fullPanel } from './panel.ts'

const MONTHS = 24
const rows: [string, number[]][] = [
  [rowKey('cheap', 'north'), Array(MONTHS).fill(4)],
  [rowKey('cheap', 'south'), Array(MONTHS).fill(2)],
  [rowKey('dear', 'north'), Array.from({ length: MONTHS }, (_, t) => t % 2)],
]
const network: Network = {
  panel: fullPanel(
    rows.map(([key]) => key),
    rows.map(([, demand]) => demand),
  ),
  places: [
    { id: 'centre', above: null, transfer: 0 },
    { id: 'north', above: 'centre', transfer: 0.1 },
    { id: 'south', above: 'centre', transfer: 0.1 },
  ],
  parts: [
    { id: 'cheap', price: 100, leadTimes: [{ months: 1, chance: 1 }] },
    { id: 'dear', price: 5000, leadTimes: [{ months: 1, chance: 1 }] },
  ],
  stock: new Map(),
  terms: { shortage: 10_000, review: 0.25, returnAfter: 12, freight: 100 },
}

test('a budget goes where it takes most off what is owed, and never further than it reaches', () => {
  const budgets = [0, 500, 1500, 4000, 12_000, 40_000]
  const spent = spendBudgets(network, budgets)
  spent.forEach(({ money, levels }, n) => {
    expect(money).toBeLessThanOrEqual(budgets[n]!)
    // The sums are those of its lines.
    expect(levels.reduce((sum, one) => sum + one.money, 0)).toBe(money)
    for (const { part, units, money: of } of levels) expect(of).toBe(units * (part === 'cheap' ? 100 : 5000))
  })
  expect(spent[0]).toMatchObject({ money: 0, fill: 0, levels: [] })
  for (const [a, b] of spent.slice(1).map((one, n) => [spent[n]!, one] as const)) {
    expect(b.owed).toBeLessThan(a.owed)
    expect(b.fill).toBeGreaterThanOrEqual(a.fill)
  }
  // The cheap part first: it owes more per money.
  expect(new Set(spent[3]!.levels.map((one) => one.part))).toEqual(new Set(['cheap']))
  expect(new Set(spent.at(-1)!.levels.map((one) => one.part))).toEqual(new Set(['cheap', 'dear']))
  expect(spent.at(-1)!.fill).toBeGreaterThan(0.97)
  const unitsAt = (place: string) =>
    spent.at(-1)!.levels.find((one) => one.part === 'cheap' && one.place === place)!.units
  expect(unitsAt('north')).toBeGreaterThan(unitsAt('south'))
})
