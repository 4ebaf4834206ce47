import { expect, test } from 'vitest'
import type { DayFacts, KeptVisit, PriceList } from './store.ts'
import { partRead, vanNow } from './van.ts'

const part = {
  code: 'CAP-35',
  name: { en: 'Capacitor' },
  tracking: 'serial' as const,
  free: 3,
  serials: ['S1', 'S2', 'S3'],
  batches: [],
  blocked: [],
}
const facts = { van: { name: 'V1', stock: [part] }, readAt: 1000 } as unknown as DayFacts
const visit = (id: string, status: string, lines: object[]) =>
  ({ id, visit: { id, status, lines } }) as unknown as KeptVisit
const used = { id: 'l1', code: 'cap-35', quantity: '1', source: null, partSerial: 'S1' }
const known = { facts, waiting: [], told: [] }
const left = (more: Partial<Parameters<typeof vanNow>[0]>, except?: string) =>
  vanNow({ ...known, visits: [], ...more }, except)[0]!

test('what lies on an open visit is not in the van any more, nor its serial; the line being changed is', () => {
  expect(left({ visits: [visit('v', 'working', [used])] })).toMatchObject({ left: 2, serials: ['S2', 'S3'] })
  expect(left({ visits: [visit('v', 'working', [used])] }, 'l1')).toMatchObject({ left: 3 })
})

test('bought on the way, or from the station: the van has as many as before', () => {
  expect(left({ visits: [visit('v', 'working', [{ ...used, source: 'bought' }])] }).left).toBe(3)
})

test('an ended visit counts until the van was read after the server knew of its end', () => {
  const visits = [visit('v', 'done', [used])]
  const op = { entityId: 'v', type: 'completion' }
  expect(left({ visits, waiting: [op] }).left).toBe(2)
  expect(left({ visits, told: [{ ...op, toldAt: 1001 }] }).left).toBe(2)
  expect(left({ visits, told: [{ ...op, toldAt: 999 }] }).left).toBe(3)
})

test('never less than nothing, however much was used', () => {
  expect(left({ visits: [visit('v', 'working', [{ ...used, quantity: '9' }])] }).left).toBe(0)
})

test('a number read is a part, a serial of one in the van, or neither', () => {
  const list = { prices: [{ code: 'CAP-35' }, { code: 'LAB' }] } as unknown as PriceList
  const van = vanNow({ ...known, visits: [] })
  expect(partRead(' cap-35 ', list, van)).toEqual({ code: 'CAP-35' })
  expect(partRead('s2', list, van)).toEqual({ code: 'CAP-35', number: 'S2' })
  expect(partRead('https://example.com/nothing', list, van)).toBeNull()
  expect(partRead('PART:n=CAP-35&s=S2', list, van)).toEqual({ code: 'CAP-35', number: 'S2' })
  // A maker's symbol names its trade unit, which the phone does not know, and the serial, which it does.
  expect(partRead('(01)04012345678901(21)S2', list, van)).toEqual({ code: 'CAP-35', number: 'S2' })
  expect(partRead('PART:n=NOTHING&s=X9', list, van)).toBeNull()
})
