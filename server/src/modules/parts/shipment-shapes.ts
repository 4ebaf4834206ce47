import { z } from 'zod'
import { day, id, instant, line } from '../../kit/shapes.ts'
import { condition, lineBody, partLine, quantity } from './shapes.ts'

export const shipmentBody = z.object({
  id: id.optional(),
  fromPlaceId: id,
  toPlaceId: id,
  expectedOn: day.optional(),
  note: line.optional(),
  lines: z.array(lineBody).min(1).max(500),
})
export const arrivalBody = z.object({
  id: id.describe('made by the device: the same receipt sent twice is booked once'),
  lines: z
    .array(
      z.object({
        lineId: id,
        received: quantity.min(0).default(0),
        lost: quantity.min(0).default(0),
        isQuarantined: z.boolean().optional().describe('what came is kept apart: blocked or in doubt since it left'),
      }),
    )
    .min(1)
    .max(500),
})
export const shipmentView = z
  .object({
    id,
    number: z.string(),
    state: z.enum(['draft', 'sent', 'closed', 'cancelled']),
    fromPlaceId: id,
    toPlaceId: id,
    from: z.string(),
    to: z.string(),
    mine: z
      .array(z.enum(['from', 'to']))
      .describe('the ends at which you may act: who sees one end only sends or receives there'),
    sentAt: instant.nullable(),
    sentBy: id.nullable().describe('who answers for what is in transit'),
    expectedOn: day.nullable(),
    note: z.string().nullable(),
    isReceiptWaiting: z.boolean().describe('a receipt was told before the sending, and is booked with it'),
    version: z.number(),
    lines: z.array(
      z.object({
        ...partLine,
        condition,
        batch: z.string().nullable(),
        serial: z.string().nullable(),
        quantity: z.number(),
        sent: z.number(),
        received: z.number(),
        lost: z.number(),
        inTransit: z.number(),
      }),
    ),
  })
  .meta({ id: 'StockShipment' })
