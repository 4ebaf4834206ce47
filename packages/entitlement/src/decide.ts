import { canonicalJson } from './canonical.ts'
import type { Case } from './case.ts'
import type { Problem } from './check.ts'
import { checkCase } from './check-case.ts'
import { checkCondition } from './conditions.ts'
import { barOf } from './coverage.ts'
import type { Confidence, Considered, Coverage, Decision, Explanation, RemedyRight } from './decision.ts'
import { allOf, type Finding, step, unknown } from './finding.ts'
import { type Applied, type Library, packsFor } from './library.ts'
import type { RemedySet, Rule } from './pack.ts'
import { linesOf, outcomeOf, payLine } from './payers.ts'
import { grantsOf, weighContract, weighFittedPart, weighGrant, weighSupplier, weighWarranty } from './promises.ts'
import { recoveriesOf } from './recoveries.ts'
import { type Right, weigh } from './rights.ts'
import { readCase, type Setting, type Situation } from './situation.ts'
import { sumOf } from './sums.ts'

export class CaseRefused extends Error {
  readonly problems: Problem[]
  constructor(problems: Problem[]) {
    super(problems.map(({ path, code }) => `${path}: ${code}`).join('; '))
    this.problems = problems
  }
}

/** All rights of a case with the days they run, before anything is paid from them. Throws `CaseRefused` on impossible facts. */
export function weighCase(library: Library, facts: Case): Weighed {
  const problems = checkCase(facts)
  if (problems.length > 0) throw new CaseRefused(problems)
  const applied = packsFor(library, facts.jurisdiction, facts.productClass)
  const situation = readCase(facts, applied?.some(({ pack }) => pack.specific) ?? false)
  return { situation, rights: weighAll(situation, applied), packs: applied ?? [] }
}

export interface Weighed {
  situation: Situation
  rights: Right[]
  packs: Applied[]
}

/** The decision with a given library. Pure: the same case and packs give the same decision. Throws `CaseRefused` on impossible facts. */
export function decideWith(library: Library, facts: Case): Decision {
  const { situation, rights, packs } = weighCase(library, facts)
  const told = rights.map((right) => withRemedies(right, situation))
  const lines = linesOf(situation).flatMap((line) => payLine(line, rights, situation))
  return {
    at: facts.at,
    outcome: outcomeOf(lines),
    lines,
    ...recoveriesOf(rights, lines, situation),
    remedies: told.flatMap((one) => one.remedies),
    considered: told.map(tell),
    coverage: rights.map((right) => barOf(right, situation)).filter((bar): bar is Coverage => bar !== undefined),
    packs: packs.map(({ pack: { id, version } }) => ({ id, version })),
    facts,
  }
}

function weighAll(situation: Situation, applied: Applied[] | undefined): Right[] {
  const { facts } = situation
  const packs = (applied ?? []).map(({ pack }) => pack)
  const law = applied?.flatMap((one) =>
    one.rules
      .map((rule) => weigh(rule, situation, one))
      .filter(({ rule, finding }) => !rule.whenKnown || finding.result !== 'undetermined'),
  )
  return [
    ...grantsOf(facts, 'recall').map((grant) => weighGrant(grant, situation)),
    ...(law ?? [unknownLaw(facts.jurisdiction)]),
    ...facts.warranty.map((term) => weighWarranty(term, situation, packs)),
    ...(facts.fittedParts ?? []).map((part) => weighFittedPart(part, situation)),
    ...(facts.contracts ?? []).map((contract) => weighContract(contract, situation)),
    ...grantsOf(facts, 'goodwill').map((grant) => weighGrant(grant, situation)),
    ...(facts.suppliers ?? []).map((term) => weighSupplier(term, situation)),
  ]
}

/** Without a pack for the place the law may give something: no line is "the customer pays" by our ignorance. */
function unknownLaw(jurisdiction: string): Right {
  const rule: Rule = {
    id: 'law.unknown',
    layer: 'statute',
    title: 'rule.unknown-law',
    when: { all: [] },
    covers: ['part', 'labour', 'travel'],
    remedies: [],
    source: { kind: 'memory', ref: 'no pack' },
    confidence: 'low',
  }
  const finding = unknown(['law.pack'], step('pack.none', { jurisdiction }))
  return { rule, setting: {}, finding, shown: finding }
}

/** The remedies of a right, with their sums, and the steps those add to it. */
interface Told {
  right: Right
  remedies: RemedyRight[]
  steps: Explanation[]
}

function withRemedies(right: Right, situation: Situation): Told {
  const steps: Explanation[] = []
  const remedies = right.rule.remedies.flatMap((set) => {
    const finding = laterStep(set, right)
    const due = finding.result === 'undetermined' ? null : finding.result === 'met'
    const { tier, withinDays, via, electedBy } = set
    return set.options.map((remedy) => {
      const told: RemedyRight = { remedy, due, electedBy, ruleId: right.rule.id }
      if (tier !== undefined) told.tier = tier
      if (withinDays !== undefined) told.withinDays = withinDays
      if (via !== undefined) told.via = via
      if (!due) return told
      const { sum, steps: sums } = sumOf(remedy, right, situation)
      steps.push(...sums)
      if (sum) told.sum = sum
      return told
    })
  })
  return { right, remedies, steps: unique(steps) }
}

/** A later step is due when the right is and its own condition holds too. */
function laterStep({ when }: RemedySet, { shown, ground }: Right): Finding {
  return when && ground && shown.result !== 'not_met' ? allOf([shown, checkCondition(when, ground)]) : shown
}

/** Exchange and refund of one right take the same use off: said once. */
function unique(steps: readonly Explanation[]): Explanation[] {
  if (steps.length < 2) return [...steps]
  const seen = new Set<string>()
  return steps.filter((one) => {
    const key = canonicalJson(one)
    return !seen.has(key) && seen.add(key)
  })
}

function tell({ right: { rule, setting, shown }, steps: sums }: Told): Considered {
  const confidence = leastOf(rule, setting)
  const steps = sums.length > 0 ? [...shown.steps, ...sums] : shown.steps.slice()
  if (rule.kind !== undefined && rule.kind !== 'draft_not_law') steps.push(step(`nature.${rule.kind}`, {}))
  if (confidence !== 'high') steps.push(step('source.doubt', { confidence }))
  for (const { ruleId: by, confidence } of rule.extensions ?? []) {
    const isUsed = confidence !== 'high' && shown.steps.some((one) => one.values.by === by)
    if (isUsed) steps.push(step('source.doubtOf', { by, confidence }))
  }
  const { id: ruleId, layer, title, clause, covers } = rule
  const { result, missing } = shown
  const told: Partial<Considered> = { ruleId, layer, title }
  if (clause) told.clause = clause
  return Object.assign(told, { confidence, covers, result, missing, steps }) as Considered
}

/** A right is no surer than the row of figures it takes its term from. */
function leastOf(rule: Rule, { row }: Setting): Confidence {
  const ofRow = typeof rule.term?.months === 'object' ? row?.confidence : undefined
  const both = [rule.confidence, ofRow]
  return both.includes('low') ? 'low' : both.includes('medium') ? 'medium' : 'high'
}
