import { type Day, dayOf, weekday } from '../days.ts'
import type { CountedRepair } from '../repairs.ts'
import type { Situation } from '../situation.ts'
import {
  askedFor,
  type Derivations,
  type Derive,
  known,
  mostOfOne,
  ofFault,
  ofRepairs,
  type Reading,
} from './reading.ts'

/** Three-valued "or" over reasons for an exchange: `undefined` is not known. */
function anyReason(reasons: readonly (boolean | undefined)[], missing: string): Reading {
  if (reasons.includes(true)) return { value: true }
  return reasons.includes(undefined) ? { missing } : { value: false }
}

/** Art. 11 and 12 of the rule of 1995: two repairs and still unusable, or a repair that took too long. */
const exchangeDue = ofRepairs((repairs, { facts }) => {
  const last = repairs.at(-1)
  const late = (days: number, cause: string) => {
    if (!last || last.days <= days) return false
    return last.delayCause === undefined ? undefined : last.delayCause === cause
  }
  const usable = facts.fault?.usable
  const repairedTwice = repairs.length < 2 ? false : usable === undefined ? undefined : !usable
  const missing = repairedTwice === undefined ? 'fault.usable' : 'history.repairs.delayCause'
  return anyReason([repairedTwice, late(90, 'producer_parts'), late(30, 'repairer')], missing)
})

/** Working days of one repair, the day of hand-over not counted. */
const daysOfRepair = (repair: CountedRepair, situation: Situation) =>
  workingDays(repair.inDay, repair.out === undefined ? situation.at : dayOf(repair.out), situation)

/** Working days after one day up to another. */
function workingDays(from: Day, to: Day, { restDays, workDays }: Situation): number {
  let days = 0
  for (let day = from + 1; day <= to; day++) {
    const weekend = weekday(day) === 0 || weekday(day) === 6
    if (workDays.has(day) || !(weekend || restDays.has(day))) days++
  }
  return days
}

/** Repairs of one fault that was serious, or was not; a repair nobody judged may belong to either. */
const sameOf = (serious: boolean): Derive =>
  ofRepairs((repairs) => {
    const sure = repairs.filter((repair) => repair.serious === serious)
    const open = repairs.filter((repair) => repair.serious === undefined).length
    const most = mostOfOne(
      sure.map((repair) => repair.symptomCode),
      'history.repairs.symptomCode',
    )
    if (open === 0) return most
    const low = Number(most.value ?? most.atLeast ?? 0)
    return { atLeast: low, atMost: Number(most.value ?? most.atMost ?? 0) + open, missing: 'history.repairs.serious' }
  })

/** Order 43 Art. 28 counts from the demand for an exchange or refund: of another request nobody asks how many working days it is old. */
function openWorkingDays(situation: Situation): Reading {
  const { dates, facts } = situation.facts
  if (facts?.['claim.exchangeAsked'] === undefined) return { missing: 'claim.exchangeAsked' }
  if (dates?.request === undefined) return { missing: 'dates.request' }
  return { value: workingDays(dayOf(dates.request), situation.at, situation) }
}

/** Facts only Chinese rules speak of. */
export const chinaFacts: Derivations = {
  ...askedFor(
    'claim.goodReason',
    'claim.exchangeAsked',
    'claim.exchangeDeclined',
    'claim.delayByConsumer',
    'repairs.exchangedThenAgain',
    'repairs.replacedThenAgain',
    'season',
    'stock.sameModel',
    'stock.equalOrBetter',
    'trader.fraud',
    'dispute',
  ),
  'claim.exchangeDue': exchangeDue,
  'claim.openWorkingDays': openWorkingDays,
  // For a phone the table of Order 4 says what a performance fault is: asked the same way as for other goods.
  'defect.inMobileFaultTable': ofFault((fault) => fault.performance, 'fault.performance'),
  'contract.consumer': ({ facts }) =>
    known(facts.asset.buyerKind && facts.asset.buyerKind === 'consumer', 'asset.buyerKind'),
  'defect.isWearPart': ofFault((fault) => fault.wearPart, 'fault.wearPart'),
  'repairs.sameSerious.count': sameOf(true),
  'repairs.sameOrdinary.count': sameOf(false),
  'repairDays.workingDays': ofRepairs((repairs, situation) => {
    const last = repairs.at(-1)
    return { value: last ? daysOfRepair(last, situation) : 0 }
  }),
  'replacements.accessory.count': ofRepairs((repairs) => ({
    value: repairs.filter((repair) => (repair.replaced ?? []).length > 0).length,
  })),
}
