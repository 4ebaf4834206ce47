import { CHECKLIST_PROOFS, CHECKLIST_TYPES } from '@aftercare/rules'
import { z } from 'zod'
import { id, instant, line, names } from '../../kit/shapes.ts'
import { code } from '../billing/index.ts'

const stepKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
export const checklistCondition = z.discriminatedUnion('on', [
  z.object({ on: z.literal('answer'), step: stepKey, values: z.array(code).max(20).describe('yes, no, or choices') }),
  z.object({
    ...{ on: z.literal('measurement'), step: stepKey, above: z.number().optional(), below: z.number().optional() },
  }),
  z.object({ on: z.literal('failed'), step: stepKey }),
  z.object({ on: z.literal('model'), models: z.array(z.string().max(80)).max(50).describe('codes of models') }),
])
export const checklistItem = z.object({
  key: stepKey,
  label: names,
  hint: names.optional(),
  picture: id.optional().describe('shown beside the step: an uploaded picture, read under /checklist-pictures'),
  type: z.enum(CHECKLIST_TYPES),
  group: z.enum(['etiquette', 'safety', 'work', 'measurement']),
  required: z.boolean(),
  unit: z.string().max(20).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  choices: z
    .array(
      z.object({ value: code, label: names, fails: z.boolean().optional().describe('chosen, the step has failed') }),
    )
    .min(2)
    .max(20)
    .optional(),
  meter: z.enum(['km', 'hour', 'cycle']).optional().describe('the value is kept as a reading of the product'),
  followUp: z
    .boolean()
    .optional()
    .describe('not in order, outside its limits or left out when the visit is done: a follow-up request is opened'),
  when: z.array(checklistCondition).max(5).optional().describe('all must hold for the step to be asked for'),
  proof: z
    .array(z.object({ kind: z.enum(CHECKLIST_PROOFS), count: z.number().int().min(1).max(10) }))
    .max(5)
    .optional(),
})
export const checklistBody = z.object({
  name: names,
  kind: z.string().max(30).default('*').describe('the request kind it is for; * = every'),
  familyId: id.nullable().default(null),
  items: z.array(checklistItem).min(1).max(100),
})
export const checklistView = checklistBody
  .extend({ id, version: z.number(), familyId: id.nullable(), kind: z.string(), isActive: z.boolean() })
  .meta({ id: 'Checklist' })

export const answer = z.object({
  value: z.union([z.boolean(), z.number(), z.string().max(2000)]).nullable(),
  skipped: line.optional().describe('why a required step was left out'),
  at: instant.optional(),
  readings: z.array(z.number()).max(20).optional().describe('measured beside the answer, as its proof'),
  note: z.string().max(2000).optional(),
})

/** Which list the phone worked by: a newer one may be in use when it tells. */
export const listWorkedBy = { checklistId: id.optional(), checklistVersion: z.number().int().min(1).optional() }
