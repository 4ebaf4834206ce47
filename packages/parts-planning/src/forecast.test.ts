import { expect, test } from 'vitest'
import { meanOf } from './counts.ts'
import { superseded, withoutKnown } from './demand.ts'
import { proposeLastBuy, proposeReturn } from './ending.ts'
import { forecastPanel } from './forecast.ts'
import { seededRandom } from './gate.ts'
import { readHistory } from './history.ts'
import { fullPanel, type Panel, panelUntil } from './panel.ts'
import { planRows, planTable } from './plan-table.ts'
import { whatWouldItCost } from './what-if.ts'

/** Parts that sell steadily, seldom, no more, or not yet; the same every time. */
function invented(months: number, count = 60): Panel {
  const random = seededRandom(5)
  const rows = Array.from({ length: count }, (_, i) =>
    Array.from({ length: months }, (_, t) => {
      const rate = [1.5, 0.2, t < months / 2 ? 1.5 : 0, 0.6][i % 4]!
      let units = 0
      for (let n = 0; n < 8; n++) units += random() < rate / 8 ? 1 : 0
      return units
    }),
  )
  return fullPanel(
    rows.map((_, i) => `P${String(i).padStart(3, '0')}`),
    rows,
  )
}
const panel = invented(40)
const forecast = forecastPanel(panel)

test('what sells steadily is expected to, what died is not; distribution, mean and variance agree', () => {
  const average = (kind: number) => {
    const own = panel.parts.map((_, i) => i).filter((i) => i % 4 === kind)
    return own.reduce((sum, i) => sum + forecast.mean(i), 0) / own.length
  }
  expect(average(0)).toBeGreaterThan(1.1)
  expect(average(0)).toBeLessThan(1.9)
  expect(average(2)).toBeLessThan(0.15)
  for (const i of [0, 1, 2, 3]) {
    const counts = forecast.demand(i, 3)
    expect(counts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6)
    expect(meanOf(counts)).toBeCloseTo(3 * forecast.mean(i), 3)
    expect(forecast.variance(i)).toBeGreaterThan(forecast.mean(i))
  }
})

test('same input, same output; the order of the rows does not matter', () => {
  const back = fullPanel(
    [...panel.parts].reverse(),
    [...panel.parts.keys()].reverse().map((i) => [...panel.demand.subarray(i * 40, (i + 1) * 40)]),
  )
  const again = forecastPanel(back)
  panel.parts.forEach((_, i) => {
    expect(again.mean(panel.parts.length - 1 - i)).toBeCloseTo(forecast.mean(i), 9)
  })
  expect([...planRows(planTable(forecastPanel(panel)))]).toEqual([...planRows(planTable(forecast))])
})

test('a month that was not observed is no information; a month that ended empty only says "at least"', () => {
  const blind: Panel = { ...panel, demand: panel.demand.slice(), exposure: panel.exposure.slice() }
  for (let t = 28; t < 40; t++) {
    blind.demand[t] = 0
    blind.exposure[t] = 0
  }
  expect(forecastPanel(blind).mean(0)).toBeGreaterThan(0.9)
  expect(forecastPanel(blind).exposure(0)).toBe(28)
  const zero: Panel = { ...blind, exposure: panel.exposure }
  expect(forecastPanel(zero).mean(0)).toBeLessThan(forecastPanel(blind).mean(0) / 2)
  const censored = new Uint8Array(panel.demand.length)
  for (const [at, units] of panel.demand.entries()) if (units > 0) censored[at] = 1
  const total = (of: Panel) => {
    const told = forecastPanel(of)
    return of.parts.reduce((sum, _, i) => sum + told.mean(i), 0)
  }
  expect(total({ ...panel, censored })).toBeGreaterThan(1.1 * total(panel))
})

test('a young part leans on its family', () => {
  const rows = [0, 1].flatMap((family) =>
    Array.from({ length: 20 }, (_, i) =>
      Array.from({ length: 30 }, (_, t) => (family === 0 ? 3 + ((i + t) % 3) : (i + t) % 11 === 0 ? 1 : 0)),
    ),
  )
  const parts = rows.map((_, i) => `Q${i}`)
  const young = fullPanel(parts, rows)
  for (const i of [0, 20]) for (let t = 0; t < 30; t++) young.exposure[i * 30 + t] = young.demand[i * 30 + t] = 0
  const means = forecastPanel({ ...young, families: parts.map((_, i) => (i < 20 ? 'busy' : 'calm')) })
  expect(means.mean(0)).toBeGreaterThan(4 * means.mean(20))
})

