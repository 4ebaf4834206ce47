import { expect, test } from 'vitest'
import { atOf, daysIn, hoursShown, makeAxis, mondayOf, xOf } from './axis.ts'

const hours = { fromHour: 8, toHour: 18 }
const at = (text: string) => Date.parse(text)

test('a place is a quarter of an hour in the zone of the board, and the way back is the same', () => {
  const axis = makeAxis('Asia/Shanghai', '2026-11-23', 1, hours, 1000)
  expect(axis).toMatchObject({ hourWidth: 100, width: 1000 })
  expect(xOf(axis, at('2026-11-23T10:30+08:00'))).toBe(250)
  expect(atOf(axis, 252)).toBe(at('2026-11-23T10:30+08:00'))
  for (let x = 0; x < 1000; x += 25) expect(xOf(axis, atOf(axis, x))).toBe(x)
})

test('nights are left out and what falls into them stands at their edge', () => {
  const axis = makeAxis('Asia/Shanghai', '2026-11-23', 5, hours, 1000)
  expect(axis.days.map((day) => day.x)).toEqual([0, 200, 400, 600, 800])
  expect(xOf(axis, at('2026-11-23T22:00+08:00'))).toBe(200)
  expect(xOf(axis, at('2026-11-24T08:00+08:00'))).toBe(200)
  expect(xOf(axis, at('2027-01-01T00:00Z'))).toBe(axis.width)
  expect(atOf(axis, -50)).toBe(at('2026-11-23T08:00+08:00'))
})

test('on the day the clocks change the hours shown are those of the wall', () => {
  const axis = makeAxis('Europe/Berlin', '2026-10-25', 1, { fromHour: 0, toHour: 24 }, 2400)
  expect(axis.days[0]!.toAt - axis.days[0]!.fromAt).toBe(25 * 3_600_000)
  expect(daysIn('Europe/Berlin', '2026-10-25', 1)).toEqual({
    from: at('2026-10-24T22:00Z'),
    to: at('2026-10-25T23:00Z'),
  })
})

test('the hours shown reach from the first shift to the last visit', () => {
  const spans = [
    { from: '2026-11-23T06:30:00+08:00', to: '2026-11-23T12:00:00+08:00' },
    { from: '2026-11-23T20:00:00+08:00', to: '2026-11-23T21:15:00+08:00' },
    { from: '2026-11-26T01:00:00+08:00', to: '2026-11-26T02:00:00+08:00' },
  ]
  const here = [{ zone: 'Asia/Shanghai', spans }]
  expect(hoursShown(['2026-11-23'], here)).toEqual({ fromHour: 6, toHour: 22 })
  expect(hoursShown(['2026-11-24'], here)).toEqual(hours)
  // Nine to five is nine to five, wherever it is.
  const chicago = [{ from: '2026-11-23T09:00:00-06:00', to: '2026-11-23T17:00:00-06:00' }]
  expect(hoursShown(['2026-11-23'], [...here, { zone: 'America/Chicago', spans: chicago }])).toEqual({
    fromHour: 6,
    toHour: 22,
  })
  expect(hoursShown(['2026-11-23'], [{ zone: 'America/Chicago', spans: chicago }])).toEqual(hours)
})

test('a week begins on Monday', () => {
  expect(['2026-11-23', '2026-11-29', '2026-11-30'].map(mondayOf)).toEqual(['2026-11-23', '2026-11-23', '2026-11-30'])
})

test('on another clock the same hour stands at the same place', () => {
  const axis = makeAxis('Asia/Shanghai', '2026-11-23', 5, hours, 1000)
  const there = axis.on('America/Chicago')
  expect(xOf(there, at('2026-11-24T10:30-06:00'))).toBe(xOf(axis, at('2026-11-24T10:30+08:00')))
  expect(atOf(there, 250)).toBe(at('2026-11-24T10:30-06:00'))
  expect(there).toMatchObject({ zone: 'America/Chicago', width: axis.width })
  expect(axis.on('America/Chicago')).toBe(there)
  expect(axis.on('Asia/Shanghai')).toBe(axis)
})
