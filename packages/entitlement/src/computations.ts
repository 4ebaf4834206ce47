import * as metrics from '@aftercare/rules'
import { daysOfHours } from './repairs.ts'
import * as law from './sums-of-law.ts'

/** The input of a computation in a vector file, and readers that name what is missing. */
export type Input = Readonly<Record<string, unknown>>

export class InputMissing extends Error {}

/** Names of inputs that `metrics.json` spells another way. */
const otherWords: Readonly<Record<string, string>> = {
  vehicles: 'vehiclesInService',
  customersStart: 'start',
  customersEnd: 'end',
  inspectedNoFault: 'inspected_no_fault',
  duplicateNotAffected: 'duplicate_not_affected',
  carValue: 'price',
  delayDays: 'days',
  cost: 'claimCost',
}

function num(input: Input, name: string, otherwise?: number): number {
  const value = input[name] ?? input[otherWords[name] ?? '']
  if (typeof value === 'number') return value
  if (value === undefined && otherwise !== undefined) return otherwise
  throw new InputMissing(`in.${name}`)
}

function text(input: Input, name: string): string {
  const value = input[name]
  if (typeof value !== 'string') throw new InputMissing(`in.${name}`)
  return value
}

function list<Item>(input: Input, name: string): Item[] {
  const value = input[name]
  if (!Array.isArray(value)) throw new InputMissing(`in.${name}`)
  return value as Item[]
}

const maybe = (input: Input, name: string) => (typeof input[name] === 'number' ? (input[name] as number) : undefined)

/** Repairs as a number, or as the words of the open vectors (`repairedOnce`, `repairedTwice`). */
function repairs(input: Input): number {
  if (typeof input.repairs === 'number') return input.repairs
  return input.repairedTwice === true ? 2 : input.repairedOnce === true || input.repaired === true ? 1 : 0
}

type Computation = (input: Input) => unknown

const ofLaw: Record<string, Computation> = {
  cnAutoUseCompensation: (i) => law.cnAutoUseCompensation(num(i, 'price'), num(i, 'km'), num(i, 'n', 0.005)),
  singleRepairDays: (i) => daysOfHours(num(i, 'hours')),
  cumulativeRepairDays: (i) => law.cumulativeRepairDays(list<number | { hours: number }>(i, 'repairs').map(asRepair)),
  cnSanbaoStart: (i) => law.cnSanbaoStart(text(i, 'invoiceDate'), i.deliveryDate as string | undefined),
  cnLastDay: (i) =>
    law.cnLastDay({
      start: text(i, 'start'),
      days: num(i, 'days', 0),
      months: num(i, 'months', 0),
      years: num(i, 'years', 0),
      restDays: (i.restDays ?? []) as string[],
    }),
  cnDepreciation: (i) =>
    law.cnDepreciation(num(i, 'price'), num(i, 'dailyRate'), num(i, 'daysUsed'), num(i, 'daysInRepair', 0)),
  cnFraudDamages: (i) => law.cnFraudDamages(num(i, 'price')),
  cnRefundPrice: (i) => law.cnRefundPrice(num(i, 'invoicePrice'), maybe(i, 'provenPrice')),
  euLiabilityMonths: (i) => law.euLiabilityMonths(num(i, 'base', 24), repairs(i), text(i, 'contractDate')),
  frLiabilityMonths: (i) => law.frLiabilityMonths(num(i, 'base', 24), repairs(i)),
  ptLiabilityMonths: (i) => law.ptLiabilityMonths(num(i, 'base', 36), repairs(i)),
  gbRejectLastDay: (i) => law.gbRejectLastDay(text(i, 'start'), (i.repairs ?? []) as { from: string; to: string }[]),
  usCaUseOffset: (i) => law.usCaUseOffset(num(i, 'price'), num(i, 'miles')),
  usNyUseOffset: (i) => law.usNyUseOffset(num(i, 'price'), num(i, 'miles')),
  usFlUseOffset: (i) => law.usFlUseOffset(num(i, 'price'), num(i, 'miles')),
  usTxUseOffset: (i) => law.usTxUseOffset(num(i, 'price'), num(i, 'miles'), maybe(i, 'milesAtFirstReport')),
  usNjUseOffset: (i) => law.usNjUseOffset(num(i, 'price'), num(i, 'miles')),
  saLoanerCompensation: (i) => law.saLoanerCompensation(num(i, 'carValue'), num(i, 'delayDays')),
  krDepreciatedPrice: (i) => law.krDepreciatedPrice(num(i, 'price'), num(i, 'usedMonths'), num(i, 'lifeMonths')),
  krPartsRefund: (i) =>
    law.krPartsRefund(
      maybe(i, 'depreciatedPrice') ??
        law.krDepreciatedPrice(num(i, 'price'), num(i, 'usedMonths'), num(i, 'lifeMonths')),
    ),
}

const asRepair = (one: number | { hours: number; excluded?: number }) =>
  typeof one === 'number' ? { hours: one } : one

/** Shares in per cent by their id in `metrics.json`: what is counted, of what. */
const shares: Record<string, [part: string, whole: string]> = {
  csiRatio: ['perceived', 'expected'],
  csat: ['top2', 'valid'],
  ftf: ['fixedFirst', 'closed'],
  repeatRepair: ['repeated', 'closed'],
  onTimeArrival: ['onTime', 'visits'],
  slaMet: ['met', 'closed'],
  complaintOnTime: ['onTime', 'due'],
  partsFill: ['filled', 'asked'],
  claimReject: ['rejected', 'decided'],
  visitDone: ['reached', 'due'],
  churn: ['lost', 'customersStart'],
}

