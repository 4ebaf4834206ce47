import type {
  BreakFacts,
  ClaimedRoute,
  ClaimedStop,
  Place,
  TaskFacts,
  VehicleFacts,
  Violation,
  Window,
} from './facts.ts'

/** One route gone through by the clock of the raw problem. */
export interface Walked {
  route: ClaimedRoute
  violations: Violation[]
  departs: number
  returns: number
  travel: number
  metres: number
  legCost: number
  setup: number
  service: number
  taskTime: number
  waiting: number
  stops: WalkedStop[]
}

export interface WalkedStop {
  claimed: ClaimedStop
  task: TaskFacts | null
  pause: BreakFacts | null
  start: number
  end: number
  arrival: number
  setup: number
  service: number
  travel: number
  metres: number
  executed: boolean
}

/**
 * Goes through one route stop by stop: ways long enough and no time unexplained between stops, windows, setup where the
 * place changes, service by type. Claimed times are judged; without claims the earliest possible ones are taken.
 */
export function walk(route: ClaimedRoute, tasks: ReadonlyMap<string, TaskFacts>): Walked {
  const walker = new Walker(route, tasks)
  for (const stop of route.stops) walker.take(stop)
  return walker.finish()
}

class Walker {
  private readonly vehicle: VehicleFacts
  private readonly tasks: ReadonlyMap<string, TaskFacts>
  private place: Place | null
  /** When the stop before is over, and how much of the way to the next has been driven since. */
  private free: number
  private driven = 0
  private toDo: number
  private readonly seen: Walked

  constructor(route: ClaimedRoute, tasks: ReadonlyMap<string, TaskFacts>) {
    const { vehicle } = route
    this.vehicle = vehicle
    this.tasks = tasks
    this.place = vehicle.start
    this.toDo = vehicle.done.length
    const departs = route.departs ?? route.stops[0]?.arrival ?? vehicle.shift[0]
    this.free = departs
    const nothing = { travel: 0, metres: 0, legCost: 0, setup: 0, service: 0, taskTime: 0, waiting: 0 }
    this.seen = { route, violations: [], departs, returns: departs, ...nothing, stops: [] }
  }

  take(stop: ClaimedStop): void {
    if (this.toDo > 0) {
      this.takeDone(stop)
      return
    }
    const pause = this.vehicle.breaks.find((one) => one.key === stop.key)
    const task = pause ? undefined : this.tasks.get(stop.key)
    if (pause) this.takeBreak(stop, pause)
    else if (task) this.takeTask(stop, task)
  }

  /** History is what it is: only its order and its times are compared with what the problem says was done. */
  private takeDone(stop: ClaimedStop): void {
    const done = this.vehicle.done[this.vehicle.done.length - this.toDo]!
    this.toDo--
    if (stop.key !== done.key || (stop.arrival !== undefined && stop.arrival !== done.start))
      this.complain('executed', stop.path, { expected: done.key, found: stop.key, start: done.start })
    const task = this.tasks.get(done.key) ?? null
    const pause = this.vehicle.breaks.find((one) => one.key === done.key) ?? null
    if (task) this.place = task.place
    this.keep(stop, { task, pause, start: done.start, end: done.end, arrival: done.start, setup: 0, service: 0 }, true)
    this.free = done.end
    if (this.toDo === 0) this.seen.departs = done.end
  }

  private takeBreak(stop: ClaimedStop, pause: BreakFacts): void {
    const arrival = stop.arrival ?? this.free
    this.drive(arrival, stop)
    const start = stop.waiting === undefined ? firstIn(pause.windows, arrival) : arrival + stop.waiting
    if (!isIn(pause.windows, start)) this.complain('break_window', stop.path, { start, windows: pause.windows })
    this.compare('service', stop.service, pause.service, stop)
    this.seen.service += pause.service
    this.wait(start - arrival, stop)
    this.keep(stop, { task: null, pause, start, end: start + pause.service, arrival, setup: 0, service: pause.service })
    this.free = start + pause.service
  }

