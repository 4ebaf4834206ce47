import type { Job, Problem, Window } from '../plan/model.ts'

/** A job somebody is on the telephone for, and the windows they may be offered. */
export interface SlotWish {
  /**
   * As in a problem. `fits` says who may do it on which day (one vehicle is one technician on one day): skills,
   * certificates, and the parts (`fitsFromParts`). Its own windows narrow the offered ones; none = any time.
   */
  job: Job
  /** Where it is, when `job.place` is not a place of the problem (then that is ignored); for problems with coordinates. */
  position?: { lat: number; lon: number }
  /** What may be offered, as `[from, to]` for the start; one offer at most comes back for each. */
  offered: readonly Window[]
  /** How many of the best are confirmed by solving again; default 3, 0 = none. */
  confirm?: number
}

/** One window that can be kept: by whom, when, at what price. */
export interface SlotOffer {
  /** index into `offered` */
  window: number
  vehicle: number
  /** Behind so many stops of work of that route. */
  position: number
  /** The earliest and the latest start there that move no other promise; within the window. */
  start: Window
  /** Cost units the plan gets dearer. */
  cost: number
  /** Seconds by which the other stops of the route can be moved less than before (change of Σ latest − earliest). */
  slack: number
  /** 0–1: how rare those are who could take work as demanding as this technician can (1 = nobody else). */
  scarcity: number
  /** What the offers are ranked by, in cost units: cost (the confirmed one if there is one) and the price of what it eats; less is better. */
  score: number
  /** From solving the days around once more with the window fixed; null when it was not among the best. */
  confirmed: { vehicle: number; start: number; cost: number } | null
}

/** Ready for many questions about one plan: `prepareSlots(problem, plan)`; ask it with `slotsFor(board, wish)`. */
export interface SlotBoard {
  readonly problem: Problem
}

export interface SlotBoardOptions {
  /**
   * Offers leave every stop at the very time it has in the plan, so that booking one is booking that one job. Without it
   * others may be moved within what was told. Confirming looks at what moving them would save in both cases.
   */
  stands?: boolean
  /**
   * For tables that are filled as needed: called before the ways among these places are first used by these vehicles. Ways
   * along the routes of the plan, and between the new job and every place, are there from the beginning.
   */
  learnWays?: (vehicles: readonly number[]) => void
}
