import { fitsLoad, isKept } from '../bounds.ts'
import type { Search } from '../search.ts'
import { restore, type Snapshot, snapshotOf } from '../snapshot.ts'
import { crossRoutes, newcomer } from './cross.ts'
import { educate, type Teacher, teacherOf } from './educate.ts'
import { fieldOf } from './field.ts'
import { type Animal, isSound, join, rank } from './herd.ts'
import { type LateRoutes, lateRoutesOn, putRoutes } from './late-routes.ts'

/** Plans at first; of those not sound, how many are taught once more with penalties so much higher. */
const AT_FIRST = 25
const MENDED = 0.5
const STRICTER = 10
/** Penalties follow the part of plans that come out in time (and not overloaded): every so many plans, towards this part. */
const EVERY = 50
const TARGET = 0.4
const SLACK = 0.05
const DEARER = 1.2
const CHEAPER = 0.85
const LEAST = 0.05
const MOST = 1000

interface Farm {
  teacher: Teacher
  routes: LateRoutes
  random: () => number
  sound: Animal[]
  unsound: Animal[]
  /** since penalties were last looked at */
  born: number
  inTime: number
  fitting: number
  onSound: (animal: Animal) => void
}

/**
 * Breeds plans that may be late and overloaded at a price, so that a search gets to the other side of what cannot be
 * kept: plans are crossed, the child is taught by a local search and joins the herd (Vidal et al., C&OR 40(1), 2013).
 * For what `canBreed` allows. `goesOn` is asked before every plan, `onBetter` is given every sound plan that is the best
 * of the herd so far.
 */
export function breed(
  search: Search,
  plans: readonly Snapshot[],
  goesOn: () => boolean,
  onBetter: (plan: Snapshot) => void,
): void {
  const routes = lateRoutesOn(fieldOf(search.ground))
  const { random } = search
  let least = Number.POSITIVE_INFINITY
  const onSound = (animal: Animal) => {
    if (animal.ways >= least) return
    least = animal.ways
    const plan = planOf(search, animal)
    if (plan) onBetter(plan)
  }
  const farm: Farm = {
    teacher: teacherOf(routes, random),
    routes,
    random,
    sound: [],
    unsound: [],
    born: 0,
    inTime: 0,
    fitting: 0,
    onSound,
  }
  for (let born = 0; goesOn(); born++) {
    if (born < plans.length) putRoutes(routes, routesOf(plans[born]!))
    else if (born < AT_FIRST) newcomer(routes, random)
    else cross(farm)
    rear(farm)
  }
}

function cross({ routes, random, sound, unsound }: Farm): void {
  rank(sound)
  rank(unsound)
  const any = () => {
    const i = Math.floor(random() * (sound.length + unsound.length))
    return sound[i] ?? unsound[i - sound.length]!
  }
  const better = (one: Animal, other: Animal) => (one.rank < other.rank ? one : other)
  crossRoutes(routes, better(any(), any()).routes, better(any(), any()).routes, random)
}

/** Teaches what the routes hold and takes it into the herd. */
function rear(farm: Farm): void {
  const { teacher, routes, random } = farm
  educate(teacher)
  const animal = animalOf(routes)
  enter(farm, animal)
  farm.born++
  if (animal.late === 0) farm.inTime++
  if (animal.over === 0) farm.fitting++
  if (!isSound(animal) && random() < MENDED) mend(farm)
  if (farm.born === EVERY) setPenalties(farm)
}

function mend(farm: Farm): void {
  const { teacher, routes } = farm
  const { perSecond, perPiece } = routes
  routes.perSecond *= STRICTER
  routes.perPiece *= STRICTER
  educate(teacher)
  routes.perSecond = perSecond
  routes.perPiece = perPiece
  const animal = animalOf(routes)
  if (isSound(animal)) enter(farm, animal)
}

function enter(farm: Farm, animal: Animal): void {
  if (isSound(animal)) farm.onSound(animal)
  join(isSound(animal) ? farm.sound : farm.unsound, animal, costIn(farm.routes))
}

const costIn =
  ({ perSecond, perPiece }: LateRoutes) =>
  ({ ways, late, over }: Animal) =>
    ways + perSecond * late + perPiece * over

function setPenalties(farm: Farm): void {
  const { routes, unsound, born } = farm
  routes.perSecond = adapted(routes.perSecond, farm.inTime / born)
  routes.perPiece = adapted(routes.perPiece, farm.fitting / born)
  farm.born = farm.inTime = farm.fitting = 0
  const cost = costIn(routes)
  unsound.sort((a, b) => cost(a) - cost(b))
}

function adapted(price: number, part: number): number {
  if (part < TARGET - SLACK) return Math.min(MOST, DEARER * price)
  return part > TARGET + SLACK ? Math.max(LEAST, CHEAPER * price) : price
}

function animalOf({ field, stride, node, length, late, load }: LateRoutes): Animal {
  const next = new Int32Array(field.nodes)
  const before = new Int32Array(field.nodes)
  const animal = { routes: [] as Int32Array[], ways: 0, late: 0, over: 0, next, before, apart: new Map(), rank: 0 }
  for (let r = 0; r < field.vehicles; r++) {
    const at = r * stride
    const end = at + length[r]! + 1
    if (length[r] === 0) continue
    animal.routes.push(node.slice(at + 1, end))
    animal.late += late[end]!
    animal.over += Math.max(0, load[r]! - field.capacity)
    for (let k = at + 1; k <= end; k++) {
      animal.ways += field.cost[node[k - 1]! * field.nodes + node[k]!]!
      if (k === end) continue
      next[node[k]!] = node[k + 1]!
      before[node[k]!] = node[k - 1]!
    }
  }
  return animal
}

const routesOf = ({ order, begins }: Snapshot): Int32Array[] =>
  Array.from(begins.subarray(1), (end, v) => order.subarray(begins[v]!, end).map((t) => t + 1))

/** Null where the search does not agree that it can be kept. */
function planOf(search: Search, { routes }: Animal): Snapshot | null {
  const { ground, rows } = search
  const shot: Snapshot = {
    order: new Int32Array(ground.tasks),
    begins: new Int32Array(ground.vehicles + 1),
    from: null,
    to: null,
    score: { priority: 0, count: 0, cost: 0 },
  }
  let count = 0
  for (let v = 0; v < ground.vehicles; v++) {
    shot.begins[v] = count
    for (const i of routes[v] ?? []) shot.order[count++] = i - 1
  }
  shot.begins[ground.vehicles] = count
  restore(search, shot)
  for (let v = 0; v < ground.vehicles; v++) if (!isKept(rows, v) || !fitsLoad(rows, v)) return null
  return snapshotOf(search)
}
