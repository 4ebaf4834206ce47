import {
  dayParts,
  type LinkedWork,
  type MissingParts,
  type Part,
  type PeopleWish,
  type Work,
} from '@aftercare/dispatch'
import type { Window } from '@aftercare/dispatch/plan'
import { fitsFromParts, slotsFor } from '@aftercare/dispatch/slots'
import { DAY_MS, HOUR_MS, localDay } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { BookingRules } from './booking-rules.ts'
import { crewOffers, crewWorks } from './crew-slots.ts'
import { ableTechnicians, certifiedSkills } from './fitness.ts'
import type { Pair } from './kept-ways.ts'
import { missingParts } from './needed-parts.ts'
import { linkedWork } from './order-links.ts'
import { preferencePrice } from './plan-lacks.ts'
import { up } from './plan-vehicles.ts'
import { type StandingPlan, standingPlan } from './slot-board.ts'
import { SITE } from './slot-ways.ts'
import { peopleWishes, peopleWishesOfRequest } from './technician-wishes.ts'
import type { KnownTechnician } from './technicians.ts'
import { pairsAround, pairsInOrder, waysBetween } from './travel-times.ts'
import { workedInWeeks } from './work-hours.ts'

const QUARTER_MS = 15 * 60_000

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

/** One person at one time. */
export interface Place {
  technicianId: string
  startAt: number
  endAt: number
}

/** A day part that can be kept, and who would come. */
export interface Offered {
  part: Part
  place: Place
  /** 1 = the cheapest for the plan, by what it costs and what it takes from others to come. */
  rank: number
  /** Seconds at the wheel the plan gets dearer, after a short search around the best. */
  extraSeconds: number
  /** Seconds by which the other visits of that day can be moved less than before within what was told, all together. */
  slackEatenSeconds: number
  /** Seconds by which it could still begin later with nobody else's visit moved. */
  slackLeftSeconds: number
}

/**
 * The day parts of the coming days in which somebody able has room, ways included, with all parts there; in the zone of
 * the site and in order of time. Every start between the stops of everybody's days is looked at; nobody else's visit moves.
 */
export async function offeredSlots(
  tx: Tx,
  actor: Actor,
  asked: SlotSearch,
  rules: BookingRules,
  now: Date,
): Promise<Offered[]> {
  const { work } = asked
  const search = await linkedSearch(tx, asked)
  const missing = search.orderId ? (await missingParts(tx, [search.orderId])).get(search.orderId) : undefined
  const notBefore = soonest(search, missing, rules, now)
  if (notBefore === null) return []
  const parts = partsAhead(search, notBefore)
  const window = { fromAt: notBefore, toAt: parts.at(-1)?.toAt ?? notBefore }
  if (window.toAt <= window.fromAt) return []
  const except = { visitId: search.except, requestId: search.requestId }
  const place = { stationId: search.stationId, country: search.country }
  const people = await ableTechnicians(tx, actor, place, window, except)
  const certified = new Set(await certifiedSkills(tx))
  const crew = await crewWorks(tx, search)
  const ways = await waysBetween(tx, () => waysAsked(work, people))
  if (crew) {
    const latest = search.latestAt?.getTime() ?? Number.POSITIVE_INFINITY
    return crewOffers(crew, people, parts, { notBefore, latest, ways })
  }
  const worked = await workedInWeeks(tx, people, { ...window, zone: work.timeZone }, window, search.except)
  const ground = { ...window, worked, people, site: work.position, zone: work.timeZone, ways, certified }
  const plan = standingPlan({ ...ground, now: now.getTime() })
  const wished = { ...work, parts: missing ?? null, people: await wishesOf(tx, search) }
  return offersIn(plan, { ...search, work: wished }, parts, notBefore)
}

/** Of the site to all stops and back, and from stop to stop as everybody drives now. */
function waysAsked({ position }: Work, people: readonly KnownTechnician[]): Pair[] {
  return people.flatMap(({ home, dayEnds, bookings }) => {
    const stops = bookings.toSorted((a, b) => a.fromAt - b.fromAt).map((one) => one.position)
    const begins = stops.flatMap((stop): Pair[] => (home && stop ? [[home, stop]] : []))
    const ends = stops.flatMap((stop): Pair[] => (dayEnds && stop ? [[stop, dayEnds]] : []))
    return [...pairsAround(position, [home, dayEnds, ...stops]), ...pairsInOrder(stops), ...begins, ...ends]
  })
}

/**
 * Nobody comes before there is time to prepare, before the customer wants it, or before the parts are there; whoever has them in
 * the van does. Null: never.
 */
