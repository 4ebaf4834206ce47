import { expect, test } from 'vitest'
import type { Item, Row, Visit } from './board-data.ts'
import { hoursLeft } from './hours.ts'
import { placeAll } from './placing.ts'

const MONDAY = Date.parse('2026-11-23T00:00:00Z')
const HOUR = 3_600_000
const iso = (hour: number) => new Date(MONDAY + hour * HOUR).toISOString()
const work = { timeZone: 'UTC', lat: null, lon: null, skillCodes: [], people: [], links: { after: null, before: null } }
const visit = (id: string, from: number, hours: number): Visit =>
  ({ id, technicianId: 't', startsAt: iso(from), endsAt: iso(from + hours), status: 'scheduled', ...work }) as never
const order = (id: string, minutes: number): Item =>
  ({ kind: 'order', order: { id, plannedMinutes: minutes, ...work } }) as never

/** Four hours of the six of a week with half an hour of overtime are booked, all of them on Monday. */
const hours = {
  weeklyMinutes: 330,
  weeklyOvertimeMinutes: 30,
  dailyMinutes: 300,
  weeks: [{ from: '2026-11-23', minutes: 240 }],
  days: [{ date: '2026-11-23', minutes: 240 }],
}
const booked = [visit('a', 8, 2), visit('b', 10, 2)]
const row = {
  zone: 'UTC',
  technician: { id: 't', skills: [], certificates: [], absences: [], home: null, hours, shifts: [] },
  visits: booked,
} as unknown as Row

const lackingAt = (group: Item[], hour: number) =>
  placeAll(group, group[0]!, [row], { index: 0, startAt: MONDAY + hour * HOUR }, []).map(({ verdict }) =>
    verdict.lacking.flatMap(({ code, values }) => (/_full$/.test(code) ? [[code, values.minutes]] : [])),
  )

test('what is too long for the day or the week is known before the drop, to the minute', () => {
  expect(lackingAt([order('x', 60)], 14)).toEqual([[]])
  expect(lackingAt([order('x', 75)], 14)).toEqual([[['day_full', 315]]])
  expect(lackingAt([order('x', 120)], 38)).toEqual([[]])
  expect(lackingAt([order('x', 135)], 38)).toEqual([[['week_full', 375]]])
  // Of next week nothing is booked.
  expect(lackingAt([order('x', 300)], 7 * 24 + 8)).toEqual([[]])
})

test('what is moved is not counted twice; what is carried together is counted together', () => {
  const [a, b] = booked.map((one): Item => ({ kind: 'visit', visit: one }))
  expect(lackingAt([a!], 14)).toEqual([[]])
  expect(lackingAt([a!, b!], 14)).toEqual([[], []])
  expect(lackingAt([order('x', 45), order('y', 30)], 14)).toEqual([[['day_full', 315]], [['day_full', 315]]])
})

test('what is left: of the one day shown and of the week with its overtime', () => {
  expect(hoursLeft(row.technician, ['2026-11-23'])).toEqual({ day: 60, week: 120 })
  expect(hoursLeft(row.technician, ['2026-11-24'])).toEqual({ day: 300, week: 120 })
  expect(hoursLeft(row.technician, ['2026-11-23', '2026-11-24'])).toEqual({ day: null, week: 120 })
})
