import { localDay } from '@aftercare/rules'
import { timeNow } from './clock.ts'
import type { DayFacts, KeptVisit, Store } from './store.ts'

const PLANNED = ['scheduled', 'accepted']
/** Somebody is on the way to it, or there. */
export const UNDER_WAY = ['en_route', 'on_site', 'working']

/** The technician's day by the clock of the phone, put right. */
export const dayNow = (timeZone: string): string => localDay(Date.parse(timeNow()), timeZone)

const isDue = ({ next }: DayFacts, day: string) => Boolean(next && day >= next.date)

/** The facts as they are in force on a day: from the morning on those taken along for it come first. */
export function factsOn(kept: DayFacts, day: string): DayFacts {
  const { next } = kept
  if (!next) return kept
  const [first, then] = isDue(kept, day) ? [next, kept] : [kept, next]
  return {
    ...kept,
    priceLists: firstOfEach([...first.priceLists, ...then.priceLists]),
    rules: firstOfEach([...(first.rules ?? []), ...(then.rules ?? [])]),
  }
}

const firstOfEach = <T extends { country: string }>(all: readonly T[]): T[] => [
  ...new Map(all.toReversed().map((one) => [one.country, one])).values(),
]

export async function factsToday(store: Store): Promise<DayFacts | undefined> {
  const kept = await store.facts.get('day')
  return kept && factsOn(kept, dayNow(kept.timeZone))
}

/** Which of the kept visits are of this day, and which are still of the next: midnight moves them, not the network. */
export function visitsOn(kept: DayFacts | undefined, visits: readonly KeptVisit[], day: string) {
  const ids = kept?.next?.visitIds ?? []
  const isNext = ({ id }: KeptVisit) => ids.includes(id)
  if (!kept || !isDue(kept, day)) {
    // Whoever begins a job the evening before is in it.
    const isAhead = (one: KeptVisit) => isNext(one) && PLANNED.includes(one.visit.status)
    return { today: visits.filter((one) => !isAhead(one)), ahead: visits.filter(isAhead) }
  }
  // As the server will say when it is asked again: what was left undone yesterday is not of today.
  const isStill = ({ visit }: KeptVisit) =>
    UNDER_WAY.includes(visit.status) || localDay(Date.parse(visit.endsAt) - 1, kept.timeZone) >= day
  return { today: visits.filter((one) => isNext(one) || isStill(one)), ahead: [] }
}
