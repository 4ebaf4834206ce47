import { type ClockKind, type Priority, retargetClock, startClocks, targetFor } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { calendarsFor } from './calendars.ts'
import { loadClocks, refreshClocks } from './clocks.ts'
import type { RequestRow } from './find.ts'

/**
 * After a change of priority or of who serves: every promise is recomputed from its original start, what has elapsed and
 * been paused stays. A promise the new priority makes for the first time starts where the others did.
 */
export async function retargetClocks(tx: Tx, row: RequestRow, priority: Priority, now: Date): Promise<void> {
  const calendars = await calendarsFor(tx, { stationId: row.station_id, country: row.country, timeZone: row.time_zone })
  const wanted = startClocks(targetFor(priority), row.opened_at.getTime(), calendars)
  const stored = await loadClocks(tx, [row.id])
  for (const clock of wanted) {
    const old = stored.find((one) => one.kind === clock.kind)
    if (old && old.metAt !== null) continue
    const { targetMs, calendar, startedAt } = old ? retargetClock(old, clock.targetMs, clock.calendar) : clock
    await sql`insert into requests.clock (request_id, kind, started_at, target_ms, calendar, due_at)
      values (${row.id}, ${clock.kind}, ${new Date(startedAt)}, ${targetMs}, ${JSON.stringify(calendar)}::jsonb, ${new Date(startedAt)})
      on conflict (tenant_id, request_id, kind) do update set target_ms = excluded.target_ms, calendar = excluded.calendar,
        stopped_at = null`.execute(tx)
  }
  // Arrival is promised by the appointment, not by the priority; what the new priority no longer promises is stopped.
  const dropped = stored.filter((one) => one.kind !== 'arrive' && !wanted.some((clock) => clock.kind === one.kind))
  for (const clock of dropped) await stopOne(tx, row.id, clock.kind, now)
  await refreshClocks(tx, row.id, now)
}

async function stopOne(tx: Tx, requestId: string, kind: ClockKind, now: Date): Promise<void> {
  await sql`update requests.clock set stopped_at = ${now}
    where request_id = ${requestId} and kind = ${kind} and met_at is null and stopped_at is null`.execute(tx)
}
