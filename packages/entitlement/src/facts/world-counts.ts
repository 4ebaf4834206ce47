import { addMonths, dayOf } from '../days.ts'
import type { CountedRepair } from '../repairs.ts'
import type { Situation } from '../situation.ts'
import { historyFacts } from './history.ts'
import { type Derivations, mostOfOne, ofRepairs, type Reading, sumOf } from './reading.ts'

const codesOf = (repairs: readonly CountedRepair[]) => repairs.map((repair) => repair.symptomCode)
const sameFault = ofRepairs((repairs) => mostOfOne(codesOf(repairs), 'history.repairs.symptomCode'))
const allDays = ofRepairs((repairs) => ({ value: sumOf(repairs.map((repair) => repair.days)) }))
const countableDays = ofRepairs((repairs) => ({
  value: sumOf(repairs.map((repair) => Math.max(0, repair.days - (repair.excludedDays ?? 0)))),
}))
const cameBack = historyFacts['defect.cameBack']!

/** What the lemon laws count. Each has its own word for a repair of the same fault. */
export const worldCounts: Derivations = {
  'repairs.sameNonconformity.count': sameFault,
  'repairs.sameComplaint.count': sameFault,
  'repairs.sameDefect.failed': ofRepairs(failedAttempts),
  'repairs.unrelated.count': ofRepairs(unrelated),
  'repairs.sameSevere.count': ofRepairs((repairs) => ofSeverity(repairs, true)),
  'repairs.sameGeneral.count': ofRepairs((repairs) => ofSeverity(repairs, false)),
  'repairs.sameSevere.occurrences': ofRepairs((repairs, situation) => occurrences(repairs, situation, true)),
  'repairs.sameGeneral.occurrences': ofRepairs((repairs, situation) => occurrences(repairs, situation, false)),
  'repairDays.cumulative': allDays,
  'repairDays.cumulativeCalendar': allDays,
  'repairDays.possession': countableDays,
  'repairDays.inWarrantyYear': ofRepairs(inWarrantyYear),
  'defect.continues': (situation, repairs) =>
    situation.facts.fault ? cameBack(situation, repairs) : { missing: 'defect.continues' },
  'defect.recurred': (situation, repairs) =>
    situation.facts.fault ? cameBack(situation, repairs) : { missing: 'defect.recurred' },
}

/** The last attempt at a fault has not failed before the fault is there again. */
function failedAttempts(repairs: readonly CountedRepair[], { facts }: Situation): Reading {
  const now = facts.fault?.symptomCode
  const counts = new Map<string, number>()
  for (const code of codesOf(repairs)) if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
  const open = repairs.filter((repair) => repair.symptomCode === undefined).length
  const low = Math.max(0, ...[...counts].map(([code, times]) => (code === now ? times : times - 1)))
  const high = open + (now === undefined ? Math.max(0, ...counts.values()) : low)
  return between(low, high, open > 0 ? 'history.repairs.symptomCode' : 'fault.symptomCode')
}

const between = (low: number, high: number, missing: string): Reading =>
  low === high ? { value: low } : { atLeast: low, atMost: high, missing }

function boundsOf({ value, atLeast, atMost }: Reading): [low: number, high: number] {
  return typeof value === 'number' ? [value, value] : [atLeast ?? 0, atMost ?? Number.POSITIVE_INFINITY]
}

/** Defects that have nothing to do with one another: each code once. */
function unrelated(repairs: readonly CountedRepair[]): Reading {
  const codes = new Set(codesOf(repairs).filter((code) => code !== undefined))
  const open = repairs.filter((repair) => repair.symptomCode === undefined).length
  return between(codes.size, codes.size + open, 'history.repairs.symptomCode')
}

/** A repair nobody rated may belong to either side. */
function ofSeverity(repairs: readonly CountedRepair[], severe: boolean): Reading {
  const sure = repairs.filter((one) => one.severeSafety === severe)
  const possible = repairs.filter((one) => one.severeSafety !== !severe)
  const [low] = boundsOf(mostOfOne(codesOf(sure), ''))
  const [, high] = boundsOf(mostOfOne(codesOf(possible), ''))
  return between(
    low,
    high,
    possible.length > sure.length ? 'history.repairs.severeSafety' : 'history.repairs.symptomCode',
  )
}

/** Times a fault was there: once before each repair, and once more when it is back now. */
function occurrences(repairs: readonly CountedRepair[], situation: Situation, severe: boolean): Reading {
  const repaired = ofSeverity(repairs, severe)
  const [low, high] = boundsOf(repaired)
  if (high === 0 || !situation.facts.fault) return repaired
  const back = cameBack(situation, repairs)
  const missing = repaired.missing ?? back.missing ?? 'history.repairs.symptomCode'
  return between(low + (back.value === true ? 1 : 0), high + (back.value === false ? 0 : 1), missing)
}

/** Days out of use in the year of the warranty the fault fell into; years run from the handing over. */
function inWarrantyYear(repairs: readonly CountedRepair[], { facts, moment }: Situation): Reading {
  const from = facts.asset.deliveryDate ?? facts.asset.saleDate
  if (from === undefined) return { missing: 'asset.deliveryDate' }
  const start = dayOf(from)
  let year = 0
  while (addMonths(start, 12 * (year + 1)) < moment) year++
  const first = addMonths(start, 12 * year)
  const last = addMonths(start, 12 * (year + 1))
  const inYear = repairs.filter((repair) => repair.inDay >= first && repair.inDay <= last)
  return { value: sumOf(inYear.map((repair) => repair.days)) }
}
