import { addNegativeBinomial, type Counts, MOST_UNITS } from './counts.ts'
import { chancesOf, type Gate, type Lessons, learnGate } from './gate.ts'
import type { Panel } from './panel.ts'
import { type Traits, traitsOf } from './traits.ts'

/**
 * How the demand of a part may go on: its fading mean times a factor (dying … growing), spread by variance / mean − 1.
 * Every pair is one negative binomial; which of them fit which history is learnt from all parts together.
 */
const FACTORS = [-3, -1.5, -0.7, -0.2, 0.2, 0.6, 1.1].map(Math.exp)
const SPREADS = [0.05, 0.5, 1.2, 2.4, 4]
const COMPONENTS = FACTORS.length * SPREADS.length
/** Lessons look this many months ahead, so that a death or a rise shows in them. */
const AHEAD = 3
/** Months of history before the first lesson; half of a shorter history. */
const FIRST_LESSON = 8
/** What happened a month longer ago counts this much. */
const FADE = 0.95
/** Gates from different beginnings, averaged: what one of them took from chance the other did not. */
const SEEDS = [7, 108, 209]

/** What each part will be asked for: one mixture per part, for any number of months ahead. */
export interface Forecast {
  parts: readonly string[]
  /** expected units of part i in one month */
  mean(i: number): number
  /** variance of the units of part i in one month */
  variance(i: number): number
  /** months of exposure behind the forecast of part i */
  exposure(i: number): number
  /** distribution of the demand of part i over `months` (> 0, may be broken) coming months together, told apart up to `most` units */
  demand(i: number, months: number, most?: number): Counts
}

/** What a panel has taught: which histories go on how. Good for some months; holds nothing of any single part. */
export interface Learnt {
  gates: readonly Gate[]
}

/**
 * Learns from all parts of the panel together. Takes three to six seconds of processor time for 2,000 parts and 50 months. Same panel,
 * same result; the order of the rows does not matter.
 * @param say is told how far it is, 0 … 1
 */
export function learn(panel: Panel, say: (share: number) => void = () => {}): Learnt {
  return learnFrom(panel, traitsOf(panel), say)
}

/** Learns from the panel and forecasts the months that follow it. */
export function forecastPanel(panel: Panel, say?: (share: number) => void): Forecast {
  const traits = traitsOf(panel)
  return answers(panel, traits, learnFrom(panel, traits, say))
}

/** Forecasts the months that follow the panel with what was learnt before (from an earlier state of it, or a larger one). */
export function forecastWith(learnt: Learnt, panel: Panel): Forecast {
  return answers(panel, traitsOf(panel), learnt)
}

function learnFrom(panel: Panel, traits: Traits, say: (share: number) => void = () => {}): Learnt {
  const order = [...panel.parts.keys()].sort((a, b) => (panel.parts[a]! < panel.parts[b]! ? -1 : 1))
  const lessons = lessonsOf(panel, traits, order)
  const gates = SEEDS.map((seed, n) => {
    say((n + 0.5) / (SEEDS.length + 0.5))
    return learnGate(lessons, seed)
  })
  return { gates }
}

function answers(panel: Panel, traits: Traits, { gates }: Learnt): Forecast {
  const count = panel.parts.length
  const now = panel.months * count
  const chances = panel.parts.map((_, i) => {
    const each = gates.map((gate) => chancesOf(gate, traits.values, now + i))
    return each[0]!.map((_, k) => each.reduce((sum, one) => sum + one[k]!, 0) / each.length)
  })
  const moment = (i: number, of: (mean: number, spread: number) => number) =>
    chances[i]!.reduce((sum, chance, k) => sum + chance * of(traits.base[now + i]! * factorOf(k), spreadOf(k)), 0)
  const mean = (i: number) => moment(i, (own) => own)
  return {
    parts: panel.parts,
    mean,
    variance: (i) => moment(i, (own, spread) => own * (1 + spread) + own * own) - mean(i) ** 2,
    exposure: (i) =>
      panel.exposure.subarray(i * panel.months, (i + 1) * panel.months).reduce((sum, share) => sum + share, 0),
    demand(i, months, most = MOST_UNITS) {
      const counts = new Float64Array(most + 1)
      chances[i]!.forEach((chance, k) => {
        if (chance > 1e-7)
          addNegativeBinomial(counts, chance, traits.base[now + i]! * factorOf(k) * months, spreadOf(k))
      })
      return counts
    },
  }
}

const factorOf = (k: number) => FACTORS[Math.floor(k / SPREADS.length)]!
const spreadOf = (k: number) => SPREADS[k % SPREADS.length]!

/** Every month of the past, of every part, with what the next months brought and how likely each component made it. */
function lessonsOf(panel: Panel, traits: Traits, order: readonly number[]): Lessons {
  const count = panel.parts.length
  const first = Math.min(FIRST_LESSON, Math.floor(panel.months / 2))
  const rows: number[] = []
  const weight: number[] = []
  for (let t = first; t < panel.months; t++)
    for (const i of order) {
      if (!observedAhead(panel, i, t)) continue
      rows.push(t * count + i)
      weight.push(FADE ** (panel.months - 1 - t))
    }
  const likelihood = new Float32Array(rows.length * COMPONENTS)
  rows.forEach((row, z) => {
    const into = likelihood.subarray(z * COMPONENTS, (z + 1) * COMPONENTS)
    judge(into, panel, row % count, Math.floor(row / count), traits.base[row]!)
  })
  const { values, width } = traits
  return {
    traits: values,
    width,
    rows: Int32Array.from(rows),
    weight: Float32Array.from(weight),
    likelihood,
    components: COMPONENTS,
  }
}

function observedAhead(panel: Panel, i: number, t: number): boolean {
  for (let u = t; u < Math.min(panel.months, t + AHEAD); u++) if (panel.exposure[i * panel.months + u]! > 0) return true
  return false
}

/** Likelihood of the next months under each component, relative to the best of them. */
function judge(into: Float32Array, panel: Panel, i: number, t: number, base: number): void {
  const score = new Float64Array(COMPONENTS)
  for (let u = t; u < Math.min(panel.months, t + AHEAD); u++) {
    const at = i * panel.months + u
    const exposure = panel.exposure[at]!
    if (exposure === 0) continue
    const ofMonth = panel.censored?.[at] ? atLeastLog : exactlyLog
    for (let k = 0; k < COMPONENTS; k++)
      score[k] = score[k]! + ofMonth(panel.demand[at]!, base * factorOf(k) * exposure, spreadOf(k))
  }
  const best = score.reduce((highest, one) => Math.max(highest, one), Number.NEGATIVE_INFINITY)
  for (let k = 0; k < COMPONENTS; k++) into[k] = Math.exp(score[k]! - best) + 1e-9
}

/** log P(demand = units), negative binomial. The product runs along the units: they are few. */
function exactlyLog(units: number, mean: number, spread: number): number {
  const shape = mean / spread
  let log = -shape * Math.log1p(spread)
  const ratio = spread / (1 + spread)
  for (let k = 0; k < units; k++) log += Math.log(((shape + k) / (k + 1)) * ratio)
  return log
}

/** log P(demand ≥ units): the shelf was empty, more may have been wanted. */
function atLeastLog(units: number, mean: number, spread: number): number {
  let below = 0
  for (let k = 0; k < units; k++) below += Math.exp(exactlyLog(k, mean, spread))
  return Math.log(Math.max(1e-12, 1 - below))
}
