/** One of the plans that are bred: kept, or late or overloaded by so much. */
export interface Animal {
  routes: readonly Int32Array[]
  /** without penalties */
  ways: number
  late: number
  over: number
  /** the node behind each and the one before it, 0 at the ends of a route */
  next: Int32Array
  before: Int32Array
  /** how far from each other one of the herd */
  apart: Map<Animal, number>
  /** place in the herd by cost and by how far from the others, 0 is best */
  rank: number
}

export const isSound = ({ late, over }: Animal): boolean => late === 0 && over === 0

/** After so many more than `FEW` the herd is thinned to that. Those of the best that stay for their cost alone; neighbours that tell how far apart one is. */
const FEW = 25
const MORE = 40
const ELITE = 4
const CLOSEST = 5

/** Takes one into the herd, which is sorted by cost. */
export function join(herd: Animal[], one: Animal, costOf: (one: Animal) => number): void {
  for (const other of herd) {
    const apart = between(one, other)
    one.apart.set(other, apart)
    other.apart.set(one, apart)
  }
  let at = herd.length
  while (at > 0 && costOf(herd[at - 1]!) > costOf(one)) at--
  herd.splice(at, 0, one)
  if (herd.length <= FEW + MORE) return
  while (herd.length > FEW) drop(herd)
}

/** Part of the stops with other neighbours; a route has no direction here. */
function between(one: Animal, other: Animal): number {
  let count = 0
  for (let i = 1; i < one.next.length; i++) {
    if (one.next[i] !== other.next[i] && one.next[i] !== other.before[i]) count++
    if (one.before[i] === 0 && other.before[i] !== 0 && other.next[i] !== 0) count++
  }
  return count / one.next.length
}

/** Without the worst, one that is there twice before all others; the best stays. */
function drop(herd: Animal[]): void {
  rank(herd)
  const isTwin = herd.map(hasTwin)
  let worst = 1
  for (let i = 2; i < herd.length; i++) {
    if (isTwin[i] === isTwin[worst] ? herd[i]!.rank > herd[worst]!.rank : isTwin[i]) worst = i
  }
  const [gone] = herd.splice(worst, 1)
  for (const { apart } of herd) apart.delete(gone!)
}

function hasTwin({ apart }: Animal): boolean {
  for (const one of apart.values()) if (one === 0) return true
  return false
}

/** By cost and by how far from the others (Vidal et al., "A hybrid genetic algorithm for multidepot and periodic VRPs", OR 60(3), 2012). */
export function rank(herd: Animal[]): void {
  const far = herd.map(apartFromClosest)
  const byFar = herd.map((_, i) => i).sort((a, b) => far[b]! - far[a]!)
  const weight = Math.max(0, 1 - ELITE / herd.length)
  byFar.forEach((i, place) => {
    herd[i]!.rank = (i + weight * place) / herd.length
  })
}

const closest = new Float64Array(CLOSEST)

function apartFromClosest({ apart }: Animal): number {
  closest.fill(1)
  for (const one of apart.values()) {
    let at = CLOSEST - 1
    if (one >= closest[at]!) continue
    for (; at > 0 && closest[at - 1]! > one; at--) closest[at] = closest[at - 1]!
    closest[at] = one
  }
  return closest.reduce((sum, one) => sum + one, 0)
}
