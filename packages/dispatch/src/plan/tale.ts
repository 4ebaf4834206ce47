import type { Clock } from './clock.ts'
import type { TracePoint } from './model.ts'
import type { Search } from './search.ts'
import type { Snapshot } from './snapshot.ts'

/** A point of the trace at most every fiftieth of the budget. */
const POINTS = 50

/** Keeps the trace of a search and tells who wants to know. */
export function tellTale(
  { ground, worth }: Search,
  best: Snapshot,
  clock: Clock,
  onProgress: ((point: TracePoint) => void) | undefined,
) {
  const trace: TracePoint[] = []
  let next = 0
  let priorities = 0
  for (const one of worth.priority) priorities += one
  const point = (iterations: number): TracePoint => ({
    cpuSeconds: clock.seconds(),
    iterations,
    priority: priorities - best.score.priority,
    assigned: best.begins[ground.vehicles]!,
    cost: best.score.cost / ground.costScale,
  })
  const tell = (iterations: number) => {
    const now = point(iterations)
    onProgress?.(now)
    const last = trace.at(-1)
    if (last && last.cost === now.cost && last.assigned === now.assigned && last.priority === now.priority) return
    trace.push(now)
  }
  return {
    trace,
    tick(iterations: number, spent: number) {
      if (spent < next) return
      next = Math.floor(spent * POINTS + 1) / POINTS
      tell(iterations)
    },
    end: tell,
  }
}
