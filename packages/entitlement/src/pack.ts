import type { CoverKind, FactValue, Localised } from './case.ts'
import type { Confidence, Elector, Layer, Remedy } from './decision.ts'
import type { StartDay } from './start-days.ts'

/** The law of one place for some classes of product, as data. Versioned: a decision names the version it used. */
export interface Pack {
  id: string
  /** The day of the version, with a counter (`2026-11-21.1`). Never changed once a decision used it. */
  version: string
  jurisdiction: string
  /** Places without a pack of their own for which this one is the floor (EU member states). */
  floorFor?: string[]
  /** Places where it holds beside the packs of the place itself (EU law that every member state has). */
  alsoIn?: string[]
  productClasses: string[]
  /** Made for these products, so that the general rules for products "without special rules" stand back. */
  specific?: boolean
  /** A last day on a day of rest moves to the next working day. */
  restDaysMoveEnd?: boolean
  /** Reasons that may never void the maker's warranty here. */
  neverVoids?: { code: string; ruleId: string }[]
  /** How the law of this place moves the end of the maker's own warranty (days in repair …). */
  warrantyExtensions?: Extension[]
  /** Figures that differ per product, by row; a rule points at them with `{ "ref": … }`. */
  catalogue?: CatalogueRow[]
  rules: Rule[]
}

export interface CatalogueRow {
  productClass: string
  months: Record<string, number>
  mainParts: string[]
  /** Set up by the trader at the customer's: the term can start at the end of installation. */
  installed: boolean
  dailyDepreciation: number | null
  source: Source
  confidence: Confidence
}

export interface Source {
  kind: 'found' | 'memory'
  ref: string
}

/** One right. It is met when scope, time, usage and condition are all met. */
export interface Rule {
  id: string
  layer: Layer
  title: string | Localised
  clause?: { law: string; article: string }
  /** Contracts of sale from / until this day. */
  from?: string
  to?: string
  /** Events from this day on, whenever the product was sold. */
  since?: string
  /** Narrower than the pack's. */
  productClasses?: string[]
  /** Parts of the country with another rule in its place. */
  exceptIn?: string[]
  buyer?: 'consumer' | 'business'
  /** What the record is when it is not plainly law. A draft is shown and never gives anything. */
  kind?: RuleKind
  /** What it is for, beside buyer and product: second-hand goods, a written warranty … Its steps are only told when it fails. */
  scope?: Condition
  when: Condition
  /** The day that has to lie in the term when it is not the day of the fault: of the request to the other side, or of the decision. */
  day?: 'claim' | 'today'
  /** Speaks of an event (a form was given, a part was ordered): left out while nobody has said anything about it. */
  whenKnown?: boolean
  term?: Term
  /** From when the term runs; the entry whose dates hold the day of sale. */
  start?: Start[]
  extensions?: Extension[]
  /** What is taken as given until someone assesses it, for some months or for good. */
  presume?: Presumption[]
  /**
   * The condition counts repairs, and only those inside the term. `won`: the count alone gives the right, which then outlives the term;
   * `open`: today's fault belongs to the condition and has to lie in the term itself.
   */
  counts?: 'won' | 'open'
  /** The kinds of cost this right pays. */
  covers: CoverKind[]
  components?: string[]
  /** Only the main parts named in the catalogue row. */
  mainPartsOnly?: boolean
  excludedComponents?: string[]
  remedies: RemedySet[]
  /** What is taken off a refund or exchange for the use so far. */
  deduct?: Deduction
  /** What the other side pays beside a refund or an exchange: codes of `paid.<code>` in the words. */
  alsoPaid?: string[]
  /** Extra damages: a multiple of the price, at least so much. */
  damages?: { times: number; atLeast?: { minor: string; currency: string } }
  /** Shown in the warranty bar under this kind. */
  bar?: string
  /** Above this the national law may give more, so "over" is never certain. */
  floor?: boolean
  sharePct?: number
  source: Source
  confidence: Confidence
  /** What a reader has to know beside it, in one language or in several. */
  note?: string | Localised
}

