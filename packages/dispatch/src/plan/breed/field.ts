import { canBlock } from '../block-ground.ts'
import type { Ground } from '../ground.ts'
import { isLarge } from '../view.ts'

/** A plain ground with vehicles all alike, as the routes that may be late read it: node 0 is where vehicles start and end, node t + 1 task t. */
export interface Field {
  nodes: number
  vehicles: number
  capacity: number
  /** scaled cost and seconds of the way, `[from * nodes + to]`; the price of using a vehicle lies in the way out of node 0 */
  cost: Int32Array
  seconds: Int32Array
  service: Int32Array
  from: Int32Array
  to: Int32Array
  amount: Int32Array
  /** of each node but 0 the `count` nearest others: `near[node * count …]` */
  near: Int32Array
  count: number
}

const MOST_NEAR = 30
/** As in nearness.ts. */
const WAITING = 0.2

/** Whether the problem is one of these and not large: times as for blocks, one kind of load at most, no vehicle to be told from another. */
export function canBreed(ground: Ground): boolean {
  const { likeness, dims, rich, fits, locked } = ground
  return (
    canBlock(ground) &&
    !isLarge(ground.tasks) &&
    dims <= 1 &&
    likeness.every((one) => one === likeness[0]) &&
    !rich.includes(1) &&
    !fits.includes(0) &&
    locked.every((one) => one === 0)
  )
}

export function fieldOf(ground: Ground): Field {
  const nodes = ground.tasks + 1
  const act = (ground.type[0] ?? 0) * ground.tasks
  const byNode = (depot: number, of: (t: number) => number) =>
    Int32Array.from({ length: nodes }, (_, i) => (i === 0 ? depot : of(i - 1)))
  const { shiftFrom, hardTo, delivery, pickup } = ground
  const field: Field = {
    nodes,
    vehicles: ground.vehicles,
    capacity: ground.dims > 0 ? ground.capacity[0]! : 0,
    ...waysOf(ground, nodes),
    service: byNode(0, (t) => ground.service[act + t]!),
    from: byNode(shiftFrom[0]!, (t) => ground.from[t]!),
    to: byNode(hardTo[0]!, (t) => ground.to[t]!),
    amount: byNode(0, (t) => (ground.dims > 0 ? delivery[t]! + pickup[t]! : 0)),
    near: new Int32Array(0),
    count: Math.min(ground.tasks - 1, MOST_NEAR),
  }
  return { ...field, near: nearIn(field) }
}

function waysOf({ kinds, places, place, startPlace, endPlace, fixed }: Ground, nodes: number) {
  const kind = kinds[0]!
  const cost = new Int32Array(nodes * nodes)
  const seconds = new Int32Array(nodes * nodes)
  for (let i = 0; i < nodes; i++)
    for (let j = 0; j < nodes; j++) {
      if (i === j) continue
      const way = (i === 0 ? startPlace[0]! : place[i - 1]!) * places + (j === 0 ? endPlace[0]! : place[j - 1]!)
      cost[i * nodes + j] = kind.cost[way]! + (i === 0 ? fixed[0]! : 0)
      seconds[i * nodes + j] = kind.seconds[way]!
    }
  return { cost, seconds }
}

function nearIn({ nodes, count, cost, seconds, service, from, to }: Field): Int32Array {
  const behind = (a: number, b: number) => {
    const spent = service[a]! + seconds[a * nodes + b]!
    const waits = Math.max(0, from[b]! - to[a]! - spent)
    return cost[a * nodes + b]! + WAITING * waits + Math.max(0, from[a]! + spent - to[b]!)
  }
  const near = new Int32Array(nodes * count)
  for (let i = 1; i < nodes; i++) {
    const far = Float64Array.from({ length: nodes }, (_, j) => Math.min(behind(i, j), behind(j, i)))
    const others = Array.from({ length: nodes - 1 }, (_, j) => j + 1).filter((j) => j !== i)
    others.sort((a, b) => far[a]! - far[b]!)
    for (let k = 0; k < count; k++) near[i * count + k] = others[k]!
  }
  return near
}
