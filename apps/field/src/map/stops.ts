import { distanceMetres, type Position } from '@aftercare/rules'
import type { KeptVisit } from '../data/store.ts'

/** A place of the day, in its order. */
export interface Stop {
  visit: KeptVisit['visit']
  /** Where its part is collected, not where the work is. */
  isPickUp: boolean
  number: number
  at: Position & { country: string }
  /** From the stop before, by air; null at the first. */
  way: { metres: number; towards: Direction } | null
}

const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** The visits of the day that have a place, and where their parts are collected, in the order they are planned. */
export function stopsOf(visits: readonly KeptVisit[]): Stop[] {
  const placed = visits
    .flatMap(({ visit }) => {
      const { address, pickUp } = visit
      const store = pickUp && { visit, isPickUp: true, time: pickUp.from, at: pointOf(pickUp.place) }
      return [...(store ? [store] : []), { visit, isPickUp: false, time: visit.startsAt, at: pointOf(address) }]
    })
    .filter((one): one is typeof one & Pick<Stop, 'at'> => one.at !== null)
  if (placed.some((one) => one.isPickUp)) placed.sort((a, b) => a.time.localeCompare(b.time))
  return placed.map((one, i) => {
    const before = placed[i - 1]?.at
    const way = before ? { metres: distanceMetres(before, one.at), towards: towards(before, one.at) } : null
    return { ...one, number: i + 1, way }
  })
}

/** One mark for all stops at one place: whoever comes there twice sees both numbers. */
export function marksOf(stops: readonly Stop[]): Stop[][] {
  const marks = new Map<string, Stop[]>()
  for (const stop of stops) {
    const key = `${stop.at.lat} ${stop.at.lon}`
    marks.set(key, [...(marks.get(key) ?? []), stop])
  }
  return [...marks.values()]
}

type Somewhere = { lat: number | null; lon: number | null; country: string } | null

const pointOf = (one: Somewhere) =>
  one?.lat == null || one.lon == null ? null : { lat: one.lat, lon: one.lon, country: one.country }

/** Which way somebody sets out: the bearing of the great circle at its beginning, in eighths. */
export function towards(from: Position, to: Position): Direction {
  const rad = Math.PI / 180
  const turn = (to.lon - from.lon) * rad
  const y = Math.sin(turn) * Math.cos(to.lat * rad)
  const x =
    Math.cos(from.lat * rad) * Math.sin(to.lat * rad) -
    Math.sin(from.lat * rad) * Math.cos(to.lat * rad) * Math.cos(turn)
  return DIRECTIONS[(Math.round(Math.atan2(y, x) / (45 * rad)) + 8) % 8]!
}