/** `rebuttable_presumption`: the other side may prove otherwise; `recommendation`: followed in practice, binds nobody; `commercial`: custom of the trade. */
export type RuleKind = 'rebuttable_presumption' | 'recommendation' | 'commercial' | 'draft_not_law'

/** First reached of all limits that are named. The start day is not counted. */
export interface Term {
  months?: number | { ref: string }
  days?: number
  /** The right begins on this day of the term (day 8 to day 15). The start day is day 0. */
  fromDay?: number
  km?: number
  miles?: number
  hours?: number
}

/** Remedies of one step; the person named picks one of the options. */
export interface RemedySet {
  options: Remedy[]
  electedBy: Elector
  /** 1 when absent. */
  tier?: number
  /** A later step: only when this holds as well as the right itself. */
  when?: Condition
  /** Days the other side has. */
  withinDays?: number
  /** The body that orders it (`arbitration`, `DTI`). */
  via?: string
}

/**
 * What use costs the buyer. `distance`: price × (distance − free) ÷ per × rate, in km or miles, rate 1 when absent; with `coefficient` the one
 * printed on the certificate, at most `rate`. `days`: price × rate × days of use without days in repair, the rate from the rule or from the
 * catalogue row; a row without a rate gives no sum; nothing is taken off where `unless` holds.
 */
export type Deduction = { ruleId: string; onlyFor?: Remedy[] } & (
  | {
      kind: 'distance'
      unit: 'km' | 'mile'
      per: number
      rate?: number
      coefficient?: boolean
      free?: number
      at?: 'now' | 'first_repair'
    }
  | { kind: 'days'; rate?: number; unless?: Condition }
)

export interface Start {
  from?: string
  to?: string
  /** The latest of these days counts. */
  latestOf: StartDay[]
  /** While the decisive day is not known, it is taken to be no earlier than these. */
  notBefore?: StartDay[]
  /** Counts like `latestOf` when it is known, and is not asked for: not every product is installed. */
  orIfKnown?: StartDay[]
  /** Without this day the start may be later than the others say. `installation` only counts where the catalogue says so. */
  decisive: StartDay
}

/**
 * What moves the last day. `toll`: days in repair do not count (only those over `overDays` of one repair; only repairs of `minDays` and more); `pause`: the same, and at least `leastDays` remain after the
 * product is back; `extend_once` / `extend_each`: a finished repair owed by law adds months, one time or each time up to `atMost`;
 * `restart`: a full term (or `months`) from the day of an exchange, `imposed` only when the seller imposed it; `stop`: a documented complaint
 * stands until it is answered; `same_fault`: a fault that was repaired is answered for so many months more; `run_out`: the fault must lie in the
 * term, the claim may still be made so many months after the fault showed, or after the return from repair.
 */
export type Extension = { from?: string; to?: string; ruleId: string; confidence: Confidence } & (
  | { kind: 'toll'; overDays?: number; minDays?: number }
  | { kind: 'pause'; leastDays?: number }
  | { kind: 'extend_once'; months: number }
  | { kind: 'extend_each'; months: number; atMost?: number }
  | { kind: 'restart'; months?: number; imposed?: boolean }
  | { kind: 'stop' }
  | { kind: 'same_fault'; months: number }
  | { kind: 'run_out'; months: number; after: 'fault' | 'return' }
)

export interface Presumption {
  fact: string
  value: FactValue
  /** Counted like the term; absent = as long as the term. */
  months?: number
  /** The rule that says so, or `practice`: our working assumption until someone has looked. */
  by: string
}

export type Condition =
  | { fact: string; op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte'; value: FactValue }
  | { fact: string; op: 'in'; value: FactValue[] }
  | { all: Condition[] }
  | { any: Condition[] }
