import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { standardLibrary } from './standard.ts'
import { runVectors } from './vectors.ts'

const shared = new URL('../../../../shared/rules/test-vectors.json', import.meta.url)

test('every vector of the shared file holds', () => {
  const report = runVectors(JSON.parse(readFileSync(shared, 'utf8')), standardLibrary)
  expect(report.failures).toEqual([])
  expect(report.passed).toBe(28)
})

test('a wrong expectation, an unknown rule and a missing input are told apart', () => {
  const { passed, failures } = runVectors(
    {
      triggers: [
        { ruleId: 'CN-AUTO43-24-4-COUNT', facts: { 'repairs.sameQualityProblem.count': 5 }, expected: false },
        { ruleId: 'CN-AUTO43-24-4-COUNT', facts: {}, expected: null },
        { ruleId: 'CN-NOWHERE', facts: {}, expected: true },
      ],
      computations: [
        { fn: 'cnFraudDamages', in: { price: 100 }, out: 500 },
        { fn: 'cnFraudDamages', in: {}, out: 500 },
        { fn: 'moonPhase', in: {}, out: 1 },
      ],
    },
    standardLibrary,
  )
  expect(passed).toBe(2)
  expect(failures.map(({ path, actual }) => `${path} ${actual}`)).toEqual([
    'triggers[0] true',
    'triggers[2] unknown rule',
    'computations[1] missing in.price',
    'computations[2] unknown function',
  ])
})

// The other boundary cases the README of the shared rules names, and one of each computation.
const triggers: [string, Record<string, unknown>, boolean | 'undetermined'][] = [
  ['CN-AUTO43-24-4-COUNT', { 'repairs.sameQualityProblem.count': 4 }, false],
  ['CN-AUTO43-24-4-COUNT', { 'repairs.sameQualityProblem.count': 5 }, true],
  ['CN-AUTO43-7D', { ...engine(), 'unit.ageDays': 8 }, false],
  ['CN-AUTO43-60D-SAFETY', { ...brakes(), 'unit.ageDays': 60, 'unit.km': 3000 }, true],
  ['CN-AUTO43-60D-SAFETY', { ...brakes(), 'unit.ageDays': 61, 'unit.km': 3000 }, false],
  ['CN-AUTO43-24-1', { ...severe(2), 'defect.newSevereSafety': true }, true],
  ['CN-AUTO43-SANBAO-TERM', { 'unit.km': 50_000, 'unit.months': 24 }, true],
  ['CN-AUTO43-SANBAO-TERM', { 'unit.km': 50_001, 'unit.months': 24 }, false],
  ['CN-AUTO43-BAOXIU-TERM', { 'unit.km': 60_000, 'unit.months': 37 }, false],
  ['CN-MOB01-7D', { 'defect.inMobileFaultTable': true, 'unit.ageDays': 8 }, false],
  ['CN-MOB01-15D', { 'defect.inMobileFaultTable': true, 'unit.ageDays': 7 }, false],
  ['CN-MOB01-15D', { 'defect.inMobileFaultTable': true, 'unit.ageDays': 8 }, true],
  ['CN-MOB01-15D', { 'defect.inMobileFaultTable': true, 'unit.ageDays': 15 }, true],
  ['CN-MOB01-15D', { 'defect.inMobileFaultTable': true, 'unit.ageDays': 16 }, false],
  ['CN-MOB01-1Y-REPAIR', { ...phone(2), 'unit.ageDays': 365 }, true],
  ['CN-MOB01-1Y-REPAIR', { ...phone(2), 'unit.ageDays': 366 }, false],
  ['CN-MOB01-1Y-REPAIR', { ...phone(1) }, false],
  ['CN-MOB01-LOANER', { 'repairDays.single': 7 }, false],
  ['CN-MOB01-60D-PARTS', { 'repairDays.single': 61, 'repair.delayCause': 'producer_parts' }, true],
  ['CN-MOB01-60D-PARTS', { 'repairDays.single': 61 }, 'undetermined'],
  ['CN-PEN73-15D', { 'claim.openDays': 15, 'claim.goodReason': false }, false],
  ['CN-PEN73-15D', { 'claim.openDays': 16, 'claim.goodReason': false }, true],
  ['CN-CPL-24-7D', { 'goods.conforms': false }, 'undetermined'],
]

