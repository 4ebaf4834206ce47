import type { Panel } from './panel.ts'

/** Months of which the panel's mean is taken: long enough to be calm, short enough to follow the fleet. */
const PANEL_WINDOW = 12
/** Months of its own weight with which a family leans on the panel. */
const FAMILY_LEAN = 24
/** How fast the mean fades that everything else is told against; chosen as ADR 13 says. */
const BASE_FADE = 0.9
const FADES = [0.7, 0.85, 0.93, 0.98] as const
const TRAITS = 20

/** What can be said of every part at the beginning of every month, from nothing but the months before it. */
export interface Traits {
  /** traits of one part in one month */
  width: number
  /** row (month × parts + part) × width */
  values: Float32Array
  /** fading mean of a full month, > 0, same rows: (Σ ωᵃ y + M) / (Σ ωᵃ e + 1), M the mean of family or panel */
  base: Float64Array
}

/** Traits of all parts for the months 0 … panel.months (the last one is the planned month). */
export function traitsOf(panel: Panel): Traits {
  const count = panel.parts.length
  const values = new Float32Array((panel.months + 1) * count * TRAITS)
  const base = new Float64Array((panel.months + 1) * count)
  const year = monthlyMeans(panel, PANEL_WINDOW)
  const quarter = monthlyMeans(panel, 3)
  const own = panel.families ? familyMeans(panel, year) : null
  for (let i = 0; i < count; i++) {
    const past = newPast()
    for (let t = 0; t <= panel.months; t++) {
      const row = t * count + i
      const lean = own ? own[t * count + i]! : year[t]!
      base[row] = (past.base + lean) / (past.baseExposure + 1)
      tell(values.subarray(row * TRAITS, (row + 1) * TRAITS), past, base[row]!, lean, quarter[t]! / year[t]!)
      const at = i * panel.months + t
      if (t < panel.months && panel.exposure[at]! > 0)
        remember(past, panel.demand[at]!, panel.exposure[at]!, base[row]!)
    }
  }
  return { width: TRAITS, values, base }
}

/** Mean per part and full month over the last `window` months before each month; ½ where nothing is known yet. */
function monthlyMeans(panel: Panel, window: number): Float64Array {
  const asked = new Float64Array(panel.months)
  const seen = new Float64Array(panel.months)
  for (let at = 0; at < panel.demand.length; at++) {
    const t = at % panel.months
    asked[t] = asked[t]! + panel.demand[at]!
    seen[t] = seen[t]! + panel.exposure[at]!
  }
  return Float64Array.from({ length: panel.months + 1 }, (_, t) => {
    let units = 0
    let exposure = 0
    for (let u = Math.max(0, t - window); u < t; u++) {
      units += asked[u]!
      exposure += seen[u]!
    }
    return exposure > 0 ? Math.max(1e-3, units / exposure) : 0.5
  })
}

/** The same per family, leaning on the panel; row = month × parts + part. */
function familyMeans(panel: Panel, year: Float64Array): Float64Array {
  const count = panel.parts.length
  const means = new Float64Array((panel.months + 1) * count)
  const members = Map.groupBy(panel.parts.keys(), (i) => panel.families?.[i] ?? '')
  for (const rows of members.values()) {
    for (let t = 0; t <= panel.months; t++) {
      let units = FAMILY_LEAN * year[t]!
      let exposure = FAMILY_LEAN
      for (let u = Math.max(0, t - PANEL_WINDOW); u < t; u++)
        for (const i of rows) {
          units += panel.demand[i * panel.months + u]!
          exposure += panel.exposure[i * panel.months + u]!
        }
      for (const i of rows) means[t * count + i] = units / exposure
    }
  }
  return means
}

