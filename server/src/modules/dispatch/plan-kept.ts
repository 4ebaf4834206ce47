import { joined } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { GRID_MS, up, type WorkingDay } from './plan-vehicles.ts'

/** A visit that stays where it is: who, when, where. Epoch ms. */
export interface Fixed {
  position: Position | null
  visit: { technicianId: string; startAt: number; endAt: number } | null
}

/** Seconds of a way on a day, as its table has them. */
export type WayOn = (from: Position | null, to: Position | null, day: WorkingDay) => number

/** To and from somewhere unknown. */
export const UNKNOWN_WAY_S = 30 * 60

/**
 * Fixed visits that follow each other in time are the solver's; one that could not be reached in time (somebody has
 * pinned it all the same) only takes its time from the day.
 */
export function keptChains<T extends Fixed>(
  fixed: readonly T[],
  days: readonly WorkingDay[],
  seconds: WayOn,
): { kept: T[]; untouched: T[] } {
  const kept: T[] = []
  const untouched: T[] = []
  const byPerson = Map.groupBy(fixed, ({ visit }) => visit!.technicianId)
  for (const day of days) {
    let at = { place: day.begins, freeAt: day.fromAt, isStart: true }
    for (const job of chainOf(byPerson.get(day.technician.id) ?? [], day)) {
      const { startAt, endAt } = job.visit!
      // Whoever sets out from nobody knows where is there at once.
      const arrives = at.freeAt + (at.isStart && !at.place ? 0 : up(seconds(at.place, job.position, day) * 1000))
      const inPause = day.pauses.some((pause) => pause.fromAt < endAt && pause.toAt > startAt)
      if (arrives > startAt || startAt % 1000 !== 0 || inPause) untouched.push(job)
      else {
        kept.push(job)
        at = { place: job.position, freeAt: endAt, isStart: false }
      }
    }
  }
  const seen = new Set([...kept, ...untouched])
  return { kept, untouched: [...untouched, ...fixed.filter((job) => !seen.has(job))] }
}

/** Those of a technician's day, in order. */
export function chainOf<T extends Fixed>(fixed: readonly T[], { technician, fromAt, toAt }: WorkingDay): T[] {
  return fixed
    .filter(({ visit }) => visit!.technicianId === technician.id && visit!.endAt > fromAt && visit!.startAt < toAt)
    .sort((a, b) => a.visit!.startAt - b.visit!.startAt)
}

/** The days without the time of visits nobody decides about. */
export function withPauses(days: readonly WorkingDay[], untouched: readonly Fixed[]): WorkingDay[] {
  const byPerson = Map.groupBy(untouched, ({ visit }) => visit!.technicianId)
  return days.map((day) => {
    const own = chainOf(byPerson.get(day.technician.id) ?? [], day).map(({ visit }) => ({
      fromAt: Math.max(day.fromAt, Math.floor(visit!.startAt / GRID_MS) * GRID_MS),
      toAt: up(visit!.endAt),
    }))
    return own.length === 0 ? day : { ...day, pauses: joined([...day.pauses, ...own]) }
  })
}
