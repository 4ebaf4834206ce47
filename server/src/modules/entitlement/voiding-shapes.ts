import { z } from 'zod'
import { day, id, instant, paragraph } from '../../kit/shapes.ts'
import { VOID_CODES } from '../assets/index.ts'

export const VOIDING_STATES = ['standing', 'appealed', 'upheld', 'lifted', 'taken_back'] as const
const files = z.array(id).max(20)

export const voidingBody = z.object({
  code: z.enum(VOID_CODES),
  at: day.optional().describe('first day without cover; today when absent'),
  assessment: paragraph,
  fileIds: files.min(1).describe('the evidence: without any nothing is voided'),
})
export const appealBody = z.object({
  text: paragraph,
  appealFor: z.enum(['customer', 'station']).default('customer'),
  fileIds: files.default([]),
})
export const ownAppealBody = appealBody.omit({ appealFor: true })
export const appealDecisionBody = z.object({ outcome: z.enum(['upheld', 'lifted']), text: paragraph })

export const voidingView = z
  .object({
    id,
    version: z.number(),
    assetId: id,
    serial: z.string(),
    code: z.enum(VOID_CODES),
    fromOn: day,
    assessment: z.string(),
    fileIds: z.array(id),
    status: z.enum(VOIDING_STATES),
    madeAt: instant,
    madeBy: id.nullable(),
    madeByName: z.string(),
    appealUntil: day,
    appeal: z
      .object({
        at: instant,
        byName: z.string(),
        for: z.enum(['customer', 'station']),
        text: z.string(),
        fileIds: z.array(id),
      })
      .nullable(),
    decided: z.object({ at: instant, byName: z.string(), text: z.string() }).nullable(),
    can: z.array(z.enum(['appeal', 'decide', 'take_back'])),
  })
  .meta({ id: 'Voiding' })
/** What the customer is told of it on the portal: not who, but why, and until when an objection is possible. */
export const ownVoidingView = voidingView
  .pick({ id: true, code: true, fromOn: true, assessment: true, status: true, appealUntil: true })
  .extend({ canAppeal: z.boolean(), decision: z.string().nullable() })
  .meta({ id: 'OwnVoiding' })
