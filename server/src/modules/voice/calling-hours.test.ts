import { expect, test } from 'vitest'
import { firstCallTime, mayBeCalled } from './calling-hours.ts'

const anna = { timeZone: 'Europe/Berlin', quietFrom: null, quietTo: null }
const at = (text: string) => new Date(text)

test('by day where the customer is, whatever the time is here', () => {
  expect(mayBeCalled(anna, at('2026-11-24T07:59:00Z'))).toBe(false) // 08:59 in Berlin
  expect(mayBeCalled(anna, at('2026-11-24T08:00:00Z'))).toBe(true)
  expect(mayBeCalled({ ...anna, timeZone: 'Asia/Shanghai' }, at('2026-11-24T12:00:00Z'))).toBe(false) // 20:00
})

test('not in quiet hours, through midnight or at noon', () => {
  const night = { ...anna, quietFrom: '18:00:00', quietTo: '10:00:00' }
  expect(mayBeCalled(night, at('2026-11-24T08:30:00Z'))).toBe(false)
  expect(mayBeCalled(night, at('2026-11-24T09:00:00Z'))).toBe(true)
  expect(mayBeCalled(night, at('2026-11-24T17:00:00Z'))).toBe(false)
  const noon = { ...anna, quietFrom: '12:00', quietTo: '14:00' }
  expect(mayBeCalled(noon, at('2026-11-24T12:59:00Z'))).toBe(false)
  expect(mayBeCalled(noon, at('2026-11-24T13:00:00Z'))).toBe(true)
})

test('the first moment allowed, over the change of the clocks; none when the whole day is quiet', () => {
  const from = at('2026-03-28T20:10:00Z') // Saturday evening before the clocks go forward
  expect(firstCallTime(anna, from, at('2026-03-31T20:00:00Z'))).toEqual(at('2026-03-29T07:00:00Z')) // 09:00 summer time
  expect(firstCallTime(anna, at('2026-11-24T09:07:00Z'), at('2026-11-25T09:00:00Z'))).toEqual(
    at('2026-11-24T09:15:00Z'),
  )
  const never = { ...anna, quietFrom: '09:00', quietTo: '20:00' }
  expect(firstCallTime(never, at('2026-11-24T09:00:00Z'), at('2026-11-26T09:00:00Z'))).toBeNull()
})
