import fc from 'fast-check'
import { expect, test } from 'vitest'
import { measure, momentOf } from './clock.ts'

const HOUR = 3_600_000
const server = Date.parse('2026-11-22T08:00:00Z')

test('a clock that is hours off is put right, whatever the way there and back takes', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50 * HOUR, max: 50 * HOUR }), fc.integer({ min: 0, max: 4000 }), (wrong, way) => {
      const measured = measure(server, server + wrong - way / 2, server + wrong + way / 2, 1000)
      const later = momentOf(measured, server + wrong + way / 2 + HOUR, 1000 + HOUR)
      expect(Math.abs(Date.parse(later.at) - (server + HOUR + way / 2))).toBeLessThanOrEqual(2)
      expect(later.isSure).toBe(true)
    }),
  )
})

test('set back while the app runs: the time goes on, but is not sure', () => {
  const measured = measure(server, server, server, 1000)
  const after = momentOf(measured, server + HOUR - 5 * HOUR, 1000 + HOUR)
  expect(after).toMatchObject({ at: new Date(server + HOUR).toISOString(), offsetMs: 5 * HOUR, isSure: false })
})

test('ran ahead: the phone may have slept, so the offset stays and is not sure', () => {
  const measured = measure(server, server, server, 1000)
  expect(momentOf(measured, server + 9 * HOUR, 1000 + HOUR)).toMatchObject({ offsetMs: 0, isSure: false })
})

test('never measured, or measured before the app was started anew: nothing is sure', () => {
  expect(momentOf(null, server, 5)).toMatchObject({ offsetMs: 0, isSure: false })
  expect(momentOf({ offsetMs: HOUR, drift: Number.NaN }, server, 5)).toMatchObject({ offsetMs: HOUR, isSure: false })
})
