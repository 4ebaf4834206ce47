import { distanceMetres, type Position } from './distance.ts'

/** When the steps of a visit were, epoch ms; null: never. */
export interface Stamps {
  enRouteAt: number | null
  arrivedAt: number | null
  startedAt: number | null
  finishedAt: number | null
}

/** Why work on a visit rests; what is paused is not worked. */
export const WORK_PAUSES = ['break', 'waiting_for_part', 'waiting_for_customer', 'called_away', 'other'] as const
export interface WorkPause {
  from: number
  /** Null: it still rests. */
  to: number | null
}

/** Whole minutes. */
export interface WorkTime {
  travelMinutes: number
  /** On the spot before the work: greeting, checks, price. */
  siteMinutes: number
  workMinutes: number
  /** Left out of all of them. */
  pauseMinutes: number
}

/** What can be put right of a visit's time sheet, each with a reason. */
export const TIME_FIELDS = ['travelMinutes', 'siteMinutes', 'workMinutes', 'km'] as const
export type TimeField = (typeof TIME_FIELDS)[number]

/**
 * The time sheet writes itself from the steps; a step that was never told leaves its stretch at none. Pauses are time of
 * none of them.
 */
export function workTime(
  { enRouteAt, arrivedAt, startedAt, finishedAt }: Stamps,
  pauses: readonly WorkPause[] = [],
): WorkTime {
  const stretch = (from: number | null, to: number | null) => minutes(from, to, pauses)
  const first = enRouteAt ?? arrivedAt ?? startedAt
  return {
    travelMinutes: stretch(enRouteAt, arrivedAt),
    siteMinutes: stretch(arrivedAt, startedAt ?? finishedAt),
    workMinutes: stretch(startedAt, finishedAt),
    pauseMinutes:
      first === null || finishedAt === null ? 0 : Math.round(restedWithin(first, finishedAt, pauses) / 60_000),
  }
}

/** Pauses of one visit follow each other: a new one ends what still rested. */
const restedWithin = (from: number, to: number, pauses: readonly WorkPause[]) =>
  pauses.reduce((sum, one) => sum + Math.max(0, Math.min(one.to ?? to, to) - Math.max(one.from, from)), 0)

// A clock that was put right in between may turn two steps round: no time passed backwards.
const minutes = (from: number | null, to: number | null, pauses: readonly WorkPause[]) =>
  from === null || to === null ? 0 : Math.max(0, Math.round((to - from - restedWithin(from, to, pauses)) / 60_000))

/** Roads are about a third longer than the air line; whoever drove further puts it right. */
const ROADS = 1.3

/** Kilometres of the way there, with one decimal; null when either end is not known. */
export function roadKm(from: Position | null, to: Position | null): number | null {
  return from && to ? Math.round((distanceMetres(from, to) * ROADS) / 100) / 10 : null
}
