import { z } from 'zod'
import { country, day, id, names } from '../../kit/shapes.ts'
import { COVERS, FAILURES, METERS, STARTS } from './shapes.ts'

const code = z.string().trim().min(1).max(60)
const optional = <T extends z.ZodType>(shape: T) => shape.nullable().optional()

export const familyBody = z.object({
  code,
  name: names,
  productClass: code.describe("the class the rule packs speak of: 'household-car', 'air-conditioner'"),
  meterKind: optional(z.enum(METERS)),
})
export const familyView = familyBody
  .extend({ id, meterKind: z.enum(METERS).nullable(), version: z.number() })
  .meta({ id: 'Family' })

export const modelBody = z.object({
  familyId: id,
  code,
  name: names,
  skillCodes: z.array(code).max(30).optional().describe('what a technician needs to work on it'),
  imageFileId: optional(id),
  onSaleFrom: optional(day),
  onSaleTo: optional(day),
})
export const termBody = z.object({
  country: optional(country).describe('null = everywhere'),
  covers: z.enum(COVERS),
  components: z.array(code).max(100).default([]).describe('empty = all'),
  excludedComponents: z.array(code).max(100).default([]),
  name: optional(names).describe('what the plan is called'),
  months: optional(z.number().int().min(1).max(1200)),
  distanceKm: optional(z.number().int().min(1)),
  hours: optional(z.number().int().min(1)),
  startsFrom: z.enum(STARTS),
  soldFrom: optional(day),
  soldTo: optional(day),
})
export const termView = z
  .object({
    id,
    country: z.string().nullable(),
    covers: z.enum(COVERS),
    components: z.array(z.string()),
    excludedComponents: z.array(z.string()),
    name: names.nullable(),
    months: z.number().nullable(),
    distanceKm: z.number().nullable(),
    hours: z.number().nullable(),
    startsFrom: z.enum(STARTS),
    soldFrom: day.nullable(),
    soldTo: day.nullable(),
  })
  .meta({ id: 'WarrantyTerm' })
export const modelView = z
  .object({
    id,
    family: familyView,
    code: z.string(),
    name: names,
    skillCodes: z.array(z.string()),
    imageFileId: id.nullable(),
    onSaleFrom: day.nullable(),
    onSaleTo: day.nullable(),
    terms: z.array(termView),
    version: z.number(),
  })
  .meta({ id: 'Model' })

export const failureBody = z.object({
  familyId: optional(id).describe('null = every family'),
  kind: z.enum(FAILURES),
  code,
  name: names,
  component: optional(code),
  isSafety: z.boolean().default(false),
})
export const failureView = z
  .object({
    id,
    familyId: id.nullable(),
    kind: z.enum(FAILURES),
    code: z.string(),
    name: names,
    component: z.string().nullable(),
    isSafety: z.boolean(),
  })
  .meta({ id: 'FailureCode' })
