import { z } from 'zod'
import { country, id, instant, language, line, paragraph, timeZone } from '../../kit/shapes.ts'

export const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const
export const KINDS = ['person', 'organisation'] as const
export const TIERS = ['standard', 'silver', 'gold'] as const
export const CHANNELS = ['phone', 'email', 'sms', 'messaging', 'letter'] as const
export const PURPOSES = ['service', 'survey', 'marketing', 'transfer_abroad'] as const

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const phone = z.string().trim().max(40)
const email = z.email().max(254)
const optional = <T extends z.ZodType>(shape: T) => shape.nullable().optional()

export const contactBody = z.object({
  name: line,
  role: optional(line),
  phone: optional(phone),
  email: optional(email),
  language: optional(language),
  isPrimary: z.boolean().optional(),
})
export const addressBody = z.object({
  label: optional(line),
  country,
  region: optional(line),
  city: optional(line),
  district: optional(line),
  line,
  postalCode: optional(z.string().trim().max(20)),
  lat: optional(z.number().min(-90).max(90)),
  lon: optional(z.number().min(-180).max(180)),
  timeZone: timeZone.optional().describe('found from the position when absent'),
  isPrimary: z.boolean().optional(),
})
export const consentBody = z.object({
  purpose: z.enum(PURPOSES),
  granted: z.boolean(),
  channel: line,
  proof: paragraph.describe('what was said or signed, and where it is kept'),
  at: instant.optional(),
})
export const customerBody = z.object({
  kind: z.enum(KINDS),
  name: line,
  tier: z.enum(TIERS).optional(),
  country,
  language: language.optional(),
  timeZone: timeZone.optional(),
  phone: optional(phone),
  email: optional(email),
  preferredChannel: z.enum(CHANNELS).optional(),
  quietFrom: optional(clock),
  quietTo: optional(clock),
  note: optional(paragraph),
  externalSource: optional(line),
  externalId: optional(line),
})
export const newCustomerBody = customerBody.extend({
  stationId: id.optional().describe('the station that sees it; needed of people who see several stations only'),
  contacts: z.array(contactBody).max(50).optional(),
  addresses: z.array(addressBody).max(50).optional(),
  consents: z.array(consentBody).max(10).optional(),
})
export type NewCustomer = z.output<typeof newCustomerBody>

export const contactView = z
  .object({
    id,
    name: z.string(),
    role: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    language: z.string().nullable(),
    isPrimary: z.boolean(),
    version: z.number(),
  })
  .meta({ id: 'Contact' })
export const addressView = z
  .object({
    id,
    label: z.string().nullable(),
    country: z.string(),
    region: z.string().nullable(),
    city: z.string().nullable(),
    district: z.string().nullable(),
    line: z.string(),
    postalCode: z.string().nullable(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    timeZone: z.string(),
    isPrimary: z.boolean(),
    version: z.number(),
  })
  .meta({ id: 'Address' })
export const consentView = z
  .object({
    id,
    purpose: z.enum(PURPOSES),
    granted: z.boolean(),
    at: instant,
    channel: z.string(),
    proof: z.string(),
    byPerson: id.nullable(),
  })
  .meta({ id: 'Consent' })
export const customerView = z
  .object({
    id,
    number: z.string(),
    kind: z.enum(KINDS),
    name: z.string(),
    tier: z.enum(TIERS),
    country: z.string(),
    language: z.string(),
    timeZone: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    preferredChannel: z.enum(CHANNELS),
    quietFrom: z.string().nullable(),
    quietTo: z.string().nullable(),
    note: z.string().nullable(),
    externalSource: z.string().nullable(),
    externalId: z.string().nullable(),
    version: z.number(),
    createdAt: instant,
  })
  .meta({ id: 'Customer' })
export const mergedInto = z.object({ id, number: z.string(), name: z.string() }).nullable()
export const customerPage = customerView
  .extend({
    contacts: z.array(contactView),
    addresses: z.array(addressView),
    consents: z.array(consentView).describe('newest first: the first of a purpose holds'),
    merges: z.array(
      z.object({
        id,
        at: instant,
        merged: z.object({ id, number: z.string(), name: z.string() }),
        undoneAt: instant.nullable(),
      }),
    ),
    mergedInto,
  })
  .meta({ id: 'CustomerPage' })
