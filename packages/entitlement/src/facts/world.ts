import { dayOf } from '../days.ts'
import type { CountedRepair } from '../repairs.ts'
import type { Situation } from '../situation.ts'
import { askedFor, type Derivations, type Derive, known, ofFault, ofRepairs, type Reading } from './reading.ts'
import { worldCounts } from './world-counts.ts'
import { worldGoods } from './world-goods.ts'

/** Facts only rules outside China speak of: the claim and who was told what, the goods, and what is counted over the repairs. */
export const worldFacts: Derivations = {
  ...worldGoods,
  ...worldCounts,
  ...askedFor(
    'sale.termShortened',
    'sale.lemonClause',
    'guarantee.termRunning',
    'warranty.full',
    'remedy.failed',
    'remedy.option',
    'repair.finalAttemptFailed',
    'defect.hidden',
    'failure.reasonableBuyerWouldNotBuy',
    'failure.fixableInReasonableTime',
    'parts.available',
  ),
  'warranty.given': ({ facts }) => known(facts.warranty.length > 0 ? true : undefined, 'warranty.given'),
  'claim.state': ({ facts }) => known(facts.dates?.acceptance && 'remedy_pending', 'claim.state'),
  'claim.openDays': (situation) => daysSince('request', situation),
  'parts.delayDays': (situation) => daysSince('partRequest', situation),
  'manufacturer.notifiedDirectly': notified,
  'notice.availment': told('availment', 'notice.availment'),
  // A maker who never said that he wants to be told himself cannot ask for it (Cal. Civ. Code § 1793.22(b)).
  'manufacturer.noticeAsked': () => ({ missing: 'manufacturer.noticeAsked' }),
  'defect.deathOrInjuryRisk': ofFault(
    // "Dangerous" may also mean danger to property only: it rules the risk out, it does not prove it.
    ({ safety }) => (safety === false ? false : undefined),
    'defect.deathOrInjuryRisk',
  ),
  'defect.substantial': ofFault(({ minor }) => (minor === true ? false : undefined), 'defect.substantial'),
  'goods.defect': ofFault(({ cause }) => cause && cause === 'quality', 'fault.cause'),
  'failure.unsafe': ofFault(({ safety }) => safety, 'fault.safety'),
  'failure.isMajor': majorFailure,
  'repair.termBroken': pastPromise('repair.termBroken'),
  'service.dateMissed': pastPromise('service.dateMissed'),
  'unit.underWarrantyInService': ofRepairs(inService),
}

function daysSince(from: 'request' | 'partRequest', { facts, at }: Situation): Reading {
  const day = facts.dates?.[from]
  return day === undefined ? { missing: `dates.${from}` } : { value: Math.max(0, at - dayOf(day)) }
}

function told(subject: 'defect' | 'availment', missing: string): Derive {
  return ({ facts }) => {
    const notices = facts.history?.notices
    return known(
      notices?.some((one) => one.to === 'manufacturer' && one.subject === subject),
      missing,
    )
  }
}

function notified(situation: Situation, repairs: readonly CountedRepair[] | undefined): Reading {
  if (situation.facts.facts?.['manufacturer.noticeAsked'] === false) return { value: true }
  return told('defect', 'manufacturer.notifiedDirectly')(situation, repairs)
}

const assessed = ({ facts }: Situation, name: string) => facts.facts?.[name]

/** One of the three grounds makes a failure major; only all three ruled out make it minor (s. 260 ACL). */
function majorFailure(situation: Situation): Reading {
  const unsafe = assessed(situation, 'failure.unsafe') ?? situation.facts.fault?.safety
  const unwanted = assessed(situation, 'failure.reasonableBuyerWouldNotBuy')
  const fixable = assessed(situation, 'failure.fixableInReasonableTime')
  if (unsafe === true || unwanted === true || fixable === false) return { value: true }
  const minor = unsafe === false && unwanted === false && fixable === true
  return minor ? { value: false } : { missing: 'failure.isMajor' }
}

/** The last repair is not done on the day it was promised for. */
function pastPromise(missing: string): Derive {
  return ({ facts, at }, repairs) => {
    const promised = facts.dates?.promised
    if (promised === undefined) return { missing }
    if (!repairs) return { missing: 'history.repairs' }
    const last = repairs.at(-1)
    if (!last) return { value: false }
    return { value: (last.out === undefined ? at : dayOf(last.out)) > dayOf(promised) }
  }
}

function inService(repairs: readonly CountedRepair[]): Reading {
  const open = repairs.filter((repair) => repair.out === undefined)
  if (open.some(({ under }) => under === 'warranty' || under === 'statute')) return { value: true }
  return open.some(({ under }) => under === undefined) ? { missing: 'history.repairs.under' } : { value: false }
}
