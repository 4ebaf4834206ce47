import type { FactValue, Fault } from './case.ts'
import type { CountedRepair } from './repairs.ts'
import type { Situation } from './situation.ts'

/** A fact as it is known: a value, or bounds of a count, or nothing; `missing` names what to ask for. */
export interface Reading {
  value?: FactValue
  atLeast?: number
  atMost?: number
  missing?: string
}

type Derive = (situation: Situation, repairs: readonly CountedRepair[] | undefined) => Reading

const known = (value: FactValue | undefined, missing: string): Reading =>
  value === undefined ? { missing } : { value }
const ofFault = (read: (fault: Fault) => FactValue | undefined, missing: string): Derive => {
  return ({ facts }) => known(facts.fault && read(facts.fault), missing)
}
const ofRepairs = (count: (repairs: readonly CountedRepair[], situation: Situation) => Reading): Derive => {
  return (situation, repairs) => (repairs ? count(repairs, situation) : { missing: 'history.repairs' })
}

/** Causes for which neither the law of 三包 (Order 43 Art. 32) nor a maker's warranty answers; wear is no quality problem. */
const ownCauses = new Set<Fault['cause']>([
  'wear',
  'misuse',
  'modification',
  'mishandling',
  'accident',
  'force_majeure',
  'disclosed',
])

const exempt = (fault: Fault) => (fault.cause === undefined ? undefined : ownCauses.has(fault.cause))
const quality = (fault: Fault) => (fault.cause === undefined ? undefined : fault.cause === 'quality')
const conforms = (fault: Fault) => (fault.cause === undefined ? undefined : fault.cause !== 'quality')

/** The most often any one code occurs; repairs without a code could belong to it. */
function mostOfOne(codes: readonly (string | undefined)[], missing: string): Reading {
  const counts = new Map<string, number>()
  let open = 0
  for (const code of codes) {
    if (code === undefined) open++
    else counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const most = Math.max(0, ...counts.values())
  return open === 0 ? { value: most } : { atLeast: most, atMost: most + open, missing }
}

function countTrue(flags: readonly (boolean | undefined)[], missing: string): Reading {
  const sure = flags.filter((flag) => flag === true).length
  const open = flags.filter((flag) => flag === undefined).length
  return open === 0 ? { value: sure } : { atLeast: sure, atMost: sure + open, missing }
}

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
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

const derivations: Record<string, Derive> = {
  'sale.channel': ({ facts }) => known(facts.asset.saleChannel, 'asset.saleChannel'),
  'sale.termsStandard': () => ({ missing: 'sale.termsStandard' }),
  'rule.specific': ({ specific }) => ({ value: specific }),
  'law.state': () => ({ missing: 'law.state' }),
  'defect.exempt': ofFault(exempt, 'fault.cause'),
  'defect.isQualityProblem': ofFault(quality, 'fault.cause'),
  'goods.conforms': ofFault(conforms, 'fault.cause'),
  'defect.performanceFault': ofFault((fault) => fault.performance, 'fault.performance'),
  'defect.assembly': ofFault((fault) => fault.assembly, 'fault.assembly'),
  'defect.system': ofFault((fault) => fault.assembly, 'fault.assembly'),
  'defect.isMainPart': ofFault((fault) => fault.mainPart, 'fault.mainPart'),
  'defect.needsReplacement': ofFault((fault) => fault.needsReplacement, 'fault.needsReplacement'),
  'defect.symptom': ofFault((fault) => fault.symptomCode, 'fault.symptomCode'),
  'defect.minor': ofFault((fault) => fault.minor, 'fault.minor'),
  // A severe safety fault that is there now is either an old one that was not cured or a new one: both count the same.
  'defect.severeSafetyUnresolved': ofFault((fault) => fault.safety, 'fault.safety'),
  'defect.newSevereSafety': ofFault((fault) => fault.safety, 'fault.safety'),
  'defect.unsafe': ofFault((fault) => fault.safety, 'fault.safety'),
  'unit.usable': ofFault((fault) => fault.usable, 'fault.usable'),
  'defect.cameBack': ofRepairs(cameBack),
  'repairs.count': ofRepairs((repairs) => ({ value: repairs.length })),
  'repairs.sameQualityProblem.count': ofRepairs((repairs) => {
    return mostOfOne(
      repairs.map((repair) => repair.symptomCode),
      'history.repairs.symptomCode',
    )
  }),
  'repairs.severeSafety.count': ofRepairs((repairs) => {
    return countTrue(
      repairs.map((repair) => repair.severeSafety),
      'history.repairs.severeSafety',
    )
  }),
  'replacements.assembly.count': ofRepairs((repairs) => {
    return mostOfOne(
      replacedParts(repairs).flatMap((part) => part.assembly ?? []),
      'history.repairs.replaced',
    )
  }),
  'replacements.sameMainPart.count': ofRepairs((repairs) => {
    return mostOfOne(
      replacedParts(repairs).flatMap((part) => part.mainPart ?? []),
      'history.repairs.replaced',
    )
  }),
  'repairDays.cumulativeCountable': ofRepairs((repairs) => {
    return { value: sumOf(repairs.map((repair) => Math.max(0, repair.days - (repair.excludedDays ?? 0)))) }
  }),
  'repairDays.single': ofRepairs((repairs) => ({ value: repairs.at(-1)?.days ?? 0 })),
  'repair.delayCause': ofRepairs((repairs) => {
    const last = repairs.at(-1)
    return last ? known(last.delayCause, 'history.repairs.delayCause') : { value: 'none' }
  }),
}

/** The facts a pack may speak of. */
export const factNames: ReadonlySet<string> = new Set(Object.keys(derivations))

/** An assessed fact wins over a derived one. `repairs` are those that lie in the term the rule is about. */
export function readFact(name: string, situation: Situation, repairs: readonly CountedRepair[] | undefined): Reading {
  const given = situation.facts.facts?.[name]
  if (given !== undefined) return { value: given }
  return derivations[name]?.(situation, repairs) ?? { missing: name }
}
