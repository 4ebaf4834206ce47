import type { VroomOutput } from '../formats/vroom-output-shape.ts'
import type { VroomInput } from '../formats/vroom-shape.ts'
import type { Evaluation } from './evaluate.ts'
import type { Violation } from './facts.ts'

type Figures = Record<string, number>
type Routes = Evaluation['routes']

/** The figures of steps, routes and summary against those of the raw problem. Costs are whole numbers: rounded per route. */
export function checkVroomFigures(
  input: VroomInput,
  output: VroomOutput,
  found: Evaluation,
  distances: boolean,
): Violation[] {
  const violations: Violation[] = []
  const compare = (path: string, figure: string, claimed: number | undefined, expected: number, most = 1e-6) => {
    if (claimed === undefined || Math.abs(claimed - expected) <= most) return
    violations.push({ code: figure === 'cost' ? 'cost' : 'figure', path, values: { figure, claimed, expected } })
  }
  const sums: Figures = { cost: 0, setup: 0, service: 0, duration: 0, waiting_time: 0, priority: 0, distance: 0 }
  const rounding = { cost: 0, distance: 0 }
  for (const one of found.routes) {
    const claimed = output.routes[Number(/\d+/.exec(one.route.path)![0])]!
    const { figures, most } = routeFigures(one)
    for (const [figure, expected] of Object.entries(figures)) {
      sums[figure] = sums[figure]! + expected
      if (figure === 'distance' && !distances) continue
      compare(`${one.route.path}.${figure}`, figure, claimed[figure as 'cost'], expected, most[figure])
    }
    rounding.cost += most.cost!
    checkSteps(one, compare)
    checkAmounts(input, one, claimed, violations)
  }
  const { summary } = output
  for (const [figure, expected] of Object.entries(sums)) {
    if (figure === 'distance' && !distances) continue
    compare(`summary.${figure}`, figure, summary[figure as 'cost'], expected, figure === 'cost' ? rounding.cost : 1e-6)
  }
  compare('summary.routes', 'routes', summary.routes, output.routes.length)
  compare('summary.unassigned', 'unassigned', summary.unassigned, output.unassigned.length)
  return violations
}

export const hasDistances = (output: VroomOutput) => output.summary.distance !== undefined

type Compare = (path: string, figure: string, claimed: number | undefined, expected: number, most?: number) => void

/** Travel so far at every step; a break has no place, so its distance is a share of the way and not compared. */
function checkSteps({ stops, route }: Routes[number], compare: Compare): void {
  for (const { claimed, travel, executed, arrival } of stops) {
    if (executed) continue
    compare(`${claimed.path}.duration`, 'duration', claimed.travel, travel, route.vehicle.slack)
    compare(`${claimed.path}.arrival`, 'arrival', claimed.arrival, arrival)
  }
}

function routeFigures(one: Routes[number]): { figures: Figures; most: Figures } {
  const priority = one.stops.reduce((sum, { task }) => sum + (task?.priority ?? 0), 0)
  const cost = one.cost.fixed + one.cost.travel + one.cost.task
  const figures: Figures = {
    cost,
    setup: one.setup,
    service: one.service,
    duration: one.travel,
    waiting_time: one.waiting,
    priority,
    distance: one.metres,
  }
  // Under a speed factor the seconds of each leg are rounded up, and the costs with them.
  const perSecond = one.travel > 0 ? one.cost.travel / one.travel : 0
  const most: Figures = { cost: 1 + one.route.vehicle.slack * (one.stops.length + 1) * Math.max(1, perSecond) }
  return { figures, most }
}

function checkAmounts(
  input: VroomInput,
  { stops, route }: Routes[number],
  claimed: VroomOutput['routes'][number],
  violations: Violation[],
): void {
  const dims = input.vehicles[0]?.capacity?.length ?? 0
  if (dims === 0) return
  for (const key of ['delivery', 'pickup'] as const) {
    const sum = Array.from({ length: dims }, (_, d) =>
      stops.reduce((total, { task }) => total + (task?.[key][d] ?? 0), 0),
    )
    const said = claimed[key]
    if (said && sum.some((one, d) => one !== said[d]))
      violations.push({
        code: 'figure',
        path: `${route.path}.${key}`,
        values: { figure: key, claimed: said, expected: sum },
      })
  }
}
