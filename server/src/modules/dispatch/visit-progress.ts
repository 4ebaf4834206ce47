import type { VisitState } from '@aftercare/rules'
import { type Actor, can } from '../../kit/actor.ts'
import { problem } from '../../kit/problem.ts'
import { lockVisit, type VisitRow } from './find.ts'
import { mustBeCurrent } from './rescheduling.ts'
import { mustGo, settleOrder } from './states.ts'
import { announceVisit } from './visit-news.ts'
import type { Call } from './work-orders.ts'

export type Progress = Extract<
  VisitState,
  'scheduled' | 'en_route' | 'on_site' | 'working' | 'done' | 'part_done' | 'no_access'
>

/** What is said of each step, and which time stamp of the visit it sets. */
export const STEPS: Record<
  Progress,
  { type: string; stamp: 'en_route_at' | 'arrived_at' | 'started_at' | 'finished_at' | null }
> = {
  scheduled: { type: 'visit.turned_back', stamp: null },
  en_route: { type: 'visit.en_route', stamp: 'en_route_at' },
  on_site: { type: 'visit.arrived', stamp: 'arrived_at' },
  working: { type: 'visit.started', stamp: 'started_at' },
  done: { type: 'visit.completed', stamp: 'finished_at' },
  part_done: { type: 'visit.part_completed', stamp: 'finished_at' },
  no_access: { type: 'visit.no_access', stamp: 'finished_at' },
}

export interface Step {
  to: Progress
  /** When it happened on the spot; an offline phone tells it late. */
  at: Date
  ifMatch: number | null
  /** More to say in the event: outcome, rest of work. */
  data?: Record<string, unknown>
}

/**
 * Brings a visit a step on, from the phone of its technician: time stamp, event, and what follows for the order.
 * Part done or nobody there puts the order back into the tray. The customer's mail on setting out is a reaction.
 */
export async function moveVisit({ tx, actor }: Pick<Call, 'tx' | 'actor'>, id: string, step: Step): Promise<VisitRow> {
  const { visit, order } = await lockVisit(tx, actor, id)
  mustBeOwn(actor, visit)
  await mustBeCurrent(tx, visit, step.ifMatch)
  mustGo('visit', visit, step.to)
  const { type, stamp } = STEPS[step.to]
  const row = await tx
    .updateTable('dispatch.visit')
    .set({ status: step.to, ...(stamp ? { [stamp]: step.at } : { en_route_at: null }) })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const technician = await tx
    .selectFrom('people.person')
    .select('name')
    .where('id', '=', visit.technician_id)
    .executeTakeFirstOrThrow()
  const changes = { status: { from: visit.status, to: step.to } }
  await announceVisit(tx, actor, type, row, { technicianName: technician.name, changes, ...step.data }, step.at)
  await settleOrder(tx, actor, order, { visit: visit.number })
  return row
}

/** The technician's own taps; whoever plans may set a visit right that a phone left hanging. */
export function mustBeOwn(actor: Actor, visit: VisitRow): void {
  if (actor.kind === 'system' || actor.id === visit.technician_id || can(actor, 'dispatch.plan')) return
  throw problem('forbidden', 403, { permission: 'dispatch.plan' })
}
