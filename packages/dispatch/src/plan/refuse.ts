import { type Demand, type Job, PlanRefused, type Problem, type StopRef, type Task, type Travel } from './model.ts'

const LONGEST = 2 ** 29

/**
 * What the search takes for granted, asked once.
 * @throws PlanRefused with code and path of the first thing that is not so
 */
export function refuseUnsound(problem: Problem): void {
  const { places, travels, jobs, pairs, vehicles } = problem
  ask(Number.isInteger(places) && places >= 0, 'plan.places', 'places')
  travels.forEach((travel, i) => {
    refuseTravel(travel, places, `travels[${i}]`)
  })
  jobs.forEach((job, i) => {
    refuseJob(problem, job, `jobs[${i}]`)
  })
  pairs.forEach((pair, i) => {
    refuseTask(problem, pair.pickup, `pairs[${i}].pickup`)
    refuseTask(problem, pair.delivery, `pairs[${i}].delivery`)
    refuseDemand(problem, pair, `pairs[${i}]`)
    refuseAmounts(pair.amount, `pairs[${i}].amount`)
  })
  vehicles.forEach((_, i) => {
    refuseVehicle(problem, i)
  })
  refusePersons(problem)
  refuseTies(problem)
  refuseFirst(problem)
  refuseSpan(problem)
}

function ask(holds: boolean, code: string, path: string, values: Record<string, string | number> = {}): void {
  if (!holds) throw new PlanRefused(code, path, values)
}

function refuseTravel(travel: Travel, places: number, path: string): void {
  if (travel.kind === 'points') {
    const { lat, lon, metresPerSecond, detour } = travel
    ask(lat.length === places && lon.length === places, 'plan.travel_size', path, { places })
    ask(metresPerSecond > 0 && detour > 0, 'plan.travel_speed', path)
    const bad = [...lat, ...lon].findIndex((one) => !Number.isFinite(one))
    ask(bad < 0, 'plan.travel_point', `${path}[${bad % Math.max(1, places)}]`)
    return
  }
  for (const name of ['durations', 'distances', 'costs'] as const) {
    const table = travel[name]
    if (!table) continue
    ask(table.length === places * places, 'plan.travel_size', `${path}.${name}`, { places, found: table.length })
    let bad = -1
    for (let i = 0; i < table.length && bad < 0; i++) if (table[i]! < 0) bad = i
    ask(bad < 0, 'plan.travel_negative', `${path}.${name}[${bad}]`)
  }
}

const isPlace = ({ places }: Problem, place: number) => Number.isInteger(place) && place >= 0 && place < places

function refuseJob(problem: Problem, job: Job, path: string): void {
  refuseTask(problem, job, path)
  refuseDemand(problem, job, path)
  refuseAmounts(job.delivery, `${path}.delivery`)
  refuseAmounts(job.pickup, `${path}.pickup`)
}

function refuseTask(problem: Problem, task: Task, path: string): void {
  ask(isPlace(problem, task.place), 'plan.place', `${path}.place`, { place: task.place })
  const seconds = [task.setup, task.service, ...(task.setupByType ?? []), ...(task.serviceByType ?? [])]
  ask(
    seconds.every((one) => Number.isInteger(one) && one >= 0 && one < LONGEST),
    'plan.duration',
    path,
  )
  refuseWindows(task.windows, `${path}.windows`)
}

function refuseWindows(windows: Task['windows'], path: string): void {
  windows.forEach(([from, to], i) => {
    ask(Number.isInteger(from) && Number.isInteger(to) && from <= to, 'plan.window', `${path}[${i}]`, { from, to })
    if (i > 0) ask(windows[i - 1]![1] < from, 'plan.window_order', `${path}[${i}]`)
  })
}

function refuseDemand({ vehicles }: Problem, demand: Demand, path: string): void {
  const { fits, vehicleCosts, priority, penalty, pin } = demand
  ask(fits === undefined || fits.length === vehicles.length, 'plan.fits', `${path}.fits`)
  ask(vehicleCosts === undefined || vehicleCosts.length === vehicles.length, 'plan.fits', `${path}.vehicleCosts`)
  ask(priority >= 0 && priority <= 100, 'plan.priority', `${path}.priority`, { priority })
  ask(penalty === undefined || penalty >= 0, 'plan.penalty', `${path}.penalty`)
  ask(!pin || vehicles[pin.vehicle] !== undefined, 'plan.vehicle', `${path}.pin.vehicle`)
}

function refuseAmounts(amounts: readonly number[], path: string): void {
  ask(
    amounts.every((one) => Number.isInteger(one) && one >= 0),
    'plan.amount',
    path,
  )
}

