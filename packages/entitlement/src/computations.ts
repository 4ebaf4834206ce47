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

/** Files write `customers_start`, `customersStart` or `Customers start`: letters and digits count. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
const readable = (input: Input): Input =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [plain(name), value]))

const inputOf = (input: Input, name: string) => input[plain(name)] ?? input[plain(otherWords[name] ?? name)]

function num(input: Input, name: string, otherwise?: number): number {
  const value = inputOf(input, name)
  if (typeof value === 'number') return value
  if (value === undefined && otherwise !== undefined) return otherwise
  throw new InputMissing(`in.${name}`)
}

function text(input: Input, name: string): string {
  const value = inputOf(input, name)
  if (typeof value !== 'string') throw new InputMissing(`in.${name}`)
  return value
}

function list<Item>(input: Input, name: string): Item[] {
  const value = inputOf(input, name)
  if (!Array.isArray(value)) throw new InputMissing(`in.${name}`)
  return value as Item[]
}

const numberOr = (value: unknown) => (typeof value === 'number' ? value : undefined)
const maybe = (input: Input, name: string) => numberOr(inputOf(input, name))

/** Repairs as a number, or as the words of the open vectors (`repairedOnce`, `repairedTwice`). */
function repairs(input: Input): number {
  const counted = maybe(input, 'repairs')
  if (counted !== undefined) return counted
  return inputOf(input, 'repairedTwice') === true
    ? 2
    : inputOf(input, 'repairedOnce') === true || inputOf(input, 'repaired') === true
      ? 1
      : 0
}

type Computation = (input: Input) => unknown

const ofLaw: Record<string, Computation> = {
  cnAutoUseCompensation: (i) => law.cnAutoUseCompensation(num(i, 'price'), num(i, 'km'), num(i, 'n', 0.005)),
  singleRepairDays: (i) => daysOfHours(num(i, 'hours')),
  cumulativeRepairDays: (i) => law.cumulativeRepairDays(list<number | { hours: number }>(i, 'repairs').map(asRepair)),
  cnSanbaoStart: (i) => law.cnSanbaoStart(text(i, 'invoiceDate'), inputOf(i, 'deliveryDate') as string | undefined),
  cnLastDay: (i) =>
    law.cnLastDay({
      start: text(i, 'start'),
      days: num(i, 'days', 0),
      months: num(i, 'months', 0),
      years: num(i, 'years', 0),
      restDays: (inputOf(i, 'restDays') ?? []) as string[],
    }),
  cnDepreciation: (i) =>
    law.cnDepreciation(num(i, 'price'), num(i, 'dailyRate'), num(i, 'daysUsed'), num(i, 'daysInRepair', 0)),
  cnFraudDamages: (i) => law.cnFraudDamages(num(i, 'price')),
  cnRefundPrice: (i) => law.cnRefundPrice(num(i, 'invoicePrice'), maybe(i, 'provenPrice')),
  euLiabilityMonths: (i) => law.euLiabilityMonths(num(i, 'base', 24), repairs(i), text(i, 'contractDate')),
  frLiabilityMonths: (i) => law.frLiabilityMonths(num(i, 'base', 24), repairs(i)),
  ptLiabilityMonths: (i) => law.ptLiabilityMonths(num(i, 'base', 36), repairs(i)),
  gbRejectLastDay: (i) =>
    law.gbRejectLastDay(text(i, 'start'), (inputOf(i, 'repairs') ?? []) as { from: string; to: string }[]),
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
  partsOffShelfDemand: ['filled', 'asked'],
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
    metrics.supplierRecovery(
      Array.isArray(inputOf(i, 'costs')) ? list(i, 'costs') : [num(i, 'cost')],
      num(i, 'technicalFactor'),
    ),
  flatRateLabour: (i) => metrics.flatRateLabour(list(i, 'operations'), num(i, 'rate')),
}

/** Shares of promoters and detractors, or the single answers. */
function npsOf(input: Input): number | null {
  if (Array.isArray(inputOf(input, 'scores'))) return metrics.nps(list(input, 'scores')).score
  const all = ['promoters', 'passives', 'detractors'].map((name) => num(input, name, 0))
  const n = inputOf(input, 'passives') === undefined ? num(input, 'n', 100) : all.reduce((sum, one) => sum + one, 0)
  return n === 0 ? null : ((num(input, 'promoters') - num(input, 'detractors')) * 100) / n
}

function weighted(input: Input, name: string, standard: Record<string, number>): number {
  const scores = inputOf(input, name)
  if (typeof scores !== 'object' || scores === null) throw new InputMissing(`in.${name}`)
  const weights = (inputOf(input, 'weights') as Record<string, number> | undefined) ?? standard
  return metrics.weightedIndex(scores as Record<string, number>, weights)
}

function jdPower(input: Input): Record<string, number> {
  const key = `${String(inputOf(input, 'market') ?? 'US')} ${String(inputOf(input, 'year') ?? 2022)}`
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
  cnCumulativeRepairDays: 'cumulativeRepairDays',
  cumulativeCountableDays: 'cumulativeRepairDays',
  cnSingleRepairDays: 'singleRepairDays',
  useCompensation: 'cnAutoUseCompensation',
  cnUseCompensation: 'cnAutoUseCompensation',
  sanbaoStart: 'cnSanbaoStart',
  lastDay: 'cnLastDay',
  depreciation: 'cnDepreciation',
  fraudDamages: 'cnFraudDamages',
  saLoanerMoney: 'saLoanerCompensation',
  krPartsRefundPrice: 'krPartsRefund',
  gbRejectUntil: 'gbRejectLastDay',
  gbtScore: 'gbt27922Score',
  gbtLevel: 'gbt27922Level',
  npsScore: 'nps',
  labour: 'flatRateLabour',
}

const byName = new Map<string, Computation>()
for (const [name, compute] of Object.entries({ ...ofLaw, ...ofService })) byName.set(plain(name), compute)
for (const [name, same] of Object.entries(alsoCalled)) {
  const compute = byName.get(plain(same))
  if (compute) byName.set(plain(name), compute)
}

/** The sum the rules of the product know by this name, however it is spelt. It reads inputs however they are spelt. */
export function computationNamed(name: string): Computation | undefined {
  const compute = byName.get(plain(name))
  return compute && ((input) => compute(readable(input)))
}
