import type { Problem, Task, Vehicle, Window } from '../plan/index.ts'
import type { ReadyBoard } from '../slots/board.ts'
import { bestOf, type Relax, type Tried, tryAll, tryOrder } from './insert.ts'
import type { Change, JobRef, Lack, PairEnd } from './model.ts'

/** A change that was tried and holds, and how large it is felt to be: seconds, or what stands for them. */
export interface Proven {
  change: Change
  size: number
  tried: Tried
}

const DAY = 86_400
/** What other changes weigh against moving a shift or a window by seconds. */
const FIT_SIZE = 4 * 3600
const PART_SIZE = 2 * 3600
const UNIT_SIZE = 3600
const STEP = 60

/** Every single change that would let this vehicle do it, smallest first; each was tried and passed the check. */
export function changesFor(board: ReadyBoard, vehicle: number, ref: JobRef, lacks: readonly Lack[]): Proven[] {
  const found = lacks.length > 0 ? [fitChange(board, vehicle, ref, lacks)] : timeChanges(board, vehicle, ref)
  return found.filter((one) => one !== null).sort((a, b) => a.size - b.size)
}

function timeChanges(board: ReadyBoard, vehicle: number, ref: JobRef): (Proven | null)[] {
  return [
    ...valueChanges(board, vehicle, ref),
    shiftLonger(board, vehicle, ref),
    shiftEarlier(board, vehicle, ref),
    ...windowChanges(board, vehicle, ref),
  ]
}

const withVehicle = (part: Problem, change: (vehicle: Vehicle) => Vehicle): Problem => ({
  ...part,
  vehicles: part.vehicles.map(change),
})

export const fitting: Relax = (part, { kind, index }) => {
  const free = <T extends { fits?: Uint8Array }>(list: readonly T[], own: boolean) =>
    list.map((one, i) => (own && i === index ? { ...one, fits: Uint8Array.of(1) } : one))
  return { ...part, jobs: free(part.jobs, kind === 'job'), pairs: free(part.pairs, kind === 'pair') }
}

function fitChange(board: ReadyBoard, vehicle: number, ref: JobRef, lacks: readonly Lack[]): Proven | null {
  const tried = bestOf(tryAll(board, vehicle, ref, fitting))
  const size = lacks.reduce((sum, { code }) => sum + (code === 'part' ? PART_SIZE : FIT_SIZE), 0)
  return tried && { change: { code: 'fit', vehicle, lacks: [...lacks] }, size, tried }
}

/** Orders that can be timed but break one limit: capacity or a cap of the route, by how much the check says. */
function valueChanges(board: ReadyBoard, vehicle: number, ref: JobRef): Proven[] {
  const found: Proven[] = []
  for (const one of tryAll(board, vehicle, ref)) {
    const codes = new Set(one.violations.map(({ code }) => code))
    if (one.cost === null || codes.size !== 1) continue
    const change = limitChange(vehicle, one) ?? personChange(vehicle, one) ?? capacityChange(vehicle, one)
    if (!change) continue
    const tried = tryOrder(board, vehicle, one.order, ref, raised(change))
    const more = 'more' in change ? change.more : 0
    const size = change.code === 'capacity' || more < 60 ? UNIT_SIZE * more : more
    if (tried.cost !== null && tried.violations.length === 0) found.push({ change, size, tried })
  }
  return found.sort((a, b) => a.size - b.size || a.tried.cost! - b.tried.cost!).slice(0, 1)
}

const LIMITS = ['max_tasks', 'max_travel_time', 'max_distance', 'max_duration'] as const
const FIELDS = {
  max_tasks: 'maxTasks',
  max_travel_time: 'maxTravelTime',
  max_distance: 'maxDistance',
  max_duration: 'maxDuration',
} as const

function limitChange(vehicle: number, { violations }: Tried): Change | null {
  const limit = LIMITS.find((code) => violations[0]!.code === code)
  if (!limit) return null
  const { is, most } = violations[0]!.values as { is: number; most: number }
  return { code: 'limit', vehicle, limit, more: Math.ceil(is - most) }
}

const PERSON_LIMITS = {
  person_max_tasks: ['max_tasks', 'maxTasks'],
  person_max_travel_time: ['max_travel_time', 'maxTravelTime'],
  person_max_work: ['max_work', 'maxWork'],
} as const

/** What the person does on other days counts, too: by how much all of it together is too much, the check says. */
function personChange(vehicle: number, { violations }: Tried): Change | null {
  const found = PERSON_LIMITS[violations[0]!.code as keyof typeof PERSON_LIMITS]
  if (!found) return null
  const { is, most } = violations[0]!.values as { is: number; most: number }
  return { code: 'person_cap', vehicle, limit: found[0], more: Math.ceil(is - most) }
}

/** In a problem of one route its person is number 0. */
function personRaised(part: Problem, { limit, more }: Extract<Change, { code: 'person_cap' }>): Problem {
  const [, field] = Object.values(PERSON_LIMITS).find(([name]) => name === limit)!
  return { ...part, persons: (part.persons ?? []).map((one) => ({ ...one, [field]: (one[field] ?? 0) + more })) }
}

