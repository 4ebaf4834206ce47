import type { CountedRepair } from '../repairs.ts'
import type { Situation } from '../situation.ts'
import { countTrue, type Derivations, known, mostOfOne, ofRepairs, type Reading, sumOf } from './reading.ts'

/** A defect that comes back after a repair of the same fault. */
function cameBack(repairs: readonly CountedRepair[], { facts }: Situation): Reading {
  if (repairs.length === 0) return { value: false }
  const code = facts.fault?.symptomCode
  if (code === undefined) return { missing: 'fault.symptomCode' }
  if (repairs.some((repair) => repair.symptomCode === code && repair.out !== undefined)) return { value: true }
  return repairs.some((repair) => repair.symptomCode === undefined)
    ? { missing: 'history.repairs.symptomCode' }
    : { value: false }
}

const replacedParts = (repairs: readonly CountedRepair[]) => repairs.flatMap((repair) => repair.replaced ?? [])

/** Facts counted over the repairs. */
export const historyFacts: Derivations = {
  'defect.cameBack': ofRepairs(cameBack),
  'repairs.count': ofRepairs((repairs) => ({ value: repairs.length })),
  'repairs.sameQualityProblem.count': ofRepairs((repairs) =>
    mostOfOne(
      repairs.map((repair) => repair.symptomCode),
      'history.repairs.symptomCode',
    ),
  ),
  'repairs.severeSafety.count': ofRepairs((repairs) =>
    countTrue(
      repairs.map((repair) => repair.severeSafety),
      'history.repairs.severeSafety',
    ),
  ),
  'replacements.assembly.count': ofRepairs((repairs) =>
    mostOfOne(
      replacedParts(repairs).flatMap((part) => part.assembly ?? []),
      'history.repairs.replaced',
    ),
  ),
  'replacements.sameMainPart.count': ofRepairs((repairs) =>
    mostOfOne(
      replacedParts(repairs).flatMap((part) => part.mainPart ?? []),
      'history.repairs.replaced',
    ),
  ),
  'repairDays.cumulativeCountable': ofRepairs((repairs) => ({
    value: sumOf(repairs.map((repair) => Math.max(0, repair.days - (repair.excludedDays ?? 0)))),
  })),
  'repairDays.single': ofRepairs((repairs) => ({ value: repairs.at(-1)?.days ?? 0 })),
  'repair.delayCause': ofRepairs((repairs) => {
    const last = repairs.at(-1)
    return last ? known(last.delayCause, 'history.repairs.delayCause') : { value: 'none' }
  }),
}
