import { DAY_MS, type Interval, wallAt } from '@aftercare/rules'

export const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof DAY_PARTS)[number]

const HOURS: Record<DayPart, readonly [from: number, to: number]> = {
  morning: [8 * 60, 12 * 60],
  afternoon: [12 * 60, 17 * 60],
  evening: [17 * 60, 20 * 60],
}

/** A part of a day at the site: what is offered to the customer and promised. */
export interface Part extends Interval {
  date: string
  part: DayPart
}

/** The parts of `days` days from a day on (`YYYY-MM-DD`), in the zone of the site, also on days when the clock changes. */
export function dayParts(timeZone: string, firstDay: string, days: number): Part[] {
  const first = Date.parse(`${firstDay}T00:00:00Z`) / DAY_MS
  return Array.from({ length: days }, (_, i) => first + i).flatMap((epochDay) =>
    DAY_PARTS.map((part) => ({
      date: new Date(epochDay * DAY_MS).toISOString().slice(0, 10),
      part,
      fromAt: wallAt(timeZone, epochDay, HOURS[part][0]),
      toAt: wallAt(timeZone, epochDay, HOURS[part][1]),
    })),
  )
}
