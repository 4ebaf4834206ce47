import { z } from 'zod'
import { country, day, id, instant, line, names } from '../../kit/shapes.ts'

export const KINDS = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
export const UNITS = ['piece', 'hour', 'km', 'visit', 'litre', 'day'] as const
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
export const currency = z.string().regex(/^[A-Z]{3}$/)

/** The rule somebody else's share rests on, as the decision has it. */
export const why = z.object({
  title: z.union([z.string(), z.record(z.string(), z.string())]),
  clause: z.object({ law: z.string(), article: z.string() }).optional(),
})
export type Why = z.output<typeof why>

export const priceListBody = z.object({
  name: line,
  country,
  currency,
  taxBp: z.number().int().min(0).max(10_000).describe('1300 = 13 %'),
  taxIncluded: z.boolean(),
  validFrom: day,
  validTo: day.nullable().optional(),
})
export const newPriceList = priceListBody.extend({
  copyOf: id.optional().describe('takes over the prices of this list'),
})
export const priceListPatch = priceListBody.partial()
export const priceListView = priceListBody
  .extend({ id, validTo: day.nullable(), isPublished: z.boolean(), prices: z.number(), version: z.number() })
  .meta({ id: 'PriceList' })

export const priceBody = z.object({ kind: z.enum(KINDS), code, name: names, unit: z.enum(UNITS), minor })
export const newPrice = priceBody.extend({ listId: id })
export const pricePatch = priceBody.partial()
export const priceView = priceBody.extend({ id, listId: id, version: z.number() }).meta({ id: 'Price' })
export const publishedPrices = z
  .object({
    listId: id,
    name: z.string(),
    country: z.string(),
    currency: z.string(),
    taxBp: z.number(),
    taxIncluded: z.boolean(),
    prices: z.array(priceBody.omit({ minor: true }).extend({ minor: z.string() })),
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
    priceReason: line.optional().describe('why the price differs from the published one'),
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
    priceReason: z.string().nullable(),
    fullMinor: z.string(),
    payer: z.enum(PAYERS),
    customerSharePct: z.number(),
    customerMinor: z.string(),
    why: why.nullable(),
  })
  .meta({ id: 'BillLine' })

const amounts = z.object({ net: z.string(), tax: z.string(), total: z.string() })
export const breakdownView = z
  .object({
    currency: z.string(),
    taxBp: z.number(),
    taxIncluded: z.boolean(),
    full: amounts,
    customer: amounts,
    payers: z.array(z.object({ payer: z.enum(PAYERS), minor: z.string() })).describe('sum to full.total exactly'),
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
    sentAt: instant.nullable(),
    answeredAt: instant.nullable(),
    answeredBy: z.string().nullable(),
    answerNote: z.string().nullable(),
    can: z.array(z.enum(['send', 'answer', 'replace', 'invoice'])),
  })
  .meta({ id: 'Quotation' })
export const invoiceView = z
  .object({
    ...bill,
    number: z.string().nullable(),
    status: z.enum(INVOICE_STATES),
    quotationId: id.nullable(),
    issuedAt: instant.nullable(),
    dueOn: day.nullable(),
    paidMinor: z.string(),
    openMinor: z.string(),
    payments: z.array(
      z.object({
        id,
        at: instant,
        method: z.enum(METHODS),
        minor: z.string(),
        reference: z.string().nullable(),
        receivedBy: z.string().nullable(),
      }),
    ),
    can: z.array(z.enum(['issue', 'pay'])),
  })
  .meta({ id: 'Invoice' })

export const answerBody = z.object({
  answer: z.enum(['accepted', 'rejected']),
  name: line.describe('who answers'),
  note: line.optional(),
})
export const sendingBody = z.object({ by: z.enum(['mail', 'shown']).default('mail') })
export const paymentBody = z.object({
  id: id.optional(),
  method: z.enum(METHODS),
  minor,
  at: instant.optional(),
  reference: line.optional(),
})
