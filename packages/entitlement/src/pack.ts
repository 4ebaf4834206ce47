import type { CoverKind, FactValue, Localised, StartsFrom } from './case.ts'
import type { Confidence, Elector, Layer, Remedy } from './decision.ts'

/** The law of one place for some classes of product, as data. Versioned: a decision names the version it used. */
export interface Pack {
  id: string
  /** The day of the version, with a counter (`2026-11-21.1`). Never changed once a decision used it. */
  version: string
  jurisdiction: string
  /** Places without a pack of their own for which this one is the floor (EU member states). */
  floorFor?: string[]
  productClasses: string[]
  /** Made for these products, so that the general rules for products "without special rules" stand back. */
  specific?: boolean
  /** A last day on a day of rest moves to the next working day. */
  restDaysMoveEnd?: boolean
  /** Reasons that may never void the maker's warranty here. */
  neverVoids?: { code: string; ruleId: string }[]
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
  /** Narrower than the pack's. */
  productClasses?: string[]
  buyer?: 'consumer' | 'business'
  when: Condition
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
  remedies: { options: Remedy[]; electedBy: Elector }[]
  /** Shown in the warranty bar under this kind. */
  bar?: string
  /** Above this the national law may give more, so "over" is never certain. */
  floor?: boolean
  sharePct?: number
  source: Source
  confidence: Confidence
  note?: string
}

export interface Term {
  months?: number | { ref: string }
  days?: number
  km?: number
  hours?: number
}

export interface Start {
  from?: string
  to?: string
  /** The latest of these days counts. */
  latestOf: StartsFrom[]
  /** While the decisive day is not known, it is taken to be no earlier than these. */
  notBefore?: StartsFrom[]
  /** Without this day the start may be later than the others say. `installation` only counts where the catalogue says so. */
  decisive: StartsFrom
}

/** `toll`: days in repair do not count. `extend_once`: a repair owed by this law lengthens the term one time. */
export type Extension = { from?: string; to?: string; ruleId: string; confidence: Confidence } & (
  | { kind: 'toll' }
  | { kind: 'extend_once'; months: number }
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
