import { z } from 'zod'
import { country, day, id, instant, language, line, names, paragraph } from '../../kit/shapes.ts'
import { code, minor } from '../billing/index.ts'

export const PRODUCT_KINDS = [
  'extension',
  'response_upgrade',
  'onsite_upgrade',
  'maintenance',
  'full',
  'labour_free',
  'inspection',
] as const
export const COVERS = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
export const LEVELS = ['carry_in', 'pick_up', 'on_site', 'on_site_next_day', 'on_site_4h'] as const
export const UNITS = ['visit', 'job', 'amount'] as const
export const STARTS = ['signing', 'warranty_end'] as const
export const BILLINGS = ['once', 'periodic', 'per_visit'] as const
export const CANCEL_RULES = ['days', 'unused'] as const
export const CONTRACT_STATES = ['draft', 'active', 'suspended', 'cancelled', 'expired'] as const
export const SCOPES = ['asset', 'model', 'family'] as const
export const STATION_KINDS = ['hq', 'region', 'country', 'own', '4s', 'authorised', 'chain', 'independent'] as const
export const CHECK_CODES = [
  'repeats_free_cover',
  'repeats_in_part',
  'free_cover_unknown',
  'level_out_of_reach',
  'issuer_without_authority',
  'unit_not_verified',
  'unit_without_label',
  'lines_overlap',
] as const

const allowance = z.object({
  unit: z.enum(UNITS),
  total: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .describe('visits, jobs, or minor units of the currency of the contract'),
})
const percent = z.number().gt(0).max(100)
const codes = z.array(code).max(200)

/** What a service product is; frozen into each line that sells it. */
export const productTerms = z.object({
  code,
  name: names,
  description: names.partial(),
  kind: z.enum(PRODUCT_KINDS),
  covers: z.array(z.enum(COVERS)),
  components: codes.describe('only these components; none = all'),
  excludedComponents: codes,
  sharePct: percent.describe("the contract's share of what it covers; the customer pays the rest"),
  level: z.enum(LEVELS).nullable(),
  allowances: z.array(allowance).max(3).describe('over the whole term, per line'),
  waitingDays: z.number().int().min(0).max(365),
  termMonths: z.number().int().min(1).max(120),
  startsFrom: z.enum(STARTS),
  priceCode: code.describe('its position in the published price lists'),
  billing: z.enum(BILLINGS),
  billingMonths: z.number().int().min(1).max(12).nullable(),
  isTransferable: z.boolean(),
  cancelRule: z.enum(CANCEL_RULES),
  territory: z.array(country).describe('none = everywhere'),
  productLines: codes.describe('codes of the families it is for; none = all'),
  sellerKinds: z.array(z.enum(STATION_KINDS)).describe('kinds of station that may sell it; none = all'),
  planTemplateId: id.nullable(),
})
export type Terms = z.output<typeof productTerms>

export const productBody = productTerms.extend({
  description: names.partial().default({}),
  components: codes.default([]),
  excludedComponents: codes.default([]),
  sharePct: percent.default(100),
  level: z.enum(LEVELS).nullable().default(null),
  allowances: z.array(allowance).max(3).default([]),
  waitingDays: z.number().int().min(0).max(365).default(0),
  billingMonths: z.number().int().min(1).max(12).nullable().default(null),
  isTransferable: z.boolean().default(true),
  cancelRule: z.enum(CANCEL_RULES).default('days'),
  territory: z.array(country).default([]),
  productLines: codes.default([]),
  sellerKinds: z.array(z.enum(STATION_KINDS)).default([]),
  planTemplateId: id.nullable().default(null),
})
export const productPatch = productTerms.extend({ isOnSale: z.boolean() }).partial()
export const productView = productTerms
  .extend({
    id,
    isOnSale: z.boolean(),
    prices: z.array(z.object({ country: z.string(), currency: z.string(), minor: z.string(), list: z.string() })),
    sold: z.number().describe('running contract lines'),
    version: z.number(),
  })
  .meta({ id: 'ServiceProduct' })

const saleLine = z.object({
  productId: id,
  scope: z.enum(SCOPES),
  scopeId: id.describe('the product, or the model or family of which the customer owns products'),
  unitMinor: minor.optional().describe('another price than the published one'),
  priceReason: line.optional(),
})
export const saleBody = z.object({
  id: id.optional(),
  customerId: id,
  stationId: id.nullish().describe('who sells it; none = headquarters'),
  signedOn: day.optional(),
  language: language.optional(),
  note: paragraph.optional(),
  renewsId: id.optional(),
  lines: z.array(saleLine).min(1).max(20),
})
export type Sale = z.output<typeof saleBody>