function refuseVehicle(problem: Problem, v: number): void {
  const vehicle = problem.vehicles[v]!
  const path = `vehicles[${v}]`
  const { travel, start, end, shift, speedFactor, capacity, breaks, person, overtime } = vehicle
  ask(problem.travels[travel] !== undefined, 'plan.travel', `${path}.travel`)
  for (const [name, place] of Object.entries({ start, end }))
    ask(place === null || isPlace(problem, place), 'plan.place', `${path}.${name}`)
  ask(shift[0] <= shift[1], 'plan.window', `${path}.shift`, { from: shift[0], to: shift[1] })
  ask(speedFactor > 0 && Number.isFinite(speedFactor), 'plan.speed', `${path}.speedFactor`)
  refuseAmounts(capacity, `${path}.capacity`)
  breaks.forEach((one, i) => {
    refuseWindows(one.windows, `${path}.breaks[${i}].windows`)
    ask(one.service >= 0, 'plan.duration', `${path}.breaks[${i}].service`)
  })
  ask(breaks.length < 64, 'plan.breaks', `${path}.breaks`, { most: 63 })
  ask(person === undefined || (Number.isInteger(person) && person >= 0), 'plan.person', `${path}.person`)
  ask(!overtime || (overtime.limit >= 0 && overtime.perHour >= 0), 'plan.overtime', `${path}.overtime`)
}

/** Nobody has two routes at the same time. */
function refusePersons({ vehicles, persons = [] }: Problem): void {
  persons.forEach(({ overtime }, i) => {
    ask(!overtime || (overtime.after >= 0 && overtime.perHour >= 0), 'plan.overtime', `persons[${i}].overtime`)
  })
  const days = vehicles
    .flatMap(({ person, shift, overtime }, v) =>
      person === undefined ? [] : [{ person, v, from: shift[0], to: shift[1] + (overtime?.limit ?? 0) }],
    )
    .sort((a, b) => a.person - b.person || a.from - b.from)
  days.forEach((day, i) => {
    const last = days[i - 1]
    ask(!last || last.person !== day.person || last.to <= day.from, 'plan.person_twice', `vehicles[${day.v}].shift`)
  })
}

function refuseTies({ jobs, together = [], before = [] }: Problem): void {
  const seen = new Set<number>()
  together.forEach((team, i) => {
    ask(team.length >= 2, 'plan.team', `together[${i}]`)
    for (const job of team) {
      ask(jobs[job] !== undefined && !seen.has(job), 'plan.team', `together[${i}]`, { job })
      seen.add(job)
    }
  })
  const next = new Map<number, number[]>()
  before.forEach(({ first, after, gap }, i) => {
    ask(jobs[first] !== undefined && jobs[after] !== undefined && gap >= 0, 'plan.before', `before[${i}]`)
    next.set(first, [...(next.get(first) ?? []), after])
  })
  const state = new Map<number, 'open' | 'done'>()
  const visit = (job: number): boolean => {
    if (state.get(job) === 'done') return true
    if (state.get(job) === 'open') return false
    state.set(job, 'open')
    const fine = (next.get(job) ?? []).every(visit)
    state.set(job, 'done')
    return fine
  }
  before.forEach(({ first }, i) => {
    ask(visit(first), 'plan.circular', `before[${i}]`)
  })
}

function refuseFirst({ vehicles, jobs, pairs }: Problem): void {
  const seen = new Set<string>()
  vehicles.forEach(({ first = [] }, v) => {
    const key = ({ kind, index }: StopRef) => `${kind} ${index}`
    first.forEach((ref, i) => {
      const path = `vehicles[${v}].first[${i}]`
      ask((ref.kind === 'job' ? jobs : pairs)[ref.index] !== undefined, 'plan.stop', path)
      ask(!seen.has(key(ref)), 'plan.stop_twice', path)
      seen.add(key(ref))
      if (ref.kind === 'delivery')
        ask(
          first.slice(0, i).some((one) => one.kind === 'pickup' && one.index === ref.index),
          'plan.half_pair',
          path,
        )
      if (ref.kind === 'pickup')
        ask(
          first.slice(i).some((one) => one.kind === 'delivery' && one.index === ref.index),
          'plan.half_pair',
          path,
        )
    })
  })
}

/** All shifts lie within some seventeen years, so that every time fits the arrays. */
function refuseSpan({ vehicles }: Problem): void {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const { shift, overtime } of vehicles) {
    from = Math.min(from, shift[0])
    to = Math.max(to, shift[1] + (overtime?.limit ?? 0))
  }
  ask(vehicles.length === 0 || to - from < LONGEST, 'plan.span', 'vehicles')
}
