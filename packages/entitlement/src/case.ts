import type { OtherDay, StartDay } from './start-days.ts'

/** What is known about one product, one fault and one day. An absent field means "not known", never "no". */
export interface Case {
  /** The day of the decision, `YYYY-MM-DD`. All other dates are days of the same form. */
  at: string
  /** ISO 3166-1 country, with a subdivision where the law has one (`US-CA`). The law of the place of sale. */
  jurisdiction: string
  /** The class the rule packs speak of: `household-car`, `air-conditioner`, `industrial` … */
  productClass: string
  asset: AssetFacts
  /** The promises the maker published for this model. */
  warranty: ModelTerm[]
  contracts?: Contract[]
  /** Parts that were fitted with a term of their own (parts warranty). */
  fittedParts?: FittedPart[]
  /** What suppliers answer for beside the payer of a line: it is recovered from them, the customer never sees a difference. */
  suppliers?: SupplierTerm[]
  /** Cover handed down by others: an open recall, an approved goodwill case. */
  grants?: Grant[]
  /** The maker's warranty was voided by a coded assessment. Statutory rights are never voided. */
  voided?: { code: string; at: string }[]
  history?: History
  /** Days of the case that are no days of the product: the request, the discovery of the fault … */
  dates?: Partial<Record<OtherDay, string>>
  fault?: Fault
  /** What has to be paid. Without lines the decision speaks of one part, one labour and one travel line. */
  lines?: Line[]
  /** Public holidays and weekend days that are worked, where the law moves a last day off a day of rest. */
  calendar?: { restDays: string[]; workDays?: string[] }
  /** Assessed facts by their name in the packs (`defect.needsReplacement`). They win over what is derived from the rest. */
  facts?: Record<string, FactValue>
}

export type FactValue = boolean | number | string
export type CoverKind = 'part' | 'labour' | 'travel' | 'consumable' | 'rental' | 'other'
export type MeterKind = 'km' | 'mile' | 'hour' | 'cycle'
export type StartsFrom = 'sale' | 'delivery' | 'installation' | 'registration'

export interface AssetFacts {
  /** The serial was checked against the maker's list. Promises of the maker hang on it, the law does not. */
  serialKnown: boolean
  /** Day of the invoice. */
  saleDate?: string
  deliveryDate?: string
  installationDate?: string
  registrationDate?: string
  buyerKind?: 'consumer' | 'business'
  saleChannel?: 'shop' | 'online' | 'tv' | 'phone' | 'mail' | 'off_premises'
  condition?: 'new' | 'used'
  modelYear?: number
  /** Last day of a digital service that was sold with the product. */
  digitalSupplyUntil?: string
  meters?: MeterReading[]
  /** What the buyer paid by the invoice: refunds are counted from it. Minor units (fen, cents). */
  price?: Price
  /** 使用补偿系数 printed on the certificate of a car (`0.005` = 0.5 % of the price per 1,000 km). */
  useCoefficient?: number
}

export interface Price {
  minor: string
  /** ISO 4217. */
  currency: string
}

export interface History {
  repairs: Repair[]
  /** The product was exchanged. `imposed`: the buyer had asked for repair. */
  exchanges?: { at: string; imposed?: boolean }[]
  /** A complaint made in writing, and the day of the clear answer. */
  complaints?: { at: string; answeredAt?: string }[]
  /** Notices the owner gave himself, as some laws ask: of the defect to the maker, of the use of a right (`availment`). */
  notices?: { at: string; to: 'seller' | 'manufacturer'; subject: 'defect' | 'availment' }[]
}

export interface MeterReading {
  kind: MeterKind
  value: number
  at: string
}

/** One kind of cost under the maker's warranty: parts, labour and travel have their own terms; the first limit reached ends it. */
export interface ModelTerm {
  id: string
  covers: CoverKind
  months?: number
  distanceKm?: number
  hours?: number
  startsFrom: StartsFrom
  /** Only these components (a code also stands for everything below it: `engine` for `engine.piston`). Empty = all. */
  components?: string[]
  excludedComponents?: string[]
  name?: Localised
}

export interface Contract {
  id: string
  /** The kind of service product: extension, full, labour_free, maintenance … */
  kind: string
  start: string
  /** Last day, included. */
  end: string
  covers: CoverKind[]
  components?: string[]
  excludedComponents?: string[]
  /** The contract's share of each line in per cent, the customer pays the rest. Default 100. */
  sharePct?: number
  /** Visits or jobs that are left; 0 = used up, absent = unlimited. */
  remaining?: number
  name?: Localised
}

export interface Grant {
  id: string
  layer: 'recall' | 'goodwill'
  covers: CoverKind[]
  components?: string[]
  from?: string
  to?: string
  sharePct?: number
  name?: Localised
}

/** A part sold or fitted in an earlier job; its own term runs beside that of the product, the first limit reached ends it. */
export interface FittedPart {
  id: string
  /** The code of the component; also stands for everything below it. */
  component: string
  fittedAt: string
  months?: number
  /** Distance from the fitting on; needs the odometer of that day. */
  distanceKm?: number
  fittedKm?: number
  /** Default: the part and its labour. */
  covers?: CoverKind[]
  name?: Localised
}

/** What a supplier agreed to give back of the cost of his components. */
export interface SupplierTerm {
  id: string
  supplier: string
  /** Empty = all. */
  components?: string[]
  covers: CoverKind[]
  months?: number
  distanceKm?: number
  startsFrom: StartDay
  /** His share of what the paying side bears, in per cent. Default 100. */
  sharePct?: number
  name?: Localised
}

export interface Repair {
  id?: string
  /** Handed over for repair: a day, or an instant with offset. */
  in: string
  /** Ready again; absent = still in repair. */
  out?: string
  /** Repairs of the same fault carry the same code. */
  symptomCode?: string
  severeSafety?: boolean
  /** A serious quality problem in the sense of the farm machine rule (严重质量问题); false = an ordinary one. */
  serious?: boolean
  /** Nothing was found and nothing was repaired. */
  noFaultFound?: boolean
  /** Who had to repair: a repair owed by law may extend the term. */
  under?: 'statute' | 'warranty' | 'contract' | 'goodwill' | 'customer'
  replaced?: { assembly?: string; mainPart?: string }[]
  delayCause?: 'producer_parts' | 'repairer' | 'customer' | 'other'
  meterKm?: number
  /** Odometer in miles at the hand-over. */
  meterMiles?: number
  /** Days the law leaves out of the count (transport of coded parts or of a traction battery, rescue travel). */
  excludedDays?: number
}

export interface Fault {
  /** The day it showed: this day must lie inside a term, not the day of the decision. Absent: the day of the decision is taken. */
  at?: string
  symptomCode?: string
  /** A danger to persons or property. */
  safety?: boolean
  component?: string
  /** `engine`, `transmission`, `traction_battery`, `drive_motor`, `steering`, `brake` … */
  assembly?: string
  mainPart?: boolean
  /** A part that wears by its nature (易损件). */
  wearPart?: boolean
  needsReplacement?: boolean
  /** The product does not do what it is for (性能故障). */
  performance?: boolean
  /** The product can be used as it should. */
  usable?: boolean
  minor?: boolean
  cause?: 'quality' | 'wear' | 'misuse' | 'modification' | 'mishandling' | 'accident' | 'force_majeure' | 'disclosed'
}

export interface Line {
  id: string
  kind: CoverKind
  component?: string
}

/** A text by language tag, for names people enter (`en`, `zh-CN`, `zh-TW`). */
export type Localised = Readonly<Record<string, string>>
