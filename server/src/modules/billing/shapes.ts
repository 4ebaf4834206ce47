import { CREDIT_REASONS, MOVED, PRICE_REASONS, REFUND_REASONS } from '@aftercare/rules'
import { z } from 'zod'
import { country, day, id, instant, line, names } from '../../kit/shapes.ts'
import { conversionView, currency } from './settings-shapes.ts'
import { TAX_CATEGORIES } from './terms.ts'

export const KINDS = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
export const UNITS = ['piece', 'hour', 'km', 'visit', 'litre', 'day', 'operation'] as const
export const PRICE_RULES = ['fixed', 'operation', 'zone', 'call_out'] as const
export const METHODS = ['cash', 'card', 'transfer', 'wechat', 'alipay', 'other'] as const
export const QUOTATION_STATES = ['draft', 'sent', 'accepted', 'rejected', 'expired', 'superseded'] as const
export const INVOICE_STATES = ['draft', 'issued', 'part_paid', 'paid', 'credited'] as const
export const PAYERS = [
  'statute',
  'manufacturer',
  'contract',
  'recall',
  'goodwill',
  'supplier',
  'customer',
  'undetermined',
] as const

/** Minor units travel as text: JSON has no bigint. */
export const minor = z.string().regex(/^\d{1,15}$/)
export const quantity = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,3})?$/)
  .refine((text) => Number(text) > 0, 'more than none')
export const code = z.string().trim().min(1).max(60)

/** The rule somebody else's share rests on, as the decision has it. */
export const why = z.object({
  ruleId: z.string().optional(),
  title: z.union([z.string(), z.record(z.string(), z.string())]),
  clause: z.object({ law: z.string(), article: z.string() }).optional(),
})
export type Why = z.output<typeof why>

export const priceListBody = z.object({
  name: line,
  country,
  currency,
  taxBp: z
    .number()
    .int()
    .min(0)
    .max(10_000)
    .describe('standard rate where the country has no tax rates on record; 1300 = 13 %'),
  taxIncluded: z.boolean(),
  validFrom: day,
  validTo: day.nullable().optional(),
})
export const newPriceList = priceListBody.extend({
  taxBp: priceListBody.shape.taxBp.default(0),
  copyOf: id.optional().describe('takes over the prices of this list'),
})
export const priceListPatch = priceListBody.partial()
export const priceListView = priceListBody
  .extend({
    id,
    validTo: day.nullable(),
    isPublished: z.boolean(),
    edition: z.number().nullable().describe('counts up per country with each publication'),
    publishedAt: instant.nullable(),
    labourRates: z.array(z.object({ level: z.string(), minor: z.string() })),
    prices: z.number(),
    version: z.number(),
  })
  .meta({ id: 'PriceList' })

export const km = z.string().regex(/^\d{1,6}(\.\d)?$/)
export const priceBody = z.object({
  kind: z.enum(KINDS),
  code,
  name: names,
  unit: z.enum(UNITS),
  minor,
  taxCategory: z.enum(TAX_CATEGORIES),
  rule: z.enum(PRICE_RULES),
  minutes: z.number().int().min(1).max(60_000).nullable().optional().describe('flat-rate time of an operation'),
  kmFrom: km.nullable().optional().describe('a zone begins here'),
  kmTo: km.nullable().optional().describe('and ends before this; none = everything further'),
})
export const newPrice = priceBody.extend({
  listId: id,
  taxCategory: priceBody.shape.taxCategory.default('standard'),
  rule: priceBody.shape.rule.default('fixed'),
})
export const pricePatch = priceBody.partial()
export const priceView = priceBody
  .extend({
    id,
    listId: id,
    minutes: z.number().nullable(),
    kmFrom: z.string().nullable(),
    kmTo: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: 'Price' })
export const labourRatesBody = z.object({
  rates: z.array(z.object({ level: z.string().trim().max(40), minor })).max(40),
})
export const publishedPrices = z
  .object({
    listId: id,
    name: z.string(),
    country: z.string(),
    currency: z.string(),
    taxBp: z.number(),
    taxIncluded: z.boolean(),
    rounding: z.string(),
    prices: z.array(
      priceBody
        .pick({ kind: true, code: true, name: true, unit: true })
        .extend({ minor: z.string(), taxCategory: z.enum(TAX_CATEGORIES), taxBp: z.number() }),
    ),
  })
  .meta({ id: 'PublishedPrices' })

/** A position as it is asked for. With a code the published price fills what is not given. */
export const wantedLine = z
  .object({
    id: id.optional(),
    kind: z.enum(KINDS),
    code: code.optional(),
    name: line.optional(),
    component: code.optional().describe('which part of the product it concerns; cover may depend on it'),
    quantity,
    unit: z.enum(UNITS).optional(),
    unitMinor: minor.optional(),
    priceReason: z.enum(PRICE_REASONS).optional().describe('why the price differs from the published one'),
    priceNote: line.optional().describe('in words; needed when the reason is `other`'),
    taxCategory: z.enum(TAX_CATEGORIES).optional().describe('of a line without a code; the list says it otherwise'),
    isOptional: z.boolean().optional().describe('the customer may leave it out when they accept'),
  })
  .meta({ id: 'WantedLine' })
export type WantedLine = z.output<typeof wantedLine>

export const lineView = z
  .object({
    id,
    kind: z.enum(KINDS),
    code: z.string().nullable(),
    name: z.string(),
    quantity: z.string(),
    unit: z.string(),
    unitMinor: z.string(),
    publishedMinor: z.string().nullable(),
    priceReason: z.enum(PRICE_REASONS).nullable(),
    priceNote: z.string().nullable(),
    taxCategory: z.enum(TAX_CATEGORIES),
    taxBp: z.number(),
    isOptional: z.boolean(),
    isDeclined: z.boolean().describe('left out by the customer: not in the sums'),
    fullMinor: z.string(),
    payer: z.enum(PAYERS),
    customerSharePct: z.number(),
    customerMinor: z.string(),
    why: why.nullable(),
    decisionId: id.nullable().describe('the kept decision the share rests on'),
  })
  .meta({ id: 'BillLine' })

