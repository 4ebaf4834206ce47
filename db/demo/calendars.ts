import type { Row } from './fill.ts'
import { CITIES } from './places.ts'
import type { Dice } from './random.ts'

const HOURS = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
]
const week = (saturday: string[][]) => ({ 1: HOURS, 2: HOURS, 3: HOURS, 4: HOURS, 5: HOURS, 6: saturday, 7: [] })
const HOLIDAYS: Record<string, string[]> = {
  CN: [
    '2025-01-01',
    '2025-01-28',
    '2025-01-29',
    '2025-01-30',
    '2025-01-31',
    '2025-05-01',
    '2025-10-01',
    '2025-10-02',
    '2025-10-03',
    '2026-01-01',
    '2026-02-16',
    '2026-02-17',
    '2026-02-18',
    '2026-02-19',
    '2026-05-01',
    '2026-10-01',
    '2026-10-02',
    '2026-10-03',
    '2027-01-01',
  ],
  DE: [
    '2025-01-01',
    '2025-04-18',
    '2025-04-21',
    '2025-05-01',
    '2025-10-03',
    '2025-12-25',
    '2025-12-26',
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
    '2026-10-03',
    '2026-12-25',
    '2026-12-26',
    '2027-01-01',
  ],
  US: [
    '2025-01-01',
    '2025-05-26',
    '2025-07-04',
    '2025-09-01',
    '2025-11-27',
    '2025-12-25',
    '2026-01-01',
    '2026-05-25',
    '2026-07-03',
    '2026-09-07',
    '2026-11-26',
    '2026-12-25',
    '2027-01-01',
  ],
}

/** Opening hours with a lunch break and the holidays of each zone the company works in. */
export function makeCalendars(dice: Dice, from: Date, rows: Record<string, Row[]>): Map<string, Row> {
  const zones = [...new Map(CITIES.map((one) => [one.zone, one])).values()]
  return new Map(
    zones.map((place) => {
      const names = {
        CN: '中国营业时间',
        DE: 'Öffnungszeiten Deutschland',
        US: `US business hours (${place.zone.split('/')[1]!.replace('_', ' ')})`,
      }
      const row = {
        id: dice.id(from),
        name: names[place.country],
        time_zone: place.zone,
        weekly: week(place.country === 'CN' ? HOURS : []),
        holidays: HOLIDAYS[place.country]!,
        workdays: place.country === 'CN' ? { '2026-10-10': HOURS } : {},
        version: 1,
      }
      rows['kit.calendar']!.push(row)
      return [place.zone, row]
    }),
  )
}
