import { bestPlaces, judge, type Place, startsIn, wayTimes } from '@aftercare/dispatch'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { invalid } from '../../kit/problem.ts'
import { atSeat, seatsOf } from './crew.ts'
import { findOrder, findVisit } from './find.ts'
import { ableTechnicians, broughtBy, judgedWork } from './fitness.ts'
import type { KnownTechnician } from './technicians.ts'
import { pairsAround, waysBetween } from './travel-times.ts'

const DAY_MS = 86_400_000
const LONGEST_MS = 31 * DAY_MS
const AN_HOUR = 60 * 60_000
const MOST_STARTS = 4

export interface Wanted {
  from?: string | undefined
  to?: string | undefined
  minutes?: number | undefined
  everywhere: boolean
  /** A visit being moved: it does not stand in its own way. */
  visitId?: string | undefined
}

/**
 * Who could do it, best first, each with the reasons and the first times they have room. A window as long as the work
 * means that very time; a longer one is searched.
 */
export async function candidatesFor(tx: Tx, actor: Actor, orderId: string, wanted: Wanted, now: Date) {
  const found = await findOrder(tx, actor, orderId)
  const order = wanted.visitId ? atSeat(found, (await findVisit(tx, actor, wanted.visitId)).seat) : found
  const longer = wanted.minutes ? { durationMs: wanted.minutes * 60_000 } : {}
  const asked = (await judgedWork(tx, [order])).get(orderId)!
  // Of a crew whoever comes along may bring the parts: all who have them are asked when it is booked.
  const work = { ...(seatsOf(order).length > 1 ? broughtBy(asked, asked.parts?.inVanOf ?? []) : asked), ...longer }
  const askedAt = wanted.from ? Date.parse(wanted.from) : Math.max(now.getTime(), order.earliest_at?.getTime() ?? 0)
  const toAt = wanted.to ? Date.parse(wanted.to) : askedAt + 3 * DAY_MS
  if (toAt <= askedAt || toAt - askedAt > LONGEST_MS) throw invalid({ path: 'to', code: 'validation.order' })
  const exact = toAt - askedAt <= work.durationMs
  const inVanOf = work.parts?.inVanOf ?? []
  // Whoever asks for today at noon is not offered this morning.
  const fromAt = exact
    ? askedAt
    : Math.min(
        Math.max(
          askedAt,
          now.getTime(),
          inVanOf.length > 0 ? 0 : (work.parts?.readyAt ?? 0),
          work.links?.after?.readyAt ?? 0,
        ),
        toAt,
      )
  const request = await tx
    .selectFrom('requests.request')
    .select('country')
    .where('id', '=', order.request_id)
    .executeTakeFirstOrThrow()
  const place = { stationId: order.station_id, country: request.country, everywhere: wanted.everywhere }
  const people = await ableTechnicians(
    tx,
    actor,
    place,
    { fromAt, toAt },
    {
      visitId: wanted.visitId ?? null,
      // What is kept for this very customer is not in their own way.
      requestId: order.request_id,
    },
  )
  const stops = people.flatMap(({ home, bookings }) => [home, ...bookings.map((one) => one.position)])
  const way = wayTimes(await waysBetween(tx, () => pairsAround(work.position, stops)), work.timeZone)
  const ranked = exact
    ? rankedAt(people.map((one) => judge(work, one, fromAt, way)))
    : bestPlaces(work, people, { fromAt, toAt }, way)
  const byId = new Map(people.map((one) => [one.id, one]))
  return ranked.map((one) => {
    const technician = byId.get(one.technicianId)!
    const starts =
      one.ok && !exact
        ? startsIn(work, technician, { fromAt: one.startAt, toAt }, { every: AN_HOUR, most: MOST_STARTS, way })
        : []
    return viewOf(one, technician, starts)
  })
}

function rankedAt(places: Place[]): Place[] {
  return places.sort((a, b) => b.score - a.score || (a.technicianId < b.technicianId ? -1 : 1))
}

function viewOf(place: Place, technician: KnownTechnician, starts: number[]) {
  return {
    technician: { id: technician.id, name: technician.name, station: technician.station?.name ?? null },
    startsAt: new Date(place.startAt),
    endsAt: new Date(place.endAt),
    score: place.score,
    ok: place.ok,
    travelMinutes: place.travelMs === null ? null : Math.round(place.travelMs / 60_000),
    reasons: place.reasons,
    starts: starts.map((at) => new Date(at)),
  }
}
