import type { Case, CoverKind, FactValue, Localised, MeterKind } from './case.ts'

/** Who pays for what, which remedy is due, and why. Plain data: stored as it is, and made again to the byte from `facts` and `packs`. */
export interface Decision {
  at: string
  outcome: 'covered' | 'partly' | 'not_covered' | 'undetermined'
  /** One or more shares per line, together 100. */
  lines: LineShare[]
  /** What suppliers give back of what others than the customer pay; absent when no supplier term is known. */
  recoveries?: Recovery[]
  remedies: RemedyRight[]
  considered: Considered[]
  coverage: Coverage[]
  packs: { id: string; version: string }[]
  facts: Case
}

/** `supplier` never pays a customer: it stands beside the layer that does. */
export const layerNames = [
  'recall',
  'statute',
  'warranty',
  'parts_warranty',
  'contract',
  'goodwill',
  'supplier',
] as const
export type Layer = (typeof layerNames)[number]
export type Payer =
  | 'statute'
  | 'manufacturer'
  | 'contract'
  | 'recall'
  | 'goodwill'
  | 'supplier'
  | 'customer'
  | 'undetermined'
export const remedyNames = [
  'repair',
  'replace',
  'replace_assembly',
  'replace_part',
  'refund',
  'terminate',
  'price_reduction',
  'damages',
  'third_party_repair',
  'supplement',
  'conform',
  'buyback',
  'loaner',
  'transport',
] as const
export type Remedy = (typeof remedyNames)[number]
export const electors = [
  'consumer',
  'buyer',
  'owner',
  'seller',
  'manufacturer',
  'repairer',
  'warrantor',
  'court',
  'arbitrator',
  'authority',
] as const
export type Elector = (typeof electors)[number]
export type Verdict = 'met' | 'not_met' | 'undetermined'
export type Confidence = 'high' | 'medium' | 'low'

export interface LineShare {
  lineId: string
  kind: CoverKind
  payer: Payer
  sharePct: number
  /** The right that pays; null when nobody but the customer does, or nobody knows yet. */
  ruleId: string | null
}

export interface Recovery {
  lineId: string
  kind: CoverKind
  supplier: string
  /** Of the share that others than the customer pay. */
  sharePct: number
  ruleId: string
}

export interface RemedyRight {
  remedy: Remedy
  /** null: a fact is missing, see the right in `considered`. */
  due: boolean | null
  electedBy: Elector
  ruleId: string
  /** 2 and more: after the step before has failed. */
  tier?: number
  withinDays?: number
  via?: string
  /** What is paid out, or for an exchange what the buyer pays for use; absent while the price is not known. */
  sum?: RemedySum
}

/** The steps of the sum are in `steps` of the right with the same `ruleId`. Minor units. */
export interface RemedySum {
  price: string
  deduction: string
  /** Refund: price − deduction; damages: the amount. Absent for an exchange. */
  payable?: string
  currency: string
}

export interface Considered {
  ruleId: string
  layer: Layer
  /** A key of the `entitlement` words, or the words themselves. */
  title: string | Localised
  /** `law` is a key of the words (`clause.<law>`), which place the article number. */
  clause?: { law: string; article: string }
  confidence: Confidence
  /** The kinds of cost it would pay; empty for a right to a remedy or a rule of proof. */
  covers: CoverKind[]
  result: Verdict
  /** Facts to ask for, by name (`asset.saleDate`); empty unless undetermined. */
  missing: string[]
  steps: Explanation[]
}

/** One step of the reasoning: a code and the values of its sum. `sayStep` puts it into words. */
export interface Explanation {
  code: string
  values: Record<string, FactValue>
}

/** One bar of the warranty bar. */
export interface Coverage {
  ruleId: string
  layer: Layer
  /** `repair`, `exchange`, `proof` for law; the kind of cost for a warranty; the kind of contract. */
  kind: string
  /** Only these components; absent = the whole product. */
  components?: string[]
  start: string | null
  /** Last day, included; the day of the reading that passed the limit when usage ended it. */
  end: string | null
  endBy: 'time' | 'distance' | 'hours' | null
  /** From the day of the decision; below zero when over; null when the end is not known. */
  daysLeft: number | null
  state: 'running' | 'over' | 'ahead' | 'unknown'
  limit?: UsageLimit
}

export interface UsageLimit {
  kind: MeterKind
  value: number
  /** Last reading, when there is one. */
  used?: number
  left?: number
  readAt?: string
}
