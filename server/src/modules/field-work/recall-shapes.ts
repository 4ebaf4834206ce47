import { NOT_DONE_REASONS, RECALL_OUTCOMES } from '@aftercare/rules'
import { z } from 'zod'
import { id, instant, line } from '../../kit/shapes.ts'

export const recallBody = z
  .object({
    outcome: z.enum(RECALL_OUTCOMES),
    reason: z.enum(NOT_DONE_REASONS).nullable().default(null).describe('why it was not done, and only then'),
    note: line.nullable().default(null),
    at: instant,
  })
  .refine((said) => (said.outcome === 'not_done') === (said.reason !== null), {
    path: ['reason'],
    message: 'validation.required',
  })
export const recallAnswer = z
  .object({
    campaignId: id,
    outcome: z.enum(RECALL_OUTCOMES),
    reason: z.enum(NOT_DONE_REASONS).nullable(),
    note: z.string().nullable(),
    at: instant,
    by: z.string(),
  })
  .meta({ id: 'RecallAnswer' })
