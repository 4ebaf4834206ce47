import { dropAbsent } from './absent.ts'
import { fitsLoad, hold, isKept, release } from './bounds.ts'
import { PENALTIES_AT_FIRST } from './cooling.ts'
import { refOf, taskAt } from './ground.ts'
import { PlanRefused, type Solution, type Stop } from './model.ts'
import { type Orders, recreate } from './recreate.ts'
import { keep, setOrder, undo } from './rows.ts'
import { dismiss, tasksOf } from './ruin.ts'
import type { Search } from './search.ts'
import { costOf, countAbsent } from './snapshot.ts'
import { loosen } from './ties.ts'
import { setWeights } from './worth.ts'

/**
 * The plan the search sets out from: what is fixed, then as much of `start` as can be kept, then everybody else where they
 * are cheapest.
 * @throws PlanRefused when the first stops of a vehicle cannot be kept
 */
export function begin(search: Search, orders: Orders, start: Pick<Solution, 'routes'> | undefined): void {
  const { ground, rows } = search
  setWeights(search, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, start ? 1 : PENALTIES_AT_FIRST)
  ground.problem.vehicles.forEach(({ first }, v) => {
    if (!first || first.length === 0) return
    const order = first.map((one) => taskAt(ground, one))
    setOrder(rows, v, order, order.length)
    if (!isKept(rows, v)) throw new PlanRefused('plan.first_stops', `vehicles[${v}].first`)
  })
  keep(rows)
  countAbsent(search)
  for (const route of start?.routes ?? []) adopt(search, route.vehicle, route.stops)
  removeHalves(search)
  const fixed = search.absent.filter((u) => ground.fixedTask[u] !== 0)
  recreate(search, orders, fixed)
  recreate(search, orders, search.absent.slice())
  keep(rows)
  search.bounds.log.length = 0
  search.cost = costOf(rows)
}

/** Puts the stops of a route behind what its vehicle has, in their order; those that do not fit are left for later. */
function adopt(search: Search, v: number, stops: readonly Stop[]): void {
  const { ground, rows } = search
  if (v < 0 || v >= ground.vehicles) return
  const order = current(search, v)
  const wanted = stops.flatMap((stop) => {
    if (stop.kind !== 'job' && stop.kind !== 'pickup' && stop.kind !== 'delivery') return []
    const t = taskAt(ground, { kind: stop.kind, index: stop.index })
    if (!(t < ground.tasks) || rows.vehicleOf[t]! >= 0) return []
    if (ground.fits[ground.fitClass[t]! * ground.vehicles + v] === 0) return []
    return [{ t, at: stop.arrival + stop.waiting - ground.epoch }]
  })
  for (const { t, at } of wanted) if (ground.tied[t] !== 0) tie(search, t, at)
  if (tryOrder(search, v, [...order, ...wanted.map((one) => one.t)])) return
  for (const { t } of wanted) tryOrder(search, v, [...current(search, v), t])
}

/** Tasks tied to others begin when they did. */
function tie(search: Search, t: number, at: number): void {
  const { ground, bounds } = search
  if (at < bounds.from[t]! || at > bounds.to[t]!) return
  hold(search, t, ground.laterIn[t]!.length > 0 || ground.size[ground.unit[t]!]! > 1 ? at : ground.from[t]!, at)
}

function current({ rows }: Search, v: number): number[] {
  const at = rows.rowOf[v]! * rows.stride
  return Array.from(rows.task.subarray(at + 1, at + 1 + rows.length[rows.rowOf[v]!]!))
}

function tryOrder(search: Search, v: number, order: readonly number[]): boolean {
  const { rows } = search
  if (order.length + 2 > rows.stride || order.length > search.ground.maxTasks[v]!) return false
  setOrder(rows, v, order, order.length)
  if (isKept(rows, v) && fitsLoad(rows, v)) {
    keep(rows)
    for (const t of order) if (search.ground.unit[t] === t) dropAbsent(search, t)
    return true
  }
  undo(rows)
  return false
}

/** Units of which only a part came in, pairs the wrong way round, jobs together at different times: out again. */
function removeHalves(search: Search): void {
  const { ground, rows } = search
  const rules = ground.problem.before ?? []
  const isWhole = (u: number) => {
    const tasks = tasksOf(search, u)
    if (tasks.some((t) => rows.vehicleOf[t]! < 0)) return false
    if (refOf(ground, u).kind === 'pickup')
      return rows.vehicleOf[u] === rows.vehicleOf[u + 1] && rows.slotOf[u]! < rows.slotOf[u + 1]!
    if (new Set(tasks.map((t) => ground.person[rows.vehicleOf[t]!]!)).size < tasks.length) return false
    if (tasks.length > 1 && tasks.some((t) => ground.from[t] !== ground.to[u] || ground.to[t] !== ground.to[u]))
      return false
    return tasks.every((t) =>
      ground.laterIn[t]!.every((rule) => {
        const { first, gap } = rules[rule]!
        const v = rows.vehicleOf[first]!
        if (v < 0) return false
        const shift = ground.type[v]! * ground.tasks + first
        return ground.to[first]! + ground.setup[shift]! + ground.service[shift]! + gap <= ground.from[t]!
      }),
    )
  }
  for (let again = true; again; ) {
    again = false
    for (let u = 0; u < ground.tasks; u++)
      if (ground.unit[u] === u && tasksOf(search, u).some((t) => rows.vehicleOf[t]! >= 0) && !isWhole(u)) {
        tear(search, u)
        again = true
      }
  }
  for (let t = 0; t < ground.tasks; t++) if (ground.tied[t] !== 0 && rows.vehicleOf[t]! < 0) release(search, t)
  for (let t = 0; t < ground.tasks; t++) if (ground.tied[t] !== 0 && rows.vehicleOf[t]! >= 0) loosen(search, t)
  keep(rows)
  search.bounds.log.length = 0
  countAbsent(search)
}

/** Takes out a unit that is there only in part. */
function tear(search: Search, u: number): void {
  const { rows } = search
  if (rows.vehicleOf[u]! >= 0) dismiss(search, u)
  for (const t of tasksOf(search, u)) {
    const v = rows.vehicleOf[t]!
    if (v < 0) continue
    const order = current(search, v).filter((one) => one !== t)
    rows.vehicleOf[t] = -1
    setOrder(rows, v, order, order.length)
  }
}
