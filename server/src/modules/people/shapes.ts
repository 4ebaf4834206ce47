import { z } from 'zod'
import { country, day, id, instant, language, line, names, timeZone } from '../../kit/shapes.ts'
import { ROLES } from '../../permissions.ts'

export const role = z.enum(ROLES)
export const email = z.email().max(254)

export const grantInput = z
  .discriminatedUnion('scope', [
    z.object({ role, scope: z.literal('company') }),
    z.object({ role, scope: z.literal('country'), country }),
    z.object({ role, scope: z.literal('station'), stationId: id }),
  ])
  .meta({ id: 'RoleGrantGiven' })
export type GrantInput = z.output<typeof grantInput>

export const grantView = z
  .object({
    id,
    role,
    scope: z.enum(['company', 'country', 'station']),
    country: z.string().nullable(),
    stationId: id.nullable(),
    grantedAt: instant,
  })
  .meta({ id: 'RoleGrant' })

export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** Working hours by ISO weekday, 1 = Monday: several intervals a day, 24:00 is the end of the day. */
export const weekly = z.partialRecord(
  z.enum(['1', '2', '3', '4', '5', '6', '7']),
  z.array(z.tuple([clockTime, clockTime])).max(6),
)

export const skillView = z
  .object({ id, code: z.string(), name: names, needsCertificate: z.boolean() })
  .meta({ id: 'Skill' })

export const certificateInput = z.object({
  name: line,
  number: line.nullish(),
  issuedBy: line.nullish(),
  issuedOn: day,
  expiresOn: day.nullish(),
  skillId: id.nullish(),
  fileId: id.nullish(),
})
export const certificateView = z
  .object({
    id,
    name: z.string(),
    number: z.string().nullable(),
    issuedBy: z.string().nullable(),
    issuedOn: day,
    expiresOn: day.nullable(),
    skillId: id.nullable(),
    fileId: id.nullable(),
  })
  .meta({ id: 'Certificate' })

export const shiftInput = z.object({ validFrom: day, validTo: day.nullish(), timeZone, weekly })
export const shiftView = z
  .object({
    id,
    validFrom: day,
    validTo: day.nullable(),
    timeZone: z.string(),
    weekly: z.record(z.string(), z.array(z.array(z.string()))),
  })
  .meta({ id: 'Shift' })

export const absenceKind = z.enum(['leave', 'sick', 'training', 'other'])
export const absenceInput = z.object({ from: instant, to: instant, kind: absenceKind, note: line.nullish() })
export const absenceView = z
  .object({ id, from: instant, to: instant, kind: absenceKind, note: z.string().nullable() })
  .meta({ id: 'Absence' })

export const personInput = z.object({
  name: line,
  email: email.nullish(),
  phone: z.string().trim().min(3).max(40).nullish(),
  language: language.default('en'),
  timeZone: timeZone.optional(),
  photoFileId: id.nullish(),
  homeLat: z.number().min(-90).max(90).nullish(),
  homeLon: z.number().min(-180).max(180).nullish(),
  hiredOn: day.nullish(),
  dayEnds: z
    .enum(['anywhere', 'home', 'station'])
    .optional()
    .describe('where a planned day ends; the way there counts'),
  weeklyMinutes: z.number().int().min(60).max(10_080).nullish().describe('contract hours; null: not counted'),
  weeklyOvertimeMinutes: z.number().int().min(0).max(5040).optional().describe('the most beyond the contract'),
  overtimePrice: z.number().min(0).max(20).optional().describe('hours at the wheel an hour of overtime is worth'),
  dailyMinutes: z.number().int().min(60).max(1440).nullish().describe('the most in a day, breaks not counted'),
})

/** No defaults here: what is absent is kept. */
export const personPatch = personInput.extend({ language: language.optional(), leftOn: day.nullish() }).partial()

export const personView = z
  .object({
    id,
    number: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    language,
    timeZone: z.string(),
    photoFileId: id.nullable(),
    homeLat: z.number().nullable(),
    homeLon: z.number().nullable(),
    hiredOn: day.nullable(),
    dayEnds: z.enum(['anywhere', 'home', 'station']),
    weeklyMinutes: z.number().nullable(),
    weeklyOvertimeMinutes: z.number(),
    overtimePrice: z.number(),
    dailyMinutes: z.number().nullable(),
    leftOn: day.nullable(),
    isActive: z.boolean(),
    version: z.number(),
    createdAt: instant,
    signIn: z.object({ email: z.string(), twoFactor: z.boolean() }).nullable().describe('null: cannot sign in yet'),
    invitation: z
      .object({ email: z.string(), expiresAt: instant, isExpired: z.boolean() })
      .nullable()
      .describe('the open one'),
    roles: z.array(grantView),
    skills: z.array(z.object({ skillId: id, code: z.string(), name: names, level: z.number(), isValid: z.boolean() })),
    certificates: z.array(certificateView),
    shifts: z.array(shiftView),
    absences: z.array(absenceView),
    mayChange: z.boolean().describe('whether the caller may change this person'),
  })
  .meta({ id: 'Person' })
