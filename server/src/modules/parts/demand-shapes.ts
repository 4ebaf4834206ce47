import { z } from 'zod'
import { day, id, instant, line } from '../../kit/shapes.ts'
import { partLine, quantity } from './shapes.ts'

export const demandBody = z.object({
  id: id.optional(),
  placeId: id.describe('the shelf that should serve it'),
  toPlaceId: id.optional().describe('the van it is handed to; absent: used where it is issued'),
  requestId: id.optional(),
  workOrderId: id.optional(),
  visitId: id.optional(),
  priority: z.number().int().min(1).max(9).default(3).describe('1 comes first'),
  keepUntil: instant.optional(),
  note: line.optional(),
  lines: z
    .array(z.object({ partId: id, quantity: quantity.gt(0), unit: line.optional() }))
    .min(1)
    .max(200),
})
export const pickBody = z.object({
  lines: z
    .array(z.object({ lineId: id, quantity }))
    .min(1)
    .max(200),
})
const handed = z.object({
  lineId: id,
  quantity: quantity.gt(0),
  serials: z.array(line).max(500).optional(),
  batch: line.optional().describe('the batch really taken; absent: the one that is kept for the line'),
})
export const issueBody = z.object({ id: id.optional(), lines: z.array(handed).min(1).max(200) })
export const unusedBody = issueBody
export const demandView = z
  .object({
    id,
    number: z.string(),
    placeId: id,
    toPlaceId: id.nullable(),
    place: z.string(),
    toPlace: z.string().nullable(),
    requestId: id.nullable(),
    workOrderId: id.nullable(),
    visitId: id.nullable(),
    priority: z.number(),
    keepUntil: instant,
    note: z.string().nullable(),
    doneAt: instant.nullable().describe('the job is done: what is neither used nor returned is to be brought back'),
    version: z.number(),
    lines: z.array(
      z.object({
        ...partLine,
        quantity: z.number(),
        reserved: z.number(),
        picked: z.number(),
        issued: z.number(),
        returned: z.number(),
        used: z.number().describe('fitted on a visit'),
        cancelled: z.number(),
        isWaiting: z.boolean(),
        expectedOn: day.nullable(),
      }),
    ),
  })
  .meta({ id: 'PartRequest' })
