import { z } from 'zod'
import { day, id, instant, line } from '../../kit/shapes.ts'
import { condition } from './shapes.ts'

export const countEntries = z.object({
  adds: z.boolean().default(false).describe('several counters or bins: quantities of one part sum up'),
  entries: z
    .array(
      z.object({
        id: id.describe('made by the device: the same entry sent twice is counted once'),
        partId: id,
        quantity: z.number().min(0).max(1e9),
        batch: line.optional(),
        expiresOn: day.optional(),
        serials: z.array(line).max(500).optional(),
        condition: condition.optional(),
        ownerId: id.optional(),
      }),
    )
    .min(1)
    .max(1000),
})
export const countView = z
  .object({
    id,
    state: z.enum(['open', 'posted', 'cancelled']),
    place: z.object({ id, name: z.string() }),
    countedAt: instant,
    documentId: id.nullable(),
    version: z.number(),
    lines: z.array(
      z.object({
        partId: id,
        part: z.string(),
        condition,
        batch: z.string().nullable(),
        counted: z.number(),
        counters: z.number(),
        expected: z.number().describe('what the books say of that moment, as of now'),
        difference: z.number().nullable().describe('booked; null while the count is open'),
        picked: z.number().describe('taken off the shelf and not booked yet'),
      }),
    ),
  })
  .meta({ id: 'StockCount' })
