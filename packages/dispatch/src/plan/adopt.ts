import type { Clock } from './clock.ts'
import { PART, type Part, personLumps, workLumps } from './cut.ts'
import type { Problem, Solution, StopRef } from './model.ts'
import { partProblem } from './sub-problem.ts'
import type { Visit } from './timetable.ts'
import { searchAlone } from './whole.ts'

/** A plan given for a large problem, as far as it can be kept, with what is fixed: nobody else comes in. */
export function adopted(problem: Problem, start: Pick<Solution, 'routes'>, clock: Clock): Visit[][] {
  const given = givenRoutes(problem, start)
  const over: Clock = { seconds: clock.seconds, spent: () => 1 }
  const kept = given.map((): Visit[] => [])
  for (const part of partsOfRoutes(problem, given)) {
    const sub = partProblem(problem, part, given)
    const { drafts } = searchAlone(sub.problem, { start: sub.start ?? { routes: [] } }, over, null)
    for (const { vehicle, visits } of drafts) kept[part.vehicles[vehicle]!] = sub.back(visits)
  }
  return kept
}

/** Where a job or pair has to be: fixed to a vehicle, or one of its first stops. */
function fixedOf({ jobs, pairs, vehicles }: Problem): Map<string, number> {
  const fixed = new Map<string, number>()
  for (const [kind, demands] of Object.entries({ job: jobs, pair: pairs }))
    demands.forEach(({ pin }, i) => {
      if (pin) fixed.set(`${kind} ${i}`, pin.vehicle)
    })
  vehicles.forEach(({ first = [] }, v) => {
    for (const ref of first) fixed.set(keyOf(ref), v)
  })
  return fixed
}

const keyOf = ({ kind, index }: StopRef) => `${kind === 'job' ? 'job' : 'pair'} ${index}`

/** The stops of the plan given, each once, that the problem knows and that are not fixed elsewhere. */
function givenRoutes(problem: Problem, start: Pick<Solution, 'routes'>): Visit[][] {
  const fixed = fixedOf(problem)
  const seen = new Set<string>()
  const routes: Visit[][] = problem.vehicles.map(() => [])
  for (const { vehicle, stops } of start.routes)
    for (const { kind, index, arrival, waiting } of stops) {
      if (!routes[vehicle] || (kind !== 'job' && kind !== 'pickup' && kind !== 'delivery')) continue
      const isKnown = (kind === 'job' ? problem.jobs : problem.pairs)[index] !== undefined
      if (!isKnown || (fixed.get(keyOf({ kind, index })) ?? vehicle) !== vehicle || seen.has(`${kind} ${index}`))
        continue
      seen.add(`${kind} ${index}`)
      routes[vehicle].push({ kind, index, from: arrival + waiting, to: arrival + waiting })
    }
  return routes
}

/** All vehicles with what they have and what is tied to it; routes tied to one another in one part. */
function partsOfRoutes(problem: Problem, routes: readonly (readonly Visit[])[]): Part[] {
  const vehicleOf = fixedOf(problem)
  routes.forEach((visits, v) => {
    for (const visit of visits) vehicleOf.set(keyOf(visit), v)
  })
  const persons = personLumps(problem)
  const groupOf = new Int32Array(problem.vehicles.length)
  const groups = persons.map(({ vehicles }, g): Part => {
    for (const v of vehicles) groupOf[v] = g
    return { jobs: [], pairs: [], vehicles }
  })
  for (const { jobs, pairs } of workLumps(problem)) {
    const keys = [...jobs.map((i) => `job ${i}`), ...pairs.map((i) => `pair ${i}`)]
    const [into, ...others] = new Set(
      keys.flatMap((key) => (vehicleOf.has(key) ? [groupOf[vehicleOf.get(key)!]!] : [])),
    )
    if (into === undefined) continue
    for (const other of others) {
      for (const v of groups[other]!.vehicles) groupOf[v] = into
      groups[into] = joined(groups[into]!, groups[other]!)
      groups[other] = { jobs: [], pairs: [], vehicles: [] }
    }
    groups[into] = joined(groups[into]!, { jobs, pairs, vehicles: [] })
  }
  return packed(groups)
}

const joined = (a: Part, b: Part): Part => ({
  jobs: [...a.jobs, ...b.jobs],
  pairs: [...a.pairs, ...b.pairs],
  vehicles: [...a.vehicles, ...b.vehicles],
})

/** Groups put together until they are as large as a part. */
function packed(groups: readonly Part[]): Part[] {
  const parts: Part[] = []
  let open: Part | null = null
  for (const group of groups) {
    open = open ? joined(open, group) : group
    if (open.jobs.length + 2 * open.pairs.length < PART && open.vehicles.length < PART) continue
    parts.push(open)
    open = null
  }
  return open ? [...parts, open] : parts
}
