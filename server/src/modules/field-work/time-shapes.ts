import { isCurrency, TIME_FIELDS } from '@aftercare/rules'
import { z } from 'zod'
import { id, instant, line } from '../../kit/shapes.ts'
import { minor } from '../billing/index.ts'

export const EXPENSES = ['parking', 'toll', 'fuel', 'ticket', 'meal', 'lodging', 'material', 'other'] as const

export const correctionBody = z.object({
  field: z.enum(TIME_FIELDS),
  value: z.number().min(0).max(99_999).describe('minutes, or kilometres with one decimal'),
  reason: line,
  at: instant,
})
export const expenseBody = z.object({
  kind: z.enum(EXPENSES),
  minor: minor.refine((text) => BigInt(text) > 0n, 'more than none'),
  currency: z.string().refine(isCurrency, 'ISO 4217'),
  note: line.optional(),
  fileId: id.optional().describe('the photo of the receipt'),
  at: instant,
})
const figures = z.object({
  travelMinutes: z.number(),
  siteMinutes: z.number(),
  workMinutes: z.number(),
  km: z.number().nullable(),
})
export const timeChangeView = z.object({
  id,
  status: z.string().describe('the step that was told late; or pause, resume'),
  at: instant,
  by: z.string().nullable(),
  before: figures,
  after: figures,
})
export const correctionView = correctionBody.extend({ id })
export const expenseView = expenseBody.extend({
  id,
  note: z.string().nullable(),
  fileId: id.nullable(),
})
