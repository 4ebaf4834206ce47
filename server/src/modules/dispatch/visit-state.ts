import type { VisitRow } from './find.ts'

/** A visit as every change of it answers. */
export function visitStateOf(visit: VisitRow) {
  return {
    id: visit.id,
    number: visit.number,
    version: visit.version,
    status: visit.status,
    workOrderId: visit.work_order_id,
    requestId: visit.request_id,
    stationId: visit.station_id,
    technicianId: visit.technician_id,
    startsAt: visit.starts_at,
    endsAt: visit.ends_at,
    promised: promisedOf(visit.promised),
    isPinned: visit.is_pinned,
    overrideReason: visit.override_reason,
  }
}

/** A range as the driver gives it, `["2026-11-23 01:00:00+00","2026-11-23 05:00:00+00")`, as two instants. */
export function promisedOf(range: string | null): { from: string; to: string } | null {
  const [from, to] = [...(range ?? '').matchAll(/"([^"]+)"/g)].map(([, text]) => new Date(text!).toISOString())
  return from && to ? { from, to } : null
}
