import { type PeopleWish, type Ways, wayAt, wishFor } from '@aftercare/dispatch'
import type { Job, Problem, Solution, Window } from '@aftercare/dispatch/plan'
import { prepareSlots, type SlotBoard } from '@aftercare/dispatch/slots'
import { DAY_MS, localDay, type Position, wallAt } from '@aftercare/rules'
import { personsOf, withBooked } from './plan-hours.ts'
import { type Fixed, keptChains, withPauses } from './plan-kept.ts'
import { skillLacks } from './plan-lacks.ts'
import { LEAD_MS, OTHER_TECHNICIAN, TOLERANCE_MS } from './plan-problem.ts'
import { GRID_MS, type PlanTechnician, vehicleOf, type WorkingDay, workingDays } from './plan-vehicles.ts'
import { type DayWays, dayWays, SITE, type Stop } from './slot-ways.ts'
import type { KnownBooking, KnownTechnician } from './technicians.ts'
import type { WorkedBy } from './work-hours.ts'

/** What is asked about: who, where, from when to when, and by which rules. */
export interface SlotGround {
  people: readonly KnownTechnician[]
  site: Position | null
  fromAt: number
  toAt: number
  zone: string
  ways: Ways
  /** Skills that count only with a certificate valid on the day. */
  certified: ReadonlySet<string>
  /** By technician and week: what they work outside of these days, ms. */
  worked: WorkedBy
  now: number
}

/** The plan as it stands, ready to be asked where one more job fits. Seconds count from `base`. */
export interface StandingPlan {
  board: SlotBoard
  base: number
  days: readonly WorkingDay[]
  /** Who could do work of these skills and may come, by working day: 1 or 0. */
  fitsFor(skills: readonly string[], people?: readonly PeopleWish[]): Uint8Array
}

interface Booked extends Fixed {
  booking: KnownBooking
}

/** Nobody is sent farther than this for an appointment a customer picks alone; a dispatcher may. */
const FARTHEST_S = 120 * 60

/**
 * Reads the bookings of people as a plan. Offers leave all of them where they are, since booking a visit moves no other;
 * what a planning run could still save by moving them within what was told counts in the ranking.
 */
export function standingPlan(ground: SlotGround): StandingPlan {
  const { people, site, zone } = ground
  const base = wallAt(zone, Date.parse(`${localDay(ground.fromAt, zone)}T00:00:00Z`) / DAY_MS, 0)
  const technicians = people.map((one): PlanTechnician => ({ ...one, stationPath: [] }))
  const window = { fromAt: ground.fromAt, toAt: ground.toAt, now: 0 }
  const booked = people.flatMap((one) => one.bookings.map((booking) => bookedBy(one.id, booking)))
  const plain = (from: Position | null, to: Position | null) =>
    from && to ? wayAt(ground.ways, from, to, 'day').seconds * 1000 : 0
  const facts = { ...window, technicians, running: [], options: optionsOf(zone) }
  const began = workingDays(facts, booked, plain).filter((day) => !day.onlyPinned)
  const found = withBooked(began, booked, (from, to) => plain(from, to) / 1000)
  // Whatever is booked is kept, also where the way to it is too short: who did that will have known why.
  const { kept, untouched } = keptChains(booked, found, () => 0)
  const days = withPauses(found, untouched)
  const chains = chainsOf(kept, days, zone)
  const ways = dayWays(site, stopsByDay(days, chains), ground.ways, zone)
  learnRoutes(days, chains, ways)
  const able = fitsOf(days, ground.certified)
  const problem = problemOf(ground, { days, chains, ways, base, able })
  const learnWays = (vehicles: readonly number[]) => {
    const { date } = days[vehicles[0]!]!
    const sameDay = vehicles.filter((v) => days[v]!.date === date)
    ways.learn(date, [SITE, ...sameDay.flatMap((v) => placesOn(days[v]!, chains[v]!, ways))])
  }
  const board = prepareSlots(problem, { routes: routesOf(problem, chains, base) }, { stands: true, learnWays })
  return {
    board,
    base,
    days,
    fitsFor: (skills, people = []) => near(welcome(able(skills), people, days), ground, days),
  }
}

