import type { Walked, WalkedStop } from './clock.ts'
import type { Claims } from './evaluate.ts'
import type { Facts, Violation } from './facts.ts'

interface Placed extends WalkedStop {
  route: Walked
}

/** What binds routes to one another: persons over several routes, jobs at the same time, one job before another. */
export function checkAcross(facts: Facts, walked: readonly Walked[], claims: Claims): Violation[] {
  const placed = new Map<string, Placed[]>()
  for (const route of walked)
    for (const stop of route.stops) {
      const list = placed.get(stop.claimed.key)
      if (list) list.push({ ...stop, route })
      else placed.set(stop.claimed.key, [{ ...stop, route }])
    }
  return [
    ...checkPersons(facts, walked),
    ...[...facts.tasks.values()]
      .filter(({ people }) => people > 1)
      .flatMap(({ key }) => sameTime(placed.get(key) ?? [])),
    ...facts.together.flatMap((keys) => checkTogether(keys, placed, claims)),
    ...facts.before.flatMap((one) => checkBefore(one, placed)),
    ...checkPinned(facts, placed, claims),
  ]
}

/** The caps of a person over all routes; and nobody in two places at once. */
function checkPersons({ persons }: Facts, walked: readonly Walked[]): Violation[] {
  const found: Violation[] = []
  const routes = Map.groupBy(walked, ({ route }) => route.vehicle.person)
  for (const [person, own] of routes) {
    const inOrder = [...own].sort((a, b) => a.departs - b.departs)
    for (const [i, one] of inOrder.entries()) {
      const last = inOrder[i - 1]
      if (last && one.departs < last.returns)
        found.push({
          code: 'person_twice',
          path: one.route.path,
          values: { person, departs: one.departs, elsewhereUntil: last.returns },
        })
    }
    const caps = persons.find((one) => one.person === person)
    if (!caps) continue
    const sum = (of: (one: Walked) => number) => own.reduce((total, one) => total + of(one), 0)
    const tasks = sum((one) => one.stops.filter(({ task }) => task).length)
    const travel = sum((one) => one.travel - one.route.vehicle.slack)
    const work = sum((one) => one.travel + one.taskTime + one.waiting - one.route.vehicle.slack)
    const path = own[0]!.route.path
    if (tasks > caps.maxTasks) found.push(over('person_max_tasks', tasks, caps.maxTasks))
    if (travel > caps.maxTravelTime) found.push(over('person_max_travel_time', travel, caps.maxTravelTime))
    if (work > caps.maxWork) found.push(over('person_max_work', work, caps.maxWork))
    function over(code: Violation['code'], is: number, most: number): Violation {
      return { code, path, values: { person: person as string | number, is, most } }
    }
  }
  return found
}

function sameTime(stops: readonly Placed[]): Violation[] {
  const [first] = stops
  if (!first) return []
  const persons = new Set(stops.map(({ route }) => route.route.vehicle.person))
  const wrong = stops.find(({ start }) => start !== first.start)
  if (!wrong && persons.size === stops.length) return []
  const values = { task: first.claimed.key, starts: stops.map(({ start }) => start), persons: [...persons] }
  return [{ code: 'together', path: (wrong ?? first).claimed.path, values }]
}

function checkTogether(keys: readonly string[], placed: ReadonlyMap<string, Placed[]>, claims: Claims): Violation[] {
  const done = keys.flatMap((key) => placed.get(key) ?? [])
  if (done.length > 0 && done.length < keys.length)
    return [
      { code: 'together', path: claims.path, values: { tasks: keys, done: done.map(({ claimed }) => claimed.key) } },
    ]
  return sameTime(done)
}

function checkBefore(
  { first, after, gap }: Facts['before'][number],
  placed: ReadonlyMap<string, Placed[]>,
): Violation[] {
  const earlier = placed.get(first) ?? []
  const later = placed.get(after) ?? []
  if (later.length === 0) return []
  const ends = earlier.length === 0 ? null : Math.max(...earlier.map(({ end }) => end))
  const starts = Math.min(...later.map(({ start }) => start))
  if (ends !== null && ends + gap <= starts) return []
  return [{ code: 'before', path: later[0]!.claimed.path, values: { first, after, ends, starts, gap } }]
}

/** What is pinned is in the plan; what is executed stands in a route that begins with it. */
function checkPinned({ vehicles, tasks }: Facts, placed: ReadonlyMap<string, Placed[]>, claims: Claims): Violation[] {
  const found: Violation[] = []
  for (const { done, id } of vehicles)
    for (const { key } of done)
      if (tasks.has(key) && !placed.has(key))
        found.push({ code: 'executed', path: claims.path, values: { task: key, vehicle: id } })
  return found
}