/** What is remembered of a part; every sum fades with its own speed, and an unobserved month moves no clock. */
function newPast() {
  return {
    base: 0,
    baseExposure: 0,
    sums: FADES.map(() => 0),
    exposures: FADES.map(() => 0),
    /** months with demand, fading slowly and fast, and the months they are counted in */
    hitsFast: 0,
    fastMonths: 0,
    hitsSlow: 0,
    slowMonths: 0,
    sinceDemand: PANEL_WINDOW + 1,
    /** sizes of the months with demand: sum, number, squared misses, largest, even ones */
    sizes: 0,
    sized: 0,
    sizeMisses: 0,
    largest: 0,
    even: 0,
    /** squared misses of the fading mean */
    misses: 0,
    /** demand of the observed months, newest last */
    months: [] as number[],
  }
}
type Past = ReturnType<typeof newPast>

function remember(past: Past, units: number, exposure: number, expected: number): void {
  FADES.forEach((fade, k) => {
    past.sums[k] = fade * past.sums[k]! + units
    past.exposures[k] = fade * past.exposures[k]! + exposure
  })
  past.misses = BASE_FADE * past.misses + (units - expected * exposure) ** 2
  past.base = BASE_FADE * past.base + units
  past.baseExposure = BASE_FADE * past.baseExposure + exposure
  past.hitsFast = 0.9 * past.hitsFast + (units > 0 ? 1 : 0)
  past.fastMonths = 0.9 * past.fastMonths + exposure
  past.hitsSlow = 0.97 * past.hitsSlow + (units > 0 ? 1 : 0)
  past.slowMonths = 0.97 * past.slowMonths + exposure
  past.months.push(units)
  if (units > 0) rememberSize(past, units)
  else {
    past.sinceDemand += exposure
    past.largest *= 0.985
  }
}

function rememberSize(past: Past, units: number): void {
  past.sinceDemand = 0
  past.sizeMisses = 0.95 * past.sizeMisses + (units - typicalSize(past)) ** 2
  past.sizes = 0.95 * past.sizes + units
  past.sized = 0.95 * past.sized + 1
  past.largest = Math.max(past.largest * 0.97, units)
  past.even = 0.95 * past.even + (units % 2 === 0 ? 1 : 0)
}

/** Fading mean size of a month with demand, leaning on 1.5 units. */
const typicalSize = (past: Past) => (past.sizes + 1.5) / (past.sized + 1)

/** Units of the months `from` … `to` before this one (1 is the last); what was not observed counts nothing. */
function unitsBefore(past: Past, from: number, to: number): number {
  let units = 0
  for (let back = from; back <= to; back++) units += past.months[past.months.length - back] ?? 0
  return units
}

/** Writes the traits; each lies roughly between −3 and 3, ratios as logarithms against the fading mean. */
function tell(into: Float32Array, past: Past, base: number, lean: number, trend: number): void {
  FADES.forEach((_, k) => {
    into[k] = Math.log((past.sums[k]! + lean) / (past.exposures[k]! + 1) / base)
  })
  into.set(
    [
      Math.log(base / lean),
      Math.log(base),
      Math.log1p(past.sinceDemand) - 1.2,
      (past.hitsFast + 0.2) / (past.fastMonths + 1) - 0.25,
      (past.hitsSlow + 0.2) / (past.slowMonths + 1) - 0.25,
      Math.log(typicalSize(past)) - 0.4,
      Math.log1p(past.largest) - 1,
      Math.log((past.sizeMisses + 1) / (past.sized + 1) + 0.1),
      Math.log1p(unitsBefore(past, 1, 1)) - 0.3,
      Math.log1p(unitsBefore(past, 1, 3)) - 0.7,
      Math.log1p(unitsBefore(past, 7, 12)) - 1,
      // the same months a year ago
      Math.log1p(unitsBefore(past, 10, 13)) - 0.7,
      // sold in pairs
      (past.even + 0.5) / (past.sized + 1) - 0.4,
      Math.log(trend),
      Math.log((past.misses + 0.5 * base) / (past.baseExposure + 0.5) / base + 0.05),
      // how much is known at all
      Math.log((past.baseExposure + 1) / 8),
    ],
    FADES.length,
  )
}
