import type { Case, Contract, FittedPart, Grant, ModelTerm, SupplierTerm } from './case.ts'
import { type Day, dayOf } from './days.ts'
import type { Layer } from './decision.ts'
import { allOf, type Finding, met, notMet, step, unknown } from './finding.ts'
import { only } from './only.ts'
import type { Condition, Pack, Rule } from './pack.ts'
import { type Right, weigh, weighFixed } from './rights.ts'
import type { Situation } from './situation.ts'
import { startOfPromise } from './starts.ts'

/** What makers, contracts and grants promise, brought into the form of a right, so that one engine weighs law and promise alike. */
const always: Condition = { all: [] }
const ourData = { source: { kind: 'found', ref: 'case' }, confidence: 'high' } as const
/** A maker's warranty and a contract answer for defects, not for wear and not for what the user did. */
const ownDefect: Condition = { fact: 'defect.exempt', op: 'eq', value: false }
const untilLooked = [{ fact: 'defect.exempt', value: false, by: 'practice' }]

export function weighWarranty(term: ModelTerm, situation: Situation, packs: readonly Pack[]): Right {
  const wearToo = term.covers === 'consumable'
  const rule: Rule = {
    id: `warranty:${term.id}`,
    layer: 'warranty',
    title: term.name ?? `warranty.${term.covers}`,
    when: wearToo ? always : ownDefect,
    presume: untilLooked,
    term: { ...only('months', term.months), ...only('km', term.distanceKm), ...only('hours', term.hours) },
    start: [startOfPromise(term.startsFrom)],
    extensions: packs.flatMap((pack) => pack.warrantyExtensions ?? []),
    covers: [term.covers],
    ...only('components', term.components),
    ...only('excludedComponents', term.excludedComponents),
    remedies:
      term.covers === 'part' || term.covers === 'labour' ? [{ options: ['repair'], electedBy: 'warrantor' }] : [],
    bar: term.covers,
    ...ourData,
  }
  const right = weigh(rule, situation, {})
  const voided = checkVoided(situation, packs)
  const said = gated(right, [checkSerial(situation), checkCause(situation, wearToo), voided.finding])
  return voided.on === undefined ? said : { ...said, voided: voided.on }
}

/** A part keeps its own term, counted from the fitting. */
export function weighFittedPart(part: FittedPart, situation: Situation): Right {
  const { distanceKm, fittedKm } = part
  const limit = distanceKm === undefined || fittedKm === undefined ? undefined : fittedKm + distanceKm
  const rule: Rule = {
    id: `part:${part.id}`,
    layer: 'parts_warranty',
    title: part.name ?? 'warranty.fitted',
    when: ownDefect,
    presume: untilLooked,
    term: { ...only('months', part.months), ...only('km', limit) },
    start: [{ latestOf: ['fitting'], decisive: 'fitting' }],
    covers: part.covers ?? ['part', 'labour'],
    components: [part.component],
    remedies: [{ options: ['repair'], electedBy: 'warrantor' }],
    bar: 'fitted_part',
    ...ourData,
  }
  const facts = { ...situation.facts, dates: { ...situation.facts.dates, fitting: part.fittedAt } }
  const open = distanceKm !== undefined && fittedKm === undefined
  const gate = open ? unknown(['fittedParts.fittedKm'], step('fitted.unknownKm', { limit: distanceKm })) : met()
  return gated(weigh(rule, { ...situation, facts }, {}), [gate, checkCause(situation, false)])
}

/** What the supplier of a component gives back; wear and misuse are nobody's supply. */
export function weighSupplier(term: SupplierTerm, situation: Situation): Right {
  const rule: Rule = {
    id: `supplier:${term.id}`,
    layer: 'supplier',
    title: term.name ?? 'supplier.term',
    when: ownDefect,
    presume: untilLooked,
    term: { ...only('months', term.months), ...only('km', term.distanceKm) },
    start: [{ latestOf: [term.startsFrom], decisive: term.startsFrom }],
    covers: term.covers,
    ...only('components', term.components),
    ...only('sharePct', term.sharePct),
    remedies: [],
    ...ourData,
  }
  return gated(weigh(rule, situation, {}), [checkCause(situation, false)])
}

export function weighContract(contract: Contract, situation: Situation): Right {
  const rule = promised(contract, 'contract', contract.name ?? `contract.${contract.kind}`, contract.kind)
  const used = contract.remaining === 0 ? notMet(step('allowance.used', {})) : met()
  return weighFixed(
    rule,
    { from: contract.start, to: contract.end },
    [used, checkSerial(situation), checkCause(situation, contract.covers.includes('consumable'))],
    situation,
  )
}

export function weighGrant(grant: Grant, situation: Situation): Right {
  return weighFixed(
    promised(grant, grant.layer, grant.name ?? `layer.${grant.layer}`, grant.layer),
    grant,
    [],
    situation,
  )
}

function promised(promise: Contract | Grant, layer: Layer, title: Rule['title'], bar: string): Rule {
  const repairs = promise.covers.some((kind) => kind === 'part' || kind === 'labour')
  return {
    id: `${layer}:${promise.id}`,
    layer,
    title,
    when: always,
    covers: promise.covers,
    ...only('components', promise.components),
    ...('excludedComponents' in promise && only('excludedComponents', promise.excludedComponents)),
    ...only('sharePct', promise.sharePct),
    remedies: repairs ? [{ options: ['repair'], electedBy: 'warrantor' }] : [],
    bar,
    ...ourData,
  }
}

function gated(right: Right, gates: Finding[]): Right {
  return { ...right, finding: allOf([right.finding, ...gates]), shown: allOf([right.shown, ...gates]) }
}

function checkSerial({ facts }: Situation): Finding {
  return facts.asset.serialKnown ? met() : unknown(['asset.serial'], step('serial.unknown', {}))
}

function checkCause({ facts }: Situation, wearToo: boolean): Finding {
  const cause = facts.fault?.cause
  // Consumables wear: a promise that names them answers for wear.
  const covered = cause === undefined || cause === 'quality' || (cause === 'wear' && wearToo)
  return covered ? met() : notMet(step('cause.own', { cause }))
}

/** A voided warranty is over from the day of the assessment, except for reasons the law of the place does not allow. */
function checkVoided(situation: Situation, packs: readonly Pack[]): { finding: Finding; on?: Day } {
  const forbidden = packs.flatMap((pack) => pack.neverVoids ?? [])
  const steps = []
  for (const { code, at } of situation.facts.voided ?? []) {
    if (dayOf(at) > situation.at) continue
    const law = forbidden.find((one) => one.code === code)
    if (!law) return { finding: notMet(step('voided', { code, at })), on: dayOf(at) }
    steps.push(step('void.ignored', { code, by: law.ruleId }))
  }
  return { finding: met(...steps) }
}

export function grantsOf(facts: Case, layer: Grant['layer']): Grant[] {
  return (facts.grants ?? []).filter((grant) => grant.layer === layer)
}