function soonest(
  search: SlotSearch & { links: LinkedWork | undefined },
  missing: MissingParts | undefined,
  rules: BookingRules,
  now: Date,
): number | null {
  const parts = missing?.inVanOf?.length ? undefined : missing
  const first = search.links?.after
  if (parts?.readyAt === null || first?.readyAt === null) return null
  return Math.max(
    now.getTime() + rules.leadHours * HOUR_MS,
    search.earliestAt?.getTime() ?? 0,
    parts?.readyAt ?? 0,
    first?.readyAt ?? 0,
  )
}

/** Begun after what comes first, and over before what follows. */
async function linkedSearch(tx: Tx, search: SlotSearch): Promise<SlotSearch & { links: LinkedWork | undefined }> {
  const links = search.orderId ? (await linkedWork(tx, [search.orderId])).get(search.orderId) : undefined
  if (!links?.before) return { ...search, links }
  const doneBy = links.before.until - search.work.durationMs
  return { ...search, links, latestAt: new Date(Math.min(doneBy, search.latestAt?.getTime() ?? doneBy)) }
}

async function wishesOf(tx: Tx, { orderId, requestId }: SlotSearch): Promise<PeopleWish[]> {
  if (!orderId) return peopleWishesOfRequest(tx, requestId)
  return (await peopleWishes(tx, [orderId])).get(orderId) ?? []
}

function offersIn(plan: StandingPlan, { work, latestAt }: SlotSearch, parts: Part[], notBefore: number): Offered[] {
  const latest = latestAt?.getTime() ?? Number.POSITIVE_INFINITY
  const seconds = (at: number) => Math.round((at - plan.base) / 1000)
  const offered = parts.map(
    ({ fromAt, toAt }): Window => [seconds(up(Math.max(fromAt, notBefore))), seconds(Math.min(toAt, latest)) - 1],
  )
  const none = { setup: 0, windows: [], priority: 0, delivery: [], pickup: [] }
  const people = work.people ?? []
  const vehicleCosts = Int32Array.from(plan.days, (day) => preferencePrice(people, day.technician.id))
  const fits = withParts(plan, plan.fitsFor(work.skills, people), work.parts)
  const job = { ...none, place: SITE, service: up(work.durationMs) / 1000, fits, vehicleCosts }
  return slotsFor(plan.board, { job, offered })
    .map((offer, i): Offered => {
      const startAt = appointment(offer.start, plan.base)
      const { id: technicianId } = plan.days[offer.vehicle]!.technician
      const place = { technicianId, startAt, endAt: startAt + work.durationMs }
      const extraSeconds = Math.round(offer.confirmed?.cost ?? offer.cost)
      const slackLeftSeconds = Math.max(0, offer.start[1] - (startAt - plan.base) / 1000)
      return {
        part: parts[offer.window]!,
        place,
        rank: i + 1,
        extraSeconds,
        slackEatenSeconds: offer.slack,
        slackLeftSeconds,
      }
    })
    .sort((a, b) => a.part.fromAt - b.part.fromAt)
}

/** Where some have the parts in the van, the others come when they are there for everybody. */
function withParts({ board, base, days }: StandingPlan, fits: Uint8Array, parts: MissingParts | null = null) {
  if (!parts?.inVanOf?.length) return fits
  const later = parts.readyAt === null ? null : Math.ceil((parts.readyAt - base) / 1000)
  return fitsFromParts(board.problem, fits, (v) =>
    parts.inVanOf!.includes(days[v]!.technician.id) ? Number.NEGATIVE_INFINITY : later,
  )
}

/** Appointments begin on the quarter hour where there is one. */
function appointment([from, to]: Window, base: number): number {
  const earliest = base + from * 1000
  const quarter = Math.ceil(earliest / QUARTER_MS) * QUARTER_MS
  return quarter <= base + to * 1000 ? quarter : earliest
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

export function slotView({ part, place, rank, extraSeconds, slackEatenSeconds, slackLeftSeconds }: Offered) {
  return {
    ...partView(part),
    rank,
    technicianId: place.technicianId,
    startsAt: new Date(place.startAt),
    extraMinutes: Math.round(extraSeconds / 60),
    slackEatenMinutes: Math.round(slackEatenSeconds / 60),
    slackLeftMinutes: Math.floor(slackLeftSeconds / 60),
  }
}

export function partView(part: Part) {
  return { date: part.date, part: part.part, from: new Date(part.fromAt), to: new Date(part.toAt) }
}
