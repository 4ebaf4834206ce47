import type { Ground } from './ground.ts'
import type { Kind } from './kinds.ts'
import { paysPersons } from './rich.ts'

// A block of stops that are done one after the other behaves as one stop, exactly: it is entered at its first place and
// left at its last, must be reached by `to`, begins no earlier than `from` and lasts as long as its ways and services. One
// may have to wait in the middle of it however late it is reached in time: `from` is later than `to` then.

type Members = readonly (readonly number[])[]

/** Whether it is so: plain times, the same for every vehicle, and no price but that of the ways. */
export function canBlock(ground: Ground): boolean {
  const { plain, simple, kinds, type, perTaskSecond, maxTasks, rich, spanOnly, shared, tasks } = ground
  return (
    plain &&
    simple &&
    !ground.hasPreferences &&
    !paysPersons(ground.problem) &&
    kinds.length === 1 &&
    type.every((one) => one === type[0]) &&
    perTaskSecond.every((one) => one === 0) &&
    maxTasks.every((one) => one >= tasks) &&
    rich.every((one, v) => one === 0 || spanOnly[v] !== 0) &&
    !shared.includes(1)
  )
}

/** The ground with a stop for each block. What its priority and its number count for says `worthOf` of the whole only. */
export function groundOfBlocks(ground: Ground, members: Members): Ground {
  const { entry, exit, startPlace, endPlace } = placesOf(ground, members)
  return {
    ...ground,
    ...tableOf(ground, members),
    ...timesOf(ground, members),
    tasks: members.length,
    jobs: members.length,
    places: entry.length,
    kinds: [kindOf(ground, entry, exit)],
    startPlace,
    endPlace,
    type: new Int32Array(ground.vehicles),
  }
}

/** A place for each block, where it is entered and where it is left; then those of the vehicles, and nowhere. */
function placesOf({ place, startPlace, endPlace, places }: Ground, members: Members) {
  const homes = [...new Set([...startPlace, ...endPlace])].filter((home) => home !== places - 1)
  const others = [...homes, places - 1]
  const at = new Map(others.map((home, i) => [home, members.length + i]))
  return {
    entry: [...members.map((block) => place[block[0]!]!), ...others],
    exit: [...members.map((block) => place[block.at(-1)!]!), ...others],
    startPlace: startPlace.map((home) => at.get(home)!),
    endPlace: endPlace.map((home) => at.get(home)!),
  }
}

function tableOf({ dims, vehicles, fits, fitClass, delivery, pickup }: Ground, members: Members) {
  const count = members.length
  const numbers = Int32Array.from({ length: count + 1 }, (_, b) => b)
  const own = numbers.slice(0, count)
  const sums = (of: Int32Array) =>
    Int32Array.from({ length: count * dims }, (_, i) =>
      members[Math.floor(i / dims)]!.reduce((sum, t) => sum + of[t * dims + (i % dims)]!, 0),
    )
  return {
    place: own,
    several: new Uint8Array(count),
    setup: new Int32Array(count),
    delivery: sums(delivery),
    pickup: sums(pickup),
    mate: new Int32Array(count).fill(-1),
    fitClass: own,
    fits: Uint8Array.from({ length: count * vehicles }, (_, i) =>
      members[Math.floor(i / vehicles)]!.every((t) => fits[fitClass[t]! * vehicles + (i % vehicles)]) ? 1 : 0,
    ),
    priority: new Int32Array(count),
    penalty: new Float64Array(count).fill(Number.NaN),
    vehicleCosts: members.map(() => undefined),
    pinnedTo: new Int32Array(count).fill(-1),
    promised: new Uint8Array(count),
    tied: new Uint8Array(count),
    unit: own,
    memberAt: numbers,
    members: own,
    size: new Int32Array(count).fill(1),
    earlierIn: members.map(() => []),
    laterIn: members.map(() => []),
    fixedTask: new Uint8Array(count),
  }
}

function timesOf(ground: Ground, members: Members) {
  const times = members.map((block) => timesOfBlock(ground, block))
  return {
    from: Int32Array.from(times, (one) => one.from),
    to: Int32Array.from(times, (one) => one.to),
    service: Int32Array.from(times, (one) => one.spent),
  }
}

/** Reached at x, a block is left at max(x, from) + spent, for every x up to `to`. */
function timesOfBlock(ground: Ground, block: readonly number[]) {
  const { place, places, service, type, tasks } = ground
  const { seconds } = ground.kinds[0]!
  let left = Number.NEGATIVE_INFINITY
  let to = Number.POSITIVE_INFINITY
  let spent = 0
  block.forEach((t, k) => {
    const way = k === 0 ? 0 : seconds[place[block[k - 1]!]! * places + place[t]!]!
    const act = service[(type[0] ?? 0) * tasks + t]!
    to = Math.min(to, ground.to[t]! - spent - way)
    left = Math.max(left + way, ground.from[t]!) + act
    spent += way + act
  })
  return { from: left - spent, to, spent }
}

function kindOf(ground: Ground, entry: readonly number[], exit: readonly number[]): Kind {
  const { seconds, cost } = ground.kinds[0]!
  const [ways, waysTurned] = between(seconds, ground.places, entry, exit)
  const [prices, pricesTurned] = cost === seconds ? [ways, waysTurned] : between(cost, ground.places, entry, exit)
  return { seconds: ways, secondsTurned: waysTurned, cost: prices, costTurned: pricesTurned, metres: null }
}

/** Ways from the end of one block to the beginning of another, and the same table turned. */
function between(table: Int32Array, places: number, entry: readonly number[], exit: readonly number[]) {
  const n = entry.length
  const ways = new Int32Array(n * n)
  const turned = new Int32Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) if (i !== j) ways[i * n + j] = turned[j * n + i] = table[exit[i]! * places + entry[j]!]!
  return [ways, turned] as const
}
