import type { Refusal } from './refusal.ts'
import type { VroomInput, VroomVehicle } from './vroom-shape.ts'

/** The given steps and what was executed: known ids, each once in all routes, start first and end last. */
export function findSteps(input: VroomInput): Refusal[] {
  const { jobs = [], shipments = [], vehicles } = input
  const known = {
    job: new Set(jobs.map(({ id }) => id)),
    pickup: new Set(shipments.map(({ pickup }) => pickup.id)),
    delivery: new Set(shipments.map(({ delivery }) => delivery.id)),
  }
  const planned = new Set<string>()
  const executed = new Set<string>()
  return vehicles.flatMap((vehicle, v) => [
    ...findOwn(vehicle, vehicle.steps ?? [], `vehicles[${v}].steps`, known, planned),
    ...findOwn(vehicle, vehicle.x?.executed ?? [], `vehicles[${v}].x.executed`, known, executed),
    ...findTimes(vehicle.x?.executed ?? [], `vehicles[${v}].x.executed`),
    ...findOutOfNothing(input, vehicle.x?.executed ?? [], `vehicles[${v}].x.executed`),
  ])
}

type Given = { type: string; id?: number | undefined }

function findOwn(
  vehicle: VroomVehicle,
  steps: readonly Given[],
  path: string,
  known: Record<'job' | 'pickup' | 'delivery', ReadonlySet<number>>,
  seen: Set<string>,
): Refusal[] {
  const breaks = new Set((vehicle.breaks ?? []).map(({ id }) => id))
  return steps.flatMap(({ type, id }, s): Refusal[] => {
    const at = `${path}[${s}]`
    if (type === 'start' || type === 'end') {
      const right = type === 'start' ? s === 0 : s === steps.length - 1
      return right ? [] : [{ code: 'step_misplaced', path: `${at}.type`, values: { type } }]
    }
    if (id === undefined) return [{ code: 'missing', path: `${at}.id` }]
    const ids = type === 'break' ? breaks : known[type as 'job']
    if (!ids.has(id)) return [{ code: 'unknown_id', path: `${at}.id`, values: { type, id } }]
    const key = type === 'break' ? `${path} break ${id}` : `${type} ${id}`
    if (seen.has(key)) return [{ code: 'step_twice', path: at, values: { type, id } }]
    seen.add(key)
    return []
  })
}

/** What was delivered was picked up before, by the same vehicle. */
function findOutOfNothing({ shipments = [] }: VroomInput, executed: readonly Given[], path: string): Refusal[] {
  return executed.flatMap(({ type, id }, i): Refusal[] => {
    if (type !== 'delivery') return []
    const pickup = shipments.find(({ delivery }) => delivery.id === id)?.pickup.id
    const isOn = executed.slice(0, i).some((one) => one.type === 'pickup' && one.id === pickup)
    return isOn ? [] : [{ code: 'step_misplaced', path: `${path}[${i}].type`, values: { type, pickup } }]
  })
}

function findTimes(executed: readonly { start: number; end: number }[], path: string): Refusal[] {
  return executed.flatMap(({ start, end }, i): Refusal[] => {
    const before = executed[i - 1]?.end ?? 0
    if (start <= end && start >= before) return []
    return [{ code: 'window_reversed', path: `${path}[${i}]`, values: { start, end, before } }]
  })
}
