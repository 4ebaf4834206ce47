import { MINUTE_MS, type Position } from '@aftercare/rules'
import {
  type Area,
  areaOf,
  estimated,
  type HourClass,
  hourClassOf,
  type Leg,
  placeKey,
  type RoadPace,
  USUAL_PACE,
} from './roads.ts'

/** Ways a matrix service has told, by the numbers of both places; null where it knows no way. */
export type KeptWays = ReadonlyMap<number, ReadonlyMap<number, Leg | null>>

/** All that is known of ways: plan, slots, board, late risk and mails ask it, so that they never differ. */
export interface Ways {
  pace: RoadPace
  kept: KeptWays
}

/** Before anything was learnt or asked. */
export const USUAL_WAYS: Ways = { pace: USUAL_PACE, kept: new Map() }

/** The way between two places in a class of hours. */
export function wayAt(ways: Ways, from: Position, to: Position, hours: HourClass): Leg {
  return wayAtPace(ways, from, to, (area) => ways.pace[area][hours])
}

/**
 * The same at any pace by area. A matrix service tells the empty road; how much slower an hour is than noon is what our own
 * stamps have taught. Where it knows no way (an island, a wrong coordinate) the own estimate stands.
 */
export function wayAtPace({ pace, kept }: Ways, from: Position, to: Position, paceIn: (area: Area) => number): Leg {
  const told = kept.size > 0 ? kept.get(placeKey(from))?.get(placeKey(to)) : null
  if (!told) return estimated(from, to, paceIn)
  const area = areaOf(told.metres)
  return { seconds: Math.round((told.seconds * paceIn(area)) / pace[area].day), metres: told.metres }
}

/** How long the way takes for who sets out at `at`, in whole minutes; null when either end is unknown. */
export type WayTime = (from: Position | null, to: Position | null, at: number) => number | null

export function wayTimes(ways: Ways, timeZone: string): WayTime {
  return (from, to, at) =>
    from && to ? Math.round(wayAt(ways, from, to, hourClassOf(at, timeZone)).seconds / 60) * MINUTE_MS : null
}

/** How long the way takes at noon of an ordinary weekday, in whole minutes; null when either end is unknown. */
export function travelMs(from: Position | null, to: Position | null, ways: Ways = USUAL_WAYS): number | null {
  if (!from || !to) return null
  return Math.round(wayAt(ways, from, to, 'day').seconds / 60) * MINUTE_MS
}

/** For who knows neither zone nor what was learnt. */
export const travelAtNoon: WayTime = (from, to) => travelMs(from, to)
