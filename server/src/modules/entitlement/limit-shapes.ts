import { z } from 'zod'
import { day, money, names } from '../../kit/shapes.ts'

export const LIMIT_STATES = ['reached', 'near', 'far', 'undetermined', 'expired'] as const
export const LIMIT_UNITS = ['day', 'repair', 'replacement'] as const

/** One limit as the package watches it (`LimitWatch`). */
const limitView = z
  .object({
    id: z.string(),
    ruleId: z.string(),
    title: z.union([z.string(), z.record(z.string(), z.string())]),
    clause: z.object({ law: z.string(), article: z.string() }).optional(),
    confidence: z.enum(['high', 'medium', 'low']),
    counter: z.string().describe('what is counted, by its name in the rule packs'),
    unit: z.enum(LIMIT_UNITS),
    subject: z.string().optional().describe('the symptom, assembly or part that is counted, by code'),
    subjectName: names.nullable().describe('the symptom as the catalogue names it'),
    count: z.number().nullable(),
    atMost: z.number().optional(),
    threshold: z.number(),
    strict: z.boolean().describe('more than the threshold; else so many or more'),
    reachedAt: z.number().describe('the first count that reaches it'),
    distance: z.number().nullable(),
    needsNextFault: z.boolean().describe('the count alone is not enough: the fault has to show again'),
    state: z.enum(LIMIT_STATES),
    missing: z.array(z.string()),
    remedies: z.array(z.object({ remedy: z.string(), electedBy: z.string() })),
    until: day.nullable(),
    usage: z
      .object({
        kind: z.string(),
        value: z.number(),
        used: z.number().optional(),
        left: z.number().optional(),
        readAt: day.optional(),
      })
      .optional(),
    reachedOn: day.optional(),
    atStake: money.extend({ price: z.string(), deduction: z.string().nullable() }).optional(),
  })
  .meta({ id: 'Limit' })
export const limitsView = z.object({ items: z.array(limitView) }).meta({ id: 'Limits' })