/** The plan of people who keep what was told, without overtime. */
const optionsOf = (zone: string) => ({
  zone,
  cause: null,
  freezeMinutes: 0,
  overtimeMinutes: 0,
  keepPromises: true,
  giveWay: false,
})

const bookedBy = (technicianId: string, booking: KnownBooking): Booked => ({
  position: booking.position,
  visit: { technicianId, startAt: booking.fromAt, endAt: booking.toAt },
  booking,
})

/** By working day, what is booked on it in order. */
function chainsOf(kept: readonly Booked[], days: readonly WorkingDay[], zone: string): Booked[][] {
  const key = (technicianId: string, date: string) => `${technicianId} ${date}`
  const byDay = Map.groupBy(kept, ({ visit }) => key(visit!.technicianId, localDay(visit!.startAt, zone)))
  return days.map(({ technician, date }) => byDay.get(key(technician.id, date)) ?? [])
}

function stopsByDay(days: readonly WorkingDay[], chains: readonly Booked[][]) {
  const byDate = new Map<string, Stop[]>()
  days.forEach(({ date, begins, ends, fromAt, toAt }, v) => {
    const list = byDate.get(date) ?? []
    list.push({ position: begins, freeAt: fromAt, dueAt: null })
    list.push({ position: ends, freeAt: toAt, dueAt: toAt })
    for (const { position, visit } of chains[v]!) list.push({ position, freeAt: visit!.endAt, dueAt: visit!.startAt })
    byDate.set(date, list)
  })
  return byDate
}

const placesOn = ({ date, begins, ends }: WorkingDay, chain: readonly Booked[], ways: DayWays): number[] =>
  [...(begins ? [begins] : []), ...(ends ? [ends] : []), ...chain.map((one) => one.position)].map((one) =>
    ways.placeOf(date, one),
  )

function learnRoutes(days: readonly WorkingDay[], chains: readonly Booked[][], ways: DayWays): void {
  for (const date of ways.dates) ways.learnSite(date)
  days.forEach((day, v) => {
    let at = { place: day.begins && ways.placeOf(day.date, day.begins), freeAt: day.fromAt }
    for (const { position, visit } of chains[v]!) {
      const place = ways.placeOf(day.date, position)
      if (at.place !== null) {
        ways.learn(day.date, [at.place, place])
        ways.squeeze(day.date, at.place, place, gapSeconds(day, at.freeAt, visit!.startAt))
      }
      at = { place, freeAt: visit!.endAt }
    }
    if (day.ends && at.place !== null) {
      const end = ways.placeOf(day.date, day.ends)
      ways.learn(day.date, [at.place, end])
      if (chains[v]!.length > 0) ways.squeeze(day.date, at.place, end, gapSeconds(day, at.freeAt, day.toAt))
    }
  })
}

/** The time from one to the next, without the breaks in between. */
function gapSeconds({ pauses }: WorkingDay, fromAt: number, toAt: number): number {
  const inside = pauses.filter((one) => one.fromAt >= fromAt && one.toAt <= toAt)
  return Math.floor((toAt - fromAt - inside.reduce((sum, one) => sum + one.toAt - one.fromAt, 0)) / 1000)
}

interface Laid {
  days: readonly WorkingDay[]
  chains: readonly Booked[][]
  ways: DayWays
  base: number
  able: (skills: readonly string[]) => Uint8Array
}

