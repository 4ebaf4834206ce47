import type { Ground } from './ground.ts'
import type { Search } from './search.ts'

/** What is missing from a plan among the tasks that go by priority, and what the rest costs (scaled, with penalties). */
export interface Score {
  priority: number
  count: number
  cost: number
}

/** What the absence of each unit (by its first task) counts: points of priority, tasks, scaled penalty. */
export interface Worth {
  priority: Float64Array
  count: Float64Array
  penalty: Float64Array
}

export function worthOf(ground: Ground): Worth {
  const figures = () => new Float64Array(ground.tasks)
  const worth = { priority: figures(), count: figures(), penalty: figures() }
  for (let t = 0; t < ground.tasks; t++) {
    const u = ground.unit[t]!
    if (Number.isNaN(ground.penalty[t]!)) {
      worth.priority[u]! += ground.priority[t]!
      worth.count[u]! += 1
    } else worth.penalty[u]! += ground.penalty[t]! * ground.costScale
  }
  return worth
}

export function scoreOf({ absent, worth, cost }: Search): Score {
  const score = { priority: 0, count: 0, cost }
  for (let i = 0; i < absent.length; i++) {
    const u = absent[i]!
    score.priority += worth.priority[u]!
    score.count += worth.count[u]!
    score.cost += worth.penalty[u]!
  }
  return score
}

export function isBetter(one: Score, other: Score): boolean {
  if (one.priority !== other.priority) return one.priority < other.priority
  if (one.count !== other.count) return one.count < other.count
  return one.cost < other.cost - 1e-6
}

/**
 * Sets what absences weigh at this moment of the search: their penalties, and where the priority order rules `step` for
 * each task and each point of priority.
 */
export function setWeights(search: Search, step: number): void {
  const { ground, weight, worth, absent } = search
  for (let u = 0; u < ground.tasks; u++) {
    const steps = worth.count[u]! + worth.priority[u]!
    weight[u] = worth.penalty[u]! + (steps > 0 ? step * steps : 0)
  }
  search.absentWeight = 0
  for (const u of absent) search.absentWeight += weight[u]!
}
