import { z } from 'zod'
import { country, day, id, instant, language, line, timeZone } from '../../kit/shapes.ts'

/** Places that serve customers; the others only give the tree its branches. */
export const SERVING = ['own', '4s', 'authorised', 'chain', 'independent'] as const
export const BRANCHES = ['hq', 'region', 'country'] as const
export const kind = z.enum([...BRANCHES, ...SERVING])

export const area = z
  .object({
    cities: z.array(line).max(2000).optional(),
    postalPrefixes: z
      .array(z.string().regex(/^[0-9A-Za-z -]{1,10}$/))
      .max(5000)
      .optional(),
    radiusKm: z.number().min(0).max(5000).optional(),
  })
  .describe('where it serves: cities, beginnings of postal codes, or a circle around it')

const optional = (shape: z.ZodType<string>) => shape.nullish()
const facts = {
  name: line,
  legalName: optional(line),
  country: country.nullish(),
  region: optional(line),
  city: optional(line),
  district: optional(line),
  line: optional(line),
  postalCode: optional(z.string().trim().min(1).max(20)),
  lat: z.number().min(-90).max(90).nullish(),
  lon: z.number().min(-180).max(180).nullish(),
  timeZone,
  phone: optional(z.string().trim().min(3).max(40)),
  email: z.email().nullish(),
  language,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullish(),
  calendarId: id.nullish(),
  level: optional(line),
  productLines: z.array(line).max(500).describe('codes of the families it is authorised for; none = all'),
  area,
}

export const stationInput = z.object({
  ...facts,
  kind,
  parentId: id.nullish().describe('only headquarters have none'),
  timeZone: timeZone.optional(),
  language: language.optional(),
  productLines: facts.productLines.default([]),
  area: area.default({}),
})
export const stationPatch = z.object({ ...facts, kind, isActive: z.boolean() }).partial()

export const documentInput = z.object({
  name: line,
  number: line.nullish(),
  expiresOn: day.nullish(),
  fileId: id.nullish(),
})
export const documentView = z
  .object({ id, name: z.string(), number: z.string().nullable(), expiresOn: day.nullable(), fileId: id.nullable() })
  .meta({ id: 'StationDocument' })

export const staffInput = z.object({
  staff: z
    .array(z.object({ personId: id, fromOn: day, toOn: day.nullish(), isHome: z.boolean().default(true) }))
    .max(1000),
})
export const staffView = z
  .object({
    personId: id,
    name: z.string(),
    roles: z.array(z.string()),
    fromOn: day,
    toOn: day.nullable(),
    isHome: z.boolean(),
    isActive: z.boolean(),
  })
  .meta({ id: 'StationStaff' })

const text = z.string().nullable()
export const stationView = z
  .object({
    id,
    number: z.string(),
    kind,
    name: z.string(),
    legalName: text,
    country: text,
    region: text,
    city: text,
    district: text,
    line: text,
    postalCode: text,
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    timeZone: z.string(),
    phone: text,
    email: text,
    language,
    currency: text,
    calendarId: id.nullable(),
    level: text,
    productLines: z.array(z.string()),
    area,
    isActive: z.boolean(),
    version: z.number(),
    createdAt: instant,
    parentId: id.nullable(),
    way: z.array(z.object({ id, name: z.string() })).describe('from the top of what the caller sees down to itself'),
    children: z.array(z.object({ id, name: z.string(), kind, isActive: z.boolean() })),
    hours: z
      .object({
        calendarId: id,
        name: z.string(),
        inheritedFrom: z.string().nullable(),
        timeZone: z.string(),
        version: z.number(),
        weekly: z.record(z.string(), z.array(z.array(z.string()))),
        holidays: z.array(day),
        workdays: z.record(z.string(), z.array(z.array(z.string()))),
      })
      .nullable(),
    staff: z.array(staffView),
    documents: z.array(documentView),
  })
  .meta({ id: 'Station' })
