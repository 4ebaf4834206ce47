import { fromIso as at } from '@aftercare/rules'
import { expect, test } from 'vitest'
import { dayParts } from './day-parts.ts'

test('parts are told by the clock on the wall of the site, also when it changes', () => {
  const parts = dayParts('Europe/Berlin', '2026-10-24', 2)
  expect(parts.map(({ date, part }) => `${date} ${part}`)).toEqual([
    '2026-10-24 morning',
    '2026-10-24 afternoon',
    '2026-10-24 evening',
    '2026-10-25 morning',
    '2026-10-25 afternoon',
    '2026-10-25 evening',
  ])
  expect(parts[0]).toMatchObject({ fromAt: at('2026-10-24T08:00+02:00'), toAt: at('2026-10-24T12:00+02:00') })
  expect(parts[3]).toMatchObject({ fromAt: at('2026-10-25T08:00+01:00'), toAt: at('2026-10-25T12:00+01:00') })
})
