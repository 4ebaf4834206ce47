import { z } from 'zod'
import { day, id, instant, line, names } from '../../kit/shapes.ts'
import { condition, TRACKING } from './shapes.ts'

export const countEntries = z.object({
  adds: z.boolean().default(false).describe('several counters or bins: quantities of one part sum up'),
  recounts: z.boolean().default(false).describe('takes the place of what was counted of these parts before'),
  entries: z
    .array(
      z.object({
        id: id.describe('made by the device: the same entry sent twice is counted once'),
        partId: id,
        quantity: z.number().min(0).max(1e9),
        at: instant.optional().describe('when it was counted, by the device; absent: when the count was opened'),
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
const counted = {
  ...{ partId: id, part: z.string(), name: names, unit: z.string(), tracking: z.enum(TRACKING) },
  ...{ condition, batch: z.string().nullable() },
}
export const countView = z
  .object({
    id,
    state: z.enum(['open', 'posted', 'cancelled']),
    place: z.object({ id, name: z.string() }),
    countedAt: instant.describe('when it was opened'),
    documentId: id.nullable(),
    version: z.number(),
    currency: z.string(),
    lines: z.array(
      z.object({
        ...counted,
        counted: z.number(),
        counters: z.number(),
        countedAt: instant.describe('the last of its entries: what moved since moves on'),
        expected: z.number().describe('what the books say of that moment, as of now'),
        difference: z.number().nullable().describe('booked; null while the count is open'),
        picked: z.number().describe('taken off the shelf and not booked yet'),
        hasMoved: z.boolean().describe('it moved between its first entry and its last: count it again'),
        eachMinor: z.string().nullable().describe('what one is worth; null: unknown, or not for this reader'),
      }),
    ),
    uncounted: z
      .array(z.object({ ...counted, expected: z.number() }))
      .describe('on the books of the place and not counted; left as it is when the count is booked'),
  })
  .meta({ id: 'StockCount' })