function problemOf(ground: SlotGround, { days, chains, ways, base, able }: Laid): Problem {
  const options = optionsOf(ground.zone)
  const booked = chains.flat()
  const { persons: caps, personOf } = personsOf(days, ground.worked, ground.zone, booked)
  const persons = [...new Set(days.map((day) => day.technician.id))]
  const others = persons.map((id) => Int32Array.from(days, (day) => (day.technician.id === id ? 0 : OTHER_TECHNICIAN)))
  const person = ({ technician }: WorkingDay) => persons.indexOf(technician.id)
  return {
    places: ways.places,
    travels: ways.travels,
    jobs: chains.flatMap((chain, v) =>
      chain.map((one) => ({
        ...jobOf(one, v, base, ground.now, able(one.booking.skills)),
        place: ways.placeOf(days[v]!.date, one.position),
        vehicleCosts: others[person(days[v]!)]!,
      })),
    ),
    pairs: [],
    vehicles: days.map((day, v) => {
      const begins = day.begins && ways.placeOf(day.date, day.begins)
      const ends = day.ends && ways.placeOf(day.date, day.ends)
      return vehicleOf(day, { options }, base, begins, ends, ways.dates.indexOf(day.date), personOf(v))
    }),
    persons: caps,
  }
}

function jobOf({ booking }: Booked, vehicle: number, base: number, now: number, able: Uint8Array): Omit<Job, 'place'> {
  const { fromAt, toAt, promised, stays } = booking
  const seconds = (at: number) => Math.round((at - base) / 1000)
  const start = seconds(fromAt)
  const isFixed = stays || fromAt < now + LEAD_MS
  const told: Window = promised
    ? [Math.min(start, seconds(promised.fromAt)), Math.max(start, seconds(promised.toAt - GRID_MS))]
    : [start, start + TOLERANCE_MS / 1000]
  const fits = able[vehicle] === 1 ? able : able.with(vehicle, 1)
  return {
    setup: 0,
    service: seconds(toAt) - start,
    windows: [isFixed ? [start, start] : told],
    ...{ priority: 0, delivery: [], pickup: [], fits },
    ...(isFixed ? { pin: { vehicle, start } } : {}),
  }
}

/** One row for all work that asks the same. */
function fitsOf(days: readonly WorkingDay[], certified: ReadonlySet<string>) {
  const rows = new Map<string, Uint8Array>()
  return (skills: readonly string[]) => {
    const key = skills.toSorted().join(' ')
    const row = rows.get(key) ?? Uint8Array.from(days, (day) => Number(skillLacks(day, skills, certified).length === 0))
    rows.set(key, row)
    return row
  }
}

function welcome(row: Uint8Array, people: readonly PeopleWish[], days: readonly WorkingDay[]): Uint8Array {
  const isOut = ({ technician }: WorkingDay) => wishFor(people, technician.id)?.wish === 'excluded'
  return people.length > 0 ? row.map((one, v) => (isOut(days[v]!) ? 0 : one)) : row
}

function near(row: Uint8Array, { site, ways }: SlotGround, days: readonly WorkingDay[]): Uint8Array {
  const isFar = ({ technician: { home } }: WorkingDay) =>
    home !== null && site !== null && wayAt(ways, home, site, 'day').seconds > FARTHEST_S
  return days.some(isFar) ? row.map((one, v) => (isFar(days[v]!) ? 0 : one)) : row
}

/** Of each stop only its order, place and beginning count. */
function routesOf({ jobs }: Problem, chains: readonly Booked[][], base: number): Solution['routes'] {
  const unknown = { waiting: 0, setup: 0, travel: 0, distance: 0, load: [] }
  const figures = { cost: 0, travel: 0, distance: 0, setup: 0, service: 0, waiting: 0 }
  let index = 0
  return chains.flatMap((chain, vehicle) => {
    const stops = chain.map(({ booking }) => {
      const { place, service } = jobs[index]!
      const arrival = Math.round((booking.fromAt - base) / 1000)
      return { kind: 'job' as const, index: index++, place, arrival, service, ...unknown }
    })
    return stops.length > 0 ? [{ vehicle, stops, ...figures }] : []
  })
}
