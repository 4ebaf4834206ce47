import { UNIT_STATES } from '@aftercare/rules'
import { z } from 'zod'
import { day, id, names } from '../../kit/shapes.ts'

export const KINDS = ['recall', 'upgrade', 'service'] as const
export const STATUSES = ['draft', 'announced', 'closed', 'withdrawn'] as const
export const COVERS = ['part', 'labour', 'travel'] as const

/** A campaign that is open on a product, as every door shows it and the phone takes it along. */
export const openRecall = z
  .object({
    id,
    number: z.string(),
    kind: z.enum(KINDS),
    isSafety: z.boolean(),
    stopUse: z.boolean().describe('not to be used until it is done'),
    title: names,
    hazard: names.nullable(),
    remedy: names.describe('what is to be done'),
    advice: names.nullable().describe('what the owner should do until then'),
    parts: z.array(z.object({ number: z.string(), name: names, quantity: z.string() })),
    components: z.array(z.string()).describe('what it pays for'),
    minutes: z.number().nullable(),
    announcedOn: day,
    state: z.enum(UNIT_STATES),
  })
  .meta({ id: 'OpenRecall' })
export type OpenRecall = z.output<typeof openRecall>
