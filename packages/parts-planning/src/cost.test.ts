import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bookCost, type CostEntry, type CostMethod, newCostState, onHandOf } from './cost.ts'

function run(method: CostMethod, entries: CostEntry[]) {
  let state = newCostState(method)
  const booked = entries.map((entry) => {
    const step = bookCost(state, entry)
    state = step.state
    return step.booked
  })
  return { state, booked, left: onHandOf(state) }
}

/** Vector D: receipts 10 @ 5, 10 @ 7; issue 12; return 2; freight 20 on the second receipt. */
const D: CostEntry[] = [
  { kind: 'receipt', id: 'one', units: 10n, value: 50n },
  { kind: 'receipt', id: 'two', units: 10n, value: 70n },
  { kind: 'issue', id: 'out', units: 12n },
  { kind: 'return', issue: 'out', units: 2n },
  { kind: 'charge', receipt: 'two', value: 20n },
]

test('vector D: FIFO', () => {
  const { booked, left } = run({ kind: 'fifo' }, D)
  expect(booked[2]).toEqual({ stock: -64n, cost: 64n, variance: 0n })
  expect(run({ kind: 'fifo' }, D.slice(0, 3)).left).toEqual({ units: 8n, value: 56n })
  expect(run({ kind: 'fifo' }, D.slice(0, 4)).left).toEqual({ units: 10n, value: 70n })
  expect(left).toEqual({ units: 10n, value: 90n })
})

test('vector D: FIFO with three units of the receipt gone, 14 go to stock and 6 to cost', () => {
  const { booked } = run({ kind: 'fifo' }, [...D.slice(0, 4), { kind: 'issue', id: 'later', units: 3n }, D[4]!])
  expect(booked.at(-1)).toEqual({ stock: 14n, cost: 6n, variance: 0n })
})

test('vector D: moving average', () => {
  const average: CostMethod = { kind: 'average' }
  expect(run(average, D.slice(0, 3)).booked[2]!.cost).toBe(72n)
  expect(run(average, D.slice(0, 3)).left).toEqual({ units: 8n, value: 48n })
  expect(run(average, D.slice(0, 4)).left).toEqual({ units: 10n, value: 60n })
  expect(run(average, D).left).toEqual({ units: 10n, value: 80n })
})

test('vector D: standard 6 books the differences', () => {
  const { booked } = run({ kind: 'standard', unit: 6n }, D.slice(0, 3))
  expect(booked.map(({ variance }) => variance)).toEqual([-10n, 10n, 0n])
  expect(booked[2]!.cost).toBe(72n)
  expect(run({ kind: 'standard', unit: 6n }, D.slice(0, 3)).left).toEqual({ units: 8n, value: 48n })
})

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('receipt', 'issue', 'return', 'charge'),
    pick: fc.nat(5),
    units: fc.bigInt(1n, 9n),
    value: fc.bigInt(0n, 1000n),
  }),
  { maxLength: 40 },
)
const method = fc.constantFrom<CostMethod>({ kind: 'fifo' }, { kind: 'average' }, { kind: 'standard', unit: 7n })

test('whatever comes in whatever order: in − out = left to the cent, nothing below zero, no value on nothing', () => {
  fc.assert(
    fc.property(method, steps, (how, given) => {
      let state = newCostState(how)
      let [from, stock, cost, variance] = [0n, 0n, 0n, 0n]
      let booked = 0
      given.forEach(({ kind, pick, units, value }, n) => {
        const entry = {
          receipt: { kind: 'receipt', id: String(n), units, value },
          issue: { kind: 'issue', id: String(n), units },
          return: { kind: 'return', issue: Object.keys(state.issued)[pick] ?? '?', units },
          charge: { kind: 'charge', receipt: Object.keys(state.received)[pick] ?? '?', value },
        }[kind] as CostEntry
        try {
          const step = bookCost(state, entry)
          state = step.state
          booked++
          from += entry.kind === 'receipt' || entry.kind === 'charge' ? entry.value : 0n
          stock += step.booked.stock
          cost += step.booked.cost
          variance += step.booked.variance
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
        const left = onHandOf(state)
        expect(left.value).toBe(stock)
        expect(from).toBe(stock + cost + variance)
        for (const layer of state.layers) expect(layer.units > 0n && layer.value >= 0n).toBe(true)
        if (left.units === 0n) expect(left.value).toBe(0n)
      })
      return booked >= 0
    }),
    { numRuns: 200 },
  )
})
