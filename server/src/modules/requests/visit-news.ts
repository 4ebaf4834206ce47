import { ALWAYS_OPEN, canGo, type RequestState } from '@aftercare/rules'
import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { meetClock, refreshClocks } from './clocks.ts'
import type { RequestRow } from './find.ts'
import { endPause } from './pauses.ts'
import { windowOf } from './portal-view.ts'
import { resolveRow } from './resolution.ts'
import { isOpen, moveRequest } from './states.ts'

type News = ReactionCall['event']

/** The request a visit's event speaks of, held; null when it is no longer open: late news changes nothing. */
async function heldRequest(tx: Tx, event: News): Promise<RequestRow | null> {
  if (!event.threadId) return null
  const row = await tx
    .selectFrom('requests.request')
    .selectAll()
    .where('id', '=', event.threadId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Moves on where that is legal, through `triaged` where the way leads there; otherwise leaves the request as it is. */
async function goTo(tx: Tx, row: RequestRow, to: RequestState, type: string, at: Date): Promise<RequestRow> {
  const from = row.status as RequestState
  if (from === to) return row
  const actor = systemActor(row.tenant_id)
  if (!canGo('request', from, to)) {
    if (from !== 'new' || !canGo('request', 'triaged', to)) return row
    return goTo(tx, await move(tx, actor, row, 'triaged', 'request.triaged', at), to, type, at)
  }
  return move(tx, actor, row, to, type, at)
}

async function move(tx: Tx, actor: Actor, row: RequestRow, to: RequestState, type: string, at: Date) {
  const leavesHold = row.status === 'waiting'
  if (leavesHold) await endPause(tx, row.id, at)
  const moved = await moveRequest(tx, actor, row, {
    to,
    set: leavesHold ? { hold_reason: null } : {},
    news: { type, at },
  })
  if (leavesHold) await refreshClocks(tx, row.id, at)
  return moved
}

/** Another visit of the same request that is still to come or under way, by the last that was heard of each. */
async function otherVisitPlanned(tx: Tx, event: News): Promise<boolean> {
  const { rows } = await sql<{ type: string }>`
    select distinct on (subject_id) type from kit.event
    where thread_id = ${event.threadId} and subject_type = 'visit' and subject_id <> ${event.subjectId} and type like 'visit.%'
    order by subject_id, at desc, id desc`.execute(tx)
  const over = ['visit.completed', 'visit.part_completed', 'visit.cancelled', 'visit.declined', 'visit.no_access']
  return rows.some((row) => !over.includes(row.type))
}

async function firstEvent(tx: Tx, subjectId: string, type: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('kit.event')
    .select('at')
    .where('subject_type', '=', 'visit')
    .where('subject_id', '=', subjectId)
    .where('type', '=', type)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}

/** A visit was booked or moved: the request is scheduled, and its window is the promise to arrive. */
export async function visitBooked({ tx, event }: ReactionCall): Promise<void> {
  const row = await heldRequest(tx, event)
  if (!row || !isOpen(row.status)) return
  // News may come late: a visit that has begun is not planned again by hearing of its booking.
  if (row.status !== 'in_progress') await goTo(tx, row, 'scheduled', 'request.scheduled', event.at)
  const window = windowOf(event.data)
  if (!window) return
  const until = new Date(window.to)
  const target = Math.max(0, until.getTime() - event.at.getTime())
  const calendar = JSON.stringify(ALWAYS_OPEN(row.time_zone))
  await sql`
    insert into requests.clock (request_id, kind, started_at, target_ms, calendar, due_at)
    values (${row.id}, 'arrive', ${event.at}, ${target}, ${calendar}::jsonb, ${until})
    on conflict (tenant_id, request_id, kind) do update set started_at = excluded.started_at, target_ms = excluded.target_ms,
      calendar = excluded.calendar, met_at = null, stopped_at = null`.execute(tx)
  const arrived = await firstEvent(tx, event.subjectId, 'visit.arrived')
  if (arrived) await meetClock(tx, row.id, ['arrive'], arrived)
  await refreshClocks(tx, row.id, event.at)
}

export async function visitArrived({ tx, event }: ReactionCall): Promise<void> {
  const row = await heldRequest(tx, event)
  if (row) await meetClock(tx, row.id, ['arrive'], event.at)
}

export async function visitStarted({ tx, event }: ReactionCall): Promise<void> {
  const row = await heldRequest(tx, event)
  if (row && isOpen(row.status)) await goTo(tx, row, 'in_progress', 'request.started', event.at)
}

/** The work is done: so is the request, unless somebody has ended it otherwise. */
export async function visitCompleted({ tx, event }: ReactionCall): Promise<void> {
  const row = await heldRequest(tx, event)
  if (!row || !isOpen(row.status) || (await otherVisitPlanned(tx, event))) return
  const data = { visitId: event.subjectId }
  await resolveRow(tx, systemActor(row.tenant_id), row, { note: null, at: event.at, data })
}

/** Part of the work is left, or the visit did not take place: the request is back in the queue. */
export async function visitEnded({ tx, event }: ReactionCall): Promise<void> {
  const row = await heldRequest(tx, event)
  if (!row || (row.status !== 'scheduled' && row.status !== 'in_progress')) return
  if (await otherVisitPlanned(tx, event)) return
  await goTo(tx, row, 'triaged', 'request.returned', event.at)
  await sql`update requests.clock set stopped_at = ${event.at}
    where request_id = ${row.id} and kind = 'arrive' and met_at is null and stopped_at is null`.execute(tx)
  await refreshClocks(tx, row.id, event.at)
}