/** What an allowance in money of a contract could still pay: beyond it the customer does. */
export const limits = z.array(z.object({ ruleId: z.string(), minor: z.string() }))
const amounts = z.object({ net: z.string(), tax: z.string(), total: z.string() })
export const breakdownView = z
  .object({
    currency: z.string(),
    taxBp: z.number(),
    taxIncluded: z.boolean(),
    reverseCharge: z.boolean().describe('the recipient owes the tax'),
    full: amounts,
    customer: amounts,
    taxes: z
      .array(z.object({ category: z.string(), bp: z.number(), net: z.string(), tax: z.string() }))
      .describe("of the customer's part, by rate"),
    rounding: z.object({ rule: z.string(), minor: z.string() }).describe('customer.total + rounding.minor = payable'),
    payable: z.string(),
    payers: z.array(z.object({ payer: z.enum(PAYERS), minor: z.string() })).describe('sum to full.total exactly'),
    limits,
  })
  .meta({ id: 'Breakdown' })

const customerBrief = z.object({ id, number: z.string(), name: z.string(), email: z.string().nullable() })
const bill = {
  id,
  requestId: id.nullable(),
  visitId: id.nullable(),
  stationId: id.nullable(),
  customer: customerBrief,
  language: z.string(),
  lines: z.array(lineView),
  breakdown: breakdownView,
  createdAt: instant,
  version: z.number(),
}
export const quotationView = z
  .object({
    ...bill,
    number: z.string(),
    status: z.enum(QUOTATION_STATES),
    validUntil: day,
    replacesId: id.nullable(),
    revision: z.number(),
    versions: z
      .array(z.object({ id, number: z.string(), revision: z.number(), status: z.enum(QUOTATION_STATES) }))
      .describe('all offers of this matter, first to last'),
    sentAt: instant.nullable(),
    answeredAt: instant.nullable(),
    answeredBy: z.string().nullable(),
    answerNote: z.string().nullable(),
    can: z.array(z.enum(['send', 'answer', 'replace', 'invoice'])),
  })
  .meta({ id: 'Quotation' })
const movement = z.object({
  id,
  at: instant,
  method: z.enum([...METHODS, 'credit']).describe('credit: kept credit of another invoice of the customer'),
  other: z.object({ id, number: z.string() }).nullable().describe('the invoice credit was moved from or to'),
  minor: z.string(),
  reference: z.string().nullable(),
})
export const invoiceView = z
  .object({
    ...bill,
    number: z.string().nullable(),
    status: z.enum(INVOICE_STATES),
    quotationId: id.nullable(),
    issuedAt: instant.nullable(),
    dueOn: day.nullable(),
    source: z.object({ type: z.string(), id }).nullable(),
    vatId: z.string().nullable(),
    exchange: conversionView
      .nullable()
      .describe("worth in the company's currency, at the rate used when it was issued"),
    totalMinor: z.string(),
    paidMinor: z.string(),
    creditedMinor: z.string(),
    refundedMinor: z.string(),
    openMinor: z.string(),
    heldMinor: z.string().describe("of the customer's money: over-paid, or credited after it was paid"),
    payments: z.array(movement.extend({ receivedBy: z.string().nullable() })),
    refunds: z.array(
      movement.extend({ reason: z.enum([...REFUND_REASONS, MOVED]), refundedBy: z.string().nullable() }),
    ),
    creditNotes: z.array(
      z.object({
        id,
        number: z.string(),
        reason: z.enum(CREDIT_REASONS),
        note: z.string().nullable(),
        totalMinor: z.string(),
        issuedAt: instant,
      }),
    ),
    creditable: z
      .array(z.object({ lineId: id, minor: z.string() }))
      .describe('what is left to credit of each line, as the line states it'),
    can: z.array(z.enum(['issue', 'discard', 'pay', 'credit', 'refund', 'move'])),
  })
  .meta({ id: 'Invoice' })

export const answerBody = z.object({
  answer: z.enum(['accepted', 'rejected']),
  name: line.describe('who answers'),
  note: line.optional(),
  declined: z.array(id).max(200).optional().describe('optional lines the customer leaves out'),
})
export const sendingBody = z.object({ by: z.enum(['mail', 'shown']).default('mail') })
export const paymentBody = z.object({
  id: id.optional(),
  method: z.enum(METHODS),
  minor,
  at: instant.optional(),
  reference: line.optional(),
  keepExcess: z.boolean().optional().describe('what is more than open is kept for the customer instead of refused'),
})
export const refundBody = z.object({
  id: id.optional(),
  method: z.enum(METHODS),
  reason: z.enum(REFUND_REASONS),
  minor,
  at: instant.optional(),
  reference: line.optional(),
})
export const creditMoveBody = z.object({ id: id.optional(), toInvoiceId: id, minor })
export const creditNoteBody = z
  .object({
    id: id.optional(),
    reason: z.enum(CREDIT_REASONS),
    note: line.optional(),
    lines: z
      .array(z.object({ lineId: id, minor: minor.optional() }))
      .min(1)
      .max(200)
      .optional()
      .describe('without lines: all that is left'),
  })
  .meta({ id: 'NewCreditNote' })
export const freeInvoiceBody = z.object({
  customerId: id,
  stationId: id.optional(),
  country: country.optional().describe('whose list and tax; of the customer when not said'),
  lines: z.array(wantedLine).min(1).max(200),
})
