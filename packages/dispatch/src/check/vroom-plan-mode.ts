import type { VroomOutput, VroomRoute, VroomViolation } from '../formats/vroom-output-shape.ts'
import type { VroomGivenStep, VroomInput, VroomVehicle } from '../formats/vroom-shape.ts'
import type { Evaluation } from './evaluate.ts'
import type { Violation, ViolationCode } from './facts.ts'

type Cause = VroomViolation['cause']

/** What plan mode reports instead of holding it. Everything else is wrong in plan mode too. */
const CAUSES: Partial<Record<ViolationCode, readonly Cause[]>> = {
  window: ['lead_time', 'delay'],
  break_window: ['lead_time', 'delay'],
  shift_start: ['lead_time'],
  shift_end: ['delay'],
  load: ['load'],
  skills: ['skills'],
  max_tasks: ['max_tasks'],
  max_travel_time: ['max_travel_time'],
  max_distance: ['max_distance'],
  break_load: ['max_load'],
  break_missing: ['missing_break'],
  person_excluded: ['skills'],
  parts: ['skills'],
  pair_split: ['precedence'],
  pair_order: ['precedence'],
}

/** Conditions of `x` have no cause of VROOM's: in plan mode they are as soft, and not told. */
const UNTOLD: ReadonlySet<ViolationCode> = new Set([
  'task_missing',
  'together',
  'before',
  'pinned',
  'max_duration',
  'person_twice',
  'person_max_tasks',
  'person_max_travel_time',
  'person_max_work',
])

/** The given steps in their order at their forced times, and exactly what is violated reported. */
export function checkPlanMode(input: VroomInput, output: VroomOutput, found: Evaluation): Violation[] {
  const hard = found.violations.filter(({ code }) => CAUSES[code] === undefined)
  const planned = input.vehicles.filter(({ steps }) => steps && steps.length > 0)
  const routes = new Map(output.routes.map((route, r) => [route.vehicle, { route, path: `routes[${r}]` }]))
  return [
    ...hard.filter(({ code }) => !UNTOLD.has(code)),
    ...planned.flatMap((vehicle) => {
      const one = routes.get(vehicle.id)
      if (!one && inner(vehicle).length === 0) return []
      if (!one) return [{ code: 'order' as const, path: 'routes', values: { vehicle: vehicle.id } }]
      return [...sameSteps(vehicle, one.route, one.path), ...forcedTimes(vehicle, one.route, one.path)]
    }),
    ...found.routes.flatMap(({ route }) => {
      const claimed = output.routes[Number(/\d+/.exec(route.path)![0])]!
      return reports(claimed, route.path, found)
    }),
  ]
}

const inner = ({ steps = [] }: VroomVehicle) => steps.filter(({ type }) => type !== 'start' && type !== 'end')

function sameSteps(vehicle: VroomVehicle, route: VroomRoute, path: string): Violation[] {
  const expected = inner(vehicle).map(({ type, id }) => `${type}:${id}`)
  const steps = route.steps.slice(1, -1).map(({ type, id }) => `${type}:${id}`)
  if (expected.join() === steps.join()) return []
  return [{ code: 'order', path: `${path}.steps`, values: { expected, found: steps } }]
}

function forcedTimes(vehicle: VroomVehicle, route: VroomRoute, path: string): Violation[] {
  const given: (VroomGivenStep | undefined)[] = [
    vehicle.steps?.find(({ type }) => type === 'start'),
    ...inner(vehicle),
    vehicle.steps?.find(({ type }) => type === 'end'),
  ]
  return route.steps.flatMap((step, s): Violation[] => {
    const want = given[s]
    const at = step.arrival + step.waiting_time
    const early = want?.service_at ?? want?.service_after ?? Number.NEGATIVE_INFINITY
    const late = want?.service_at ?? want?.service_before ?? Number.POSITIVE_INFINITY
    if (at >= early && at <= late) return []
    return [{ code: 'order', path: `${path}.steps[${s}]`, values: { at, early, late } }]
  })
}

/** The causes a route reports are those it has. */
function reports(claimed: VroomRoute, path: string, { violations }: Evaluation): Violation[] {
  const real = violations.filter((one) => one.path === path || one.path.startsWith(`${path}.`))
  const said = new Set(claimed.violations.map(({ cause }) => cause))
  const possible = new Set(real.flatMap(({ code }) => CAUSES[code] ?? []))
  const silent = real.filter(({ code }) => CAUSES[code] && !CAUSES[code].some((cause) => said.has(cause)))
  const invented = [...said].filter((cause) => !possible.has(cause))
  return [
    ...silent.map(
      ({ code, path: where }): Violation => ({ code: 'violations', path: where, values: { silent: code } }),
    ),
    ...invented.map((cause): Violation => ({ code: 'violations', path: `${path}.violations`, values: { cause } })),
  ]
}
