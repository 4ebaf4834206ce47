import type { Case } from './case.ts'
import { checkCondition, type Ground } from './conditions.ts'
import { usageOf } from './coverage.ts'
import { dateOf, dayOf } from './days.ts'
import { weighCase } from './decide.ts'
import type { Confidence, Elector, Remedy, UsageLimit } from './decision.ts'
import type { Finding } from './finding.ts'
import { readFact } from './known-facts.ts'
import type { Library } from './library.ts'
import {
  type Branch,
  branchesOf,
  type CountLimit,
  countsDays,
  factsIn,
  isOfOneRepair,
  reachedAt,
} from './limits-of-rules.ts'
import type { Condition, Rule } from './pack.ts'
import type { CountedRepair } from './repairs.ts'
import { neededStart, type Right, repairsInTerm } from './rights.ts'
import type { Situation } from './situation.ts'
import { sumOf } from './sums.ts'

/** One limit the law counts towards for a unit. Counts are kept for life and follow the unit to its next owner. */
export interface LimitWatch {
  /** The rule, with `/2` … where one rule has several ways to be reached. */
  id: string
  ruleId: string
  title: Rule['title']
  clause?: { law: string; article: string }
  confidence: Confidence
  /** What is counted, by its name in the packs: `repairs.sameQualityProblem.count`. */
  counter: string
  unit: 'day' | 'repair' | 'replacement'
  /** What the highest count belongs to: the fault, the assembly or the part, by code. */
  subject?: string
  /** At least so many; null: nobody knows the history. */
  count: number | null
  /** At most so many, where repairs without a code could belong to it or the term is not certain. */
  atMost?: number
  threshold: number
  /** "More than" the threshold; else "so many or more". */
  strict: boolean
  /** The first count that reaches it. */
  reachedAt: number
  /** Still missing; 0 when reached, null while the count is not known. */
  distance: number | null
  /** The count alone is not enough: the fault has to show again, or the product to be out of order. */
  needsNextFault: boolean
  state: LimitState
  /** Facts that would settle it. */
  missing: string[]
  remedies: { remedy: Remedy; electedBy: Elector }[]
  /** The last day on which the limit can be reached; null: without end, or not known. */
  until: string | null
  /** The distance or hours that may end it before. */
  usage?: UsageLimit
  /** A count of days while a repair is open: the day it is reached if the repair stays open. */
  reachedOn?: string
  /** What the giver of the right stands to lose; absent while the price is not known, or where no price is paid back. */
  atStake?: AtStake
}

/** Minor units: the price that was paid, less what the buyer owes for the use so far. */
export interface AtStake {
  minor: string
  currency: string
  price: string
  /** null: nothing is owed for use, or a figure for it is missing. */
  deduction: string | null
}

/** `near`: one more repair (or few more days) and it falls due. `undetermined`: a fact is missing, see `missing`. */
export type LimitState = 'reached' | 'near' | 'far' | 'undetermined' | 'expired'

/** Days pass by themselves: a limit of days is "one step before" for its last sixth (30 days: 5 days ahead; 5 days: 1). */
const stepOf = (limit: CountLimit) => (countsDays(limit.fact) ? Math.max(1, Math.floor(limit.value / 6)) : 1)

/** All limits the law of the place counts for this unit, those reached and nearest first. Throws `CaseRefused` on impossible facts. */
export function watchLimits(library: Library, facts: Case): LimitWatch[] {
  const { rights, situation } = weighCase(library, facts)
  const watched = rights.flatMap((right) => {
    const { rule, ground } = right
    // Out of scope (another buyer, another time of law), or a right without anything falling due.
    if (!ground || rule.remedies.length === 0) return []
    return branchesOf(rule).flatMap((branch, index) => {
      const found = watch(branch, right, ground, situation)
      return found ? [{ ...found, id: index === 0 ? rule.id : `${rule.id}/${index + 1}` }] : []
    })
  })
  return watched.sort((a, b) => rank[a.state] - rank[b.state] || (a.distance ?? 1e9) - (b.distance ?? 1e9))
}

const rank: Record<LimitState, number> = { reached: 0, near: 1, undetermined: 2, far: 3, expired: 4 }

