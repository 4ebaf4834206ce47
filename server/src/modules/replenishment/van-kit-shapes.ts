import { z } from 'zod'
import { id, names } from '../../kit/shapes.ts'
import { SCOPES } from './van-needs.ts'

/** Share of the visits that shall find all their parts in the van, in per cent. */
export const kitQuery = z.object({ sharePct: z.coerce.number().min(1).max(100).default(90) })

const part = z.object({ id, number: z.string(), name: names, unit: z.string() })
const share = z.number().describe('of the visits that needed parts, 0 … 1')
export const kitView = z
  .object({
    van: z.object({ id, name: z.string() }),
    source: z.object({ id, name: z.string() }).nullable().describe('the place that supplies the van'),
    scope: z.enum(SCOPES).describe('whose visits it was learnt from'),
    visits: z.number(),
    sharePct: z.number(),
    before: share.describe('with what is in the van and on its way there'),
    after: share.describe('with the kit'),
    moneyMinor: z.string(),
    currency: z.string(),
    lines: z.array(
      z.object({
        part,
        quantity: z.number(),
        available: z.number().describe('of these, free at the source'),
        unitMinor: z.string(),
        loss: share.describe('fewer without this line'),
      }),
    ),
    next: z
      .array(
        z.object({ parts: z.array(z.object({ part, quantity: z.number() })), gain: share, moneyMinor: z.string() }),
      )
      .describe('what would be added next, and what it brings'),
    idle: z.array(z.object({ part, quantity: z.number() })).describe('in the van, and needed on none of these visits'),
  })
  .meta({ id: 'VanKit' })
export const kitAccepted = z
  .object({
    shipment: z.object({ id, number: z.string() }),
    lacking: z.array(z.object({ part: z.string(), quantity: z.number() })).describe('not free at the source'),
  })
  .meta({ id: 'VanKitAccepted' })
