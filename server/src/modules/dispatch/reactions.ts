import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { Job, ReactionCall, Reactions } from '../../kit/jobs.ts'
import { endAbandonedRuns } from './abandoned-runs.ts'
import { expireHold } from './holds.ts'
import { watchLate, watchTechnician } from './late-risk.ts'
import { openMaintenance } from './maintenance.ts'
import { lapseOffer } from './offers.ts'
import { cancelOrdersOf } from './order-cancellation.ts'
import { followParts, letPartsGo } from './part-requests.ts'
import { planJob } from './planning-job.ts'
import { learnRoads } from './road-learning.ts'
import { wishesFollow, wishesGoBack } from './technician-wish-merge.ts'
import { mailEnRoute, tellCustomer } from './telling.ts'
import { askAhead, askAheadFor } from './ways-ahead.ts'

type Ending = { reason: string; visitReason: string }

/** What a cancelled request means for what was planned, by its own reason. */
const BY_REASON: Record<string, Ending> = {
  quotation_rejected: { reason: 'quotation_rejected', visitReason: 'customer_asked' },
  works_again: { reason: 'customer_withdrew', visitReason: 'solved_by_phone' },
  created_in_error: { reason: 'created_in_error', visitReason: 'planned_in_error' },
  not_our_product: { reason: 'created_in_error', visitReason: 'planned_in_error' },
  out_of_area: { reason: 'created_in_error', visitReason: 'planned_in_error' },
}
const WITHDRAWN: Ending = { reason: 'customer_withdrew', visitReason: 'customer_asked' }

function ends(why: (data: Record<string, unknown>) => Ending) {
  return async ({ tx, event }: ReactionCall): Promise<void> => {
    const actor = await inTheName(tx, event.id)
    if (actor) await cancelOrdersOf(tx, actor, event.subjectId, why(event.data))
  }
}

/** The tenant is that of the event: reactions run in nobody's name but the system's. */
async function inTheName(tx: Tx, eventId: string): Promise<Actor | null> {
  const row = await tx.selectFrom('kit.event').select('tenant_id').where('id', '=', eventId).executeTakeFirst()
  return row ? systemActor(row.tenant_id) : null
}

/** The request went to another station: what nobody has planned yet goes with it. */
async function follow({ tx, event }: ReactionCall): Promise<void> {
  const request = await tx
    .selectFrom('requests.request')
    .select('station_id')
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  if (!request) return
  await tx
    .updateTable('dispatch.work_order')
    .set({ station_id: request.station_id })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('request_id', '=', event.subjectId)
    .where('status', '=', 'unscheduled')
    .where((eb) => eb('station_id', 'is distinct from', request.station_id))
    .execute()
}

export const reactions: Reactions = {
  'request.cancelled': { 'dispatch.end': ends((data) => BY_REASON[String(data.reason)] ?? WITHDRAWN) },
  'request.merged': { 'dispatch.end': ends(() => ({ reason: 'merged_into_other', visitReason: 'planned_in_error' })) },
  'customer.merged': { 'dispatch.follow-merge': wishesFollow },
  'customer.merge_undone': { 'dispatch.follow-merge': wishesGoBack },
  'request.closed': { 'dispatch.end': ends(() => ({ reason: 'customer_withdrew', visitReason: 'solved_by_phone' })) },
  'maintenance.due': { 'dispatch.maintenance': openMaintenance },
  'work_order.created': { 'dispatch.ways': askAheadFor },
  'visit.en_route': { 'dispatch.mail': mailEnRoute, 'dispatch.late': watchTechnician },
  'visit.arrived': { 'dispatch.late': watchTechnician },
  'visit.completed': { 'dispatch.late': watchTechnician },
  'visit.overrun': { 'dispatch.late': watchTechnician },
  'visit.overrun_withdrawn': { 'dispatch.late': watchTechnician },
  'visit.moved': { 'dispatch.late': watchTechnician },
  'visit.cancelled': { 'dispatch.late': watchTechnician },
  'request.assigned': { 'dispatch.follow': follow },
  'part_request.waiting': { 'dispatch.parts': followParts },
  'part_request.ready': { 'dispatch.parts': followParts },
  'work_order.completed': { 'dispatch.parts-done': letPartsGo },
  'part_request.cancelled': { 'dispatch.parts': followParts },
}
export const jobs: Job[] = [
  tellCustomer,
  lapseOffer,
  expireHold,
  learnRoads,
  planJob,
  endAbandonedRuns,
  watchLate,
  askAhead,
]
