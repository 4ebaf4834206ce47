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

const told = (seq: number, type: string, path = `/${type}`, state: OpState = 'pending'): Op => ({
  ...op(seq, 'a', state),
  ...{ type, path, body: {} },
})

test('what does not depend on an edit in conflict goes past it; what is signed, and the end, wait', () => {
  const stuck = told(1, 'report', '/report', 'conflict')
  for (const type of ['photo', 'line', 'expense', 'time_correction', 'remark', 'tap', 'found', 'overrun'])
    expect([type, seqs([stuck, told(2, 'report'), told(3, type)])]).toEqual([type, [3]])
  for (const type of ['signature', 'completion', 'handing_over', 'report', 'a kind nobody has thought of yet'])
    expect([type, seqs([stuck, told(3, type)])]).toEqual([type, []])
  expect(seqs([stuck, { ...told(3, 'tap'), body: { status: 'no_access' } }])).toEqual([])
  // What waits for it holds back what depends on that in turn.
  expect(seqs([stuck, told(2, 'signature'), told(3, 'line'), told(4, 'photo')])).toEqual([4])
})

test('what speaks of the same thing never goes past it, and what may go keeps its order', () => {
  expect(seqs([told(1, 'photo', '/photos/1', 'failed'), told(2, 'photo_removed', '/photos/1')])).toEqual([])
  expect(seqs([told(1, 'replacement', '/lines/1/replacement', 'failed'), told(2, 'line_removed', '/lines/1')])).toEqual(
    [],
  )
  expect(seqs([told(1, 'report', '/report', 'failed'), told(2, 'photo'), told(3, 'expense')])).toEqual([2])
  expect(seqs([told(1, 'photo', '/photos/1', 'inflight'), told(2, 'expense')])).toEqual([])
})

test('the next try is when the first head may go, not the ones behind it: without a server nobody asks four times a second', () => {
  expect(nextDue([op(1, 'a', 'pending', 9000), op(2, 'a'), op(3, 'b', 'pending', 7000), op(4, 'b')])).toBe(7000)
  expect(nextDue([op(1, 'a', 'failed'), op(2, 'a'), op(3, 'b', 'inflight')])).toBeNull()
})

test('waiting doubles from half a second up to a minute, and no two phones wait alike', () => {
  expect([0, 1, 2, 6, 7, 50].map((tries) => waitAfter(tries, 1))).toEqual([500, 1000, 2000, 32_000, 60_000, 60_000])
  expect([0, 1, 7].map((tries) => waitAfter(tries, 0))).toEqual([250, 500, 30_000])
})
