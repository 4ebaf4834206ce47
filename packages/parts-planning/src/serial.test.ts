import { expect, test } from 'vitest'
import { serialLevels } from './serial.ts'

test('vector C: three stages with normal demand (stockpyl)', () => {
  const stages = [
    { echelonHolding: 1, leadTime: 2 },
    { echelonHolding: 3, leadTime: 1 },
    { echelonHolding: 4, leadTime: 1 },
  ]
  const { levels, cost } = serialLevels(stages, 40, { mean: 10, sd: 2 })
  expect(Math.abs(cost / 227.15329 - 1)).toBeLessThan(0.001)
  for (const [n, expected] of [25.69602, 34.93249, 44.16895].entries())
    expect(Math.abs(levels[n]! - expected)).toBeLessThan(0.1)
})
