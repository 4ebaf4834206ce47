import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDay, countedParts, dates, decimalOf, enumerated, money, numbers, span } from './format.ts'
import { acceptedTags, matchLanguage } from './index.ts'
import { words } from './server.ts'

test('a time is shown in the zone asked for, whatever the language', () => {
  const instant = '2026-11-22T16:30:00Z'
  expect(dates('en', 'Asia/Shanghai').time(instant)).toBe('00:30')
  expect(dates('zh-TW', 'Europe/Berlin').time(instant)).toBe('17:30')
  expect(dates('en', 'America/New_York').full(instant)).toContain('EST')
  expect(dates('zh-CN', 'America/New_York').offset(instant)).toBe('GMT-5')
})

test('two times of a day are short, and past midnight the day of the end is said', () => {
  const times = (language: string) =>
    dates(language, 'Asia/Shanghai').times('2026-11-23T15:18:00Z', '2026-11-23T16:18:00Z')
  expect(times('en')).toBe('23:18 – Nov 24, 00:18')
  expect(times('zh-CN')).toBe('23:18 – 11月24日 00:18')
  expect(dates('en', 'UTC').times('2026-11-23T15:18:00Z', '2026-11-23T16:18:00Z')).toMatch(/^15:18\s–\s16:18$/)
})

test('a calendar day does not move with a zone', () => {
  expect(calendarDay('en', '2026-01-01')).toBe('Jan 1, 2026')
})

test('money is exact beyond what a float holds', () => {
  expect(money('en', { minor: '900719925474099312', currency: 'USD' })).toBe('$9,007,199,254,740,993.12')
  expect(money('en', { minor: '-5', currency: 'EUR' })).toBe('-€0.05')
  expect(money('zh-CN', { minor: '1200', currency: 'JPY' })).toContain('1,200')
})

test('names are parted as the language parts them', () => {
  expect(enumerated('en', ['Parts', 'Labour'])).toBe('Parts, Labour')
  expect(enumerated('zh-TW', ['零件', '工時'])).toBe('零件、工時')
  expect(enumerated('zh-CN', [])).toBe('')
  const parts = [
    { code: 'CAP-35', quantity: 2 },
    { code: 'GREASE', quantity: 0.25 },
  ]
  expect(countedParts('en', parts)).toBe('2\u00a0×\u00a0CAP-35, 0.25\u00a0×\u00a0GREASE')
  expect(countedParts('zh-CN', parts)).toBe('2\u00a0×\u00a0CAP-35、0.25\u00a0×\u00a0GREASE')
})

test('decimalOf loses no digit', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.integer({ min: 0, max: 4 }), (minor, digits) => {
      const text = decimalOf(minor.toString(), digits)
      expect(BigInt(text.replace('.', ''))).toBe(minor)
      expect(text.split('.')[1]?.length ?? 0).toBe(digits)
    }),
  )
})

test('spans keep the two largest units', () => {
  expect(span('en', 93_784_000)).toBe('1d 2h')
  expect(span('en', -720_000)).toBe('12m')
  expect(span('en', 0)).toBe('0m')
  expect(span('zh-CN', 5_400_000)).toBe('1小时30分钟')
})

test('figures are grouped and shares rounded', () => {
  expect(numbers('en').percent(0.6018)).toBe('60.2%')
  expect(numbers('en').bytes(1_500_000)).toBe('1.5 MB')
})

test('languages are matched by script', () => {
  expect(matchLanguage(['zh-Hant-HK', 'en'])).toBe('zh-TW')
  expect(matchLanguage(['zh', 'en'])).toBe('zh-CN')
  expect(matchLanguage(['fr', 'de'])).toBe('en')
  expect(acceptedTags('en;q=0.3, zh-TW, *;q=0.1')).toEqual(['zh-TW', 'en'])
})

test('the server reads texts by namespace and key', () => {
  expect(words('zh-TW')('errors:validation.too_short', { min: 3 })).toBe('至少需要 3 個字元。')
  expect(words('en')('console:list.news', { count: 1 })).toBe('1 new')
})
