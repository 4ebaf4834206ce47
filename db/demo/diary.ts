import { localDay, localTime } from './book.ts'
import type { Technician } from './organisation.ts'

const SLOTS = ['08:30', '10:15', '13:00', '14:45', '16:15']

/** Who is free when: no technician of the demo is ever in two places. */
export class Diary {
  readonly #taken = new Set<string>()
  readonly #technicians: readonly Technician[]
  constructor(technicians: readonly Technician[]) {
    this.#technicians = technicians
  }

  /** The first free slot of an able technician from that day on; the demo's first technician keeps today's slots for the jobs made for him. */
  book(
    stationCity: string,
    country: string,
    skill: string,
    from: Date,
    pick: (n: number) => number,
    limitDays = 12,
  ): { technician: Technician; start: Date } | null {
    const able = this.#technicians.filter((one) => one.skills.includes(skill))
    const near = able.filter((one) => one.station.place.city === stationCity)
    const candidates = near.length > 0 ? near : able.filter((one) => one.station.place.country === country)
    if (candidates.length === 0) return null
    const zone = candidates[0]!.station.place.zone
    for (let ahead = 0; ahead < limitDays; ahead++) {
      const day = localDay(new Date(from.getTime() + ahead * 864e5), zone)
      if (new Date(`${day}T12:00:00Z`).getUTCDay() === 0) continue
      const order = candidates.map((_, index) => candidates[(index + pick(candidates.length)) % candidates.length]!)
      for (const technician of order) {
        const start = this.take(technician, day, from)
        if (start) return { technician, start }
      }
    }
    return null
  }

  take(technician: Technician, day: string, notBefore: Date): Date | null {
    for (const time of SLOTS) {
      const key = `${technician.id} ${day} ${time}`
      const start = localTime(day, time, technician.station.place.zone)
      if (this.#taken.has(key) || start < notBefore) continue
      this.#taken.add(key)
      return start
    }
    return null
  }
}
