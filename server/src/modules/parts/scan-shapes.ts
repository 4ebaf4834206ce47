import { z } from 'zod'
import { day, id, names } from '../../kit/shapes.ts'
import { TRACKING } from './shapes.ts'

export const SCANNED_DOCUMENTS = ['purchase_order', 'shipment', 'part_request'] as const

export const scanView = z
  .object({
    text: z.string(),
    parts: z
      .array(
        z.object({
          ...{ id, number: z.string(), name: names, unit: z.string(), tracking: z.enum(TRACKING) },
          serial: z.string().nullable().describe('as the code says it, or as it is known'),
          batch: z.string().nullable(),
          expiresOn: day.nullable(),
          isBlocked: z.boolean().describe('of the batch'),
          placeId: id.nullable().describe('where the serial lies, if you see it'),
          place: z.string().nullable(),
        }),
      )
      .describe('more than one where a number is one of several parts'),
    document: z.object({ kind: z.enum(SCANNED_DOCUMENTS), id, number: z.string() }).nullable(),
    place: z.object({ id, name: z.string() }).nullable(),
    bin: z.string().nullable().describe('the text as the label of a bin'),
  })
  .meta({ id: 'StockScan' })
