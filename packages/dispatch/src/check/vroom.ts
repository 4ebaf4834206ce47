import { pathText } from '../formats/refusal.ts'
import { type VroomOutput, type VroomRoute, type VroomStep, vroomOutput } from '../formats/vroom-output-shape.ts'
import type { VroomInput } from '../formats/vroom-shape.ts'
import { type Claims, type Costs, type Evaluation, evaluate } from './evaluate.ts'
import type { ClaimedRoute, ClaimedStop, Facts, VehicleFacts, Violation, ViolationCode } from './facts.ts'
import { vroomFacts } from './vroom-facts.ts'
import { checkVroomFigures, hasDistances } from './vroom-figures.ts'
import { checkPlanMode } from './vroom-plan-mode.ts'

export interface Checked {
  ok: boolean
  /** Cost units by cause and their sum, recomputed from the raw problem. */
  cost: number
  costs: Costs
  priority: number
  assigned: number
  unassigned: number
  violations: Violation[]
}

/**
 * Judges VROOM's answer by VROOM's input alone. In plan mode the given steps have to be kept, and what is violated has to
 * be reported, no more and no less.
 */
export function checkVroom(input: VroomInput, answer: unknown, mode: 'solve' | 'plan' = 'solve'): Checked {
  const read = vroomOutput.safeParse(answer)
  if (!read.success) {
    const violations = read.error.issues.map((one): Violation => {
      return { code: 'solution_shape', path: pathText(one.path), values: { problem: one.code } }
    })
    return result(evaluate(vroomFacts(input), { routes: [], unassigned: [], path: '' }), violations)
  }
  const facts = vroomFacts(input)
  const output = read.data
  const { claims, violations: unread } = claimsOf(facts, output)
  const found = evaluate(facts, claims)
  const figures = checkVroomFigures(input, output, found, hasDistances(output))
  if (mode === 'plan') return result(found, [...unread, ...figures, ...checkPlanMode(input, output, found)])
  return result(found, [...unread, ...found.violations, ...figures, ...reported(output)])
}

export function result(found: Evaluation, violations: Violation[]): Checked {
  const cost = Object.values(found.costs).reduce((sum: number, one: number) => sum + one, 0)
  const { costs, priority, assigned, unassigned } = found
  return { ok: violations.length === 0, cost, costs, priority, assigned, unassigned, violations }
}

/** In solve mode a plan has nothing to report. */
function reported(output: VroomOutput): Violation[] {
  const complain = (path: string): Violation => ({ code: 'violations', path, values: {} })
  return output.routes.flatMap((route, r) => [
    ...(route.violations.length > 0 ? [complain(`routes[${r}].violations`)] : []),
    ...route.steps.flatMap((step, s) =>
      step.violations.length > 0 ? [complain(`routes[${r}].steps[${s}].violations`)] : [],
    ),
  ])
}

function claimsOf(facts: Facts, output: VroomOutput): { claims: Claims; violations: Violation[] } {
  const violations: Violation[] = []
  const say = (code: ViolationCode, path: string, values: Record<string, unknown>) =>
    violations.push({ code, path, values })
  const routes = output.routes.flatMap((route, r) => {
    const vehicle = facts.vehicles.find((one) => one.id === route.vehicle)
    if (!vehicle) say('unknown_vehicle', `routes[${r}].vehicle`, { vehicle: route.vehicle })
    const [first, last] = [route.steps[0], route.steps.at(-1)]
    if (first?.type !== 'start' || last?.type !== 'end' || route.steps.length < 3)
      say('solution_shape', `routes[${r}].steps`, { problem: 'start_and_end' })
    return vehicle ? [claimedRoute(route, r, vehicle)] : []
  })
  const unassigned = output.unassigned.map(({ type, id }, i) => ({ key: `${type}:${id}`, path: `unassigned[${i}]` }))
  return { claims: { routes, unassigned, path: 'unassigned' }, violations }
}

function claimedRoute(route: VroomRoute, r: number, vehicle: VehicleFacts): ClaimedRoute {
  const first = route.steps[0]
  const last = route.steps.at(-1)
  const stops = route.steps.flatMap((step, s): ClaimedStop[] =>
    step.type === 'start' || step.type === 'end' ? [] : [claimedStop(step, `routes[${r}].steps[${s}]`)],
  )
  return {
    vehicle,
    path: `routes[${r}]`,
    departs: first?.arrival,
    returns: last?.arrival,
    startLoad: vehicle.capacity.length > 0 ? first?.load : undefined,
    stops,
  }
}

function claimedStop(step: VroomStep, path: string): ClaimedStop {
  return {
    key: `${step.type}:${step.id}`,
    path,
    arrival: step.arrival,
    waiting: step.waiting_time,
    setup: step.setup,
    service: step.service,
    load: step.load,
    travel: step.duration,
    distance: step.distance,
  }
}
