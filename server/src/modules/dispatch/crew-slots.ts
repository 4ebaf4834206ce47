import { type Part, type Ways, type Work, wayTimes } from '@aftercare/dispatch'
import type { Tx } from '../../kit/db.ts'
import { seated, seatWorks } from './crew.ts'
import type { Offered, SlotSearch } from './slots.ts'
import type { KnownTechnician } from './technicians.ts'

const QUARTER_MS = 15 * 60_000

/** What each of a crew has to be able to do; null for work one person does alone. */
export async function crewWorks(tx: Tx, { orderId, work }: SlotSearch): Promise<Work[] | null> {
  if (!orderId) return null
  const order = await tx
    .selectFrom('dispatch.work_order')
    .selectAll()
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const works = await seatWorks(tx, order)
  return works.length > 1 ? works.map((one) => ({ ...one, durationMs: work.durationMs })) : null
}

/** Day parts with a quarter of an hour at which everybody a crew needs is free, ways included; the soonest of each. */
export function crewOffers(
  works: readonly Work[],
  people: readonly KnownTechnician[],
  parts: readonly Part[],
  { notBefore, latest, ways }: { notBefore: number; latest: number; ways: Ways },
): Offered[] {
  const way = wayTimes(ways, works[0]!.timeZone)
  const found = parts.flatMap((part) => {
    const from = Math.ceil(Math.max(part.fromAt, notBefore) / QUARTER_MS) * QUARTER_MS
    for (let at = from; at < Math.min(part.toAt, latest); at += QUARTER_MS) {
      const seats = seated(works, people, at, way)
      if (seats) return [{ part, seats }]
    }
    return []
  })
  const score = ({ seats }: (typeof found)[number]) => seats.reduce((sum, one) => sum + one.score, 0)
  const ranked = found.toSorted((a, b) => score(b) - score(a))
  return found.map((one): Offered => {
    const { technicianId, startAt, endAt } = one.seats[0]!
    const wayMs = one.seats.reduce((sum, { travelMs }) => sum + (travelMs ?? 0), 0)
    const place = { technicianId, startAt, endAt }
    const slack = { slackEatenSeconds: 0, slackLeftSeconds: 0 }
    return { part: one.part, place, rank: ranked.indexOf(one) + 1, extraSeconds: Math.round(wayMs / 1000), ...slack }
  })
}
