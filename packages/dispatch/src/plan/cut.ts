import { legCost } from './legs.ts'
import type { Problem, StopRef } from './model.ts'
import { taskOf, type Visit } from './timetable.ts'

/** Jobs and pairs of one part, as indices of the whole problem, and its vehicles. */
export interface Part {
  jobs: number[]
  pairs: number[]
  vehicles: number[]
}

/** Stops of a part. */
export const PART = 400
/** Of a part cut around a route, at most so many in no route yet. */
const CALLED = 100

/** What is never cut: a job, a pair, jobs tied to one another; or the vehicles of a person. */
interface Lump {
  place: number
  weight: number
  jobs: number[]
  pairs: number[]
  vehicles: number[]
}

/**
 * Parts of neighbours: the whole is halved between two far ends again and again. Vehicles go with the half they start
 * nearer to, as many as its share of the stops.
 */
export function cutInParts(problem: Problem, random: () => number): Part[] {
  if (problem.vehicles.length === 0) return []
  const lumps = [...workLumps(problem)]
  return halve(problem, lumps, personLumps(problem), random).filter(({ vehicles }) => vehicles.length > 0)
}

function halve(problem: Problem, work: Lump[], persons: Lump[], random: () => number): Part[] {
  const total = weightOf(work)
  if (total <= PART || work.length < 2) return [partOf(work, persons)]
  const places = work.map(({ place }) => place)
  const one = farthest(problem, places[Math.floor(random() * places.length)]!, places)
  const other = farthest(problem, one, places)
  const lean = ({ place }: Lump) => (place < 0 ? 0 : way(problem, one, place) - way(problem, other, place))
  const leans = new Map([...work, ...persons].map((lump) => [lump, lean(lump)]))
  const sorted = (lumps: Lump[]) => [...lumps].sort((a, b) => leans.get(a)! - leans.get(b)!)
  const ordered = sorted(work)
  let middle = 0
  for (let sum = 0; middle < ordered.length - 1 && (middle === 0 || sum < total / 2); middle++)
    sum += ordered[middle]!.weight
  const share = weightOf(ordered.slice(0, middle)) / total
  const people = sorted(persons)
  const seats = Math.round(people.length * share)
  return [
    ...halve(problem, ordered.slice(0, middle), people.slice(0, seats), random),
    ...halve(problem, ordered.slice(middle), people.slice(seats), random),
  ]
}

const weightOf = (lumps: readonly Lump[]) => lumps.reduce((sum, { weight }) => sum + weight, 0)

const partOf = (work: Lump[], persons: Lump[]): Part => ({
  jobs: work.flatMap(({ jobs }) => jobs).sort(upwards),
  pairs: work.flatMap(({ pairs }) => pairs).sort(upwards),
  vehicles: persons.flatMap(({ vehicles }) => vehicles).sort(upwards),
})

const upwards = (a: number, b: number) => a - b

/** Both ways, as the first vehicle goes them. */
function way(problem: Problem, from: number, to: number): number {
  const vehicle = problem.vehicles[0]!
  return legCost(problem, vehicle, from, to) + legCost(problem, vehicle, to, from)
}

function farthest(problem: Problem, from: number, places: readonly number[]): number {
  let far = from
  let most = -1
  for (const place of places) {
    const one = way(problem, from, place)
    if (one <= most) continue
    most = one
    far = place
  }
  return far
}

export function workLumps({ jobs, pairs, together = [], before = [] }: Problem): Lump[] {
  const root = jobs.map((_, i) => i)
  const find = (i: number): number => {
    let top = i
    while (root[top] !== top) top = root[top]!
    root[i] = top
    return top
  }
  for (const [first, ...rest] of together) for (const one of rest) root[find(one)] = find(first!)
  for (const { first, after } of before) root[find(after)] = find(first)
  const lumps = new Map<number, Lump>()
  jobs.forEach(({ place }, i) => {
    const top = find(i)
    const lump = lumps.get(top) ?? { place, weight: 0, jobs: [], pairs: [], vehicles: [] }
    lump.jobs.push(i)
    lump.weight++
    lumps.set(top, lump)
  })
  const ofPairs = pairs.map(
    ({ pickup }, i): Lump => ({ place: pickup.place, weight: 2, jobs: [], pairs: [i], vehicles: [] }),
  )
  return [...lumps.values(), ...ofPairs]
}

