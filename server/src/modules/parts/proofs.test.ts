import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const HERE = import.meta.dirname
const BENCH = '../../../../bench/ledger.ts'

/** The twelve invariants of the stock ledger (parts-planning.md, section 7), each with the tests that show it. */
const INVARIANTS: Record<number, [file: string, title: string][]> = {
  1: [['ledger.test.ts', 'invariant 1: a movement is never changed or deleted']],
  2: [['ledger.test.ts', 'invariant 2: two ends, a quantity above nothing']],
  3: [
    ['ledger.test.ts', 'invariant 3: nothing below nothing at any moment'],
    ['counts.test.ts', 'case 3: used offline in a van'],
  ],
  4: [['flow.test.ts', 'case 1, invariant 4: many ask at once']],
  5: [
    ['ledger.test.ts', 'case 11, invariants 5 and 6'],
    ['doors.test.ts', "'%s', (door"],
  ],
  6: [['ledger.test.ts', 'invariant 6: of a batch no more than lies there']],
  7: [['ledger.test.ts', 'case 2, invariant 7: the same issue sent twice']],
  8: [
    ['random.test.ts', 'random documents from many connections: the sum of the movements is the balance'],
    ['killed-kinds.test.ts', 'case 18: killed while receipts'],
  ],
  9: [['flow.test.ts', 'case 17, invariant 9']],
  10: [['valuation.test.ts', 'invariant 10: in minus out is what is left']],
  11: [['ledger.test.ts', 'invariant 11: a closed period takes no movement']],
  12: [['flow.test.ts', 'invariant 12: what is not good or not ours is not available']],
}
/** The twenty cases to survive. */
const CASES: Record<number, [file: string, title: string][]> = {
  1: [
    ['ledger.test.ts', 'case 1: twenty ask for ten'],
    ['ledger.test.ts', 'case 1: several parts in opposite order'],
  ],
  2: [['ledger.test.ts', 'case 2, invariant 7']],
  3: [['counts.test.ts', 'case 3: used offline in a van']],
  4: [
    ['counts.test.ts', 'case 4: counted 30 at ten'],
    ['counts.test.ts', 'case 4: issues go on while the count is booked'],
  ],
  5: [['counts.test.ts', 'case 5: two counts of one place']],
  6: [
    ['ledger.test.ts', 'case 6: a receipt told late corrects'],
    ['counts.test.ts', 'case 6: a fact told late before a count'],
    ['late-values.test.ts', 'case 6 by FIFO'],
  ],
  7: [['counts.test.ts', 'case 7: a receipt of which part was issued']],
  8: [
    ['counts.test.ts', 'case 8: counted down or found defective'],
    ['counts.test.ts', 'case 8: moved away'],
  ],
  9: [['flow.test.ts', 'case 9: a reservation that runs out']],
  10: [['flow.test.ts', 'case 10: part filled, then cancelled']],
  11: [
    ['ledger.test.ts', 'case 11: two who receive or issue one serial'],
    ['doors.test.ts', 'refuses what is %s'],
  ],
  12: [['flow.test.ts', 'case 12: what comes back good costs']],
  13: [
    ['flow.test.ts', 'case 13: vector D on the ledger'],
    ['valuation.test.ts', 'case 13: freight on a receipt'],
  ],
  14: [['flow.test.ts', 'case 14: a van owes']],
  15: [['ledger.test.ts', 'case 15: packs and fractions']],
  16: [
    ['ledger.test.ts', 'case 16: supersessions and kits never'],
    ['ledger.test.ts', 'case 16: a kit is opened and made'],
  ],
  17: [['flow.test.ts', 'case 17, invariant 9']],
  18: [
    ['killed.test.ts', 'case 18: the server killed while eight people issue'],
    ['killed-kinds.test.ts', 'case 18: killed while receipts'],
  ],
  // Ten million movements are no matter of a minute: `aftercare bench ledger`.
  19: [[BENCH, 'p95 of an issue, of a balance at a past date, and the sum check']],
  20: [
    ['ledger.test.ts', 'case 20: unit, method and tracking'],
    ['ledger.test.ts', 'case 20: a part is valued by the method of its class'],
  ],
}

test('every invariant and every case of the ledger has a test that bears its name', () => {
  const named = (table: typeof CASES) => Object.values(table).flat()
  expect([Object.keys(INVARIANTS).length, Object.keys(CASES).length]).toEqual([12, 20])
  const gone = [...named(INVARIANTS), ...named(CASES)].filter(
    ([file, title]) => !fs.readFileSync(path.join(HERE, file), 'utf8').includes(title),
  )
  expect(gone).toEqual([])
})
