import type { Clock } from './clock.ts'
import type { TracePoint } from './model.ts'
import type { Search } from './search.ts'
import type { Snapshot } from './snapshot.ts'

/** A point of the trace at most every fiftieth of the budget. */
const POINTS = 50

type Worth = Pick<TracePoint, 'priority' | 'assigned' | 'cost'>
type Listener = ((point: TracePoint) => void) | undefined

/** Keeps the trace of a search and tells who wants to know. */
export function tellTale({ ground, worth }: Search, best: Snapshot, clock: Clock, onProgress: Listener) {
  let priorities = 0
  for (const one of worth.priority) priorities += one
  const now = () => ({
    priority: priorities - best.score.priority,
    assigned: best.begins[ground.vehicles]!,
    cost: best.score.cost / ground.costScale,
  })
  return taleOf(now, clock, onProgress)
}

/** The same of a plan whose worth `now` says. */
export function taleOf(now: () => Worth, clock: Clock, onProgress: Listener) {
  const trace: TracePoint[] = []
  let next = 0
  const tell = (iterations: number) => {
    const { priority, assigned, cost } = now()
    const point = { cpuSeconds: clock.seconds(), iterations, priority, assigned, cost }
    onProgress?.(point)
    const last = trace.at(-1)
    if (last && last.cost === cost && last.assigned === assigned && last.priority === priority) return
    trace.push(point)
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
