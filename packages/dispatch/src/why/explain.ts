import type { Problem, Solution } from '../plan/index.ts'
import { prepareSlots, ready } from '../slots/board.ts'
import { whyLeft } from './left.ts'
import type { JobRef, Why, WhyOptions } from './model.ts'
import { whyPlaced } from './placed.ts'

/**
 * Why a plan is as it is: for what is placed the reasons and who else was near, for what is left out the blocking
 * constraint and the smallest change that places it. Every change was tried in its route and passed the check.
 */
export function explain(
  problem: Problem,
  solution: Pick<Solution, 'routes' | 'unassigned'>,
  options: WhyOptions = {},
): Why {
  const board = ready(prepareSlots(problem, solution))
  const wanted = options.only && new Set(options.only.map(keyOf))
  const isWanted = (ref: JobRef) => !wanted || wanted.has(keyOf(ref))
  const { most = Number.POSITIVE_INFINITY } = options
  const hasTime = () => board.looked < most
  const left = solution.unassigned.flatMap((ref) => (isWanted(ref) && hasTime() ? [whyLeft(board, ref, options)] : []))
  const placed = solution.routes.flatMap(({ vehicle, stops }) =>
    stops.flatMap((stop) => {
      if (stop.kind !== 'job' && stop.kind !== 'pickup') return []
      const ref: JobRef = { kind: stop.kind === 'job' ? 'job' : 'pair', index: stop.index }
      return isWanted(ref) && hasTime() ? [whyPlaced(board, ref, vehicle, stop.arrival + stop.waiting, options)] : []
    }),
  )
  return { placed, left }
}

const keyOf = ({ kind, index }: JobRef) => `${kind} ${index}`
