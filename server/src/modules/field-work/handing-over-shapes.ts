import { z } from 'zod'
import { id, instant, paragraph } from '../../kit/shapes.ts'
import { proposal } from '../dispatch/index.ts'

export const HANDING_REASONS = [
  'ill',
  'no_time',
  'skill_missing',
  'part_missing',
  'vehicle',
  'customer_wish',
  'other',
] as const

export const handingOverBody = z.object({
  reason: z.enum(HANDING_REASONS),
  done: paragraph,
  left: paragraph,
  toId: id.optional().describe('the colleague asked to take it; nobody: dispatch decides'),
  rest: proposal.optional(),
  at: instant,
})
export const askedView = z.object({
  id,
  number: z.string(),
  title: z.string(),
  customer: z.string().nullable(),
  city: z.string().nullable(),
  reason: z.enum(HANDING_REASONS),
  done: z.string(),
  left: z.string(),
  from: z.string(),
  at: instant,
})
