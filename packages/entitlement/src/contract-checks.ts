import type { Case, Contract, CoverKind, FactValue } from './case.ts'
import { checkCase } from './check-case.ts'
import { dateOf, dayOf } from './days.ts'
import { CaseRefused } from './decide.ts'
import { type FreeStretch, freeCover, paidDays } from './free-cover.ts'
import type { Library } from './library.ts'
import { within } from './situation.ts'

/** One line of a contract that is about to be sold for one unit, with all that decides whether it may be sold. */
export interface LineOffer {
  line: Contract
  /** The customer pays for it. What is given away cannot be a trap of money, only of promise. */
  paid: boolean
  /** What it gives beside paying for repairs and beside what standard service gives anyway. Empty for a plain extension. */
  adds: Benefit[]
  /** The unit with its promises and its history, on the day of the check (`at`). Its fault and its contracts are not looked at. */
  unit: Case
  verification: 'verified' | 'failed' | 'missing'
  hasLabel: boolean
  /** The family of the unit, by the code that authority and stations are named for. */
  family: string
  /** The level the line promises; absent = standard service. */
  level?: PromisedLevel
  /** The active stations from which the unit can be reached. */
  stations: StationInReach[]
  issuer: Issuer
  /** Lines already sold for this unit, whatever the contract: only those that are in force or will be. */
  otherLines: Contract[]
}

export type Benefit = 'level' | 'visits' | 'consumables' | 'pick_up' | 'loan_unit' | 'advice'

export interface PromisedLevel {
  code: string
  /** Skills the level needs from the station, by code. */
  skills: string[]
}

export interface StationInReach {
  id: string
  levels: string[]
  skills: string[]
  /** Families it is authorised for, by code; empty = all. */
  families?: string[]
}

/** Who signs for the contract. */
export interface Issuer {
  id: string
  /** Not a member: nobody in the network knows this company. */
  isMember: boolean
  isActive: boolean
  /** May sell service contracts at all. */
  maySell: boolean
  /** Authority until this day, included; absent = without end. */
  until?: string
  /** Families it may sell for, by code; empty = all. */
  families?: string[]
  countries?: string[]
}

export type ContractCheckCode =
  | 'repeats_free_cover'
  | 'repeats_in_part'
  | 'free_cover_unknown'
  | 'level_out_of_reach'
  | 'issuer_without_authority'
  | 'unit_not_verified'
  | 'unit_without_label'
  | 'lines_overlap'

/** One finding. `refused`: nobody may sell it; `role`: only a person with the right to, giving a reason; `notice`: to be shown to the buyer. */
export interface ContractCheck {
  code: ContractCheckCode
  gate: 'refused' | 'role' | 'notice'
  /** For the words `contractCheck.<code>`. */
  values: Record<string, FactValue>
  /** Which kinds of cost are free anyway, on which days, by which rule. */
  repeats?: FreeStretch[]
  /** Facts that would settle it, by name. */
  missing?: string[]
  /** The station that comes nearest, and what it lacks. */
  nearest?: { stationId: string; lacks: string[] }
}

/** A named person's answer to a finding. */
export interface CheckOverride {
  code: ContractCheckCode
  personId: string
  reason: string
}

/** The traps of selling service contracts, for one line. Empty: it may be sold. Throws `CaseRefused` on impossible facts. */
export function checkContractLine(library: Library, offer: LineOffer): ContractCheck[] {
  const problems = checkCase({ ...offer.unit, contracts: [offer.line, ...offer.otherLines] })
  if (problems.length > 0) throw new CaseRefused(problems)
  return [
    ...checkFreeCover(library, offer),
    ...checkLevel(offer),
    ...checkIssuer(offer),
    ...checkUnit(offer),
    ...checkOverlap(offer),
  ]
}

/** What still stands in the way. A line that only repeats what is free stays refused, whoever overrides it. */
export function stillRefusing(checks: readonly ContractCheck[], overrides: readonly CheckOverride[]): ContractCheck[] {
  const answered = new Set(overrides.filter((one) => one.reason.trim() !== '').map((one) => one.code))
  return checks.filter(({ gate, code }) => gate === 'refused' || (gate === 'role' && !answered.has(code)))
}

function checkFreeCover(library: Library, { line, paid, adds, unit }: LineOffer): ContractCheck[] {
  if (!paid || line.covers.length === 0) return []
  const stretches = freeCover(library, unit, line)
  const repeats = stretches.filter((one) => one.ruleId !== null)
  const open = stretches.filter((one) => one.ruleId === null)
  const wanted = paidDays(line)
  const free = repeats.reduce((sum, one) => sum + one.days, 0)
  const values = { days: free, ofDays: wanted, ...spanOf(repeats), kinds: kindsOf(repeats) }
  if (free === wanted && adds.length === 0) return [{ code: 'repeats_free_cover', gate: 'refused', values, repeats }]
  const part: ContractCheck[] = free > 0 ? [{ code: 'repeats_in_part', gate: 'notice', values, repeats }] : []
  const unsure = open.reduce((sum, one) => sum + one.days, 0)
  if (unsure === 0 || free + unsure < wanted || adds.length > 0) return part
  const missing = [...new Set(open.flatMap((one) => one.missing))]
  return [
    ...part,
    { code: 'free_cover_unknown', gate: 'role', values: { facts: missing.join(', '), ...spanOf(open) }, missing },
  ]
}

