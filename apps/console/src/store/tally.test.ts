import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  emptyTally,
  type Outcome,
  type Read,
  scannedOf,
  setQuantity,
  take,
  told,
  undo,
  type Wanted,
  type Work,
} from './tally.ts'

const line = (id: string, tracking: Wanted['tracking'] = 'none', open: number | null = 2, more = {}): Wanted => ({
  ...{ id, partId: `p-${id}`, part: id.toUpperCase(), name: { en: id }, unit: 'piece', tracking, open, ...more },
})
const work = (lines: Wanted[], more: Partial<Work> = {}): Work => ({
  ...{ lines, takesNew: false, placeId: 'here', isForUse: true, today: '2026-11-22', ...more },
})
const read = (id: string, more: Partial<Read['parts'][number]> = {}): Read => ({
  text: id,
  parts: [
    {
      ...{ id: `p-${id}`, number: id.toUpperCase(), name: { en: id }, unit: 'piece', tracking: 'none' as const },
      ...{ serial: null, batch: null, expiresOn: null, isBlocked: false, placeId: null, place: null, ...more },
    },
  ],
})
const plain = (text: string): Read => ({ text, parts: [] })
let n = 0
const stamp = () => ({ key: `k${++n}`, at: '2026-11-22T08:00:00Z' })
/** Scans one after the other; a refusal leaves the tally as it is. */
function scanAll(of: Work, reads: Read[]) {
  let tally = emptyTally('doc')
  const answers: Outcome[] = []
  for (const one of reads) {
    const answer = take(of, tally, one, stamp())
    if ('tally' in answer) tally = answer.tally
    answers.push(answer)
  }
  return { tally, why: answers.map((one) => ('refused' in one ? one.refused : (one.asks ?? 'ok'))) }
}

describe('scanning a paper', () => {
  test('each scan is one, more than the paper wants is refused, and so is what is not on it', () => {
    const { tally, why } = scanAll(work([line('a'), line('b')]), [
      read('a'),
      read('a'),
      read('a'),
      read('c'),
      plain('x'),
    ])
    expect(why).toEqual(['ok', 'ok', 'enough', 'not_on_paper', 'unknown'])
    expect(told(tally)).toMatchObject([{ lineId: 'a', quantity: 2 }])
  })

  test('a part with serials asks for each; a new one only where new ones come', () => {
    const receipt = work([line('a', 'serial')], { takesNew: true, placeId: null, isForUse: false })
    const { tally, why } = scanAll(receipt, [read('a'), plain('S1'), plain('s-1'), plain('S2')])
    expect(why).toEqual(['serial', 'ok', 'serial_twice', 'ok'])
    expect(told(tally)).toMatchObject([{ quantity: 2, serials: ['S1', 'S2'] }])
    expect(scanAll(work([line('a', 'serial')]), [read('a'), plain('S1')]).why).toEqual(['serial', 'unknown'])
  })

  test('a serial that lies elsewhere, or was received before, is refused with the place', () => {
    const pick = work([line('a', 'serial')])
    expect(scanAll(pick, [read('a', { serial: 'S1', placeId: 'there', place: 'Depot' })]).why).toEqual([
      'serial_elsewhere',
    ])
    expect(scanAll(pick, [read('a', { serial: 'S1', placeId: 'here' })]).why).toEqual(['ok'])
    const receipt = work([line('a', 'serial')], { takesNew: true, placeId: null })
    expect(scanAll(receipt, [read('a', { serial: 'S1', placeId: 'there', place: 'Depot' })]).why).toEqual([
      'serial_elsewhere',
    ])
  })

  test('blocked and expired batches do not go to a job, but may be counted', () => {
    const bad = [read('a', { batch: 'L1', isBlocked: true }), read('a', { batch: 'L2', expiresOn: '2026-11-21' })]
    expect(scanAll(work([line('a', 'batch')]), bad).why).toEqual(['batch_blocked', 'batch_expired'])
    expect(scanAll(work([line('a', 'batch')], { isForUse: false }), bad).why).toEqual(['ok', 'ok'])
  })

  test('a transfer that names its serial or batch takes no other', () => {
    const lines = [line('a', 'serial', 1, { serial: 'S1' }), line('a2', 'batch', 3, { partId: 'p-b', batch: 'L1' })]
    const arrival = work(lines, { placeId: null, isForUse: false })
    const reads = [read('a', { serial: 'S2' }), read('a', { serial: 'S1' }), read('b'), read('b', { batch: 'L9' })]
    expect(scanAll(arrival, reads).why).toEqual(['other_one', 'ok', 'ok', 'other_one'])
  })

  test('two batches of one line stand beside each other, each with its last day', () => {
    const receipt = work([line('a', 'batch', 5)], { takesNew: true, placeId: null, isForUse: false })
    const { tally } = scanAll(receipt, [read('a'), plain('L1'), read('a', { batch: 'L2', expiresOn: '2030-01-01' })])
    expect(told(tally)).toMatchObject([
      { batch: 'L1', quantity: 1 },
      { batch: 'L2', quantity: 1, expiresOn: '2030-01-01' },
    ])
    expect(told(setQuantity(tally, receipt.lines[0]!, 9, stamp()))).toMatchObject([
      { quantity: 1 },
      { batch: 'L2', quantity: 4 },
    ])
  })
})

test('a count takes what it finds, and forgets a line whose only scan is undone', () => {
  const count = work([], { isOpen: true, takesNew: true, isForUse: false })
  const { tally } = scanAll(count, [read('a'), read('a'), read('b')])
  expect(tally.found.map((one) => [one.id, scannedOf(tally, one.id)])).toEqual([
    ['p-a', 2],
    ['p-b', 1],
  ])
  expect(undo(count, tally)).toMatchObject({ found: [{ id: 'p-a' }], lineId: 'p-a' })
})

test('whatever is scanned: never more than wanted, never a serial twice, and undo leads back to nothing', () => {
  const lines = [line('a', 'none', 3), line('b', 'serial', 2), line('c', 'batch', 2)]
  const any = fc.oneof(
    fc.constantFrom(read('a'), read('b'), read('c'), read('d')),
    fc.constantFrom('S1', 'S2', 'S3', 'L1').map(plain),
    fc.constantFrom('S1', 's1', 'S4').map((serial) => read('b', { serial })),
  )
  fc.assert(
    fc.property(fc.array(any, { maxLength: 30 }), (reads) => {
      const of = work(lines, { takesNew: true, placeId: null })
      let { tally } = scanAll(of, reads)
      for (const one of lines) expect(scannedOf(tally, one.id)).toBeLessThanOrEqual(one.open!)
      const serials = tally.scans.flatMap((one) => one.serial?.toUpperCase() ?? [])
      expect(new Set(serials).size).toBe(serials.length)
      expect(told(tally).reduce((sum, one) => sum + one.quantity, 0)).toBe(tally.scans.length)
      while (tally.scans.length > 0) tally = undo(of, tally)
      expect(told(tally)).toEqual([])
    }),
  )
})