test('plan: every target × lead time, levels rise with the target, numbers without trailing zeros', () => {
  const [header, ...rows] = [...planRows(planTable(forecast))]
  expect(header!.length).toBe(1 + 2 * 16 + 2 * 26 + 15 + 1)
  expect(header!.slice(0, 2)).toEqual(['part', 'S_item_L1_0.5'])
  expect(header).toContain('S_ratio_L2_0.9995')
  expect(header!.slice(-2)).toEqual(['q3_0.99', 'mean'])
  for (const row of rows) {
    for (const from of [1, 17])
      for (let k = from + 1; k < from + 16; k++) expect(Number(row[k])).toBeGreaterThanOrEqual(Number(row[k - 1]))
    for (const from of [33, 59])
      for (let k = from + 1; k < from + 26; k++) expect(Number(row[k])).toBeGreaterThanOrEqual(Number(row[k - 1]))
  }
})

test('a table with bad cells is refused, each with row and field', () => {
  const read = (headers: string[], ...rows: string[][]) => {
    const result = readHistory({ headers, rows: rows.map((cells, n) => ({ row: n + 2, cells })) })
    return 'panel' in result ? 'read' : result.problems.map(({ row, field, code }) => `${row} ${field} ${code}`)
  }
  const months = ['Part', 'Dec-99', 'Jan-00']
  expect(read(months, ['A', '1', ''], ['B', '0', '3.0'])).toBe('read')
  expect(read(['Part', '1999-12', '2000-01'], ['A', '1', '2'])).toBe('read')
  expect(read(months, ['A', '-1', '2'], ['A', '1.5', 'x'])).toEqual([
    '2 Dec-99 negative',
    '3 Part part_twice',
    '3 Dec-99 not_whole',
    '3 Jan-00 not_whole',
  ])
  expect(read(months, ['', '1', '2'], ['B', '1'])).toEqual(['2 Part no_part', '3 Part cell_count'])
  expect(read(['Part', 'Jan-00', 'price'], ['A', '1', '2'])).toEqual(['1 price column_unknown'])
  expect(read(['Part', 'Jan-00', 'Mar-00'], ['A', '1', '2'])).toEqual(['1 Mar-00 month_order'])
  expect(read(['Part'])).toEqual(['1 Part no_months'])
  expect(read(months)).toEqual(['1 Part no_rows'])
})

test('a chain of supersessions is one part, a circle is refused; known requests are kept out', () => {
  const chain = fullPanel(
    ['old', 'mid', 'new'],
    [
      [2, 1, 0],
      [0, 1, 1],
      [0, 0, 4],
    ],
  )
  const one = superseded(chain, [
    { from: 'old', to: 'mid' },
    { from: 'mid', to: 'new' },
  ])
  expect([one.parts, [...one.demand]]).toEqual([['new'], [2, 2, 5]])
  expect(() =>
    superseded(chain, [
      { from: 'old', to: 'mid' },
      { from: 'mid', to: 'old' },
    ]),
  ).toThrow(/old → mid → old/)
  expect([...withoutKnown(chain, [{ part: 'new', month: 2, units: 3 }]).demand].at(-1)).toBe(1)
  expect(() => withoutKnown(chain, [{ part: 'new', month: 2, units: 5 }])).toThrow(RangeError)
})

test('last buy and return: enough is kept, and a return pays its freight', () => {
  const rest = forecast.demand(0, 24)
  const buy = proposeLastBuy({ demand: rest, position: 5, price: 100, shortage: 1000, leftover: 10 })
  expect(buy.order).toBe(buy.level - 5)
  expect(buy.lines[1]!.runsOut).toBeLessThanOrEqual(110 / 1010)
  expect(buy.lines[0]!.runsOut).toBeGreaterThan(110 / 1010)
  expect(proposeLastBuy({ demand: rest, position: 0, price: 100, shortage: 90 }).order).toBe(0)
  const dead = { onHand: 9, level: 1, demand: forecast.demand(2, 6), price: 100, freight: 50, worth: 1 }
  const back = proposeReturn(dead)
  expect(back.units).toBeGreaterThan(5)
  expect(back.units + back.stays).toBe(9)
  expect(proposeReturn({ ...dead, freight: 5000 }).units).toBe(0)
})

test('what a fill would have cost on the own history: more costs more, nothing later is known', () => {
  const prices = panel.parts.map((_, i) => 10 + (i % 7) * 100)
  const { curve, answers } = whatWouldItCost(panel, prices, [0.8, 0.9])
  for (let n = 1; n < curve.length; n++) expect(curve[n]!.money).toBeGreaterThanOrEqual(curve[n - 1]!.money - 1e-9)
  expect(answers[1]!.money!).toBeGreaterThan(answers[0]!.money!)
  expect(() => whatWouldItCost(panelUntil(panel, 30), prices, [0.9])).toThrow(RangeError)
})