function spanOf(stretches: readonly FreeStretch[]): { from?: string; to?: string } {
  if (stretches.length === 0) return {}
  return {
    from: dateOf(Math.min(...stretches.map((one) => dayOf(one.from)))),
    to: dateOf(Math.max(...stretches.map((one) => dayOf(one.to)))),
  }
}

const kindsOf = (stretches: readonly { kind: CoverKind }[]) => [...new Set(stretches.map((one) => one.kind))].join(', ')

const serves = (families: readonly string[] | undefined, family: string) =>
  families === undefined || families.length === 0 || families.includes(family)

function checkLevel({ level, stations, family }: LineOffer): ContractCheck[] {
  if (!level) return []
  const lacking = stations.map((station) => ({ stationId: station.id, lacks: lacksOf(station, level, family) }))
  if (lacking.some((one) => one.lacks.length === 0)) return []
  const nearest = lacking.sort((a, b) => a.lacks.length - b.lacks.length)[0]
  const values = { level: level.code, stations: stations.length, lacks: nearest?.lacks.join(', ') ?? '' }
  return [{ code: 'level_out_of_reach', gate: 'role', values, ...(nearest && { nearest }) }]
}

/** What a station lacks for a level: `level:onsite-4h`, `skill:hv`, `family:ac`. */
function lacksOf(station: StationInReach, level: PromisedLevel, family: string): string[] {
  return [
    ...(serves(station.families, family) ? [] : [`family:${family}`]),
    ...(station.levels.includes(level.code) ? [] : [`level:${level.code}`]),
    ...level.skills.filter((skill) => !station.skills.includes(skill)).map((skill) => `skill:${skill}`),
  ]
}

function checkIssuer({ issuer, unit, family }: LineOffer): ContractCheck[] {
  const why = whyNoAuthority(issuer, unit, family)
  return why === undefined
    ? []
    : [{ code: 'issuer_without_authority', gate: 'role', values: { issuer: issuer.id, why } }]
}

function whyNoAuthority(issuer: Issuer, unit: Case, family: string): string | undefined {
  if (!issuer.isMember) return 'not_member'
  if (!issuer.isActive) return 'inactive'
  if (!issuer.maySell) return 'may_not_sell'
  // Authority must hold on the day of the sale; it need not outlive the contract it was given for.
  if (issuer.until !== undefined && issuer.until < unit.at) return 'ended'
  if (!serves(issuer.families, family)) return 'other_family'
  const country = unit.jurisdiction.split('-')[0]!
  return issuer.countries && !issuer.countries.includes(country) ? 'other_country' : undefined
}

function checkUnit({ verification, hasLabel }: LineOffer): ContractCheck[] {
  const checks: ContractCheck[] = []
  if (verification !== 'verified') checks.push({ code: 'unit_not_verified', gate: 'role', values: { verification } })
  if (!hasLabel) checks.push({ code: 'unit_without_label', gate: 'role', values: {} })
  return checks
}

/** Two lines that pay the same kind of cost for the same component on the same day, together more than the whole. */
function checkOverlap({ line, otherLines }: LineOffer): ContractCheck[] {
  return otherLines.flatMap((other) => {
    const kinds = line.covers.filter((kind) => other.covers.includes(kind))
    const first = Math.max(dayOf(line.start), dayOf(other.start))
    const last = Math.min(dayOf(line.end), dayOf(other.end))
    const whole = (line.sharePct ?? 100) + (other.sharePct ?? 100) > 100
    if (other.id === line.id || kinds.length === 0 || first > last || !whole || !shareComponent(line, other)) return []
    const days = { from: dateOf(first), to: dateOf(last), days: last - first + 1 }
    const values = { other: other.id, kinds: kinds.join(', '), ...days }
    return [{ code: 'lines_overlap' as const, gate: 'role' as const, values }]
  })
}

function shareComponent(one: Contract, other: Contract): boolean {
  const reach = (codes: string[], contract: Contract) =>
    codes.some(
      (code) =>
        (!contract.components?.length ||
          contract.components.some((wider) => within(code, wider) || within(wider, code))) &&
        !contract.excludedComponents?.some((wider) => within(code, wider)),
    )
  if (one.components?.length) return reach(one.components, other)
  return other.components?.length ? reach(other.components, one) : true
}
