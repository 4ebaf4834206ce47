import { dayOf, weekday } from '../days.ts'
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
function workingDays(repair: CountedRepair, { at, restDays, workDays }: Situation): number {
  const end = repair.out === undefined ? at : dayOf(repair.out)
  let days = 0
  for (let day = repair.inDay + 1; day <= end; day++) {
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

/** Facts only Chinese rules speak of. */
export const chinaFacts: Derivations = {
  ...askedFor(
    'claim.goodReason',
    'claim.exchangeDeclined',
    'repairs.exchangedThenAgain',
    'repairs.replacedThenAgain',
    'season',
    'stock.sameModel',
    'trader.fraud',
    'dispute',
  ),
  'claim.exchangeDue': exchangeDue,
  // For a phone the table of Order 4 says what a performance fault is: asked the same way as for other goods.
  'defect.inMobileFaultTable': ofFault((fault) => fault.performance, 'fault.performance'),
  'contract.consumer': ({ facts }) =>
    known(facts.asset.buyerKind && facts.asset.buyerKind === 'consumer', 'asset.buyerKind'),
  'defect.isWearPart': ofFault((fault) => fault.wearPart, 'fault.wearPart'),
  'repairs.sameSerious.count': sameOf(true),
  'repairs.sameOrdinary.count': sameOf(false),
  'repairDays.workingDays': ofRepairs((repairs, situation) => {
    const last = repairs.at(-1)
    return { value: last ? workingDays(last, situation) : 0 }
  }),
  'replacements.accessory.count': ofRepairs((repairs) => ({
    value: repairs.filter((repair) => (repair.replaced ?? []).length > 0).length,
  })),
}