function capacityChange(vehicle: number, { violations }: Tried): Change | null {
  const over = new Map<number, number>()
  for (const { code, values } of violations) {
    if (code !== 'load') return null
    const { load, capacity } = values as { load: number[]; capacity: number[] }
    for (const [d, one] of load.entries())
      if (one > capacity[d]!) over.set(d, Math.max(over.get(d) ?? 0, one - capacity[d]!))
  }
  const [first] = over
  return first && over.size === 1 ? { code: 'capacity', vehicle, dimension: first[0], more: first[1] } : null
}

function raised(change: Change): Relax {
  if (change.code === 'person_cap') return (part) => personRaised(part, change)
  return (part) =>
    withVehicle(part, (one) => {
      if (change.code === 'capacity')
        return { ...one, capacity: one.capacity.with(change.dimension, one.capacity[change.dimension]! + change.more) }
      if (change.code !== 'limit') return one
      const field = FIELDS[change.limit]
      return { ...one, [field]: (one[field] ?? 0) + change.more }
    })
}

const longer =
  (seconds: number): Relax =>
  (part) =>
    withVehicle(part, ({ overtime, ...one }) => {
      const to = one.shift[1] + seconds
      return { ...one, shift: [one.shift[0], to], ...(overtime ? { overtime } : {}) }
    })

const earlier =
  (seconds: number): Relax =>
  (part) =>
    withVehicle(part, (one) => ({ ...one, shift: [one.shift[0] - seconds, one.shift[1]] }))

function shiftLonger(board: ReadyBoard, vehicle: number, ref: JobRef): Proven | null {
  return least(board, vehicle, ref, longer, DAY / 4, (seconds) => ({ code: 'shift_longer', vehicle, seconds }))
}

function shiftEarlier(board: ReadyBoard, vehicle: number, ref: JobRef): Proven | null {
  return least(board, vehicle, ref, earlier, DAY / 4, (seconds) => ({ code: 'shift_earlier', vehicle, seconds }))
}

/** The smallest number of whole minutes with which some order holds: a longer shift or window never does harm. */
function least(
  board: ReadyBoard,
  vehicle: number,
  ref: JobRef,
  relax: (seconds: number) => Relax,
  most: number,
  change: (seconds: number) => Change,
): Proven | null {
  const far = tryAll(board, vehicle, ref, relax(most)).filter((one) => one.cost !== null && one.violations.length === 0)
  let best: Proven | null = null
  for (const { order } of far) {
    let low = 0
    let high: number = best?.size ?? most
    if (!holds(board, vehicle, order, ref, relax(high))) continue
    while (high - low > STEP) {
      const middle = Math.ceil((low + high) / 2 / STEP) * STEP
      if (middle >= high) break
      if (holds(board, vehicle, order, ref, relax(middle))) high = middle
      else low = middle
    }
    if (!best || high < best.size) {
      const tried = tryOrder(board, vehicle, order, ref, relax(high))
      best = { change: change(high), size: high, tried }
    }
  }
  return best
}

function holds(board: ReadyBoard, vehicle: number, order: Tried['order'], ref: JobRef, relax: Relax): boolean {
  const { cost, violations } = tryOrder(board, vehicle, order, ref, relax)
  return cost !== null && violations.length === 0
}

/** Each window open a little longer, or a little earlier; of a pair those of both its stops. */
function windowChanges(board: ReadyBoard, vehicle: number, ref: JobRef): (Proven | null)[] {
  if (ref.kind === 'job') return windowsOpened(board, vehicle, ref, board.problem.jobs[ref.index]!, null)
  const pair = board.problem.pairs[ref.index]!
  return (['pickup', 'delivery'] as const).flatMap((end) => windowsOpened(board, vehicle, ref, pair[end], end))
}

function windowsOpened(
  board: ReadyBoard,
  vehicle: number,
  ref: JobRef,
  { windows }: Task,
  end: PairEnd | null,
): (Proven | null)[] {
  const of = end ? { end } : {}
  return windows.flatMap((window, w) => {
    const until = (seconds: number): Relax => reopened(end, (all) => all.with(w, [window[0], window[1] + seconds]))
    const from = (seconds: number): Relax => reopened(end, (all) => all.with(w, [window[0] - seconds, window[1]]))
    return [
      least(board, vehicle, ref, until, DAY / 4, (s) => ({
        code: 'window_until',
        until: window[1] + s,
        vehicle,
        ...of,
      })),
      least(board, vehicle, ref, from, DAY / 4, (s) => ({ code: 'window_from', from: window[0] - s, vehicle, ...of })),
    ]
  })
}

function reopened(end: PairEnd | null, change: (windows: readonly Window[]) => readonly Window[]): Relax {
  const open = <T extends Task>(task: T): T => ({ ...task, windows: joined(change(task.windows)) })
  return (part, { index }) =>
    end
      ? { ...part, pairs: part.pairs.map((one, i) => (i === index ? { ...one, [end]: open(one[end]) } : one)) }
      : { ...part, jobs: part.jobs.map((one, i) => (i === index ? open(one) : one)) }
}

/** Windows that touch after one was made longer are one. */
function joined(windows: readonly Window[]): Window[] {
  const all: Window[] = []
  for (const [from, to] of [...windows].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1)
    if (last && from <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], to)]
    else all.push([from, to])
  }
  return all
}
