import { z } from 'zod'
import { day, id, instant, line } from '../../kit/shapes.ts'
import { contactView, sendingView } from './purchase-sendings.ts'
import { lineBody, minor, partLine, quantity } from './shapes.ts'

export const purchaseBody = z.object({
  id: id.optional(),
  supplier: line,
  placeId: id,
  lines: z
    .array(
      z.object({
        partId: id,
        quantity: quantity.gt(0),
        unit: line.optional(),
        unitMinor: minor,
        expectedOn: day.optional(),
      }),
    )
    .min(1)
    .max(500),
})
export const confirmationBody = z.object({
  lines: z
    .array(z.object({ lineId: id, on: day, cancelled: quantity.min(0).default(0) }))
    .min(1)
    .max(500),
})
export const deliveryBody = z.object({
  id: id.describe('made by the device: the same delivery sent twice is booked once'),
  note: line.optional().describe('also: why a part its maker does not know is taken in, where the company allows that'),
  lines: z
    .array(lineBody.omit({ partId: true, costMinor: true }).extend({ lineId: id }))
    .min(1)
    .max(500),
})
export const purchaseView = z
  .object({
    id,
    number: z.string(),
    supplier: z.string(),
    placeId: id,
    place: z.string(),
    state: z.enum(['ordered', 'confirmed', 'closed', 'cancelled']),
    currency: z.string(),
    orderedAt: instant,
    version: z.number(),
    lines: z.array(
      z.object({
        ...partLine,
        quantity: z.number(),
        received: z.number(),
        cancelled: z.number(),
        unitMinor: z.string(),
        expectedOn: day.nullable(),
        confirmedOn: day.nullable(),
      }),
    ),
    sendings: z.array(sendingView).describe('every time it left the house, the last first'),
    isChangedSinceSent: z.boolean().describe('the supplier has another order than this'),
    contact: contactView.nullable().describe('where this supplier got its last order'),
  })
  .meta({ id: 'PurchaseOrder' })
