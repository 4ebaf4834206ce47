import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { instant, line } from '../../kit/shapes.ts'
import { lockOrder } from './find.ts'
import { neededParts, needParts } from './needed-parts.ts'

/** What the technician who leaves proposes for the next visit. */
export const proposal = z
  .object({
    minutes: z.number().int().min(5).max(2880).optional(),
    from: instant.optional().describe('not before this, as agreed with the customer'),
    to: instant.optional(),
    parts: z
      .array(z.object({ code: line, quantity: z.number().int().min(1).max(9999) }))
      .max(50)
      .optional()
      .describe('what is missing; until it is there nothing is planned'),
  })
  .refine(({ from, to }) => !from || !to || from < to, { path: ['to'], message: 'validation.order' })
  .meta({ id: 'NextVisitProposal' })
export type Proposal = z.output<typeof proposal>

/** Part-done work goes back to be planned with what was found out on the spot: how long, when, and what must be there first. */
export async function proposeNext(
  tx: Tx,
  actor: Actor,
  orderId: string,
  { minutes, from, to, parts }: Proposal,
): Promise<void> {
  const order = await lockOrder(tx, actor, orderId)
  const was = {
    plannedMinutes: order.planned_minutes,
    earliestAt: wire(order.earliest_at),
    latestAt: wire(order.latest_at),
  }
  const is = {
    plannedMinutes: minutes ?? was.plannedMinutes,
    earliestAt: from ?? was.earliestAt,
    latestAt: to ?? was.latestAt,
  }
  const fields = (Object.keys(is) as (keyof typeof is)[]).filter((field) => is[field] !== was[field])
  if (fields.length > 0) {
    const { version } = await tx
      .updateTable('dispatch.work_order')
      .set({
        planned_minutes: is.plannedMinutes,
        earliest_at: is.earliestAt,
        latest_at: is.latestAt,
        version: order.version + 1,
      })
      .where('id', '=', orderId)
      .returning('version')
      .executeTakeFirstOrThrow()
    const changes = Object.fromEntries(fields.map((field) => [field, { from: was[field], to: is[field] }]))
    await announce(tx, actor, {
      type: 'work_order.changed',
      subject: { type: 'work_order', id: orderId, version },
      threadId: order.request_id,
      stationId: order.station_id,
      data: { number: order.number, changes },
    })
  }
  if (!parts?.length) return
  const others = (await neededParts(tx, actor, orderId)).filter((one) => !parts.some(({ code }) => code === one.code))
  await needParts(tx, actor, orderId, [
    ...others,
    ...parts.map((one) => ({ ...one, expectedOn: null, isReady: false })),
  ])
}

const wire = (at: Date | null) => at?.toISOString() ?? null
