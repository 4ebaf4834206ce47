import { refOf } from './ground.ts'
import { bestTimetable, routeCosts } from './result.ts'
import type { Rows } from './rows.ts'
import type { Visit } from './timetable.ts'

/**
 * Overtime and broken promises of a row by the plain scheduler (cost units), null when it cannot be kept: for routes with
 * promises, or breaks that hang on the load, where one pass forward does not tell.
 */
export function dearest(rows: Rows, v: number, row: number): number | null {
  const { ground, stride, length, task } = rows
  const visits: Visit[] = []
  for (let k = 1; k <= length[row]!; k++) visits.push(visitOf(rows, task[row * stride + k]!))
  const stops = bestTimetable(ground.problem, v, visits)
  if (!stops) return null
  const { overtime, promise } = routeCosts(ground.problem, v, stops)
  return overtime + promise
}

/** A task as the scheduler reads it, with the moment it was tied to. */
export function visitOf({ ground }: Rows, t: number): Visit {
  const ref = refOf(ground, t)
  if (!ground.tied[t]) return ref
  return { ...ref, from: ground.from[t]! + ground.epoch, to: ground.to[t]! + ground.epoch }
}
