import fc from 'fast-check'
import type { BusinessCalendar, OpeningHours } from './calendar.ts'
import { fromIso } from './instants.ts'

// Calendars for the tests of this package.

/** The same hours on all seven days. */
export function hours(timeZone: string, daily: OpeningHours): BusinessCalendar {
  const weekly = { 1: daily, 2: daily, 3: daily, 4: daily, 5: daily, 6: daily, 7: daily }
  return { id: 'daily', version: 1, timeZone, weekly, holidays: [], workdays: {} }
}

/** Monday to Friday 9–12 and 13–17. */
export function office(timeZone: string): BusinessCalendar {
  const day: OpeningHours = [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ]
  const weekly = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] }
  return { id: `office:${timeZone}`, version: 1, timeZone, weekly, holidays: [], workdays: {} }
}

export const closedAllYear: BusinessCalendar = { ...hours('UTC', []), id: 'closed' }

const anyHours: fc.Arbitrary<OpeningHours> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 })
  .map((quarters) => {
    const marks = quarters.sort((a, b) => a - b).map(clockText)
    return marks.flatMap((mark, i) => (i % 2 === 1 ? [[marks[i - 1]!, mark] as [string, string]] : []))
  })

const anyDay = fc
  .integer({ min: 0, max: 400 })
  .map((d) => new Date(Date.UTC(2026, 0, 1 + d)).toISOString().slice(0, 10))

/** Instants of about a year, so that clock changes of every zone are met. */
export const anyInstant = fc.integer({ min: fromIso('2026-01-05T00:00Z'), max: fromIso('2026-12-30T00:00Z') })

/** Any calendar open for 8 hours a week or more (300 hours then end within three years), in zones with clock changes of an hour, half an hour and none. */
export const anyCalendar: fc.Arbitrary<BusinessCalendar> = fc
  .record({
    id: fc.constant('any'),
    version: fc.constant(1),
    timeZone: fc.constantFrom(
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/Santiago',
      'Pacific/Kiritimati',
    ),
    weekly: fc.record({ 1: anyHours, 2: anyHours, 3: anyHours, 4: anyHours, 5: anyHours, 6: anyHours, 7: anyHours }),
    holidays: fc.array(anyDay, { maxLength: 8 }),
    workdays: fc.dictionary(anyDay, anyHours, { maxKeys: 8 }),
  })
  .filter((calendar) => Object.values(calendar.weekly).flat().reduce(addQuarters, 0) >= 32)

function addQuarters(sum: number, [from, to]: [string, string]): number {
  return sum + quarterOf(to) - quarterOf(from)
}

function quarterOf(time: string): number {
  return Number(time.slice(0, 2)) * 4 + Number(time.slice(3)) / 15
}

function clockText(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`
}