function watch(branch: Branch, right: Right, ground: Ground, situation: Situation): Omit<LimitWatch, 'id'> | undefined {
  const scope = right.rule.scope ? [right.rule.scope] : []
  const rest = readRest([...scope, ...branch.rest], ground, situation)
  if (!rest) return undefined
  const tallies = branch.counts.map((limit) => ({ limit, ...tally(limit, right, ground, situation) }))
  // The count that is farthest away decides: "one repair and more than 30 days" waits for the days.
  const binding = tallies.reduce((far, one) => ((one.distance ?? 1e9) > (far.distance ?? 1e9) ? one : far))
  const { limit, distance } = binding
  const stood = stand(right, tallies, rest, situation)
  const { rule } = right
  const usage = usageOf(right, situation)
  const open = countsDays(limit.fact) && situation.repairs?.some((repair) => repair.out === undefined)
  return {
    ruleId: rule.id,
    title: rule.title,
    ...(rule.clause && { clause: rule.clause }),
    confidence: rule.confidence,
    counter: limit.fact,
    unit: countsDays(limit.fact) ? 'day' : limit.fact.startsWith('replacements.') ? 'replacement' : 'repair',
    ...subjectOf(limit.fact, ground.repairs),
    count: binding.count,
    ...(binding.atMost !== undefined && { atMost: binding.atMost }),
    threshold: limit.value,
    strict: limit.op === 'gt',
    reachedAt: reachedAt(limit),
    distance,
    needsNextFault: rest.waits,
    ...stood,
    remedies: rule.remedies.flatMap(({ options, electedBy }) => options.map((remedy) => ({ remedy, electedBy }))),
    until: right.ending ? dateOf(right.ending.low) : null,
    ...(usage && { usage: usage.bar }),
    ...(open &&
      distance !== null &&
      stood.state !== 'expired' &&
      distance > 0 && { reachedOn: dateOf(situation.at + distance) }),
    ...stakeOf(right, situation),
  }
}

/** An exchanged product is worth what the refund would be: of both the price less the use. */
function stakeOf(right: Right, situation: Situation): { atStake?: AtStake } {
  const price = situation.facts.asset.price
  const offered = right.rule.remedies.flatMap(({ options }) => options)
  const dearest = offered.find(
    (one) => one === 'refund' || one === 'terminate' || one === 'buyback' || one === 'replace',
  )
  if (!price || !dearest) return {}
  const { sum } = sumOf(dearest, right, situation)
  const owed = BigInt(sum?.deduction ?? 0)
  const minor = String(BigInt(price.minor) - owed)
  return {
    atStake: { minor, currency: price.currency, price: price.minor, deduction: owed > 0n ? String(owed) : null },
  }
}

interface Rest {
  /** The next fault decides. */
  waits: boolean
  missing: string[]
}

/** Settled with the sale, or says which of two limits a repair belongs to: no next fault changes it. */
const isSettled = (fact: string) =>
  /^(rule|law|sale|asset|buyer|seller|owner|contract|guarantee|warranty|goods)\.|^repair\.delayCause$/.test(fact)
const ofTheFault = (missing: string) => /^(fault|defect)\./.test(missing)

/** Undefined: the limit is not one for this unit. */
function readRest(rest: readonly Condition[], ground: Ground, { facts }: Situation): Rest | undefined {
  const read: Rest = { waits: false, missing: [] }
  for (const condition of rest) {
    const { result, missing } = checkCondition(condition, ground)
    if (result === 'met') continue
    if (result === 'not_met' && factsIn(condition).every(isSettled)) return undefined
    // Without a fault today nothing is missing about it: the next one decides.
    if (result === 'not_met' || (facts.fault === undefined && missing.every(ofTheFault))) read.waits = true
    else read.missing.push(...missing)
  }
  return read
}

interface Tally {
  count: number | null
  atMost?: number
  distance: number | null
  missing: string[]
}

/** The count inside the term. While the term is not certain, or repairs have no code, it is only known between two bounds. */
function tally(limit: CountLimit, right: Right, ground: Ground, situation: Situation): Tally {
  const anew = isOfOneRepair(limit.fact) && isOver(limit, ground)
  if (anew) return { count: 0, distance: reachedAt(limit), missing: [] }
  const { others } = repairsInTerm(right.rule, situation, right.began, right.ending)
  const readings = [ground.repairs, ...others].map((repairs) => readFact(limit.fact, situation, repairs))
  const lows = readings.map(({ value, atLeast }) => (typeof value === 'number' ? value : atLeast))
  const highs = readings.map(({ value, atMost }) => (typeof value === 'number' ? value : atMost))
  const missing = readings.flatMap((reading) => reading.missing ?? [])
  if (lows.some((low) => low === undefined)) return { count: null, distance: null, missing }
  const count = Math.min(...(lows as number[]))
  const atMost = Math.max(...highs.map((high) => high ?? Number.POSITIVE_INFINITY))
  const ask = atMost > count ? [...missing, ...askOf(right, situation)] : []
  return {
    count,
    ...(atMost > count && Number.isFinite(atMost) && { atMost }),
    distance: Math.max(0, reachedAt(limit) - count),
    missing: [...new Set(ask)],
  }
}

