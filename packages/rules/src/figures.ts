import { RuleError } from './errors.ts'

// The figures of after-sales service as `metrics.json` defines them. A share without a base is null, never 0: nothing happened yet.

/** `part` of `whole` in per cent, null while there is nothing to take a share of. Throws `share_invalid` for a negative number. */
export function percentOf(part: number, whole: number): number | null {
  if (!(part >= 0) || !(whole >= 0)) throw new RuleError('share_invalid', { part, whole })
  return whole === 0 ? null : (part * 100) / whole
}

/** `events` per thousand of `base` (complaints per 1,000 jobs, claims per 1,000 vehicles). */
export function perThousand(events: number, base: number): number | null {
  const percent = percentOf(events, base)
  return percent === null ? null : percent * 10
}

/** CES: mean of the scores 1 to 7. */
export function ces(scores: readonly number[]): number | null {
  if (scores.some((score) => !(score >= 1 && score <= 7))) throw new RuleError('answer_invalid', { min: 1, max: 7 })
  return mean(scores)
}

/** Claims and incidents per thousand vehicles in service (IPTV, C1000). */
export const iptv = perThousand

/** Customers kept: those at the end less the new ones ÷ those at the start. */
export const retention = (atEnd: number, gained: number, atStart: number) => percentOf(atEnd - gained, atStart)

export interface RecallCounts {
  population: number
  remedied: number
  inspectedNoFault: number
  scrapped?: number
  stolen?: number
  exported?: number
  duplicateNotAffected?: number
}

/**
 * Completion of a recall: put right or inspected and fine ÷ units that can still be reached by anyone. Owners nobody can reach stay in the base;
 * only what is scrapped, stolen, exported or was counted twice leaves it.
 */
export function recallCompletion(counts: RecallCounts): number | null {
  const { population, remedied, inspectedNoFault } = counts
  const gone = [counts.scrapped, counts.stolen, counts.exported, counts.duplicateNotAffected]
  return percentOf(remedied + inspectedNoFault, population - gone.reduce<number>((sum, one) => sum + (one ?? 0), 0))
}

/** Customers × spend per visit × visits, the equation of growth of seed 003. */
export const revenue = (customers: number, spend: number, visits: number) => customers * spend * visits

/** Mean time to repair: Σ (restored − reported − pauses) ÷ repaired jobs, in the unit of the input. */
export function mttr(jobs: readonly { reported: number; restored: number; pauses?: number }[]): number | null {
  return mean(jobs.map((job) => job.restored - job.reported - (job.pauses ?? 0)))
}

/** Mean time between failures: Σ operating time ÷ failures. */
export const mtbf = (operating: number, failures: number) => (failures === 0 ? null : operating / failures)

/** An index of weighted dimensions; the weights need not sum to 100 (J.D. Power China 2014 prints 101). Throws `weights_invalid`. */
export function weightedIndex<Dimension extends string>(
  scores: Readonly<Partial<Record<Dimension, number>>>,
  weights: Readonly<Record<Dimension, number>>,
): number {
  const dimensions = Object.keys(scores) as Dimension[]
  const total = dimensions.reduce((sum, one) => sum + (weights[one] ?? 0), 0)
  if (total <= 0 || dimensions.some((one) => !((weights[one] ?? -1) >= 0)))
    throw new RuleError('weights_invalid', { total })
  return dimensions.reduce((sum, one) => sum + (scores[one] ?? 0) * weights[one], 0) / total
}

/** Weights of the J.D. Power service index as published, by market and year. */
export const JD_POWER_WEIGHTS = {
  'US 2022': {
    service_quality: 32,
    service_advisor: 19,
    vehicle_pickup: 19,
    service_facility: 15,
    service_initiation: 15,
  },
  'US 2019': {
    service_quality: 27,
    service_initiation: 20,
    service_advisor: 20,
    service_facility: 17,
    vehicle_pickup: 16,
  },
  'CN 2014': {
    service_quality: 24,
    service_facility: 21,
    vehicle_pickup: 21,
    service_advisor: 18,
    service_initiation: 17,
  },
} as const

/** A mystery visit: met ÷ asked points per indicator, in per cent; the mean over visits. */
export const mysteryIndicator = (visits: readonly { met: number; asked: number }[]) =>
  mean(visits.flatMap(({ met, asked }) => percentOf(met, asked) ?? []))

/** Mean of perceived − expected over the items of one dimension. */
export const servqualGap = (perceived: readonly number[], expected: readonly number[]) =>
  mean(perceived.map((value, item) => value - (expected[item] ?? Number.NaN)))

/** The smallest set of customers that reaches `share` of the margin: never assumed to be a fifth of them. */
export function coreCustomers(
  margins: readonly number[],
  share = 0.8,
): { core: number; percentOfCustomers: number | null } {
  const sorted = [...margins].sort((a, b) => b - a)
  const wanted = sorted.reduce((sum, margin) => sum + margin, 0) * share
  let reached = 0
  let core = 0
  while (core < sorted.length && reached < wanted - 1e-9) reached += sorted[core++]!
  return { core, percentOfCustomers: percentOf(core, sorted.length) }
}

/** Labour a warranty pays: Σ max(0, flat-rate hours − hours that overlap with another operation) × rate. */
export const flatRateLabour = (operations: readonly { hours: number; overlap?: number }[], rate: number) =>
  operations.reduce((sum, one) => sum + Math.max(0, one.hours - (one.overlap ?? 0)), 0) * rate

/** What a supplier gives back: the claims in scope × his share from the joint analysis of sample parts. */
export const supplierRecovery = (costs: readonly number[], technicalFactor: number) =>
  costs.reduce((sum, cost) => sum + cost, 0) * technicalFactor

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
