import type { Impact, Priority, Urgency } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { invalid } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { type Answers, effectOf } from './answers.ts'
import { lockRequest, type RequestRow } from './find.ts'
import type { Kind } from './kinds.ts'
import { priorityOf } from './priority.ts'
import { retargetClocks } from './retarget.ts'
import { mustBeOpen } from './states.ts'

/** Absent = as it was, null = cleared. */
export interface NewReading {
  summary?: string | undefined
  symptomCode?: string | null | undefined
  component?: string | null | undefined
  impact?: Impact | undefined
  urgency?: Urgency | undefined
  safety?: boolean | undefined
  workaround?: boolean | undefined
  reason?: string | undefined
}

/**
 * A person reads what the customer said: a new version beside the old ones. The priority follows from it, and the
 * promises are recomputed from their original start.
 */
export async function readRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  said: NewReading,
  now: Date,
): Promise<RequestRow> {
  const row = await lockRequest(tx, actor, id)
  mustBeOpen(row)
  const before = await tx
    .selectFrom('requests.reading')
    .selectAll()
    .where('request_id', '=', id)
    .where('version', '=', row.reading_version)
    .executeTakeFirstOrThrow()
  const after = {
    summary: said.summary ?? before.summary,
    symptomCode: said.symptomCode === undefined ? before.symptom_code : said.symptomCode,
    component: said.component === undefined ? before.component : said.component,
    impact: said.impact ?? (before.impact as Impact),
    urgency: said.urgency ?? (before.urgency as Urgency),
  }
  const decided = await priorityOf(tx, {
    ...after,
    requestId: id,
    assetId: row.asset_id,
    customerId: row.customer_id,
    safety: said.safety ?? before.is_safety,
    workaround: said.workaround ?? effectOf(row.kind as Kind, row.answers as Answers).workaround ?? false,
    at: row.opened_at,
  })
  // Whoever saw an older version is told of that first: their reason would be about something else.
  const lower = decided.priority > row.priority && row.version === ifMatch
  if (lower && !said.reason) throw invalid({ path: 'reason', code: 'validation.required' })
  const version = row.reading_version + 1
  const done = await edit<RequestRow>(tx, actor, {
    table: 'requests.request',
    id,
    ifMatch,
    visible: visibleTo(actor, 'station_id'),
    patch: {
      title: after.summary,
      symptom_code: after.symptomCode,
      impact: after.impact,
      urgency: after.urgency,
      is_safety: decided.isSafety,
      priority: decided.priority,
      reading_version: version,
      status: row.status === 'new' ? 'triaged' : row.status,
    },
    news: {
      type: 'request.read',
      subjectType: 'request',
      threadId: id,
      stationId: row.station_id,
      data: { number: row.number, version, priority: decided.priority, reason: said.reason ?? null },
    },
  })
  await insertReading(tx, actor, id, version, { ...after, ...decided, reason: said.reason ?? null, now })
  if (decided.priority !== row.priority) await retargetClocks(tx, row, decided.priority, now)
  return done
}

interface ReadingRow {
  summary: string
  symptomCode: string | null
  component: string | null
  impact: Impact
  urgency: Urgency
  isSafety: boolean
  priority: Priority
  reasons: object[]
  reason: string | null
  now: Date
}

async function insertReading(tx: Tx, actor: Actor, requestId: string, version: number, r: ReadingRow): Promise<void> {
  await tx
    .insertInto('requests.reading')
    .values({
      request_id: requestId,
      version,
      summary: r.summary,
      symptom_code: r.symptomCode,
      component: r.component,
      impact: r.impact,
      urgency: r.urgency,
      is_safety: r.isSafety,
      priority: r.priority,
      priority_reasons: JSON.stringify(r.reasons),
      at: r.now,
      by_person: actor.kind === 'person' ? actor.id : null,
      reason: r.reason,
    })
    .execute()
}
