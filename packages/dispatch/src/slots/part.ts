import type { Demand, Job, Pair, Problem, StopRef, Task, Window } from '../plan/index.ts'

/** A few routes of a problem as a problem of their own. */
export interface Part {
  problem: Problem
  /** of each vehicle of the part, its number in the whole */
  vehicles: readonly number[]
  /** the stops of each route in the numbers of the part */
  visits: StopRef[][]
  /** of jobs and pairs of the part, their number in the whole */
  jobs: readonly number[]
  pairs: readonly number[]
}

export interface PartOf {
  vehicle: number
  visits: readonly StopRef[]
}

/** What a person does on the routes that are not in the part. */
export type Elsewhere = (person: number, vehicles: readonly number[]) => { tasks: number; travel: number; work: number }

/**
 * @param windowsOf what a stop may be moved to; ties to stops elsewhere have to be in it, for they are not in the part
 */
export function partOf(
  whole: Problem,
  routes: readonly PartOf[],
  windowsOf: (visit: StopRef, task: Task) => readonly Window[],
  elsewhere: Elsewhere,
): Part {
  const vehicles = routes.map(({ vehicle }) => vehicle)
  const stops = routes.flatMap(({ visits }) => visits)
  const jobs = [...new Set(stops.flatMap(({ kind, index }) => (kind === 'job' ? [index] : [])))]
  const pairs = [...new Set(stops.flatMap(({ kind, index }) => (kind === 'pickup' ? [index] : [])))]
  const persons = [...new Set(vehicles.flatMap((v) => whole.vehicles[v]!.person ?? []))]
  const narrowed = (visit: StopRef, task: Task) => ({ windows: windowsOf(visit, task) })
  return {
    vehicles,
    jobs,
    pairs,
    visits: routes.map(({ visits }) =>
      visits.map(({ kind, index }) => ({ kind, index: (kind === 'job' ? jobs : pairs).indexOf(index) })),
    ),
    problem: {
      places: whole.places,
      travels: whole.travels,
      vehicles: vehicles.map((v) => {
        const { person, first: _, ...rest } = whole.vehicles[v]!
        return { ...rest, ...(person === undefined ? {} : { person: persons.indexOf(person) }) }
      }),
      jobs: jobs.map((index): Job => {
        const job = whole.jobs[index]!
        return { ...job, ...demandOf(job, vehicles), ...narrowed({ kind: 'job', index }, job) }
      }),
      pairs: pairs.map((index): Pair => {
        const pair = whole.pairs[index]!
        return {
          ...pair,
          ...demandOf(pair, vehicles),
          pickup: { ...pair.pickup, ...narrowed({ kind: 'pickup', index }, pair.pickup) },
          delivery: { ...pair.delivery, ...narrowed({ kind: 'delivery', index }, pair.delivery) },
        }
      }),
      persons: persons.map((person) => {
        const caps = whole.persons?.[person] ?? {}
        const spent = elsewhere(person, vehicles)
        return {
          ...(caps.maxTasks === undefined ? {} : { maxTasks: Math.max(0, caps.maxTasks - spent.tasks) }),
          ...(caps.maxTravelTime === undefined
            ? {}
            : { maxTravelTime: Math.max(0, caps.maxTravelTime - spent.travel) }),
          ...(caps.maxWork === undefined ? {} : { maxWork: Math.max(0, caps.maxWork - spent.work) }),
          ...(caps.overtime && {
            overtime: { ...caps.overtime, after: Math.max(0, caps.overtime.after - spent.work) },
          }),
        }
      }),
    },
  }
}

/** Rows over all vehicles cut down to those of the part. */
function demandOf({ fits, vehicleCosts, pin }: Demand, vehicles: readonly number[]): Partial<Demand> {
  return {
    ...(fits ? { fits: Uint8Array.from(vehicles, (v) => fits[v]!) } : {}),
    ...(vehicleCosts ? { vehicleCosts: Int32Array.from(vehicles, (v) => vehicleCosts[v]!) } : {}),
    ...(pin ? { pin: { ...pin, vehicle: vehicles.indexOf(pin.vehicle) } } : {}),
  }
}
