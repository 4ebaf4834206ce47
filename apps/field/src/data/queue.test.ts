import { expect, test } from 'vitest'
import { due, nextDue, waitAfter } from './queue.ts'
import type { Op, OpState } from './store.ts'

const op = (seq: number, entityId: string, state: OpState = 'pending', nextAt = 0): Op => ({
  ...{ seq, entityId, state, nextAt },
  ...{ key: `k${seq}`, type: 'tap', method: 'PUT', path: '/x', body: null, needs: null, baseVersion: null },
  ...{ attempts: 0, createdAt: 0 },
})
const seqs = (ops: Op[]) => due(ops, 100).map((one) => one.seq)

test('operations of one visit go one after the other, those of several beside each other', () => {
  expect(seqs([op(3, 'a'), op(1, 'a'), op(2, 'b')])).toEqual([1, 2])
})

test('what failed, is in conflict or waits for its time holds back only its own visit', () => {
  for (const first of [
    op(1, 'a', 'failed'),
    op(1, 'a', 'conflict'),
    op(1, 'a', 'inflight'),
    op(1, 'a', 'pending', 101),
  ])
    expect(seqs([first, op(2, 'a'), op(3, 'b')])).toEqual([3])
})

test('the next try is when the first head may go, not the ones behind it: without a server nobody asks four times a second', () => {
  expect(nextDue([op(1, 'a', 'pending', 9000), op(2, 'a'), op(3, 'b', 'pending', 7000), op(4, 'b')])).toBe(7000)
  expect(nextDue([op(1, 'a', 'failed'), op(2, 'a'), op(3, 'b', 'inflight')])).toBeNull()
})

test('waiting doubles from half a second up to a minute, and no two phones wait alike', () => {
  expect([0, 1, 2, 6, 7, 50].map((tries) => waitAfter(tries, 1))).toEqual([500, 1000, 2000, 32_000, 60_000, 60_000])
  expect([0, 1, 7].map((tries) => waitAfter(tries, 0))).toEqual([250, 500, 30_000])
})
