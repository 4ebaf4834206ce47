import { z } from 'zod'
import { country, day, id, instant, line, names } from '../../kit/shapes.ts'
import { addressView } from '../parties/index.ts'

export const METERS = ['km', 'hour', 'cycle'] as const
export const STATUSES = ['in_stock', 'in_use', 'out_of_use', 'scrapped'] as const
export const BUYERS = ['consumer', 'business'] as const
export const CONDITIONS = ['new', 'used'] as const
export const COVERS = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
/** `replacement`: the day a part was put in, for the warranty that part carries. */
export const STARTS = ['sale', 'delivery', 'installation', 'registration', 'replacement'] as const
export const FAILURES = ['symptom', 'cause', 'remedy'] as const
export const SOURCES = ['desk', 'visit', 'customer', 'import', 'telemetry'] as const
/** Why a maker's warranty was voided. What the law of the place does not allow as a reason is ignored by the decision. */
export const VOID_CODES = [
  'misuse',
  'modification',
  'accident',
  'unauthorised_repair',
  'independent_maintenance',
  'missed_maintenance',
  'counterfeit_part',
  'serial_tampered',
  'commercial_use',
] as const

const optional = <T extends z.ZodType>(shape: T) => shape.nullable().optional()
const code = z.string().trim().min(1).max(60)
const region = z.string().regex(/^[A-Z0-9]{1,3}$/)

export const assetBody = z.object({
  serial: z.string().trim().min(1).max(80),
  modelId: id,
  parentId: optional(id),
  customerId: optional(id),
  addressId: optional(id),
  dealerStationId: optional(id),
  saleCountry: optional(country),
  saleRegion: optional(region).describe('state or part of the country whose law differs: CA of US-CA'),
  soldAs: optional(z.enum(CONDITIONS)),
  buyerKind: optional(z.enum(BUYERS)),
  builtOn: optional(day),
  soldOn: optional(day),
  deliveredOn: optional(day),
  installedOn: optional(day),
  registeredOn: optional(day),
  priceMinor: optional(z.string().regex(/^\d{1,15}$/)).describe(
    'what the first buyer paid by the invoice, in minor units',
  ),
  priceCurrency: optional(z.string().regex(/^[A-Z]{3}$/)),
  useCoefficient: optional(z.number().gt(0).max(0.01)).describe(
    'of a car sold in China: what use costs per 1,000 km as a share of the price, as printed on its certificate (0.005 = 0.5 %)',
  ),
  status: z.enum(STATUSES).optional(),
  customerTag: optional(line),
  externalSource: optional(line),
  externalId: optional(line),
})
export const newAssetBody = assetBody.extend({
  ownedFrom: day.optional().describe('first day of the present owner; the day of delivery or sale when absent'),
  stationId: id.optional().describe('the station that sees it; needed of people who see several stations only'),
})
export type NewAsset = z.output<typeof newAssetBody>
/** The owner changes by `ownership`, the registration by `registration`: both leave a history. */
export const assetPatch = assetBody.omit({ customerId: true, registeredOn: true }).partial()
export type AssetPatch = z.output<typeof assetPatch>

export const modelBrief = z.object({ id, code: z.string(), name: names })
export const familyBrief = modelBrief.extend({ productClass: z.string(), meterKind: z.enum(METERS).nullable() })
export const ownerBrief = z.object({ id, number: z.string(), name: z.string() })
export const voiding = z.object({
  code: z.enum(VOID_CODES),
  at: day,
  assessment: z.string(),
  byName: z.string().nullable(),
})
export const assetView = z
  .object({
    id,
    serial: z.string(),
    model: modelBrief,
    family: familyBrief,
    parentId: id.nullable(),
    customer: ownerBrief.nullable(),
    address: addressView.omit({ lat: true, lon: true, isPrimary: true, version: true }).nullable(),
    dealerStationId: id.nullable(),
    saleCountry: z.string().nullable(),
    saleRegion: z.string().nullable(),
    soldAs: z.enum(CONDITIONS).nullable(),
    buyerKind: z.enum(BUYERS).nullable(),
    builtOn: day.nullable(),
    soldOn: day.nullable(),
    deliveredOn: day.nullable(),
    installedOn: day.nullable(),
    registeredOn: day.nullable(),
    priceMinor: z.string().nullable(),
    priceCurrency: z.string().nullable(),
    useCoefficient: z.number().nullable(),
    status: z.enum(STATUSES),
    customerTag: z.string().nullable(),
    labelVersion: z.number(),
    voided: voiding.nullable(),
    externalSource: z.string().nullable(),
    externalId: z.string().nullable(),
    version: z.number(),
    createdAt: instant,
  })
  .meta({ id: 'Asset' })

export const treeNode = z.object({
  id,
  serial: z.string(),
  model: modelBrief,
  parentId: id.nullable(),
  status: z.enum(STATUSES),
})
export const componentView = z
  .object({
    id,
    position: z.string(),
    partNumber: z.string(),
    name: names.partial(),
    serial: z.string().nullable(),
    fittedAt: instant,
    removedAt: instant.nullable(),
    visitId: id.nullable(),
  })
  .meta({ id: 'FittedComponent' })
export const meterView = z
  .object({
    id,
    kind: z.enum(METERS),
    value: z.number(),
    at: instant,
    source: z.enum(SOURCES),
    isDoubtful: z.boolean(),
    byPerson: id.nullable(),
  })
  .meta({ id: 'MeterReading' })
export const assetPage = assetView
  .extend({
    tree: z.array(treeNode).describe('the whole machine it belongs to, top first'),
    components: z.array(componentView).describe('as maintained: what is fitted, then what was'),
    meters: z.array(meterView).describe('newest first'),
    ownership: z.array(z.object({ id, customer: ownerBrief, fromOn: day, toOn: day.nullable() })),
  })
  .meta({ id: 'AssetPage' })

export const meterBody = z.object({
  kind: z.enum(METERS),
  value: z.number().min(0).max(9_999_999_999),
  at: instant.optional(),
  source: z.enum(SOURCES).default('desk'),
})
export const componentBody = z.object({
  position: code,
  partNumber: code,
  name: names.partial().optional(),
  serial: optional(z.string().trim().min(1).max(80)),
  fittedAt: instant.optional(),
  visitId: id.optional(),
  replacesId: id.optional().describe('the component that came out'),
  unprovenReason: line
    .optional()
    .describe('why it is fitted although its maker does not know it, where the company allows that'),
})
export const ownershipBody = z.object({ customerId: id, fromOn: day, addressId: optional(id) })
export const registrationBody = z.object({
  on: day.optional(),
  soldOn: day.optional(),
  installedOn: day.optional(),
  customerId: id.optional().describe('the owner, where none is known yet'),
})