export const findingView = z
  .object({
    id: id.nullable(),
    lineId: id,
    code: z.enum(CHECK_CODES),
    gate: z.enum(['refused', 'role', 'notice']),
    values: z.record(z.string(), z.unknown()),
    serials: z.array(z.string()).describe('some of the products it concerns'),
    units: z.number(),
    overriddenAt: instant.nullable(),
    overriddenBy: z.string().nullable(),
    overrideReason: z.string().nullable(),
  })
  .meta({ id: 'ContractFinding' })

const unitCover = z.object({
  assetId: id,
  serial: z.string(),
  model: names,
  startsOn: day,
  endsOn: day,
})
const lineBase = {
  id,
  product: z.object({ id, code: z.string(), name: names, kind: z.enum(PRODUCT_KINDS) }),
  terms: productTerms,
  scope: z.enum(SCOPES),
  scopeName: z.string().describe('the serial, or the code of the model or family'),
  scopeNames: names.nullable().describe('what the model or family is called; null for a serial'),
  units: z.number(),
  unitMinor: z.string(),
  publishedMinor: z.string().nullable(),
  priceReason: z.string().nullable(),
  totalMinor: z.string(),
}
export const previewView = z
  .object({
    currency: z.string(),
    taxBp: z.number(),
    taxIncluded: z.boolean(),
    totalMinor: z.string(),
    startsOn: day,
    endsOn: day,
    billing: z.enum(BILLINGS),
    lines: z.array(z.object({ ...lineBase, covers: z.array(unitCover) })),
    instalments: z.array(z.object({ fromOn: day, toOn: day, dueOn: day, minor: z.string() })),
    findings: z.array(findingView),
    maySell: z.boolean().describe('nothing refuses it; what needs a reason may still stand open'),
  })
  .meta({ id: 'ContractPreview' })

export const allowanceView = z
  .object({
    id,
    lineId: id,
    unit: z.enum(UNITS),
    total: z.string(),
    used: z.string(),
    left: z.string(),
    nextOn: day.nullable().describe('the next planned date it would be used for'),
  })
  .meta({ id: 'ContractAllowance' })

const brief = z.object({ id, number: z.string().nullable(), name: z.string() })
const contractHead = {
  id,
  number: z.string().nullable(),
  status: z.enum(CONTRACT_STATES),
  startsOn: day,
  endsOn: day,
  currency: z.string(),
  totalMinor: z.string(),
  billing: z.enum(BILLINGS),
}
export const contractView = z
  .object({
    ...contractHead,
    customer: brief,
    station: z.object({ id, name: z.string() }).nullable(),
    country: z.string(),
    language: z.string(),
    taxBp: z.number(),
    taxIncluded: z.boolean(),
    billingMonths: z.number().nullable(),
    cancelRule: z.enum(CANCEL_RULES),
    isTransferable: z.boolean(),
    signedOn: day,
    note: z.string().nullable(),
    renews: z.object({ id, number: z.string().nullable() }).nullable(),
    renewedBy: z.object({ id, number: z.string().nullable(), status: z.enum(CONTRACT_STATES) }).nullable(),
    suspendedOn: day.nullable(),
    suspendReason: z.string().nullable(),
    cancelledOn: day.nullable(),
    cancelReason: z.string().nullable(),
    refund: z.unknown().nullable(),
    lines: z.array(z.object({ ...lineBase, covers: z.array(unitCover.extend({ isRunning: z.boolean() })) })),
    allowances: z.array(allowanceView),
    findings: z.array(findingView),
    instalments: z.array(
      z.object({
        id,
        position: z.number(),
        fromOn: day,
        toOn: day,
        dueOn: day,
        minor: z.string(),
        state: z.enum(['planned', 'invoiced', 'dropped']),
        invoice: z.object({ id, number: z.string().nullable(), status: z.string() }).nullable(),
      }),
    ),
    createdAt: instant,
    version: z.number(),
    can: z.array(z.enum(['activate', 'delete', 'override', 'suspend', 'resume', 'cancel', 'transfer', 'renew', 'use'])),
  })
  .meta({ id: 'Contract' })

export const reasonBody = z.object({ reason: line })
export const overrideBody = z.object({ code: z.enum(CHECK_CODES), lineId: id, reason: line })
export const transferBody = z.object({ customerId: id, reason: line.optional() })
export const useBody = z.object({
  quantity: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .default('1'),
  note: line.optional(),
})
