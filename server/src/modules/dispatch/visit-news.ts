import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import type { VisitRow } from './find.ts'
import { promisedOf } from './visit-state.ts'

/** What the customer reads on the portal; accepting and pinning are our own affair. */
const PUBLIC = new Set([
  'visit.booked',
  'visit.moved',
  'visit.cancelled',
  'visit.en_route',
  'visit.arrived',
  'visit.started',
  'visit.completed',
  'visit.part_completed',
  'visit.no_access',
])

/** Says what happened to a visit, with the times in it: a timeline is read when the plan has long changed. */
export async function announceVisit(
  tx: Tx,
  actor: Actor,
  type: string,
  visit: VisitRow,
  data: Record<string, unknown> = {},
  at?: Date,
): Promise<void> {
  await announce(tx, actor, {
    type,
    subject: { type: 'visit', id: visit.id, version: visit.version },
    threadId: visit.request_id,
    stationId: visit.station_id,
    isPublic: PUBLIC.has(type),
    ...(at ? { at } : {}),
    data: {
      number: visit.number,
      workOrderId: visit.work_order_id,
      technicianId: visit.technician_id,
      start: visit.starts_at.toISOString(),
      end: visit.ends_at.toISOString(),
      promised: promisedOf(visit.promised),
      ...data,
    },
  })
}
