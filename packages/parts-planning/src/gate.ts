/** One small network (one hidden layer) that turns the traits of a part into chances for the components of its mixture. */
export interface Gate {
  traits: number
  hidden: number
  components: number
  /** hidden × traits, hidden, components × hidden, components */
  weights: Float64Array
}

/** What a gate learns from: in situation `rows[z]` (a row of `traits`) what then happened had these likelihoods under the components. */
export interface Lessons {
  traits: Float32Array
  width: number
  rows: Int32Array
  /** how much each lesson counts, > 0 */
  weight: Float32Array
  /** lesson × components, > 0 */
  likelihood: Float32Array
  components: number
}

/** Settings of the learning; how they were chosen stands in ADR 13. */
const HIDDEN = 12
const ROUNDS = 12
const BATCH = { least: 32, most: 256 }
const LEAST_STEPS = 500
const SPEED = 0.01
const DECAY = 0.02
const STARTING_ROUNDS = 15

/** Learns a gate by the logarithmic score. The same lessons and seed give the same gate. */
export function learnGate(lessons: Lessons, seed: number): Gate {
  const random = seededRandom(seed)
  const gate = newGate(lessons, random)
  const count = lessons.rows.length
  const batch = Math.max(BATCH.least, Math.min(BATCH.most, Math.floor((count * ROUNDS) / LEAST_STEPS)))
  const slope = slopeOf(gate, lessons)
  const descend = descent(gate.weights, ROUNDS * Math.ceil(count / batch))
  const order = Int32Array.from(lessons.rows.keys())
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (let from = 0; from < count; from += batch) descend(slope(order.subarray(from, from + batch)))
  }
  return gate
}

/** Chances of the components in the situation at `row`; they sum to 1. */
export function chancesOf(gate: Gate, traits: Float32Array, row: number): Float64Array {
  const inside = new Float64Array(gate.hidden)
  const chances = new Float64Array(gate.components)
  const total = forward(gate, traits, row * gate.traits, inside, chances)
  return chances.map((chance) => chance / total)
}

function newGate(lessons: Lessons, random: () => number): Gate {
  const { width: traits, components } = lessons
  const weights = new Float64Array(HIDDEN * (traits + 1) + components * (HIDDEN + 1))
  const normal = () => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random())
  const first = HIDDEN * traits
  const second = first + HIDDEN
  for (let j = 0; j < first; j++) weights[j] = 0.25 * normal()
  for (let j = second; j < second + components * HIDDEN; j++) weights[j] = 0.1 * normal()
  weights.set(startingChances(lessons).map(Math.log), second + components * HIDDEN)
  return { traits, hidden: HIDDEN, components, weights }
}

/** The one mixture for all situations that explains the lessons best (EM), a hair of every component kept. */
function startingChances({ rows, weight, likelihood, components }: Lessons): Float64Array {
  let chances = new Float64Array(components).fill(1 / components)
  for (let round = 0; round < STARTING_ROUNDS && rows.length > 0; round++) {
    const taken = new Float64Array(components)
    let total = 0
    for (let z = 0; z < rows.length; z++) {
      let sum = 0
      for (let k = 0; k < components; k++) sum += chances[k]! * likelihood[z * components + k]!
      total += weight[z]!
      for (let k = 0; k < components; k++)
        taken[k] = taken[k]! + (weight[z]! * chances[k]! * likelihood[z * components + k]!) / sum
    }
    chances = taken.map((one) => (one / total + 1e-3 / components) / (1 + 1e-3))
  }
  return chances
}

/** Fills `inside` and the unscaled `chances`; returns their sum. */
function forward(gate: Gate, traits: Float32Array, from: number, inside: Float64Array, chances: Float64Array): number {
  const { weights, hidden, components, traits: width } = gate
  const second = hidden * width + hidden
  const last = second + components * hidden
  for (let j = 0; j < hidden; j++) {
    let sum = weights[hidden * width + j]!
    for (let f = 0; f < width; f++) sum += weights[j * width + f]! * traits[from + f]!
    inside[j] = Math.tanh(sum)
  }
  let highest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < components; k++) {
    let sum = weights[last + k]!
    for (let j = 0; j < hidden; j++) sum += weights[second + k * hidden + j]! * inside[j]!
    chances[k] = sum
    if (sum > highest) highest = sum
  }
  let total = 0
  for (let k = 0; k < components; k++) {
    const chance = Math.exp(chances[k]! - highest)
    chances[k] = chance
    total += chance
  }
  return total
}

/** Slope of the mean negative log score over a batch of lessons, in every weight. */
function slopeOf(gate: Gate, lessons: Lessons): (batch: Int32Array) => Float64Array {
  const { weights, hidden, components, traits: width } = gate
  const second = hidden * width + hidden
  const last = second + components * hidden
  const slope = new Float64Array(weights.length)
  const inside = new Float64Array(hidden)
  const chances = new Float64Array(components)
  const back = new Float64Array(hidden)
  return (batch) => {
    slope.fill(0)
    let counted = 0
    for (const z of batch) {
      const from = lessons.rows[z]! * width
      const weight = lessons.weight[z]!
      counted += weight
      const total = forward(gate, lessons.traits, from, inside, chances)
      let likely = 0
      for (let k = 0; k < components; k++) likely += chances[k]! * lessons.likelihood[z * components + k]!
      back.fill(0)
      for (let k = 0; k < components; k++) {
        const miss = weight * chances[k]! * (1 / total - lessons.likelihood[z * components + k]! / likely)
        slope[last + k] = slope[last + k]! + miss
        for (let j = 0, at = second + k * hidden; j < hidden; j++, at++) {
          slope[at] = slope[at]! + miss * inside[j]!
          back[j] = back[j]! + miss * weights[at]!
        }
      }
      for (let j = 0; j < hidden; j++) {
        const miss = back[j]! * (1 - inside[j]! * inside[j]!)
        slope[hidden * width + j] = slope[hidden * width + j]! + miss
        for (let f = 0, at = j * width; f < width; f++, at++) slope[at] = slope[at]! + miss * lessons.traits[from + f]!
      }
    }
    for (let j = 0; j < slope.length; j++) slope[j] = slope[j]! / counted
    return slope
  }
}

/** Adam (Kingma, Ba 2015) with decaying weights, a short run-up and a speed that falls along half a cosine. */
function descent(weights: Float64Array, steps: number): (slope: Float64Array) => void {
  const mean = new Float64Array(weights.length)
  const square = new Float64Array(weights.length)
  let step = 0
  return (slope) => {
    step++
    const speed = SPEED * Math.min(1, step / 20) * (0.5 + 0.5 * Math.cos((Math.PI * step) / steps)) + 1e-5
    const meanScale = 1 - 0.9 ** step
    const squareScale = 1 - 0.99 ** step
    for (let j = 0; j < weights.length; j++) {
      mean[j] = 0.9 * mean[j]! + 0.1 * slope[j]!
      square[j] = 0.99 * square[j]! + 0.01 * slope[j]! * slope[j]!
      const move = mean[j]! / meanScale / (Math.sqrt(square[j]! / squareScale) + 1e-8)
      weights[j] = weights[j]! - speed * (move + DECAY * weights[j]!)
    }
  }
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
}

/** Repeatable random numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
