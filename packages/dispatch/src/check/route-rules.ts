import type { Walked } from './clock.ts'
import type { Violation } from './facts.ts'

/** On board at the start: what the jobs deliver; at each stop no more than fits, in a break no more than it allows. */
export function checkLoads({ route, stops }: Walked): Violation[] {
  const found: Violation[] = []
  const { vehicle } = route
  const load = vehicle.capacity.map((_, d) => vehicle.load[d] ?? 0)
  for (const { task } of stops)
    if (task && !task.partner) for (const d of load.keys()) load[d] = load[d]! + (task.delivery[d] ?? 0)
  const judge = (path: string, claimed: readonly number[] | undefined) => {
    if (load.some((one, d) => one > vehicle.capacity[d]!))
      found.push({ code: 'load', path, values: { load: [...load], capacity: vehicle.capacity } })
    if (claimed && (claimed.length !== load.length || claimed.some((one, d) => one !== load[d])))
      found.push({ code: 'figure', path, values: { figure: 'load', claimed, expected: [...load] } })
  }
  judge(route.path, route.startLoad)
  for (const { task, pause, claimed } of stops) {
    if (task) for (const d of load.keys()) load[d] = load[d]! + (task.pickup[d] ?? 0) - (task.delivery[d] ?? 0)
    if (pause?.maxLoad?.some((most, d) => (load[d] ?? 0) > most))
      found.push({ code: 'break_load', path: claimed.path, values: { load: [...load], most: pause.maxLoad } })
    judge(claimed.path, claimed.load)
  }
  return found
}

/** A pair shares a route, pickup first; what was picked up already may have to stay on board. */
export function checkPairs({ route, stops }: Walked): Violation[] {
  const found: Violation[] = []
  const at = new Map(stops.map(({ claimed }, i) => [claimed.key, i]))
  for (const [i, { task, claimed, executed }] of stops.entries()) {
    if (!task?.partner) continue
    const other = at.get(task.partner.key)
    const values = { task: task.key, partner: task.partner.key, vehicle: route.vehicle.id }
    if (other === undefined && executed && task.partner.first) continue
    if (other === undefined) found.push({ code: 'pair_split', path: claimed.path, values })
    else if (task.partner.first && other < i) found.push({ code: 'pair_order', path: claimed.path, values })
  }
  return found
}

/** Who may do what, what comes first, every break once, and the limits of the route. */
export function checkLimits({ route, stops, departs, returns, travel, metres }: Walked): Violation[] {
  const found: Violation[] = []
  const { vehicle, path } = route
  const say = (code: Violation['code'], values: Record<string, unknown>, where = path) =>
    found.push({ code, path: where, values })
  for (const { task, start, claimed, executed } of stops) {
    if (!task || executed) continue
    const no = task.forbidden(vehicle)
    if (no) say(no.code, { task: task.key, vehicle: vehicle.id, ...no.values }, claimed.path)
    if (task.pinnedStart !== null && start !== task.pinnedStart)
      say('pinned', { task: task.key, start, pinned: task.pinnedStart }, claimed.path)
  }
  for (const [i, key] of vehicle.first.entries())
    if (stops[i]?.claimed.key !== key) say('first', { expected: key, found: stops[i]?.claimed.key ?? null })
  if (stops.length < vehicle.done.length) say('executed', { expected: vehicle.done.length, found: stops.length })
  for (const { key } of vehicle.breaks) {
    const times = stops.filter(({ claimed }) => claimed.key === key).length
    if (times === 0) say('break_missing', { break: key })
    if (times > 1) say('break_twice', { break: key })
  }
  const tasks = stops.filter(({ task }) => task !== null).length
  const atMost: [Violation['code'], number, number][] = [
    ['max_tasks', tasks, vehicle.maxTasks],
    ['max_travel_time', travel - vehicle.slack, vehicle.maxTravelTime],
    ['max_distance', metres, vehicle.maxDistance],
    ['max_duration', returns - departs, vehicle.maxDuration],
  ]
  for (const [code, is, most] of atMost) if (is > most) say(code, { is, most })
  return found
}