function askOf({ rule, began, ending }: Right, situation: Situation): string[] {
  if (!began) return rule.term ? [neededStart(rule, situation)] : []
  return [...new Set([...(began.ask ? [began.ask] : []), ...(ending?.ask ?? [])])]
}

/** A repair that ended below the limit no longer comes nearer to it. */
function isOver(limit: CountLimit, { repairs, situation }: Ground): boolean {
  const last = repairs?.at(-1)
  if (!last || last.out === undefined || dayOf(last.out) > situation.at) return false
  const { value } = readFact(limit.fact, situation, repairs)
  return typeof value === 'number' && value < reachedAt(limit)
}

type Counted = Tally & { limit: CountLimit }

function stand(
  right: Right,
  tallies: readonly Counted[],
  rest: Rest,
  situation: Situation,
): { state: LimitState; missing: string[] } {
  const reached = tallies.every(({ distance }) => distance === 0)
  if (reached && !rest.waits && rest.missing.length === 0) return won(right.finding)
  const over = isExpired(right, situation)
  if (over === true) return { state: 'expired', missing: [] }
  const missing = [...new Set([...tallies.flatMap((one) => one.missing), ...(reached ? rest.missing : [])])]
  const low = nearness(tallies, rest, ({ distance }) => distance)
  const high = nearness(tallies, rest, ({ limit, count, atMost }) =>
    Math.max(0, reachedAt(limit) - (atMost ?? count ?? 0)),
  )
  if (low === undefined || low !== high) return { state: 'undetermined', missing }
  if (low === 'reached') return { state: 'undetermined', missing: rest.missing }
  // Far from the limit, the end of the term may stay open.
  if (over === undefined && low === 'near') return { state: 'undetermined', missing: askOf(right, situation) }
  return { state: low, missing: [] }
}

/** Counts and conditions are met: what is left is the term. */
function won({ result, missing }: Finding): { state: LimitState; missing: string[] } {
  if (result === 'met') return { state: 'reached', missing: [] }
  return result === 'not_met' ? { state: 'expired', missing: [] } : { state: 'undetermined', missing }
}

function nearness(
  tallies: readonly Counted[],
  rest: Rest,
  distanceOf: (one: Counted) => number | null,
): 'reached' | 'near' | 'far' | undefined {
  // Before the first repair every unit would be one step before "one repair": that is no news.
  const distances = tallies.map((one) => {
    const left = distanceOf(one)
    return { left, step: stepOf(one.limit), first: left === reachedAt(one.limit) }
  })
  if (distances.some(({ left }) => left === null)) return undefined
  const open = distances.filter(({ left }) => left! > 0)
  if (open.length === 0) return rest.waits ? 'near' : 'reached'
  return !rest.waits && open.every(({ left, step, first }) => left! <= step && !first) ? 'near' : 'far'
}

/** Undefined: not known, because the start, the end or the reading is not. */
function isExpired(right: Right, situation: Situation): boolean | undefined {
  const { rule, began, ending } = right
  if (!rule.term) return false
  if (usageOf(right, situation)?.passed !== undefined) return true
  if (!began) return undefined
  if (!ending) return false
  if (situation.at > ending.high) return true
  return situation.at > ending.low ? undefined : false
}

/** The code that occurs most often, of what this counter counts. */
function subjectOf(fact: string, repairs: readonly CountedRepair[] | undefined): { subject?: string } {
  const parts = (repairs ?? []).flatMap((repair) => repair.replaced ?? [])
  const codes = fact.startsWith('replacements.assembly')
    ? parts.map((part) => part.assembly)
    : fact.startsWith('replacements.')
      ? parts.map((part) => part.mainPart)
      : fact.startsWith('repairs.same')
        ? (repairs ?? []).map((repair) => repair.symptomCode)
        : []
  const counts = new Map<string, number>()
  for (const code of codes) if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return most ? { subject: most[0] } : {}
}
