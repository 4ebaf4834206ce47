import { expect, test } from 'vitest'
import type { FactValue } from './case.ts'
import { standardLibrary } from './standard.ts'
import { runVectors } from './vectors.ts'

// Vectors of our own, in the form of the shared file, for every place: the answers were written down from the words of each rule, by hand.
// `yes` and `no` lie on the two sides of one limit; `open` leaves out the fact that decides.

type Facts = Record<string, FactValue>
interface Vector {
  yes?: Facts[]
  no?: Facts[]
  open?: Facts[]
}

const same = 'repairs.sameNonconformity.count'
const stay = 'repairDays.cumulativeCalendar'
const single = 'repairDays.single'
const quality = { 'defect.isQualityProblem': true }
const broken = { 'defect.performanceFault': true }
const listed = { 'defect.inMobileFaultTable': true }
const flawed = { 'goods.conforms': false }
const twiceInVain = { 'repairs.count': 2, 'unit.usable': false }
const danger = { 'defect.deathOrInjuryRisk': true }
const again = { 'defect.continues': true }
const back = { 'defect.recurred': true }
const age = (days: number) => ({ 'unit.ageDays': days })

const vectors: Record<string, Vector> = {
  // China: the law for consumers
  'CN-CPL-24-7D': {
    yes: [{ ...flawed, 'rule.specific': false, ...age(7) }],
    no: [
      { ...flawed, 'rule.specific': false, ...age(8) },
      { ...flawed, 'rule.specific': true },
    ],
    open: [{ 'rule.specific': false }],
  },
  'CN-CPL-25-7D-DISTANCE': {
    yes: [{ 'sale.channel': 'tv', ...age(7) }],
    no: [{ 'sale.channel': 'shop' }, { 'sale.channel': 'mail', ...age(8) }],
    open: [age(3)],
  },
  'CN-CPL-23-6M-PROOF': {
    yes: [{ dispute: true, ...age(180) }],
    no: [{ dispute: true, ...age(190) }, { dispute: false }],
  },
  'CN-PEN73-15D': {
    yes: [{ 'claim.openDays': 16, 'claim.goodReason': false }],
    no: [
      { 'claim.openDays': 15, 'claim.goodReason': false },
      { 'claim.openDays': 90, 'claim.goodReason': true },
    ],
    open: [{ 'claim.openDays': 16 }],
  },
  'CN-CPL-55-FRAUD': { yes: [{ 'trader.fraud': true }], no: [{ 'trader.fraud': false }], open: [{}] },
  'CN-CPLR-18-TERM': { yes: [{ 'contract.consumer': true }], no: [{ 'contract.consumer': false }] },
  'CN-CPLR-18-REFUND': { yes: [{ 'remedy.option': 'refund' }], no: [{ 'remedy.option': 'repair' }] },
  // The goods of 1995
  'CN-GEN95-7D': { yes: [{ ...broken, ...age(7) }], no: [{ ...broken, ...age(8) }], open: [age(7)] },
  'CN-GEN95-15D': {
    yes: [
      { ...broken, ...age(15) },
      { ...broken, ...age(3) },
    ],
    no: [{ ...broken, ...age(16) }],
  },
  'CN-GEN95-2REPAIRS': {
    yes: [twiceInVain],
    no: [
      { ...twiceInVain, 'repairs.count': 1 },
      { ...twiceInVain, 'unit.usable': true },
    ],
  },
  'CN-GEN95-90D-PARTS': {
    yes: [{ [single]: 91, 'repair.delayCause': 'producer_parts' }],
    no: [
      { [single]: 90, 'repair.delayCause': 'producer_parts' },
      { [single]: 91, 'repair.delayCause': 'repairer' },
    ],
  },
  'CN-GEN95-30D-REPAIRER': {
    yes: [{ [single]: 31, 'repair.delayCause': 'repairer' }],
    no: [
      { [single]: 30, 'repair.delayCause': 'repairer' },
      { [single]: 31, 'repair.delayCause': 'customer' },
    ],
    open: [{ [single]: 31 }],
  },
  'CN-GEN95-NO-STOCK': { yes: [{ 'claim.exchangeDue': true }], no: [{ 'claim.exchangeDue': false }] },
  // Telephones and computers
  'CN-MOB01-7D': {
    yes: [{ ...listed, ...age(7) }],
    no: [{ ...listed, ...age(8) }, { 'defect.inMobileFaultTable': false }],
  },
  'CN-MOB01-15D': {
    yes: [
      { ...listed, ...age(8) },
      { ...listed, ...age(15) },
    ],
    no: [
      { ...listed, ...age(7) },
      { ...listed, ...age(16) },
    ],
  },
  'CN-MOB01-1Y-REPAIR': {
    yes: [{ ...listed, ...twiceInVain, ...age(365) }],
    no: [
      { ...listed, ...twiceInVain, ...age(366) },
      { ...listed, ...twiceInVain, 'repairs.count': 1 },
    ],
    open: [{ ...twiceInVain }],
  },
  'CN-MOB01-60D-PARTS': {
    yes: [{ [single]: 61, 'repair.delayCause': 'producer_parts' }],
    no: [{ [single]: 60, 'repair.delayCause': 'producer_parts' }],
  },
  'CN-MOB01-30D-REPAIRER': { yes: [{ [single]: 31, 'repair.delayCause': 'repairer' }], no: [{ [single]: 30 }] },
  'CN-MOB01-ACCESSORY': {
    yes: [{ 'replacements.accessory.count': 2, 'unit.usable': false }],
    no: [{ 'replacements.accessory.count': 1, 'unit.usable': false }],
  },
  'CN-MOB01-LOANER': { yes: [{ [single]: 8 }], no: [{ [single]: 7 }], open: [{}] },
  'CN-FIX01-7D': { yes: [{ ...broken, ...age(7) }], no: [{ ...broken, ...age(8) }] },
  'CN-FIX01-15D': {
    yes: [{ ...broken, ...age(8) }],
    no: [
      { ...broken, ...age(7) },
      { ...broken, ...age(16) },
    ],
  },
  'CN-FIX01-LOANER': { yes: [{ [single]: 4 }], no: [{ [single]: 3 }] },
  'CN-FIX01-60D-PARTS': {
    yes: [{ [single]: 61, 'repair.delayCause': 'producer_parts' }],
    no: [{ [single]: 60, 'repair.delayCause': 'producer_parts' }],
  },
  'CN-FIX01-30D-REPAIRER': {
    yes: [{ [single]: 31, 'repair.delayCause': 'repairer' }],
    no: [{ [single]: 31, 'repair.delayCause': 'producer_parts' }],
  },
  'CN-PC02-7D': { yes: [{ ...broken, ...age(0) }], no: [{ ...broken, ...age(8) }] },
  'CN-PC02-15D': { yes: [{ ...broken, ...age(15) }], no: [{ ...broken, ...age(7) }] },
  'CN-PC02-WHOLE': {
    yes: [{ ...quality, ...age(365) }],
    no: [{ ...quality, ...age(370) }, { 'defect.isQualityProblem': false }],
  },
  'CN-PC02-MAINPART': {
    yes: [{ 'defect.isMainPart': true, ...age(730) }],
    no: [{ 'defect.isMainPart': true, ...age(740) }],
  },
  'CN-PC02-2REPAIRS': { yes: [twiceInVain], no: [{ ...twiceInVain, 'repairs.count': 1 }] },
  // Farm machines
  'CN-AGRI126-30WD': { yes: [{ 'repairDays.workingDays': 31 }], no: [{ 'repairDays.workingDays': 30 }] },
  'CN-AGRI126-SERIOUS-2': {
    yes: [{ 'repairs.sameSerious.count': 2, ...back }],
    no: [{ 'repairs.sameSerious.count': 1, ...back }],
  },
  'CN-AGRI126-SEASON-2': {
    yes: [{ 'repairs.sameOrdinary.count': 2, ...back, 'defect.isWearPart': false }],
    no: [{ 'repairs.sameOrdinary.count': 2, ...back, 'defect.isWearPart': true }],
    open: [{ 'repairs.sameOrdinary.count': 2, ...back }],
  },
  'CN-AGRI126-BUSY-MAIN': {
    yes: [{ season: 'busy', 'defect.isMainPart': true }],
    no: [{ season: 'idle', 'defect.isMainPart': true }],
  },
  'CN-AGRI126-BUSY-WEAR': {
    yes: [{ season: 'busy', 'defect.isMainPart': false }],
    no: [{ season: 'busy', 'defect.isMainPart': true }],
  },
  // Household cars
  'CN-AUTO43-SANBAO-TERM': { yes: [{ 'unit.km': 50_000, ...age(730) }], no: [{ 'unit.km': 50_001 }, age(740)] },
  'CN-AUTO43-BAOXIU-TERM': { yes: [{ 'unit.km': 60_000, ...age(1095) }], no: [{ 'unit.km': 60_001 }, age(1100)] },
  'CN-AUTO43-FREE-REPAIR': { yes: [{ ...quality, 'unit.km': 60_000 }], no: [{ ...quality, 'unit.km': 60_001 }] },
  'CN-AUTO43-ASSEMBLY-60D': {
    yes: [{ ...quality, 'defect.assembly': 'drive_motor', 'defect.isMainPart': true, ...age(60), 'unit.km': 3000 }],
    no: [
      { ...quality, 'defect.assembly': 'drive_motor', 'defect.isMainPart': true, ...age(61), 'unit.km': 10 },
      { ...quality, 'defect.assembly': 'brake', 'defect.isMainPart': true },
    ],
  },
  'CN-AUTO43-7D': {
    yes: [
      {
        ...quality,
        'defect.assembly': 'traction_battery',
        'defect.needsReplacement': true,
        ...age(7),
        'unit.km': 99_000,
      },
    ],
    no: [{ ...quality, 'defect.assembly': 'traction_battery', 'defect.needsReplacement': true, ...age(8) }],
  },
  'CN-AUTO43-60D-SAFETY': {
    yes: [{ ...quality, 'defect.symptom': 'fuel_leak', ...age(60), 'unit.km': 3000 }],
    no: [
      { ...quality, 'defect.symptom': 'oil_leak' },
      { ...quality, 'defect.symptom': 'fuel_leak', 'unit.km': 3001 },
    ],
  },
  'CN-AUTO43-24-1': {
    yes: [{ 'repairs.severeSafety.count': 2, 'defect.newSevereSafety': true }],
    no: [{ 'repairs.severeSafety.count': 1, 'defect.newSevereSafety': true }],
    open: [{ 'repairs.severeSafety.count': 2, 'defect.newSevereSafety': false }],
  },
  'CN-AUTO43-24-2': {
    yes: [{ 'replacements.assembly.count': 2, 'defect.assembly': 'engine', 'unit.usable': false }],
    no: [{ 'replacements.assembly.count': 2, 'defect.assembly': 'steering', 'unit.usable': false }],
  },
  'CN-AUTO43-24-3': {
    yes: [{ 'replacements.sameMainPart.count': 2, 'defect.system': 'emission_control', 'unit.usable': false }],
    no: [{ 'replacements.sameMainPart.count': 1, 'defect.system': 'body', 'unit.usable': false }],
  },
  'CN-AUTO43-24-4-DAYS': {
    yes: [{ 'repairDays.cumulativeCountable': 31, 'unit.km': 50_000 }],
    no: [{ 'repairDays.cumulativeCountable': 31, 'unit.km': 50_001 }],
  },
  'CN-AUTO43-24-4-COUNT': {
    yes: [{ 'repairs.sameQualityProblem.count': 5 }],
    no: [{ 'repairs.sameQualityProblem.count': 4 }],
  },
  'CN-AUTO43-LOANER': { yes: [{ [single]: 6, 'unit.km': 60_000 }], no: [{ [single]: 5 }] },
  // Europe
  'EU-771-LIAB': {
    yes: [{ ...flawed, ...age(730) }],
    no: [{ 'goods.conforms': true }, { ...flawed, ...age(740) }],
    open: [{}],
  },
  'EU-771-PROOF': { yes: [{ ...flawed, ...age(365) }], no: [{ ...flawed, ...age(370) }] },
  'EU-771-INFO': { yes: [{ 'claim.state': 'remedy_pending' }], no: [{ 'claim.state': 'closed' }] },
  'EU-771-REFURB': { yes: [{ 'remedy.option': 'replace_product' }], no: [{ 'remedy.option': 'repair' }] },
  'EU-R2R-MANUFACTURER': { yes: [{ 'liabilityPeriod.expired': true }], no: [{ 'liabilityPeriod.expired': false }] },
  'EU-R2R-FORM': { yes: [{}] },
  'EU-CRD-14D': {
    yes: [{ 'sale.channel': 'off_premises', ...age(14) }],
    no: [{ 'sale.channel': 'online', ...age(15) }, { 'sale.channel': 'tv' }],
  },
  'DE-438': { yes: [{ ...flawed, ...age(730) }], no: [{ ...flawed, ...age(740) }] },
  'DE-477': { yes: [{ ...flawed, ...age(360) }], no: [{ ...flawed, ...age(370) }] },
  'FR-1641': { yes: [{ 'defect.hidden': true }], no: [{ 'defect.hidden': false }] },
  'FR-COMM-7D': { yes: [{ [single]: 7 }], no: [{ [single]: 6 }] },
  'ES-120': { yes: [{ ...flawed, ...age(1095) }], no: [{ ...flawed, ...age(1100) }] },
  'ES-121': { yes: [{ ...flawed, ...age(730) }], no: [{ ...flawed, ...age(740) }] },
  'NL-LIAB': { yes: [{ ...flawed, ...age(5000) }], no: [{ 'goods.conforms': true }] },
  'IE-LIAB': { yes: [{ ...flawed, ...age(2190) }], no: [{ ...flawed, ...age(2200) }] },
  'GB-CRA-30D': { yes: [{ ...flawed, ...age(30) }], no: [{ ...flawed, ...age(31) }] },
  'GB-CRA-6M': { yes: [{ ...flawed, ...age(182) }], no: [{ ...flawed, ...age(190) }] },
  'TR-6502': { yes: [flawed], no: [{ 'goods.conforms': true }], open: [{}] },
  // America
  'US-CA-TANNER-2': {
    yes: [{ ...danger, [same]: 2, 'manufacturer.notifiedDirectly': true, 'unit.miles': 18_000 }],
    no: [
      { ...danger, [same]: 1, 'manufacturer.notifiedDirectly': true },
      { ...danger, [same]: 2, 'manufacturer.notifiedDirectly': true, 'unit.miles': 18_001 },
    ],
    open: [{ ...danger, [same]: 2 }],
  },
  'US-CA-TANNER-4': {
    yes: [{ [same]: 4, 'manufacturer.notifiedDirectly': true }],
    no: [{ [same]: 3, 'manufacturer.notifiedDirectly': true }],
  },
  'US-CA-TANNER-30': { yes: [{ [stay]: 31 }], no: [{ [stay]: 30 }] },
  'US-NY-LEMON': {
    yes: [{ [same]: 4, ...again, [stay]: 0 }, { [stay]: 30 }],
    no: [{ [same]: 3, [stay]: 29 }],
    open: [{ [same]: 4, [stay]: 29 }],
  },
  'US-FL-LEMON': {
    yes: [{ [stay]: 30 }, { [same]: 3, 'manufacturer.notifiedDirectly': true, 'repair.finalAttemptFailed': true }],
    no: [{ [same]: 3, 'manufacturer.notifiedDirectly': true, 'repair.finalAttemptFailed': false, [stay]: 29 }],
  },
  'US-TX-LEMON': {
    yes: [
      { ...danger, [same]: 2, ...again },
      { 'defect.substantial': true, [stay]: 30, ...again },
      { [same]: 4, ...again, 'unit.miles': 24_000 },
    ],
    no: [
      { ...danger, [same]: 1, ...again, [stay]: 29 },
      { [same]: 4, ...again, 'unit.miles': 24_001 },
    ],
  },
  'US-NJ-LEMON': {
    yes: [
      { [same]: 3, ...again },
      { ...danger, [same]: 1, ...again },
      { [stay]: 20, ...again },
    ],
    no: [{ [same]: 2, [stay]: 19, 'defect.deathOrInjuryRisk': false }],
  },
  'CA-QC-53.1': {
    yes: [
      { 'repairs.sameDefect.failed': 3 },
      { 'repairs.sameDefect.failed': 1, 'repairDays.possession': 31 },
      { 'repairs.unrelated.count': 12 },
    ],
    no: [{ 'repairs.sameDefect.failed': 2, 'repairDays.possession': 30, 'repairs.unrelated.count': 11 }],
  },
  'CA-CAMVAP': { yes: [{ 'unit.km': 160_000 }], no: [{ 'unit.km': 160_001 }] },
  'BR-CDC-26-90': { yes: [age(90)], no: [age(91)] },
  'BR-CDC-26-30': { yes: [age(30)], no: [age(31)] },
  'BR-CDC-18-30': { yes: [{ [single]: 31 }], no: [{ [single]: 30 }] },
  'CL-6M': { yes: [{ ...flawed, ...age(182) }], no: [{ ...flawed, ...age(190) }] },
  'MX-90D': { yes: [age(90)], no: [age(91)] },
  // Asia, Australia, Africa, Russia
  'AU-ACL-MAJOR': {
    yes: [{ 'failure.unsafe': true }, { 'failure.fixableInReasonableTime': false }],
    no: [
      { 'failure.reasonableBuyerWouldNotBuy': false, 'failure.unsafe': false, 'failure.fixableInReasonableTime': true },
    ],
    open: [{ 'failure.unsafe': false }],
  },
  'AU-ACL-MINOR': { yes: [{ 'failure.isMajor': false }], no: [{ 'failure.isMajor': true }] },
  'JP-COM-526': { yes: [{ ...flawed, ...age(182) }], no: [{ ...flawed, ...age(190) }] },
  'JP-AUTO-MAKER': { yes: [{ 'unit.km': 60_000 }], no: [{ 'unit.km': 60_001 }] },
  'KR-LEMON-SEVERE': {
    yes: [
      { 'repairs.sameSevere.count': 2, ...back },
      { 'repairs.sameSevere.count': 1, 'repairDays.cumulative': 31, 'unit.km': 20_000 },
    ],
    no: [
      { 'repairs.sameSevere.count': 1, 'repairDays.cumulative': 30, ...back },
      { 'repairs.sameSevere.count': 2, ...back, 'unit.km': 20_001 },
    ],
  },
  'KR-LEMON-GENERAL': {
    yes: [{ 'repairs.sameGeneral.count': 3, ...back }],
    no: [{ 'repairs.sameGeneral.count': 2, ...back, 'repairDays.cumulative': 30 }],
  },
  'KR-FTC-CAR': {
    yes: [{ 'repairs.sameSevere.occurrences': 3 }, { 'repairs.sameGeneral.occurrences': 4 }],
    no: [{ 'repairs.sameSevere.occurrences': 2, 'repairs.sameGeneral.occurrences': 3, 'repairDays.cumulative': 30 }],
  },
  'KR-FTC-PARTS': { yes: [{ 'parts.available': false }], no: [{ 'parts.available': true }] },
  'IN-CPA-30D': { yes: [{ 'claim.openDays': 31 }], no: [{ 'claim.openDays': 30 }] },
  'IN-CPA-69': { yes: [{ 'goods.defect': true }], no: [{ 'goods.defect': false }] },
  'PH-RA10642': {
    yes: [
      {
        'repairs.sameComplaint.count': 4,
        'notice.availment': true,
        'repair.finalAttemptFailed': true,
        'unit.km': 20_000,
      },
    ],
    no: [{ 'repairs.sameComplaint.count': 3, 'notice.availment': true, 'repair.finalAttemptFailed': true }],
    open: [{ 'repairs.sameComplaint.count': 4, 'notice.availment': true }],
  },
  'VN-CRPL': {
    yes: [{ 'repairs.count': 3 }, { 'repair.termBroken': true }],
    no: [{ 'repairs.count': 2, 'repair.termBroken': false }],
  },
  'VN-CAR': { yes: [{ 'unit.km': 100_000 }], no: [{ 'unit.km': 100_001 }] },
  'SG-CPFTA': { yes: [{ ...flawed, ...age(182) }], no: [{ ...flawed, ...age(190) }] },
  'SA-LOANER': {
    yes: [{ 'parts.delayDays': 15 }, { 'service.dateMissed': true }],
    no: [{ 'unit.underWarrantyInService': false, 'parts.delayDays': 14, 'service.dateMissed': false }],
  },
  'ZA-CPA-56': { yes: [{ ...flawed, ...age(182) }], no: [{ ...flawed, ...age(190) }] },
  // For fifteen days any defect; later only the three grounds, which the fifteen days do not cut off.
  'RU-ZPP-18-15': {
    yes: [age(15), { ...age(400), 'repairDays.inWarrantyYear': 31 }, { ...age(16), 'defect.substantial': true }],
    no: [{ ...age(16), 'defect.substantial': false, 'repair.termBroken': false, 'repairDays.inWarrantyYear': 30 }],
    open: [{ ...age(16), 'defect.substantial': false }],
  },
}

test.each(Object.entries(vectors))('%s', (ruleId, { yes = [], no = [], open = [] }) => {
  const triggers = [
    ...yes.map((facts) => ({ ruleId, facts, expected: true })),
    ...no.map((facts) => ({ ruleId, facts, expected: false })),
    ...open.map((facts) => ({ ruleId, facts, expected: null })),
  ]
  expect(runVectors({ triggers }, standardLibrary).failures).toEqual([])
})
