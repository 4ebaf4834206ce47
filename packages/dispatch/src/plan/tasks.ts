import type { Demand, Problem, Task } from './model.ts'

const FAR = (1 << 30) - 1

/** The stops of work of a problem as arrays (Ground): jobs first, then the ends of the pairs by turns. */
export function taskTable(problem: Problem, epoch: number, at: (place: number) => number) {
  const { jobs, pairs } = problem
  const stops: Task[] = [...jobs, ...pairs.flatMap(({ pickup, delivery }) => [pickup, delivery])]
  const demands: Demand[] = [...jobs, ...pairs.flatMap((pair) => [pair, pair])]
  const fit = fitClasses(demands, problem.vehicles.length)
  return {
    tasks: stops.length,
    jobs: jobs.length,
    place: Int32Array.from(stops, ({ place }) => at(place)),
    ...windowTable(stops, demands, epoch),
    ...durations(problem, stops),
    ...amounts(problem),
    mate: Int32Array.from(stops, (_, i) => (i < jobs.length ? -1 : jobs.length + ((i - jobs.length) ^ 1))),
    ...fit,
    priority: Int32Array.from(demands, ({ priority }) => priority),
    // The penalty of a pair is paid once: half at each end.
    penalty: Float64Array.from(demands, ({ penalty }, i) => (penalty ?? Number.NaN) / (i < jobs.length ? 1 : 2)),
    vehicleCosts: demands.map(({ vehicleCosts }, i) => (isSecondEnd(i, jobs.length) ? undefined : vehicleCosts)),
    promised: Uint8Array.from(stops, (_, i) => (jobs[i]?.promise ? 1 : 0)),
    pinnedTo: Int32Array.from(demands, ({ pin }) => pin?.vehicle ?? -1),
  }
}

const isSecondEnd = (i: number, jobs: number) => i >= jobs && (i - jobs) % 2 === 1

function windowTable(stops: readonly Task[], demands: readonly Demand[], epoch: number) {
  const clip = (time: number) => Math.max(0, Math.min(FAR, time - epoch))
  const windows: number[] = []
  const windowAt = new Int32Array(stops.length + 1)
  const from = new Int32Array(stops.length)
  const to = new Int32Array(stops.length).fill(FAR)
  const several = new Uint8Array(stops.length)
  stops.forEach((stop, i) => {
    const pinned = isSingle(demands[i]!) ? demands[i]!.pin?.start : undefined
    // What ends before the first shift begins is no window; times before it are clipped to it.
    const open = pinned === undefined ? stop.windows.filter((one) => one[1] >= epoch) : [[pinned, pinned] as const]
    for (const [a, b] of open) windows.push(clip(a), clip(b))
    windowAt[i + 1] = windows.length
    several[i] = open.length > 1 ? 1 : 0
    if (open.length > 0) from[i] = clip(open[0]![0])
    if (open.length > 0) to[i] = clip(open.at(-1)![1])
    else if (stop.windows.length > 0) to[i] = -1
  })
  return { from, to, several, windowAt, windows: Int32Array.from(windows) }
}

/** A pair has two starts: a pinned time is told of jobs only. */
const isSingle = (demand: Demand) => !('amount' in demand)

function durations({ vehicles }: Problem, stops: readonly Task[]) {
  const types = vehicles.reduce((max, { type }) => Math.max(max, type + 1), 1)
  const setup = new Int32Array(types * stops.length)
  const service = new Int32Array(types * stops.length)
  for (let type = 0; type < types; type++)
    stops.forEach((stop, i) => {
      setup[type * stops.length + i] = stop.setupByType?.[type] ?? stop.setup
      service[type * stops.length + i] = stop.serviceByType?.[type] ?? stop.service
    })
  return { setup, service }
}

function amounts({ jobs, pairs, vehicles }: Problem) {
  const dims = vehicles.reduce((max, { capacity }) => Math.max(max, capacity.length), 0)
  const tasks = jobs.length + 2 * pairs.length
  const delivery = new Int32Array(tasks * dims)
  const pickup = new Int32Array(tasks * dims)
  jobs.forEach((job, i) => {
    for (let d = 0; d < dims; d++) {
      delivery[i * dims + d] = job.delivery[d] ?? 0
      pickup[i * dims + d] = job.pickup[d] ?? 0
    }
  })
  pairs.forEach(({ amount }, i) => {
    for (let d = 0; d < dims; d++) {
      pickup[(jobs.length + 2 * i) * dims + d] = amount[d] ?? 0
      delivery[(jobs.length + 2 * i + 1) * dims + d] = amount[d] ?? 0
    }
  })
  return { dims, delivery, pickup }
}

/** One row of `fits` for all that fit the same vehicles. */
function fitClasses(demands: readonly Demand[], vehicles: number) {
  const byArray = new Map<Uint8Array | undefined, number>()
  const byText = new Map<string, number>()
  const rows: Uint8Array[] = []
  const classOf = (fits: Uint8Array | undefined, pin: Demand['pin']): number => {
    const row = new Uint8Array(vehicles)
    for (let v = 0; v < vehicles; v++) row[v] = (fits?.[v] ?? 1) && (!pin || pin.vehicle === v) ? 1 : 0
    const text = Buffer.from(row).toString('latin1')
    const known = byText.get(text)
    if (known !== undefined) return known
    byText.set(text, rows.push(row) - 1)
    return rows.length - 1
  }
  const fitClass = Int32Array.from(demands, ({ fits, pin }) => {
    if (pin) return classOf(fits, pin)
    const known = byArray.get(fits) ?? classOf(fits, undefined)
    byArray.set(fits, known)
    return known
  })
  const all = new Uint8Array(rows.length * vehicles)
  for (const [i, row] of rows.entries()) all.set(row, i * vehicles)
  return { fitClass, fits: all }
}
