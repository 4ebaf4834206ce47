import { travelMs } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { localDay, localTime } from './book.ts'
import type { Technician } from './organisation.ts'

const SLOTS = ['08:30', '10:30', '13:00', '15:00']
/** What every visit of the demo is planned for. */
export const VISIT_MS = 75 * 60_000
const DAY_MS = 86_400_000

interface Taken {
  start: number
  at: Position
}

/** Who is free when: no technician of the demo is ever in two places, or has to be in the next one before they can. */
export class Diary {
  readonly #taken = new Map<string, Taken[]>()
  readonly #technicians: readonly Technician[]
  constructor(technicians: readonly Technician[]) {
    this.#technicians = technicians
  }

  /** The first free slot of an able technician of a city from that day on. */
  book(
    { city, at, skill }: { city: string; at: Position; skill: string },
    from: Date,
    pick: (n: number) => number,
    limitDays: number,
  ): { technician: Technician; start: Date } | null {
    const able = this.#technicians.filter((one) => one.station.place.city === city && one.skills.includes(skill))
    if (able.length === 0) return null
    const zone = able[0]!.station.place.zone
    for (let ahead = 0; ahead < limitDays; ahead++) {
      const day = localDay(new Date(from.getTime() + ahead * DAY_MS), zone)
      if (new Date(`${day}T12:00:00Z`).getUTCDay() === 0) continue
      const order = able.map((_, index) => able[(index + pick(able.length)) % able.length]!)
      for (const technician of order) {
        const start = this.#take(technician, day, from, at)
        if (start) return { technician, start }
      }
    }
    return null
  }

  /** The first slot this technician has on that day, past or not, or on one of the days after. */
  soonest(technician: Technician, day: string, at: Position): Date {
    const dayAfter = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
    return this.#take(technician, day, new Date(0), at) ?? this.soonest(technician, dayAfter, at)
  }

  #take(technician: Technician, day: string, notBefore: Date, at: Position): Date | null {
    const key = `${technician.id} ${day}`
    const taken = this.#taken.get(key) ?? []
    this.#taken.set(key, taken)
    for (const time of SLOTS) {
      const start = localTime(day, time, technician.station.place.zone)
      if (start < notBefore || !taken.every((one) => isApart(one, { start: start.getTime(), at }))) continue
      taken.push({ start: start.getTime(), at })
      return start
    }
    return null
  }
}

/** Whether there is time for the way from the earlier to the later one. */
function isApart(a: Taken, b: Taken): boolean {
  return Math.abs(a.start - b.start) >= VISIT_MS + (travelMs(a.at, b.at) ?? 0)
}
