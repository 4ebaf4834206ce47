import { DAY_MS, type Interval, MINUTE_MS, wallAt } from '@aftercare/rules'
import { judge } from './judge.ts'
import { earliestStart } from './room.ts'
import { travelMs } from './travel.ts'
import type { Place, Technician, Work } from './work.ts'

export const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof DAY_PARTS)[number]

const HOURS: Record<DayPart, readonly [from: number, to: number]> = {
  morning: [8 * 60, 12 * 60],
  afternoon: [12 * 60, 17 * 60],
  evening: [17 * 60, 20 * 60],
}

/** Nobody is sent farther than this for an appointment a customer picks alone; a dispatcher may. */
const FARTHEST_MS = 120 * MINUTE_MS

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

/** Who could come in a part, best first: able, on shift, free, with time for the way, and not from too far. */
export function placesIn(work: Work, technicians: readonly Technician[], part: Interval, notBefore: number): Place[] {
  const window = { fromAt: Math.max(part.fromAt, notBefore), toAt: part.toAt }
  if (window.fromAt >= window.toAt) return []
  return technicians
    .flatMap((technician) => {
      if (!work.skills.every((skill) => technician.skills.includes(skill))) return []
      if ((travelMs(technician.home, work.position) ?? 0) > FARTHEST_MS) return []
      const start = earliestStart(work, technician, window)
      const place = start === null ? null : judge(work, technician, start)
      return place?.ok ? [place] : []
    })
    .sort((a, b) => b.score - a.score || a.startAt - b.startAt || (a.technicianId < b.technicianId ? -1 : 1))
}
