import { type Interval, localDay, type RankedCandidate, rankCandidates } from '@aftercare/rules'
import { linkReasons } from './links.ts'
import { partsReasons } from './parts.ts'
import { peopleReasons } from './people.ts'
import { earliestStart } from './room.ts'
import { travelAtNoon, type WayTime } from './travel.ts'
import { departureBefore, leavesFor, nextAfter } from './way.ts'
import type { Place, Reason, Technician, Work } from './work.ts'

const TIGHT = -20
const NO_ROOM = -100

/**
 * One person at one time: what is held, what is lacking (also of parts), how far, how full the day is, and whether the ways before and
 * after fit the gaps. The same judgement on the board before a drop, on the server at the booking, and in the ranking.
 */
export function judge(work: Work, technician: Technician, startAt: number, way: WayTime = travelAtNoon): Place {
  const endAt = startAt + work.durationMs
  const departure = departureBefore(technician, startAt)
  const need = { ...work, fromAt: startAt, toAt: endAt }
  const { bookings, shifts } = onTheDays(technician, need)
  const [ranked] = rankCandidates(need, [
    { ...technician, technicianId: technician.id, bookings, shifts, position: departure.from },
  ])
  const more = [
    ...partsReasons(work, technician.id, startAt),
    ...linkReasons(work, startAt),
    ...peopleReasons(work.people, technician.id),
    ...travelReasons(work, technician, startAt, endAt, way),
  ]
  return placed(ranked!, startAt, endAt, more, { travelMs: way(departure.from, work.position, departure.at) })
}

/** Everyone at their best time in the window, best first; who has no room stays behind, with what is lacking. */
export function bestPlaces(
  work: Work,
  technicians: readonly Technician[],
  window: Interval,
  way: WayTime = travelAtNoon,
): Place[] {
  return technicians
    .map((technician) => {
      const start = earliestStart(work, technician, fromParts(work, technician.id, window), way)
      if (start !== null) return judge(work, technician, start, way)
      return withoutRoom(judge(work, technician, firstShift(technician, window), way))
    })
    .sort((a, b) => b.score - a.score || a.startAt - b.startAt || (a.technicianId < b.technicianId ? -1 : 1))
}

/** Who has not got the parts in the van is asked from when on they are there; where nobody has, the caller's window says it. */
function fromParts({ parts }: Work, technicianId: string, window: Interval): Interval {
  const readyAt = parts?.inVanOf?.length && !parts.inVanOf.includes(technicianId) ? (parts.readyAt ?? 0) : 0
  return { ...window, fromAt: Math.max(window.fromAt, readyAt) }
}

/** Judged at the beginning of the first shift of the window, so that "not on shift" is said only of those who have none. */
function firstShift({ shifts }: Technician, { fromAt, toAt }: Interval): number {
  const starts = shifts
    .filter((one) => one.toAt > fromAt && one.fromAt < toAt)
    .map((one) => Math.max(one.fromAt, fromAt))
  return starts.length > 0 ? Math.min(...starts) : fromAt
}

function withoutRoom(place: Place): Place {
  if (!place.ok) return place
  const reason: Reason = { code: 'no_room', ok: false, points: NO_ROOM, values: {} }
  return { ...place, ok: false, score: place.score + NO_ROOM, reasons: [...place.reasons, reason] }
}

function placed(
  ranked: RankedCandidate,
  startAt: number,
  endAt: number,
  more: Reason[],
  rest: { travelMs: number | null },
): Place {
  const score = more.reduce((sum, one) => sum + one.points, ranked.score)
  return {
    technicianId: ranked.technicianId,
    startAt,
    endAt,
    score,
    ok: ranked.ok && more.every((one) => one.ok),
    reasons: [...ranked.reasons, ...more],
    ...rest,
  }
}

/** The load that counts is that of the days of the visit, not of the whole window that was loaded. */
function onTheDays({ bookings, shifts }: Technician, { fromAt, toAt, timeZone }: Interval & { timeZone: string }) {
  const days = new Set([localDay(fromAt, timeZone), localDay(toAt - 1, timeZone)])
  const near = <T extends Interval>(one: T) =>
    (one.fromAt < toAt && fromAt < one.toAt) ||
    days.has(localDay(one.fromAt, timeZone)) ||
    days.has(localDay(one.toAt - 1, timeZone))
  return { bookings: bookings.filter(near), shifts: shifts.filter(near) }
}

function travelReasons(work: Work, technician: Technician, startAt: number, endAt: number, way: WayTime): Reason[] {
  const departure = departureBefore(technician, startAt)
  const next = nextAfter(technician, endAt)
  const gaps = [
    { wayMs: way(departure.from, work.position, departure.at), gapMs: startAt - departure.at },
    ...(next
      ? [
          {
            wayMs: way(work.position, next.position, leavesFor(work.position, next, way)),
            gapMs: next.fromAt - endAt,
          },
        ]
      : []),
  ]
  return gaps.flatMap(({ wayMs, gapMs }) =>
    wayMs !== null && wayMs > gapMs
      ? [{ code: 'travel_short' as const, ok: true, points: TIGHT, values: { wayMs, gapMs } }]
      : [],
  )
}
