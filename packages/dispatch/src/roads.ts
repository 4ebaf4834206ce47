import { DAY_MS, distanceMetres, localDay, MINUTE_MS, type Position, wallAt, weekdayOf } from '@aftercare/rules'

// Roads are about 1.3 times the air line (circuity factors of Ballou, Rahardja and Sakai 2002). The speeds are plain
// assumptions, slow in town and faster beyond; the pace by area and hour is learnt from what the ways really took.
const DETOUR = 1.3
const TOWN_METRES = 10_000
const TOWN_KMH = 30
const BEYOND_KMH = 70
/** Finding a place to park and walking to the door. */
const PARKING_S = 5 * 60
const SAME_PLACE_METRES = 50

/** By how far the way goes: what stays in town, what crosses it, what goes over land. */
export const AREAS = ['town', 'mixed', 'open'] as const
export type Area = (typeof AREAS)[number]
export const HOUR_CLASSES = ['night', 'morning_peak', 'day', 'evening_peak', 'weekend'] as const
export type HourClass = (typeof HOUR_CLASSES)[number]

/** How much longer a way takes than on an ordinary weekday at noon: 1 = as estimated. */
export type RoadPace = Record<Area, Record<HourClass, number>>

/** Before anything was learnt: peaks cost most in town. Assumptions of ours, replaced by what the stamps show. */
export const USUAL_PACE: RoadPace = {
  town: { night: 0.8, morning_peak: 1.3, day: 1, evening_peak: 1.35, weekend: 0.95 },
  mixed: { night: 0.85, morning_peak: 1.25, day: 1, evening_peak: 1.3, weekend: 0.95 },
  open: { night: 0.9, morning_peak: 1.1, day: 1, evening_peak: 1.1, weekend: 1 },
}

/** The class of an instant by the clock on the wall of a zone. */
export function hourClassOf(at: number, timeZone: string): HourClass {
  return hoursOn(localDay(at, timeZone), timeZone)(at)
}

/** The class of instants of one day, for many questions about it. */
export function hoursOn(date: string, timeZone: string): (at: number) => HourClass {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS
  const [midnight, weekday] = [wallAt(timeZone, day, 0), weekdayOf(day)]
  return (at) => hourClass((at - midnight) / (60 * MINUTE_MS), weekday > 5)
}

function hourClass(hour: number, isWeekend: boolean): HourClass {
  if (hour < 6 || hour >= 21) return 'night'
  if (isWeekend) return 'weekend'
  if (hour >= 7 && hour < 9.5) return 'morning_peak'
  return hour >= 16.5 && hour < 19 ? 'evening_peak' : 'day'
}

export interface Leg {
  seconds: number
  metres: number
}

/** The way between two places from the air line: whole seconds and metres of road, parking included; 0 at the same place. */
export function legOf(from: Position, to: Position, pace: RoadPace = USUAL_PACE, hours: HourClass = 'day'): Leg {
  return estimated(from, to, (area) => pace[area][hours])
}

/** The same at any pace by area. */
export function estimated(from: Position, to: Position, paceIn: (area: Area) => number): Leg {
  const metres = distanceMetres(from, to)
  if (metres < SAME_PLACE_METRES) return { seconds: 0, metres: 0 }
  const road = Math.round(metres * DETOUR)
  return { seconds: PARKING_S + Math.round(driving(road) * paceIn(areaOf(road))), metres: road }
}

/** Seconds at the wheel at the plain pace. */
function driving(road: number): number {
  const town = Math.min(road, TOWN_METRES) / (TOWN_KMH / 3.6)
  return town + Math.max(0, road - TOWN_METRES) / (BEYOND_KMH / 3.6)
}

export function areaOf(roadMetres: number): Area {
  return roadMetres < 5_000 ? 'town' : roadMetres < 25_000 ? 'mixed' : 'open'
}

/** A way that was driven, by the stamps of setting out and arriving. */
export interface DrivenWay {
  from: Position
  to: Position
  hours: HourClass
  seconds: number
}

export interface LearntPace {
  area: Area
  hours: HourClass
  factor: number
  samples: number
}

/** So many ways weigh as much as what was assumed before. */
const PRIOR = 10
/** Taps forgotten or made at the door tell nothing of the road. */
const BELIEVABLE = [0.25, 4] as const

/**
 * The pace by area and hour: the geometric mean of driven over estimated, drawn to the assumption while the ways are few.
 * Ways that took a quarter or four times as long are left out: somebody forgot a tap.
 */
export function learnPace(ways: readonly DrivenWay[], prior: RoadPace = USUAL_PACE): LearntPace[] {
  const logs = new Map<string, { area: Area; hours: HourClass; sum: number; n: number }>()
  for (const { from, to, hours, seconds } of ways) {
    const metres = distanceMetres(from, to)
    if (metres < SAME_PLACE_METRES || seconds <= PARKING_S) continue
    const road = metres * DETOUR
    const ratio = (seconds - PARKING_S) / driving(road)
    if (ratio < BELIEVABLE[0] || ratio > BELIEVABLE[1]) continue
    const area = areaOf(road)
    const found = logs.get(`${area} ${hours}`) ?? { area, hours, sum: 0, n: 0 }
    logs.set(`${area} ${hours}`, { ...found, sum: found.sum + Math.log(ratio), n: found.n + 1 })
  }
  return [...logs.values()].map(({ area, hours, sum, n }) => ({
    area,
    hours,
    factor: Math.exp((sum + PRIOR * Math.log(prior[area][hours])) / (n + PRIOR)),
    samples: n,
  }))
}

/** The pace with what was learnt in it. */
export function paceWith(learnt: readonly Pick<LearntPace, 'area' | 'hours' | 'factor'>[]): RoadPace {
  const pace = structuredClone(USUAL_PACE)
  // What was kept under an area there is no more is let be.
  for (const { area, hours, factor } of learnt) if (pace[area]) pace[area][hours] = factor
  return pace
}

// 0.0001° is some 11 metres: the same door. Latitudes need 1.8 million steps, longitudes 3.6 million.
const STEPS = 10_000
const LONGITUDES = 4_000_000

/** A place as one whole number, rounded to some eleven metres: ways are kept by it. */
export function placeKey({ lat, lon }: Position): number {
  return Math.round((lat + 90) * STEPS) * LONGITUDES + Math.round((lon + 180) * STEPS)
}
