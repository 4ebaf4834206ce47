import type { Refusal } from './refusal.ts'
import type { VroomInput, VroomJob, VroomShipmentStep, VroomVehicle } from './vroom-shape.ts'

const MOST_PRIORITY = 100
const MOST_SPEED = 5

/** Windows, amounts, priorities, places of everything there is to do. */
export function findTasks(input: VroomInput): Refusal[] {
  const { jobs = [], shipments = [] } = input
  const dims = input.vehicles[0]?.capacity?.length ?? 0
  return [
    ...jobs.flatMap((job, i) => {
      const path = `jobs[${i}]`
      const amounts = (['delivery', 'pickup', 'amount'] as const).flatMap((key) =>
        findLength(job[key], dims, `${path}.${key}`),
      )
      return [...findTask(job, path), ...findPriority(job.priority, path), ...amounts, ...findPromise(job, path)]
    }),
    ...shipments.flatMap((one, i) => {
      const path = `shipments[${i}]`
      return [
        ...findTask(one.pickup, `${path}.pickup`),
        ...findTask(one.delivery, `${path}.delivery`),
        ...findPriority(one.priority, path),
        ...findLength(one.amount, dims, `${path}.amount`),
        ...onlyForJobs(one.x, path),
      ]
    }),
  ]
}

/** A shipment has two starts: a time of its own is told of jobs only. */
function onlyForJobs(x: VroomJob['x'], path: string): Refusal[] {
  const wrong: [string, unknown][] = [
    ['promised', x?.promised],
    ['people', x?.people],
    ['pinned.start', x?.pinned?.start],
  ]
  return wrong.flatMap(([key, value]): Refusal[] =>
    value === undefined ? [] : [{ code: 'wrong_type', path: `${path}.x.${key}`, values: { only: 'jobs' } }],
  )
}

function findPromise({ x }: VroomJob, path: string): Refusal[] {
  if (!x?.people || x.people === 1 || !x.pinned) return []
  return [{ code: 'wrong_type', path: `${path}.x.pinned`, values: { only: 'one person' } }]
}

function findTask(task: VroomJob | VroomShipmentStep, path: string): Refusal[] {
  const types = (['setup_per_type', 'service_per_type'] as const).flatMap((key): Refusal[] =>
    Object.hasOwn(task[key] ?? {}, '') ? [{ code: 'wrong_type', path: `${path}.${key}`, values: { type: '' } }] : [],
  )
  return [
    ...types,
    ...findWindows(task.time_windows, `${path}.time_windows`),
    ...findPoint(task.location, `${path}.location`),
  ]
}

function findPriority(priority: number | undefined, path: string): Refusal[] {
  if (priority === undefined || priority <= MOST_PRIORITY) return []
  return [{ code: 'out_of_range', path: `${path}.priority`, values: { priority, most: MOST_PRIORITY } }]
}

function findLength(amount: readonly number[] | undefined, dims: number, path: string): Refusal[] {
  if (amount === undefined || amount.length === dims) return []
  return [{ code: 'amount_length', path, values: { length: amount.length, expected: dims } }]
}

/** Each begins before it ends, and none touches another; VROOM sorts them first. */
export function findWindows(windows: readonly (readonly number[])[] | undefined, path: string): Refusal[] {
  if (windows === undefined) return []
  if (windows.length === 0) return [{ code: 'windows_empty', path }]
  const reversed = windows.flatMap(([from, to], i): Refusal[] =>
    from! > to! ? [{ code: 'window_reversed', path: `${path}[${i}]`, values: { from, to } }] : [],
  )
  if (reversed.length > 0) return reversed
  const order = windows
    .map(([from, to], i) => ({ from: from!, to: to!, i }))
    .sort((a, b) => a.from - b.from || a.to - b.to)
  return order.flatMap((one, k): Refusal[] => {
    const last = order[k - 1]
    if (!last || one.from > last.to) return []
    return [{ code: 'windows_overlap', path: `${path}[${one.i}]`, values: { also: last.i } }]
  })
}

function findPoint(point: readonly number[] | undefined, path: string): Refusal[] {
  if (!point || (Math.abs(point[0]!) <= 180 && Math.abs(point[1]!) <= 90)) return []
  return [{ code: 'location_out_of_range', path, values: { location: point.slice(0, 2) } }]
}

export function findVehicles({ vehicles }: VroomInput): Refusal[] {
  const dims = vehicles[0]?.capacity?.length ?? 0
  return vehicles.flatMap((vehicle, v) => findVehicle(vehicle, `vehicles[${v}]`, dims))
}

function findVehicle(vehicle: VroomVehicle, path: string, dims: number): Refusal[] {
  const { start, end, time_window: window, breaks = [], speed_factor: speed = 1 } = vehicle
  const nowhere = [start, end, vehicle.start_index, vehicle.end_index].every((one) => one === undefined)
  const odd = speed <= 0 || speed > MOST_SPEED || Math.round(100 / speed) === 0
  return [
    ...(nowhere ? [{ code: 'no_start_or_end' as const, path }] : []),
    ...(odd ? [{ code: 'out_of_range' as const, path: `${path}.speed_factor`, values: { most: MOST_SPEED } }] : []),
    ...(window && window[0]! > window[1]!
      ? [{ code: 'window_reversed' as const, path: `${path}.time_window`, values: { from: window[0], to: window[1] } }]
      : []),
    ...findLength(vehicle.capacity ?? [], dims, `${path}.capacity`),
    ...findPoint(start, `${path}.start`),
    ...findPoint(end, `${path}.end`),
    ...breaks.flatMap((one, b) => [
      ...findWindows(one.time_windows, `${path}.breaks[${b}].time_windows`),
      ...findLength(one.max_load, dims, `${path}.breaks[${b}].max_load`),
    ]),
  ]
}
