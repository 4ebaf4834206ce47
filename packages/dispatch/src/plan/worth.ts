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
 * Sets what absences weigh at this moment of the search (scaled cost): so many times their penalties, and where the
 * priority order rules so much for each point of priority and for each task.
 */
export function setWeights(search: Search, point: number, task: number, penalties: number): void {
  const { ground, weight, worth, absent } = search
  for (let u = 0; u < ground.tasks; u++) {
    weight[u] = worth.penalty[u]! > 0 ? penalties * worth.penalty[u]! : 0
    if (worth.count[u]! > 0) weight[u]! += task * worth.count[u]!
    if (worth.priority[u]! > 0) weight[u]! += point * worth.priority[u]!
  }
  search.absentWeight = 0
  for (const u of absent) search.absentWeight += weight[u]!
}
