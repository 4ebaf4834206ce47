import { isCurrency } from '@aftercare/rules'
import { z } from 'zod'
import { country, day, id, line } from '../../kit/shapes.ts'
import { TAX_CATEGORIES } from './terms.ts'

/** One there is: three letters alone would make an amount of nothing. */
export const currency = z.string().refine(isCurrency, 'a currency of ISO 4217')
const valid = { validFrom: day, validTo: day.nullable().optional(), source: line.nullable().optional() }
const endPrevious = z
  .boolean()
  .default(false)
  .describe('what holds without an end for the same thing is ended the day before')

export const taxRateBody = z.object({
  country,
  category: z.enum(TAX_CATEGORIES),
  bp: z.number().int().min(0).max(10_000).describe('1900 = 19 %'),
  ...valid,
  endPrevious,
})
const isConfirmed = z.boolean().describe('false: it came with the product and nobody of the company has looked at it')
export const taxRatePatch = taxRateBody
  .omit({ country: true, category: true, endPrevious: true })
  .extend({ isConfirmed })
  .partial()
export const taxRateView = taxRateBody
  .omit({ endPrevious: true })
  .extend({ id, validTo: day.nullable(), source: z.string().nullable(), isConfirmed, version: z.number() })
  .meta({ id: 'TaxRate' })

export const roundingBody = z.object({
  country,
  currency,
  rule: z
    .string()
    .regex(/^(line|total)\.(half_up|half_even)\.[1-9]\d{0,3}$/)
    .describe('where tax is rounded . how . step of the amount to pay in minor units'),
  ...valid,
  endPrevious,
})
export const roundingPatch = roundingBody.omit({ country: true, currency: true, endPrevious: true }).partial()
export const roundingView = roundingBody
  .omit({ endPrevious: true })
  .extend({ id, validTo: day.nullable(), source: z.string().nullable(), version: z.number() })
  .meta({ id: 'RoundingRule' })

/** A rate as published: at most twelve decimals, more than none. */
export const rate = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/)
  .refine((text) => Number(text) > 0, 'more than none')
export const exchangeRateBody = z
  .object({ base: currency, quote: currency, onDay: day, rate, source: line })
  .refine((one) => one.base !== one.quote, { path: ['quote'], message: 'another currency than base' })
export const exchangeRateView = z
  .object({
    id,
    base: z.string(),
    quote: z.string(),
    onDay: day,
    rate: z.string(),
    source: z.string(),
    version: z.number(),
  })
  .meta({ id: 'ExchangeRate' })
export const conversionView = z
  .object({
    currency: z.string(),
    minor: z.string(),
    steps: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rate: z.string(),
        onDay: day,
        source: z.string(),
        inverse: z.boolean().describe('the rate was published the other way round'),
      }),
    ),
  })
  .meta({ id: 'Conversion' })

export const accountBody = z.object({
  vatId: z.string().trim().min(4).max(20).nullable().optional(),
  daysToPay: z.number().int().min(0).max(365),
})
export const accountView = z
  .object({
    customerId: id,
    vatId: z.string().nullable(),
    vatCountry: z.string().nullable(),
    daysToPay: z.number(),
    version: z.number(),
  })
  .meta({ id: 'BillingAccount' })
