import { z } from 'zod'
import { day, id, instant, line, paragraph } from '../../kit/shapes.ts'
import { ROLES } from '../../permissions.ts'

export const GOODWILL_STATES = ['requested', 'approved', 'rejected', 'withdrawn'] as const
export const GOODWILL_REASONS = [
  'just_over',
  'known_fault',
  'repeat_repair',
  'our_mistake',
  'loyalty',
  'safety',
  'hardship',
  'other',
] as const
const KINDS = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
const minor = z.string().regex(/^\d{1,15}$/)
const pct = z.number().int().min(0).max(100)
const currency = z.string().regex(/^[A-Z]{3}$/)

export const goodwillShare = z.object({
  kind: z.enum(KINDS),
  amountMinor: minor.describe('what this kind of cost comes to'),
  manufacturerPct: pct,
  dealerPct: pct,
  customerPct: pct,
})
export const goodwillBody = z.object({
  assetId: id,
  requestId: id.optional(),
  stationId: id.optional().describe('who asks; needed of people who see several stations only'),
  reasonCode: z.enum(GOODWILL_REASONS),
  note: paragraph.optional(),
  maintenance: z.enum(['complete', 'gaps', 'none', 'unknown']).default('unknown'),
  priorComplaints: z.number().int().min(0).max(1000).default(0),
  currency,
  shares: z.array(goodwillShare).min(1).max(KINDS.length),
  components: z.array(line).max(20).default([]),
  validTo: day.describe('last day the work may be done on these terms'),
  fileIds: z.array(id).max(20).default([]),
})
export const goodwillAnswer = z.object({ text: paragraph.optional() })
export const goodwillRejection = z.object({ text: paragraph })

export const goodwillInputs = z
  .object({
    endedOn: day.nullable().describe("last day of the maker's warranty that ran longest"),
    daysOver: z.number().nullable(),
    kmOver: z.number().nullable(),
    customerSince: day.nullable(),
    productsOwned: z.number(),
    repairs: z.number(),
    paidKinds: z.array(z.enum(KINDS)).describe('kinds of cost the customer does not pay anyway: nothing to give there'),
  })
  .meta({ id: 'GoodwillInputs' })
export const goodwillView = z
  .object({
    id,
    version: z.number(),
    number: z.string(),
    assetId: id,
    serial: z.string(),
    requestId: id.nullable(),
    stationId: id.nullable(),
    status: z.enum(GOODWILL_STATES),
    reasonCode: z.enum(GOODWILL_REASONS),
    note: z.string().nullable(),
    inputs: goodwillInputs.extend({ maintenance: z.string(), priorComplaints: z.number() }),
    shares: z.array(goodwillShare),
    components: z.array(z.string()),
    currency: z.string(),
    amountMinor: z.string(),
    givenMinor: z.string(),
    validFrom: day,
    validTo: day,
    fileIds: z.array(id),
    requestedAt: instant,
    requestedBy: id.nullable(),
    requestedByName: z.string(),
    decided: z
      .object({ at: instant, byName: z.string(), role: z.string().nullable(), text: z.string().nullable() })
      .nullable(),
    ladder: z
      .array(z.object({ role: z.enum(ROLES), limitMinor: z.string().nullable(), enough: z.boolean() }))
      .describe('who may give how much alone'),
    can: z.array(z.enum(['approve', 'reject', 'withdraw'])),
  })
  .meta({ id: 'Goodwill' })

export const limitBody = z.object({
  role: z.enum(ROLES),
  currency,
  limitMinor: minor.nullable().describe('null = without limit'),
})
export const limitPatch = limitBody.pick({ limitMinor: true })
export const limitView = limitBody.extend({ id, version: z.number() }).meta({ id: 'GoodwillLimit' })
