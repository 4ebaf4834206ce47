import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Item, Row, Visit } from './board-data.ts'
import { withLacks } from './lacks.ts'
import { placeAll } from './placing.ts'
import { visitsIn } from './selection.ts'

const DAY = Date.parse('2026-11-23T00:00:00Z')
const HOUR = 3_600_000
const iso = (hour: number) => new Date(DAY + hour * HOUR).toISOString()
const alone = { people: [], links: { after: null, before: null } }
const work = { timeZone: 'UTC', lat: null, lon: null, skillCodes: [] as string[], ...alone }
const visit = (id: string, who: number, from: number, hours = 1): Visit =>
  ({
    id,
    technicianId: `t${who}`,
    startsAt: iso(from),
    endsAt: iso(from + hours),
    status: 'scheduled',
    isPinned: false,
    ...work,
  }) as unknown as Visit
const order = (id: string, minutes = 60): Item =>
  ({ kind: 'order', order: { id, plannedMinutes: minutes, ...work } }) as unknown as Item
const item = (of: Visit): Item => ({ kind: 'visit', visit: of })

function rowsWith(...perPerson: Visit[][]): Row[] {
  return perPerson.map((visits, i) => ({
    technician: {
      id: `t${i}`,
      skills: [],
      certificates: [],
      shifts: [{ from: iso(6), to: iso(22) }],
      absences: [],
      home: null,
    },
    visits,
    clashing: new Set(),
    load: null,
  })) as unknown as Row[]
}

test('what comes before its parts lacks them, by the day of the site; on that day and after it does not', () => {
  const parts = (readyAt: string | null, ...codes: string[]) => ({ parts: { readyAt, codes } })
  const lackingAt = (hour: number, waits: object) => {
    const one = visit('a', 0, 9)
    const { verdict } = placeAll(
      [item({ ...one, ...waits } as Visit)],
      item(one),
      rowsWith([one]),
      { index: 0, startAt: DAY + hour * HOUR },
      [],
    )[0]!
    return [verdict.place.ok, verdict.lacking.map(({ code, values }) => [code, values])]
  }
  const noon = parts(iso(12), 'PCB-1', 'FAN-2')
  const later = ['parts_later', { parts: 'PCB-1, FAN-2', readyOn: '2026-11-23' }]
  expect(lackingAt(11, noon)).toEqual([false, [later]])
  expect(lackingAt(12, noon)).toEqual([true, []])
  const unknown = ['parts_unknown', { parts: 'A, B, C, +1' }]
  expect(lackingAt(12, parts(null, 'A', 'B', 'C', 'D'))).toEqual([false, [unknown]])
  expect(lackingAt(9, { parts: null })).toEqual([true, []])
})

test('what the server found lacking is added to what the board knew, once', () => {
  const one = visit('a', 0, 9)
  const { verdict } = placeAll([item(one)], item(one), rowsWith([one]), { index: 0, startAt: DAY + 9 * HOUR }, [])[0]!
  const told = [{ code: 'parts_unknown' as const, values: { parts: 'A' } }]
  const worse = withLacks(verdict, told)
  expect([verdict.place.ok, worse.place.ok]).toEqual([true, false])
  expect(worse.lacking).toMatchObject(told)
  expect(withLacks(worse, told)).toBe(worse)
  expect(withLacks(verdict, [])).toBe(verdict)
})

test('a group keeps its distances, and stops together at the last row', () => {
  const [a, b] = [visit('a', 0, 9), visit('b', 1, 11)]
  const placed = placeAll(
    [item(a), item(b)],
    item(a),
    rowsWith([a], [b], []),
    { index: 2, startAt: DAY + 10 * HOUR },
    [],
  )
  const at = Object.fromEntries(placed.map((one) => [one.item.kind === 'visit' && one.item.visit.id, one]))
  expect(at.a).toMatchObject({ index: 1, startAt: DAY + 10 * HOUR })
  expect(at.b).toMatchObject({ index: 2, startAt: DAY + 12 * HOUR })
})

test('what moves along does not stand in the way, what stays does', () => {
  const [a, b, stays] = [visit('a', 0, 9), visit('b', 0, 10), visit('c', 0, 12)]
  const rows = rowsWith([a, b, stays])
  const hourLater = placeAll([item(a), item(b)], item(a), rows, { index: 0, startAt: DAY + 10 * HOUR }, [])
  expect(hourLater.map((one) => one.verdict.booked)).toEqual([false, false])
  const twoLater = placeAll([item(a), item(b)], item(a), rows, { index: 0, startAt: DAY + 11 * HOUR }, [])
  expect(twoLater.filter((one) => one.verdict.booked)).toHaveLength(1)
})

test('orders queue behind each other where there is room', () => {
  const stays = visit('c', 0, 11)
  const group = [order('x'), order('y'), order('z', 90)]
  const placed = placeAll(group, group[0]!, rowsWith([stays]), { index: 0, startAt: DAY + 9 * HOUR }, [])
  expect(placed.every((one) => one.verdict.place.ok && !one.verdict.booked)).toBe(true)
  const spans = [...placed.map((one) => one.startAt), DAY + 11 * HOUR]
  expect(new Set(spans).size).toBe(4)
})

/** Non-overlapping visits of three people, moved by any whole quarter hours and rows. */
const days = fc.array(fc.record({ who: fc.nat(2), slot: fc.nat(11) }), { minLength: 1, maxLength: 12 })
test('sent one after another, none needs a place that one behind it still holds', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -8, max: 8 }), fc.integer({ min: -2, max: 2 }), (spots, quarters, down) => {
      const once = [...new Map(spots.map((one) => [`${one.who}.${one.slot}`, one])).values()]
      const visits = once.map(({ who, slot }, i) => visit(`v${i}`, who, 7 + slot))
      const rows = rowsWith(...[0, 1, 2].map((who) => visits.filter((one) => one.technicianId === `t${who}`)))
      const lead = visits[0]!
      const goal = {
        index: Number(lead.technicianId[1]) + down,
        startAt: Date.parse(lead.startsAt) + quarters * 900_000,
      }
      const held = new Map(visits.map((one) => [one.id, { who: one.technicianId, from: Date.parse(one.startsAt) }]))
      for (const { item: one, row, startAt } of placeAll(visits.map(item), item(lead), rows, goal, [])) {
        const id = one.kind === 'visit' ? one.visit.id : ''
        held.delete(id)
        for (const other of held.values())
          expect(other.who === row.technician.id && Math.abs(other.from - startAt) < HOUR).toBe(false)
        held.set(id, { who: row.technician.id, from: startAt })
      }
    }),
  )
})

test('a rubber band takes what it touches and can move', () => {
  const [a, b, c] = [visit('a', 0, 9), visit('b', 1, 9), visit('c', 1, 13)]
  const pinned = { ...visit('p', 0, 11), isPinned: true }
  const rows = rowsWith([a, pinned], [b, c])
  expect(visitsIn(rows, { top: 0, bottom: 1, times: () => ({ from: DAY + 9.5 * HOUR, to: DAY + 12 * HOUR }) })).toEqual(
    ['visit:a', 'visit:b'],
  )
})
