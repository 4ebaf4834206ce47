import { bestTimetable, type Job, type Problem, resultOf, type StopRef, type Vehicle } from '@aftercare/dispatch/plan'

const DAY = 86_400
const HOUR = 3600
const SKILLS = 6

/** A repeatable source of numbers in 0 … 1. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Ground {
  problem: Problem
  plan: ReturnType<typeof resultOf>
  /** skills of each technician; six kinds of work there are */
  skills: number[][]
  technicians: number
  days: number
}

/**
 * A region of about 120 by 90 km with `technicians` who work 8 to 17 with a break at noon on each of `days` days, and on
 * each day `visits` of half an hour to fifty minutes not far from home, every third with a window of four hours.
 */
export function slotGround(technicians: number, days: number, visits: number, seed: number): Ground {
  const random = numbersFrom(seed)
  const most = technicians * (1 + days * visits)
  const lat = new Float64Array(most)
  const lon = new Float64Array(most)
  let count = 0
  const place = (near: number | null, spread: number) => {
    lat[count] = near === null ? 47.9 + random() * 0.8 : lat[near]! + (random() - 0.5) * spread
    lon[count] = near === null ? 8.0 + random() * 1.6 : lon[near]! + (random() - 0.5) * spread * 1.4
    return count++
  }
  const homes = Array.from({ length: technicians }, () => place(null, 0))
  const skills = homes.map(() => Array.from({ length: SKILLS }, (_, s) => s).filter((s) => random() < 0.75 - s * 0.1))
  const vehicles = Array.from({ length: technicians * days }, (_, v): Vehicle => {
    const day = Math.floor(v / technicians) * DAY
    return technician(homes[v % technicians]!, v % technicians, day)
  })
  const jobs: Job[] = []
  const travel = { kind: 'points' as const, lat, lon, detour: 1.3, metresPerSecond: 11.7 }
  const problem: Problem = { places: most, travels: [travel], jobs, pairs: [], vehicles }
  const drafts = vehicles.map((vehicle, v) => {
    const own: StopRef[] = []
    for (let tries = 0; own.length < visits && tries < 4 * visits; tries++) {
      const at = vehicle.shift[0] + Math.floor(random() * 6) * HOUR
      const windows = random() < 0.33 ? [[at, at + 4 * HOUR] as const] : []
      jobs.push({ ...visit(place(homes[v % technicians]!, 0.18), random), windows })
      own.push({ kind: 'job', index: jobs.length - 1 })
      if (bestTimetable(problem, v, own)) continue
      own.pop()
      jobs.pop()
      count--
    }
    return { vehicle: v, visits: own }
  })
  return { problem, plan: resultOf(problem, drafts), skills, technicians, days }
}

function technician(home: number, person: number, day: number): Vehicle {
  return {
    travel: 0,
    start: home,
    end: home,
    shift: [day + 8 * HOUR, day + 17 * HOUR],
    overtime: { limit: HOUR, perHour: 5400 },
    capacity: [],
    type: 0,
    breaks: [{ windows: [[day + 11.5 * HOUR, day + 13 * HOUR]], service: 1800 }],
    speedFactor: 1,
    costs: { fixed: 0, perHour: 3600, perTaskHour: 0, perKm: 0 },
    person,
  }
}

function visit(place: number, random: () => number): Job {
  const service = 1500 + Math.floor(random() * 4) * 300
  return { place, setup: 300, service, windows: [], priority: 0, delivery: [], pickup: [] }
}
