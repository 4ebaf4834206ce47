import { unfit } from './vroom-fits.ts'
import type { VroomOutput, VroomRoute, VroomStep, VroomViolation } from './vroom-output-shape.ts'
import type { VroomInput, VroomJob, VroomShipment, VroomVehicle } from './vroom-shape.ts'

type Windows = readonly (readonly number[])[] | undefined

/** Writes what plan mode violates into steps, routes and summary, by VROOM's causes. */
export function reportViolations(input: VroomInput, output: VroomOutput): void {
  for (const route of output.routes) {
    const vehicle = input.vehicles.find(({ id }) => id === route.vehicle)!
    for (const [s, step] of route.steps.entries()) step.violations = ofStep(input, vehicle, route, step, s)
    const missing = (vehicle.breaks ?? []).some(
      ({ id }) => !route.steps.some((one) => one.type === 'break' && one.id === id),
    )
    const own: VroomViolation[] = missing ? [{ cause: 'missing_break' }] : []
    route.violations = summed([...route.steps.flatMap(({ violations }) => violations), ...own])
  }
  output.summary.violations = summed(output.routes.flatMap(({ violations }) => violations))
}

/** Each cause once, seconds added up. */
function summed(all: readonly VroomViolation[]): VroomViolation[] {
  const byCause = new Map<VroomViolation['cause'], VroomViolation>()
  for (const { cause, duration } of all) {
    const known = byCause.get(cause)
    if (!known) byCause.set(cause, { cause, ...(duration === undefined ? {} : { duration }) })
    else if (duration !== undefined) known.duration = (known.duration ?? 0) + duration
  }
  return [...byCause.values()]
}

function ofStep(
  input: VroomInput,
  vehicle: VroomVehicle,
  route: VroomRoute,
  step: VroomStep,
  s: number,
): VroomViolation[] {
  const { whole, windows } = rawStep(input, vehicle, step)
  const found = timing(windows, step.arrival + step.waiting_time)
  const say = (cause: VroomViolation['cause'], is: boolean) => is && found.push({ cause })
  const load = step.load ?? []
  const over = (most: readonly number[] | undefined) =>
    load.some((one, d) => one > (most?.[d] ?? Number.POSITIVE_INFINITY))
  const tasks = route.steps.slice(0, s + 1).filter(isTask).length
  say('load', over(vehicle.capacity))
  say('skills', whole !== null && unfit(whole, vehicle) !== null)
  say('max_tasks', isTask(step) && tasks > (vehicle.max_tasks ?? Number.POSITIVE_INFINITY))
  say('max_travel_time', step.duration > (vehicle.max_travel_time ?? Number.POSITIVE_INFINITY))
  say('max_distance', (step.distance ?? 0) > (vehicle.max_distance ?? Number.POSITIVE_INFINITY))
  say('precedence', outOfOrder(input, route, step, s))
  if (step.type === 'break') say('max_load', over(vehicle.breaks?.find(({ id }) => id === step.id)?.max_load))
  return found
}

const isTask = ({ type }: VroomStep) => type === 'job' || type === 'pickup' || type === 'delivery'

function rawStep(
  { jobs = [], shipments = [] }: VroomInput,
  vehicle: VroomVehicle,
  { type, id }: VroomStep,
): { whole: VroomJob | VroomShipment | null; windows: Windows } {
  const [from, to] = vehicle.time_window ?? []
  if (type === 'start')
    return { whole: null, windows: from === undefined ? undefined : [[from, Number.POSITIVE_INFINITY]] }
  if (type === 'end') {
    // Overtime is an addition of ours: who gives it allows it, and only what goes beyond is late.
    const last = to === undefined ? undefined : to + (vehicle.x?.overtime?.max ?? 0)
    return { whole: null, windows: last === undefined ? undefined : [[Number.NEGATIVE_INFINITY, last]] }
  }
  if (type === 'break') return { whole: null, windows: vehicle.breaks?.find((one) => one.id === id)?.time_windows }
  if (type === 'job') {
    const job = jobs.find((one) => one.id === id)!
    return { whole: job, windows: job.time_windows }
  }
  const shipment = shipments.find((one) => one[type].id === id)!
  return { whole: shipment, windows: shipment[type].time_windows }
}

/** Early or late against the nearest window. */
function timing(windows: Windows, at: number): VroomViolation[] {
  if (!windows || windows.some(([from, to]) => from! <= at && at <= to!)) return []
  const [nearest] = windows
    .map(
      ([from, to]): VroomViolation =>
        at < from! ? { cause: 'lead_time', duration: from! - at } : { cause: 'delay', duration: at - to! },
    )
    .sort((a, b) => a.duration! - b.duration!)
  return nearest ? [nearest] : []
}

/** A pickup without its delivery behind it, a delivery without its pickup before it. */
function outOfOrder(
  { shipments = [] }: VroomInput,
  { steps }: VroomRoute,
  { type, id }: VroomStep,
  s: number,
): boolean {
  if (type !== 'pickup' && type !== 'delivery') return false
  const shipment = shipments.find((one) => one[type].id === id)!
  const other = type === 'pickup' ? 'delivery' : 'pickup'
  const at = steps.findIndex((one) => one.type === other && one.id === shipment[other].id)
  return at < 0 || (type === 'pickup' ? at < s : at > s)
}