  private takeTask(stop: ClaimedStop, task: TaskFacts): void {
    const arrival = stop.arrival ?? this.free + this.wayTo(task.place).seconds - this.driven
    this.drive(arrival, stop)
    this.arrive(task.place, stop.path)
    const setup = this.place === task.place ? 0 : task.setup(this.vehicle)
    const service = task.service(this.vehicle)
    this.place = task.place
    const start = stop.waiting === undefined ? firstIn(task.windows, arrival) : arrival + stop.waiting
    if (!isIn(task.windows, start)) this.complain('window', stop.path, { task: task.key, start, windows: task.windows })
    this.compare('setup', stop.setup, setup, stop)
    this.compare('service', stop.service, service, stop)
    this.wait(start - arrival, stop)
    this.seen.setup += setup
    this.seen.service += service
    this.seen.taskTime += setup + service
    this.keep(stop, { task, pause: null, start, end: start + setup + service, arrival, setup, service })
    this.free = start + setup + service
  }

  finish(): Walked {
    const { seen, vehicle } = this
    const { route } = seen
    const way = vehicle.end === null ? null : this.wayTo(vehicle.end)
    const returns = route.returns ?? this.free + Math.max(0, (way?.seconds ?? 0) - this.driven)
    this.drive(returns, { key: 'end', path: route.path })
    if (vehicle.end !== null) this.arrive(vehicle.end, route.path)
    seen.returns = returns
    if (seen.departs < vehicle.shift[0] && vehicle.done.length === 0)
      this.complain('shift_start', route.path, { start: seen.departs, shift: vehicle.shift })
    if (returns > vehicle.shift[1] + (vehicle.overtime?.limit ?? 0))
      this.complain('shift_end', route.path, { end: returns, shift: vehicle.shift })
    return seen
  }

  private wayTo(place: Place) {
    return this.place === null ? { seconds: 0, metres: 0, cost: 0 } : this.vehicle.leg(this.place, place)
  }

  /** Time between the end of the stop before and this arrival is time on the way, and nothing else. */
  private drive(arrival: number, stop: ClaimedStop): void {
    const moved = arrival - this.free
    if (moved < -this.vehicle.slack) this.complain('travel_short', stop.path, { arrival, notBefore: this.free })
    this.driven += moved
    this.seen.travel += moved
  }

  private arrive(place: Place, path: string): void {
    const way = this.wayTo(place)
    const { slack } = this.vehicle
    if (this.driven < way.seconds - slack - 1e-6)
      this.complain('travel_short', path, { driven: this.driven, needed: way.seconds })
    else if (this.driven > way.seconds + slack + 1e-6)
      this.complain('time_unexplained', path, { driven: this.driven, needed: way.seconds })
    this.seen.metres += way.metres
    this.seen.legCost += way.cost
    this.driven = 0
  }

  private wait(seconds: number, stop: ClaimedStop): void {
    if (seconds < 0) this.complain('figure', stop.path, { figure: 'waiting', claimed: seconds })
    this.seen.waiting += seconds
  }

  private compare(figure: string, claimed: number | undefined, expected: number, stop: ClaimedStop): void {
    if (claimed !== undefined && claimed !== expected) this.complain('figure', stop.path, { figure, claimed, expected })
  }

  private keep(
    claimed: ClaimedStop,
    rest: Omit<WalkedStop, 'claimed' | 'executed' | 'travel' | 'metres'>,
    executed = false,
  ): void {
    this.seen.stops.push({ claimed, ...rest, travel: this.seen.travel, metres: this.seen.metres, executed })
  }

  private complain(code: Violation['code'], path: string, values: Record<string, unknown>): void {
    this.seen.violations.push({ code, path, values })
  }
}

const isIn = (windows: readonly Window[], at: number) =>
  windows.length === 0 || windows.some(([from, to]) => from <= at && at <= to)

const firstIn = (windows: readonly Window[], at: number) => {
  const open = windows.find(([, to]) => at <= to)
  return open ? Math.max(at, open[0]) : at
}