function engine() {
  return { 'defect.isQualityProblem': true, 'defect.assembly': 'engine', 'defect.needsReplacement': true }
}
function brakes() {
  return { 'defect.isQualityProblem': true, 'defect.symptom': 'brake_failure' }
}
function severe(count: number) {
  return { 'repairs.severeSafety.count': count, 'defect.severeSafetyUnresolved': false }
}
function phone(count: number) {
  return { 'defect.inMobileFaultTable': true, 'repairs.count': count, 'unit.usable': false }
}

test.each(triggers)('%s %j is %s', (ruleId, facts, expected) => {
  expect(runVectors({ triggers: [{ ruleId, facts, expected }] }, standardLibrary).failures).toEqual([])
})

const sums: [string, Record<string, unknown>, unknown][] = [
  ['cnAutoUseCompensation', { price: 100_000, km: 50_000, n: 0.008 }, 40_000],
  ['singleRepairDays', { hours: 120 }, 5],
  ['singleRepairDays', { hours: 120.5 }, 6],
  ['cumulativeRepairDays', { repairs: [24, 25, { hours: 50, excluded: 26 }] }, 4],
  ['cnSanbaoStart', { invoiceDate: '2026-03-09', deliveryDate: '2026-03-09' }, '2026-03-09'],
  ['cnLastDay', { start: '2024-02-29', months: 12 }, '2025-02-28'],
  ['cnLastDay', { start: '2024-01-31', months: 1 }, '2024-02-29'],
  ['cnLastDay', { start: '2026-03-01', days: 7 }, '2026-03-08'],
  ['cnLastDay', { start: '2026-03-01', years: 3 }, '2029-03-01'],
  ['cnDepreciation', { price: 5000, dailyRate: 0.0025, daysUsed: 100 }, 1250],
  ['cnFraudDamages', { price: 200 }, 600],
  ['cnRefundPrice', { invoicePrice: 3999, provenPrice: 3499 }, 3499],
  ['euLiabilityMonths', { base: 24, repairedOnce: true, contractDate: '2026-07-31' }, 36],
  ['euLiabilityMonths', { base: 24, contractDate: '2026-08-01' }, 24],
  ['frLiabilityMonths', { base: 24, repairs: 2 }, 36],
  ['ptLiabilityMonths', { base: 36, repairs: 5 }, 60],
  ['gbRejectLastDay', { start: '2026-01-01', repairs: [{ from: '2026-01-11', to: '2026-01-16' }] }, '2026-02-05'],
  ['gbRejectLastDay', { start: '2026-01-01', repairs: [{ from: '2026-01-30', to: '2026-02-02' }] }, '2026-02-09'],
  ['usNyUseOffset', { price: 40_000, miles: 15_000 }, 1200],
  ['usNyUseOffset', { price: 40_000, miles: 12_000 }, 0],
  ['usCaUseOffset', { price: 36_000, miles: 4000 }, 1200],
  ['usFlUseOffset', { price: 36_000, miles: 4000 }, 1200],
  ['usTxUseOffset', { price: 36_000, miles: 8000, milesAtFirstReport: 4000 }, 1800],
  ['usNjUseOffset', { price: 30_000, miles: 5000 }, 1500],
  ['saLoanerCompensation', { carValue: 80_000, delayDays: 10 }, 2000],
  ['krPartsRefund', { price: 1_000_000, usedMonths: 42, lifeMonths: 84 }, 550_000],
  ['gbt27922Score', { earned: 70, inScopePoints: 100 }, '70/100*100 = 70.00 → pass'],
  ['gbt27922Score', { earned: 94.995, inScopePoints: 100 }, 'star4'],
  ['gbt27922Level', { score: 95, specialDeductions: 0 }, 'star5'],
  ['gbt27922Level', { score: 69.99 }, 'fail'],
  ['gbt27922Level', { score: 98, specialDeductions: 5 }, 'fail'],
  ['gbt27922Sampled', { points: 4, nonconforming: 1, sampled: 8 }, 3.5],
  ['gbt27922Managers', { certifiedManagers: 2, serviceManagementStaff: 21 }, false],
  ['sbt10401Passed', { items: [{ points: 100, earned: 70 }] }, true],
  ['revenue', { customers: 1000, spend: 1000, visits: 6 }, 6_000_000],
  ['profit', { customers: 1100, spend: 1100, visits: 6.6, cost: 4_400_000 }, 3_586_000],
  ['csi', { perceived: 90, expected: 100 }, 90],
  ['csat', { top2: 3, valid: 4 }, 75],
  ['nps', { scores: [10, 9, 8, 6] }, 25],
  ['nps', { promoters: 50, detractors: 20, n: 100 }, 30],
  ['nps', { promoters: 6, passives: 2, detractors: 2 }, 40],
  ['nyUseOffset', { price: 40_000, miles: 22_000 }, 4000],
  ['iptv', { incidents: 3, vehiclesInService: 1000 }, 3],
  ['ces', { scores: [5, 7] }, 6],
  ['servqualGap', { P: [7, 6], E: [6, 6] }, 0.5],
  ['servqualWeighted', { gaps: { reliability: -1, responsiveness: 0, assurance: 0, empathy: 0, tangibles: 0 } }, -0.32],
  ['jdPowerIndex', { market: 'CN', year: 2014, scores: jd(800) }, 800],
  ['mysteryIndicator', { visits: [{ met: 8, asked: 10 }] }, 80],
  ['churn', { lost: 5, customersStart: 50 }, 10],
  ['retention', { customersEnd: 95, new: 5, customersStart: 100 }, 90],
  ['iptv', { incidents: 12, vehicles: 4000 }, 3],
  ['complaintRate', { complaints: 1, jobs: 500 }, 2],
  [
    'recallCompletion',
    { population: 110, remedied: 70, inspectedNoFault: 10, scrapped: 5, stolen: 2, exported: 3 },
    80,
  ],
  ['mttr', { jobs: [{ reported: 0, restored: 10, pauses: 4 }] }, 6],
  ['mtbf', { operating: 900, failures: 3 }, 300],
  ['coreCustomers', { margins: [60, 20, 10, 10] }, 2],
  ['supplierRecovery', { cost: 1000, technicalFactor: 0.35 }, 350],
  [
    'flatRateLabour',
    {
      operations: [
        { hours: 2, overlap: 0.5 },
        { hours: 0.3, overlap: 0.4 },
      ],
      rate: 100,
    },
    150,
  ],
  // Names and inputs are read however a file spells them.
  ['cn_auto_use_compensation', { Price: 100_000, km: 50_000, n: 0.008 }, 40_000],
  ['CN_LAST_DAY', { start: '2026-03-01', days: 7, rest_days: ['2026-03-08'] }, '2026-03-09'],
  ['complaint_rate', { complaints: 1, jobs: 500 }, 2],
  ['recall_completion', { population: 10, remedied: 4, inspected_no_fault: 1 }, 50],
]

function jd(score: number) {
  return {
    service_quality: score,
    service_facility: score,
    vehicle_pickup: score,
    service_advisor: score,
    service_initiation: score,
  }
}

test.each(sums)('%s %j = %s', (fn, input, out) => {
  expect(runVectors({ computations: [{ fn, in: input, out }] }, standardLibrary).failures).toEqual([])
})
