import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCost, type Entry, type Method, putBack, takeIn, takeOut, type Valued } from './valuation.ts'

const U = 1_000_000
let n = 0
const newId = () => `L${n++}`
const empty = (method: Method): Valued => ({ method, standardMinor: 6n, layers: [] })
const sum = (entries: readonly Entry[], account: Entry['account']) =>
  entries.filter((one) => one.account === account).reduce((total, one) => total + one.minor, 0n)
const left = (valued: Valued) => valued.layers.reduce((total, one) => total + one.minor, 0n)
const units = (valued: Valued) => valued.layers.reduce((total, one) => total + one.quantity, 0) / U
const receive = (valued: Valued, movementId: string, quantity: number, minor: bigint) =>
  takeIn(valued, {
    ...{ quantity: quantity * U, minor, account: 'supplier', movementId, serialId: null, at: new Date(0), newId },
  })

/** Vector D of parts-planning.md, section 7. */
const VECTOR: Record<'average' | 'fifo' | 'standard', [out: bigint, left: bigint, returned: bigint, freight: bigint]> =
  {
    fifo: [64n, 56n, 70n, 90n],
    average: [72n, 48n, 60n, 80n],
    standard: [72n, 48n, 60n, 60n],
  }
for (const [method, [out, after, returned, freight]] of Object.entries(VECTOR)) {
  test(`case 13: vector D by ${method}`, () => {
    const valued = empty(method as Method)
    const all = [...receive(valued, 'A', 10, 50n), ...receive(valued, 'B', 10, 70n)]
    if (method === 'standard') expect(sum(all, 'variance')).toBe(0n) // −10 and +10
    const issued = takeOut(valued, { quantity: 12 * U, account: 'used', serialId: null })
    expect([sum(issued, 'used'), left(valued)]).toEqual([out, after])
    const entries = issued.filter((one) => one.account === 'stock')
    putBack(valued, {
      ...{ quantity: 2 * U, minor: 0n, account: 'used', movementId: 'R', serialId: null, at: new Date(0), newId },
      left: { entries, returnedBefore: 0 },
    })
    expect([left(valued), units(valued)]).toEqual([returned, 10])
    addCost(valued, { movementId: 'B', received: 10 * U, minor: 20n })
    expect(left(valued)).toBe(freight)
  })
}

test('case 13: freight on a receipt of which three are gone: 14 to stock, 6 to what was used', () => {
  const valued = empty('fifo')
  receive(valued, 'B', 10, 70n)
  takeOut(valued, { quantity: 3 * U, account: 'used', serialId: null })
  const entries = addCost(valued, { movementId: 'B', received: 10 * U, minor: 20n })
  expect([sum(entries, 'stock'), sum(entries, 'used')]).toEqual([14n, 6n])
})

test('invariant 10: in minus out is what is left, nothing below 0, quantity 0 is worth 0, by every method', () => {
  const step = fc.record({
    kind: fc.constantFrom('in', 'out', 'cost', 'back'),
    q: fc.integer({ min: 1, max: 40 }),
    minor: fc.bigInt(0n, 9999n),
  })
  fc.assert(
    fc.property(
      fc.constantFrom<Method>('average', 'fifo', 'standard'),
      fc.array(step, { maxLength: 60 }),
      (method, steps) => {
        const valued = empty(method)
        const booked: Entry[] = []
        const receipts: { id: string; received: number }[] = []
        const issues: { entries: Entry[]; quantity: number; back: number }[] = []
        for (const [i, { kind, q, minor }] of steps.entries()) {
          const quantity = q * U
          const there = valued.layers.reduce((total, one) => total + one.quantity, 0)
          if (kind === 'in') {
            booked.push(...receive(valued, `M${i}`, q, minor))
            receipts.push({ id: `M${i}`, received: quantity })
          } else if (kind === 'out' && there >= quantity) {
            const out = takeOut(valued, { quantity, account: 'used', serialId: null })
            booked.push(...out)
            issues.push({ entries: out.filter((one) => one.account === 'stock'), quantity, back: 0 })
          } else if (kind === 'cost' && receipts.length > 0) {
            const receipt = receipts[q % receipts.length]!
            booked.push(...addCost(valued, { movementId: receipt.id, received: receipt.received, minor }))
          } else if (kind === 'back' && issues.length > 0) {
            const issue = issues[q % issues.length]!
            const back = Math.min(quantity, issue.quantity - issue.back)
            if (back === 0) continue
            booked.push(
              ...putBack(valued, {
                ...{
                  quantity: back,
                  minor: 0n,
                  account: 'used',
                  movementId: `M${i}`,
                  serialId: null,
                  at: new Date(0),
                  newId,
                },
                left: { entries: issue.entries, returnedBefore: issue.back },
              }),
            )
            issue.back += back
          }
          for (const layer of valued.layers) {
            expect(layer.quantity).toBeGreaterThanOrEqual(0)
            expect(layer.minor >= 0n).toBe(true)
            if (layer.quantity === 0) expect(layer.minor).toBe(0n)
          }
          expect(sum(booked, 'stock')).toBe(left(valued))
          expect(booked.reduce((total, one) => total + one.minor, 0n)).toBe(0n)
        }
      },
    ),
  )
})