const ofShares = Object.fromEntries(
  Object.entries(shares).map(([name, [part, whole]]) => [
    name,
    (i: Input) => metrics.percentOf(num(i, part), num(i, whole)),
  ]),
)

const ofService: Record<string, Computation> = {
  ...ofShares,
  gbt27922Score: (i) => metrics.gbt27922Score(num(i, 'earned'), num(i, 'inScopePoints'), num(i, 'special', 0)),
  gbt27922Level: (i) => metrics.gbt27922Level(num(i, 'score'), num(i, 'specialDeductions', 0)),
  gbt27922Sampled: (i) => metrics.sampledPoints(num(i, 'points'), num(i, 'nonconforming'), num(i, 'sampled')),
  gbt27922Managers: (i) => metrics.enoughManagers(num(i, 'certifiedManagers'), num(i, 'serviceManagementStaff')),
  sbt10401Passed: (i) => metrics.sbt10401Passed(list(i, 'items')),
  revenue: (i) => metrics.revenue(num(i, 'customers'), num(i, 'spend'), num(i, 'visits')),
  profit: (i) => metrics.revenue(num(i, 'customers'), num(i, 'spend'), num(i, 'visits')) - num(i, 'cost'),
  csi: (i) => metrics.percentOf(num(i, 'perceived'), num(i, 'expected')),
  nps: npsOf,
  ces: (i) => metrics.ces(list(i, 'scores')),
  servqualGap: (i) => metrics.servqualGap(list(i, 'P'), list(i, 'E')),
  servqualWeighted: (i) => weighted(i, 'gaps', { ...metrics.SERVQUAL_WEIGHTS }),
  jdPowerIndex: (i) => weighted(i, 'scores', jdPower(i)),
  mysteryIndicator: (i) => metrics.mysteryIndicator(list(i, 'visits')),
  retention: (i) => metrics.retention(num(i, 'customersEnd'), num(i, 'new'), num(i, 'customersStart')),
  iptv: (i) => metrics.iptv(num(i, 'incidents'), num(i, 'vehicles')),
  complaintRate: (i) => metrics.perThousand(num(i, 'complaints'), num(i, 'jobs')),
  recallCompletion: (i) =>
    metrics.recallCompletion({
      population: num(i, 'population'),
      remedied: num(i, 'remedied'),
      inspectedNoFault: num(i, 'inspectedNoFault', 0),
      scrapped: num(i, 'scrapped', 0),
      stolen: num(i, 'stolen', 0),
      exported: num(i, 'exported', 0),
      duplicateNotAffected: num(i, 'duplicateNotAffected', 0),
    }),
  mttr: (i) => metrics.mttr(list(i, 'jobs')),
  warrantyCostUnit: (i) => num(i, 'paid') / num(i, 'units'),
  mtbf: (i) => metrics.mtbf(num(i, 'operating'), num(i, 'failures')),
  coreCustomers: (i) => metrics.coreCustomers(list(i, 'margins'), num(i, 'share', 0.8)).core,
  supplierRecovery: (i) =>
    metrics.supplierRecovery(Array.isArray(i.costs) ? list(i, 'costs') : [num(i, 'cost')], num(i, 'technicalFactor')),
  flatRateLabour: (i) => metrics.flatRateLabour(list(i, 'operations'), num(i, 'rate')),
}

/** Shares of promoters and detractors, or the single answers. */
function npsOf(input: Input): number | null {
  if (Array.isArray(input.scores)) return metrics.nps(list(input, 'scores')).score
  const all = ['promoters', 'passives', 'detractors'].map((name) => num(input, name, 0))
  const n = input.passives === undefined ? num(input, 'n', 100) : all.reduce((sum, one) => sum + one, 0)
  return n === 0 ? null : ((num(input, 'promoters') - num(input, 'detractors')) * 100) / n
}

function weighted(input: Input, name: string, standard: Record<string, number>): number {
  const scores = input[name]
  if (typeof scores !== 'object' || scores === null) throw new InputMissing(`in.${name}`)
  const weights = (input.weights as Record<string, number> | undefined) ?? standard
  return metrics.weightedIndex(scores as Record<string, number>, weights)
}

function jdPower(input: Input): Record<string, number> {
  const key = `${String(input.market ?? 'US')} ${String(input.year ?? 2022)}`
  const found = Object.entries(metrics.JD_POWER_WEIGHTS).find(([name]) => name === key)?.[1]
  return found ? { ...found } : {}
}

/** The same sums under the names other people's files give them. */
const alsoCalled: Readonly<Record<string, string>> = {
  churnRate: 'churn',
  retentionRate: 'retention',
  recallCompletionRate: 'recallCompletion',
  servqual: 'servqualWeighted',
  jdpowerIndex: 'jdPowerIndex',
  jdPowerCsi: 'jdPowerIndex',
  nyUseOffset: 'usNyUseOffset',
  caUseOffset: 'usCaUseOffset',
  flUseOffset: 'usFlUseOffset',
  txUseOffset: 'usTxUseOffset',
  njUseOffset: 'usNjUseOffset',
  saudiLoanerCompensation: 'saLoanerCompensation',
  cumulativeDays: 'cumulativeRepairDays',
  fraudDamages: 'cnFraudDamages',
}

const byName: Record<string, Computation> = { ...ofLaw, ...ofService }

/** The sum the rules of the product know by this name. */
export const computationNamed = (name: string): Computation | undefined => byName[alsoCalled[name] ?? name]
