import type { StopKind } from '../plan/model.ts'

/** What stands against a vehicle for a job. Codes and figures; the words are the apps'. */
export type LackCode =
  | 'skill'
  | 'certificate'
  | 'part'
  | 'excluded'
  | 'territory'
  | 'not_fit'
  | 'pinned_elsewhere'
  | 'capacity'
  | 'window'
  | 'shift'
  | 'unreachable'
  | 'max_tasks'
  | 'max_travel_time'
  | 'max_distance'
  | 'max_duration'
  | 'person_cap'
  | 'tied'
  | 'too_dear'
  | 'no_vehicle'

export interface Lack {
  code: LackCode
  /** seconds, amounts, ids: `{ seconds: 1500 }`, `{ skill: 4 }`, `{ dimension: 0, more: 2 }` */
  values: Record<string, unknown>
}

export interface JobRef {
  kind: 'job' | 'pair'
  index: number
}

/** Somebody else who was looked at. */
export interface RunnerUp {
  vehicle: number
  /** Empty: it could be done, `costsMore` says at what price. */
  lacks: Lack[]
  /** Cost units more than where it is; null when it cannot be done there. */
  costsMore: number | null
}

export type AdvantageCode = 'only_one' | 'only_room' | 'cheapest' | 'preferred' | 'pinned' | 'whole_plan'

/** Why a job is with this technician at this time. */
export interface PlacedWhy extends JobRef {
  vehicle: number
  start: number
  /** Cost units it adds to the route as it stands. */
  cost: number
  reasons: { code: AdvantageCode; values: Record<string, unknown> }[]
  /** The next best first. */
  runnersUp: RunnerUp[]
}

export type PairEnd = 'pickup' | 'delivery'

/** The smallest change that would place a job; `seconds`, `more`, `until` in the units of the problem. */
export type Change =
  | { code: 'shift_longer'; vehicle: number; seconds: number }
  | { code: 'shift_earlier'; vehicle: number; seconds: number }
  /** `end`: of a pair, which of its two stops. */
  | { code: 'window_until'; until: number; vehicle: number; end?: PairEnd }
  | { code: 'window_from'; from: number; vehicle: number; end?: PairEnd }
  | { code: 'fit'; vehicle: number; lacks: Lack[] }
  | { code: 'capacity'; vehicle: number; dimension: number; more: number }
  | {
      code: 'limit'
      vehicle: number
      limit: 'max_tasks' | 'max_travel_time' | 'max_distance' | 'max_duration'
      more: number
    }
  /** A cap over all days of the person. */
  | { code: 'person_cap'; vehicle: number; limit: 'max_tasks' | 'max_travel_time' | 'max_work'; more: number }
  /** Need not begin together with these jobs, nor wait for them. */
  | { code: 'untied'; vehicle: number; jobs: number[] }
  | { code: 'penalty'; at_least: number; vehicle: number }

/** Why a job is in no route, and what would place it. */
export interface LeftWhy extends JobRef {
  /** What stands against it with most vehicles, or with the nearest to doing it. */
  blocking: LackCode
  /** By vehicle, the nearest to doing it first. */
  lacks: RunnerUp[]
  /** Tried and found feasible by the check before it is told; null when nothing small would do. */
  change: (Change & { start: number; cost: number; kind: StopKind }) | null
}

export interface Why {
  placed: PlacedWhy[]
  left: LeftWhy[]
}

export interface WhyOptions {
  /** Only these; absent = all jobs and pairs. */
  only?: readonly JobRef[]
  /**
   * Stops that may be looked at before the rest goes without reasons; what is begun is finished. Some fifteen million
   * take a second of processor time, a stop timed anew counting as forty. Default: all.
   */
  most?: number
  /** How many runners-up; default 3. */
  runnersUp?: number
  /** Why `fits` says no: what lies behind it in the words of the caller. */
  lacksOf?: (ref: JobRef, vehicle: number) => Lack[]
}