export function personLumps({ vehicles }: Problem): Lump[] {
  const lumps = new Map<number, Lump>()
  vehicles.forEach(({ person, start, end }, v) => {
    const key = person ?? -1 - v
    const lump = lumps.get(key) ?? { place: start ?? end ?? -1, weight: 0, jobs: [], pairs: [], vehicles: [] }
    lump.vehicles.push(v)
    lumps.set(key, lump)
  })
  return [...lumps.values()]
}

/**
 * The routes near a route drawn at random, with the stops near it that are in no route yet, those that count most first.
 * Routes with stops tied to others stay as they are.
 */
export function partAround(problem: Problem, routes: readonly (readonly Visit[])[], random: () => number): Part {
  const tied = tiedJobs(problem)
  const isFree = (v: number) => !routes[v]!.some(({ kind, index }) => kind === 'job' && tied.has(index))
  const persons = personLumps(problem).filter(({ vehicles }) => vehicles.every(isFree))
  if (persons.length === 0) return { jobs: [], pairs: [], vehicles: [] }
  const centre = placeOf(problem, routes, persons[Math.floor(random() * persons.length)]!)
  const near = persons
    .map((lump) => ({ lump, far: distance(problem, centre, placeOf(problem, routes, lump)) }))
    .sort((a, b) => a.far - b.far)
  const chosen: number[] = []
  const visits: StopRef[] = []
  for (const { lump } of near) {
    for (const v of lump.vehicles) {
      chosen.push(v)
      visits.push(...routes[v]!)
    }
    if (visits.length >= PART || chosen.length >= PART) break
  }
  visits.push(...calledNear(problem, routes, tied, centre))
  const pick = (wanted: StopRef['kind']) =>
    [...new Set(visits.filter(({ kind }) => kind === wanted).map(({ index }) => index))].sort(upwards)
  return { jobs: pick('job'), pairs: pick('pickup'), vehicles: chosen.sort(upwards) }
}

function tiedJobs({ together = [], before = [] }: Problem): Set<number> {
  return new Set([...together.flat(), ...before.flatMap(({ first, after }) => [first, after])])
}

/** Where a person is in the middle of their day. */
function placeOf(problem: Problem, routes: readonly (readonly Visit[])[], { vehicles, place }: Lump): number {
  const route = vehicles.map((v) => routes[v]!).find((one) => one.length > 0)
  return route ? taskOf(problem, route[route.length >> 1]!).place : place
}

const distance = (problem: Problem, from: number, to: number) => (from < 0 || to < 0 ? 0 : way(problem, from, to))

function calledNear(
  problem: Problem,
  routes: readonly (readonly Visit[])[],
  tied: ReadonlySet<number>,
  centre: number,
): StopRef[] {
  const done = new Set(routes.flatMap((visits) => visits.map(({ kind, index }) => `${kind} ${index}`)))
  const worth = ({ priority, penalty = 0 }: { priority: number; penalty?: number }) => 1 + priority + penalty
  const absent = [
    ...problem.jobs.map((job, index) => ({ kind: 'job' as const, index, place: job.place, worth: worth(job) })),
    ...problem.pairs.map((pair, index) => ({
      kind: 'pickup' as const,
      index,
      place: pair.pickup.place,
      worth: worth(pair),
    })),
  ].filter(({ kind, index }) => !done.has(`${kind} ${index}`) && !(kind === 'job' && tied.has(index)))
  return absent
    .map((one) => ({ ...one, rank: (1 + distance(problem, centre, one.place)) / one.worth }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, CALLED)
}
