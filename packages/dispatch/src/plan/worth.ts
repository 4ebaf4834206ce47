import type { Ground } from './ground.ts'
import type { Search } from './search.ts'

/** What is missing from a plan among the tasks that go by priority, and what the rest costs (scaled, with penalties). */
export interface Score {
  priority: number
  count: number
  cost: number
}

/** Tasks that a unit (named by its first task) stands for. */
export const sizeOf = ({ mate }: Ground, unit: number): number => (mate[unit]! < 0 ? 1 : 2)

export function scoreOf(search: Search): Score {
  const { ground, absent } = search
  const score = { priority: 0, count: 0, cost: search.cost }
  for (let i = 0; i < absent.length; i++) {
    const t = absent[i]!
    const size = sizeOf(ground, t)
    if (Number.isNaN(ground.penalty[t]!)) {
      score.priority += size * ground.priority[t]!
      score.count += size
    } else score.cost += size * ground.penalty[t]! * ground.costScale
  }
  return score
}

export function isBetter(one: Score, other: Score): boolean {
  if (one.priority !== other.priority) return one.priority < other.priority
  if (one.count !== other.count) return one.count < other.count
  return one.cost < other.cost - 1e-6
}

/**
 * Sets what an absence costs at this moment of the search: the penalty where there is one, else `step` for the task and
 * again for each point of its priority.
 */
export function setWeights({ ground, weight }: Search, step: number): void {
  for (let t = 0; t < ground.tasks; t++) {
    const penalty = ground.penalty[t]!
    weight[t] =
      sizeOf(ground, t) * (Number.isNaN(penalty) ? step * (1 + ground.priority[t]!) : penalty * ground.costScale)
  }
}
