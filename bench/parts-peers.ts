import {
  addNegativeBinomial,
  type Forecast,
  negativeBinomial,
  type Panel,
} from '../packages/parts-planning/src/index.ts'

/** What a method tells of the months after what is known. */
export type Method = (known: Panel) => Pick<Forecast, 'parts' | 'demand' | 'mean'>

const START = 12
const ALPHA = 0.1

/** SES level with a negative binomial of its smoothed squared misses (parts-planning.md, section 3). */
export const sesNb: Method = (known) => {
  const fits = known.parts.map((_, i) => {
    const own = known.demand.subarray(i * known.months, (i + 1) * known.months)
    const start = own.subarray(0, START)
    let level = start.reduce((sum, y) => sum + y, 0) / START
    let variance = Math.max(start.reduce((sum, y) => sum + (y - level) ** 2, 0) / (START - 1), level)
    for (const y of own.subarray(START)) {
      variance += ALPHA * ((y - level) ** 2 - variance)
      level += ALPHA * (y - level)
    }
    return { level, spread: level > 0 && variance > level * (1 + 1e-6) ? variance / level - 1 : 0 }
  })
  return {
    parts: known.parts,
    mean: (i) => fits[i]!.level,
    demand: (i, months, most) => negativeBinomial(fits[i]!.level * months, fits[i]!.spread, most),
  }
}

const FADES = [0.85, 0.9, 0.93, 0.95, 0.97, 0.985, 1]
const SPREADS = [0.05, 0.25, 0.5, 1, 1.5, 2.5, 4, 7]
const PAIRS = FADES.length * SPREADS.length

/** The bar: one negative binomial family for all parts, weights learnt over the panel by EM (parts-planning.md, section 3). */
export const panelNb: Method = (known) => {
  const panelMeans = Array.from({ length: known.months + 1 }, (_, t) => panelMean(known, t))
  const fits = known.parts.map((_, i) => scored(known, i, panelMeans))
  const weights = mixed(fits.map(({ scores }) => scores))
  const each = (i: number, tell: (weight: number, mean: number, spread: number) => void) => {
    for (let g = 0; g < PAIRS; g++)
      tell(weights[i]![g]!, fits[i]!.means[Math.floor(g / SPREADS.length)]!, SPREADS[g % SPREADS.length]!)
  }
  return {
    parts: known.parts,
    mean: (i) => {
      let sum = 0
      each(i, (weight, mean) => {
        sum += weight * mean
      })
      return sum
    },
    demand: (i, months, most = 255) => {
      const counts = new Float64Array(most + 1)
      each(i, (weight, mean, spread) => {
        if (weight > 1e-9) addNegativeBinomial(counts, weight, mean * months, spread)
      })
      return counts
    },
  }
}

function panelMean({ demand, months, parts }: Panel, t: number): number {
  if (t === 0) return 0.5
  const from = Math.max(0, t - 12)
  let units = 0
  for (let i = 0; i < parts.length; i++) for (let u = from; u < t; u++) units += demand[i * months + u]!
  return units / parts.length / (t - from)
}

/** Mean of the next month by each fade, and the summed log scores of all pairs so far. */
function scored(known: Panel, i: number, panelMeans: readonly number[]) {
  const sums = FADES.map(() => 0)
  const counts = FADES.map(() => 0)
  const scores = new Float64Array(PAIRS)
  const mean = (o: number, t: number) => (sums[o]! + panelMeans[t]!) / (counts[o]! + 1)
  for (let t = 0; t < known.months; t++) {
    const y = known.demand[i * known.months + t]!
    FADES.forEach((fade, o) => {
      if (t >= START)
        SPREADS.forEach((spread, d) => {
          const g = o * SPREADS.length + d
          scores[g] = scores[g]! + logNb(y, mean(o, t), spread)
        })
      sums[o] = fade * sums[o]! + y
      counts[o] = fade * counts[o]! + 1
    })
  }
  return { means: FADES.map((_, o) => mean(o, known.months)), scores }
}

function logNb(y: number, mean: number, spread: number): number {
  const shape = mean / spread
  let log = -shape * Math.log1p(spread)
  for (let k = 0; k < y; k++) log += Math.log(((shape + k) / (k + 1)) * (spread / (1 + spread)))
  return log
}

function mixed(scores: readonly Float64Array[]): Float64Array[] {
  let share = new Float64Array(PAIRS).fill(1 / PAIRS)
  const weigh = () =>
    scores.map((own) => {
      const best = own.reduce((highest, one) => Math.max(highest, one), Number.NEGATIVE_INFINITY)
      const raw = own.map((score, g) => share[g]! * Math.exp(score - best))
      const total = raw.reduce((sum, one) => sum + one, 0)
      return raw.map((one) => one / total)
    })
  for (let step = 0; step < 20; step++) {
    const each = weigh()
    share = new Float64Array(PAIRS).map((_, g) => each.reduce((sum, own) => sum + own[g]!, 0) / each.length)
  }
  return weigh()
}
