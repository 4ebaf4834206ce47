import type { Part } from './cut.ts'
import type { Demand, Problem, Solution, Stop, StopRef, Vehicle } from './model.ts'
import { taskOf, type Visit } from './timetable.ts'

export interface SubProblem {
  problem: Problem
  /** the routes the vehicles of the part have now, as far as their stops belong to it */
  start: Pick<Solution, 'routes'> | null
  /** visits of the whole as visits of the part, as far as they belong to it */
  here: (visits: readonly Visit[]) => Visit[]
  /** visits of the part as visits of the whole */
  back: (visits: readonly Visit[]) => Visit[]
}

/** A part of a problem as a problem of its own; places, tables and persons stay those of the whole. */
export function partProblem(whole: Problem, part: Part, routes: readonly (readonly Visit[])[]): SubProblem {
  const jobOf = indexOf(part.jobs)
  const pairOf = indexOf(part.pairs)
  const vehicleOf = indexOf(part.vehicles)
  const here = ({ kind, index }: StopRef): StopRef | null => {
    const mapped = (kind === 'job' ? jobOf : pairOf).get(index)
    return mapped === undefined ? null : { kind, index: mapped }
  }
  const narrow = narrower(part.vehicles)
  const demand = <D extends Demand>(one: D): D => ({
    ...one,
    ...(one.fits ? { fits: narrow(one.fits) } : {}),
    ...(one.vehicleCosts ? { vehicleCosts: narrow(one.vehicleCosts) } : {}),
    ...(one.pin ? { pin: { ...one.pin, vehicle: vehicleOf.get(one.pin.vehicle) ?? -1 } } : {}),
  })
  const problem: Problem = {
    ...whole,
    jobs: part.jobs.map((job) => demand(whole.jobs[job]!)),
    pairs: part.pairs.map((pair) => demand(whole.pairs[pair]!)),
    vehicles: part.vehicles.map((v) => vehicle(whole.vehicles[v]!, here)),
    together: (whole.together ?? [])
      .filter((team) => team.every((job) => jobOf.has(job)))
      .map((team) => team.map((job) => jobOf.get(job)!)),
    before: (whole.before ?? [])
      .filter(({ first, after }) => jobOf.has(first) && jobOf.has(after))
      .map(({ first, after, gap }) => ({ first: jobOf.get(first)!, after: jobOf.get(after)!, gap })),
  }
  const starts = part.vehicles.flatMap((v, vehicle) => {
    const stops = routes[v]!.flatMap((visit) => {
      const ref = here(visit)
      return ref ? [stopOf(whole, visit, ref)] : []
    })
    return stops.length > 0 ? [{ vehicle, stops }] : []
  })
  return {
    problem,
    start: starts.length > 0 ? { routes: starts as unknown as Solution['routes'] } : null,
    here: (visits) =>
      visits.flatMap((visit) => {
        const ref = here(visit)
        return ref ? [{ ...visit, ...ref }] : []
      }),
    back: (visits) =>
      visits.map((one) => ({ ...one, index: (one.kind === 'job' ? part.jobs : part.pairs)[one.index]! })),
  }
}

const indexOf = (numbers: readonly number[]) => new Map(numbers.map((one, i) => [one, i]))

function vehicle(one: Vehicle, here: (ref: StopRef) => StopRef | null): Vehicle {
  return one.first ? { ...one, first: one.first.flatMap((ref) => here(ref) ?? []) } : one
}

/** Arrays by vehicle cut down to those of the part; the same array again for the same array. */
function narrower(vehicles: readonly number[]) {
  const known = new Map<object, object>()
  return <A extends Uint8Array | Int32Array>(all: A): A => {
    const before = known.get(all)
    if (before) return before as A
    const of = (v: number) => all[v]!
    const few = (all instanceof Uint8Array ? Uint8Array.from(vehicles, of) : Int32Array.from(vehicles, of)) as A
    known.set(all, few)
    return few
  }
}

/** What a plan to begin with needs to know of a stop. */
function stopOf(whole: Problem, visit: Visit, ref: StopRef): Stop {
  const { place } = taskOf(whole, visit)
  const none = { waiting: 0, setup: 0, service: 0, travel: 0, distance: 0, load: [] }
  return { ...ref, place, arrival: visit.from ?? 0, ...none }
}
