import type { Fault } from '../case.ts'
import { type Derivations, type Derive, known, ofFault } from './reading.ts'

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

/** The laws name one question three ways: whoever assessed one of them has answered the others. `same`: the two go together. */
function assessed(
  first: [fact: string, same: boolean],
  second: [fact: string, same: boolean],
  read: (fault: Fault) => boolean | undefined,
): Derive {
  const fromFault = ofFault(read, 'fault.cause')
  return (situation, repairs) => {
    for (const [fact, same] of [first, second]) {
      const given = situation.facts.facts?.[fact]
      if (typeof given === 'boolean') return { value: given === same }
    }
    return fromFault(situation, repairs)
  }
}

/** Facts of the sale and of the fault. */
export const faultFacts: Derivations = {
  'sale.channel': ({ facts }) => known(facts.asset.saleChannel, 'asset.saleChannel'),
  'sale.termsStandard': () => ({ missing: 'sale.termsStandard' }),
  'rule.specific': ({ specific }) => known(specific, 'rule.specific'),
  'law.state': () => ({ missing: 'law.state' }),
  'defect.exempt': assessed(['defect.isQualityProblem', false], ['goods.conforms', true], exempt),
  'defect.isQualityProblem': assessed(['defect.exempt', false], ['goods.conforms', false], quality),
  'goods.conforms': assessed(['defect.isQualityProblem', false], ['defect.exempt', true], conforms),
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
}
