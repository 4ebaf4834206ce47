import { csi, nps, SERVQUAL_DIMENSIONS, type ServqualDimension, servqual } from '@aftercare/rules'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id, instant } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { SCALE } from './shapes.ts'

export const figuresQuery = z.object({ from: instant.optional(), to: instant.optional(), stationId: id.optional() })
const gap = z.object({ gap: z.number().nullable(), n: z.number(), missing: z.number() })
export const figuresView = z
  .object({
    sent: z.number(),
    answered: z.number(),
    csi: z.object({
      percent: z.number().nullable(),
      band: z.enum(['dissatisfied', 'satisfied', 'very_satisfied']).nullable(),
      perceived: z.number(),
      expected: z.number(),
      n: z.number(),
    }),
    servqual: z.object({
      gap: z.number().nullable(),
      dimensions: z.record(z.enum(SERVQUAL_DIMENSIONS), gap),
    }),
    nps: z.object({
      score: z.number().nullable(),
      promoters: z.number(),
      passives: z.number(),
      detractors: z.number(),
      n: z.number(),
    }),
  })
  .meta({ id: 'SurveyFigures' })

/** What customers say, of the surveys sent in a time the actor may see. The ratios are those of the rules, nobody else's. */
export async function surveyFigures(tx: Tx, actor: Actor, range: z.output<typeof figuresQuery>) {
  let query = tx
    .selectFrom('voice.survey as v')
    .select(['v.answered_at', 'v.perceived', 'v.expected', 'v.dimensions', 'v.nps'])
    .where(visibleTo(actor, 'v.station_id'))
  if (range.from) query = query.where('v.sent_at', '>=', new Date(range.from))
  if (range.to) query = query.where('v.sent_at', '<', new Date(range.to))
  if (range.stationId) query = query.where('v.station_id', '=', range.stationId)
  const sent = await query.execute()
  const answered = sent.filter((row) => row.answered_at !== null)
  const pairs = answered.flatMap((row) =>
    Object.entries(row.dimensions as Record<string, { p: number; e: number }>).map(([dimension, { p, e }]) => ({
      dimension: dimension as ServqualDimension,
      perceived: p,
      expected: e,
    })),
  )
  return {
    sent: sent.length,
    answered: answered.length,
    csi: csi(answered, SCALE),
    servqual: servqual(pairs, SCALE),
    nps: nps(answered.map((row) => row.nps)),
  }
}
