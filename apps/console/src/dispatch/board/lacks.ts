import type { Reason } from '@aftercare/dispatch'
import { problemFrom } from '../../shell/api.ts'
import type { Verdict } from './board-data.ts'

/** Something lacking, as the server tells it. */
export type Lack = Pick<Reason, 'code' | 'values'>

/** What the server found lacking although the board did not know of it, where a reason can be given; else nothing. */
export function overridable(error: unknown): Lack[] {
  const problem = problemFrom(error)
  if (problem?.code !== 'dispatch.unfit' || problem.values.mayOverride !== true) return []
  return problem.values.reasons as Lack[]
}

/** The judgement of the board with what the server knows better. */
export function withLacks(verdict: Verdict, told: readonly Lack[]): Verdict {
  const news = told.filter(({ code }) => !verdict.lacking.some((one) => one.code === code))
  if (news.length === 0) return verdict
  const lacking = [...verdict.lacking, ...news.map((one) => ({ ...one, ok: false, points: 0 }))]
  return { ...verdict, place: { ...verdict.place, ok: false }, lacking }
}
