import { expect, test } from 'vitest'
import { RuleError } from './errors.ts'
import { fromIso, toIso } from './instants.ts'
import { localDay } from './zones.ts'

test('instants travel as ISO strings with an offset', () => {
  expect(fromIso('2026-11-20T10:00:00.5+08:00')).toBe(Date.UTC(2026, 10, 20, 2, 0, 0, 500))
  expect(toIso(fromIso('2026-11-20T10:00Z'))).toBe('2026-11-20T10:00:00.000Z')
})

test.each(['2026-11-20T10:00', '2026-11-20', '2026-02-30T10:00Z', '2026-11-20T24:00Z', 'now', '', '2026-11-20 10:00Z'])(
  '%j is no instant',
  (text) => {
    expect(() => fromIso(text)).toThrow(RuleError)
  },
)

test('the day is the one in the zone of the site', () => {
  const evening = fromIso('2026-11-20T23:30Z')
  expect(localDay(evening, 'Asia/Shanghai')).toBe('2026-11-21')
  expect(localDay(evening, 'America/Los_Angeles')).toBe('2026-11-20')
  expect(() => localDay(evening, 'Nowhere')).toThrow(expect.objectContaining({ code: 'time_zone_unknown' }))
})
