import { distanceMetres, type Position } from './distance.ts'

/** When the steps of a visit were, epoch ms; null: never. */
export interface Stamps {
  enRouteAt: number | null
  arrivedAt: number | null
  startedAt: number | null
  finishedAt: number | null
}

/** Whole minutes. */
export interface WorkTime {
  travelMinutes: number
  /** On the spot before the work: greeting, checks, price. */
  siteMinutes: number
  workMinutes: number
}

/** What can be put right of a visit's time sheet, each with a reason. */
export const TIME_FIELDS = ['travelMinutes', 'siteMinutes', 'workMinutes', 'km'] as const
export type TimeField = (typeof TIME_FIELDS)[number]

/** The time sheet writes itself from the steps; a step that was never told leaves its stretch at none. */
export function workTime({ enRouteAt, arrivedAt, startedAt, finishedAt }: Stamps): WorkTime {
  return {
    travelMinutes: minutes(enRouteAt, arrivedAt),
    siteMinutes: minutes(arrivedAt, startedAt ?? finishedAt),
    workMinutes: minutes(startedAt, finishedAt),
  }
}

// A clock that was put right in between may turn two steps round: no time passed backwards.
const minutes = (from: number | null, to: number | null) =>
  from === null || to === null ? 0 : Math.max(0, Math.round((to - from) / 60_000))

/** Roads are about a third longer than the air line; whoever drove further puts it right. */
const ROADS = 1.3

/** Kilometres of the way there, with one decimal; null when either end is not known. */
export function roadKm(from: Position | null, to: Position | null): number | null {
  return from && to ? Math.round((distanceMetres(from, to) * ROADS) / 100) / 10 : null
}
