import { dayParts, type Part, type Place, placesIn, type Work } from '@aftercare/dispatch'
import { localDay } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { BookingRules } from './booking-rules.ts'
import { ableTechnicians } from './fitness.ts'

const DAY_MS = 86_400_000

export interface SlotSearch {
  work: Work
  requestId: string
  /** Null: opened when a time is chosen. */
  orderId: string | null
  stationId: string | null
  country: string | null
  earliestAt: Date | null
  latestAt: Date | null
  days: number
  /** A visit that would be moved. */
  except: string | null
}

export interface Offered {
  part: Part
  places: Place[]
}

/** The day parts of the coming days in which somebody able has room, way included; in the zone of the site. */
export async function offeredSlots(
  tx: Tx,
  actor: Actor,
  search: SlotSearch,
  rules: BookingRules,
  now: Date,
): Promise<Offered[]> {
  const notBefore = Math.max(now.getTime() + rules.leadHours * 3_600_000, search.earliestAt?.getTime() ?? 0)
  const parts = partsAhead(search, notBefore)
  const window = { fromAt: notBefore, toAt: parts.at(-1)?.toAt ?? notBefore }
  if (window.toAt <= window.fromAt) return []
  const people = await ableTechnicians(tx, actor, { stationId: search.stationId, country: search.country }, window, {
    visitId: search.except,
    requestId: search.requestId,
  })
  return parts.flatMap((part) => {
    const places = placesIn(search.work, people, part, notBefore)
    return places.length > 0 ? [{ part, places }] : []
  })
}

/** The parts that could be wished for when nobody has room: the same days, from tomorrow on. */
export function wishableParts(search: Pick<SlotSearch, 'work' | 'days'>, now: Date): Part[] {
  return dayParts(search.work.timeZone, localDay(now.getTime() + DAY_MS, search.work.timeZone), search.days)
}

function partsAhead({ work, days, latestAt }: SlotSearch, notBefore: number): Part[] {
  const latest = latestAt?.getTime() ?? Number.POSITIVE_INFINITY
  return dayParts(work.timeZone, localDay(notBefore, work.timeZone), days).filter(
    (part) => part.toAt > notBefore && part.fromAt < latest,
  )
}

export function slotView({ part, places }: Offered) {
  return { ...partView(part), technicians: places.length }
}

export function partView(part: Part) {
  return { date: part.date, part: part.part, from: new Date(part.fromAt), to: new Date(part.toAt) }
}
