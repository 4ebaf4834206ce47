import type { ClockState, PriorityDecision } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { hasReactions } from '../../kit/events.ts'
import { derive } from './clocks.ts'

/** A request with all that must exist beside it from its first moment. */
export interface NewRequest {
  id: string
  number: string
  kind: string
  channel: string
  title: string
  customerId: string | null
  contactId: string | null
  assetId: string | null
  addressId: string | null
  stationId: string | null
  ownerId: string | null
  decision: PriorityDecision & { isSafety: boolean }
  impact: number
  urgency: number
  symptomCode: string | null
  component: string | null
  cover: string | null
  country: string
  timeZone: string
  language: string
  calendarId: string | null
  answers: object
  preferredSlots: unknown[]
  product: string | null
  openedAt: Date
  external: { source: string; id: string } | null
  verbatim: { id: string; text: string; language: string; saidBy: string | null }
  clocks: readonly ClockState[]
  eventId: string
  eventData: object
}

export interface KeptAnswer {
  key: string | null
  route: string
  bodyHash: string
  status: number
  response: object
}

export interface Written {
  /** False: the same key was used before; `response` is the first answer then. */
  is_first: boolean
  actor_id: string | null
  route: string
  body_hash: string
  status: number
  response: unknown
}

/**
 * The whole intake in one statement: key and answer, request, verbatim, reading, clocks, event, job, link. All of it
 * exists or none. Where nothing else is to be written (`isLast`) the commit goes along in the same round trip. Two calls with one key meet on the key's row: the second waits and reads the first one's answer.
 */
export async function writeRequest(
  tx: Tx,
  actor: Actor,
  r: NewRequest,
  kept: KeptAnswer,
  isLast: boolean,
): Promise<Written> {
  const now = r.openedAt.getTime()
  const clocks = r.clocks.map((clock) => ({ ...clock, ...derive(clock, now) }))
  const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  const nextDueAt = clocks.length > 0 ? at(Math.min(...clocks.map((one) => one.dueAt))) : null
  const clockRows = clocks.map((one) => ({
    kind: one.kind,
    started_at: r.openedAt.toISOString(),
    target_ms: one.targetMs,
    calendar: one.calendar,
    due_at: at(one.dueAt),
    next_step_at: at(one.nextStepAt),
  }))
  const { rows } = await sql<Written>`${sql.raw(isLast ? '/* hot intake-write-last last */' : '/* hot intake-write */')}
    with kept as (
      insert into kit.idempotency (key, actor_id, route, body_hash, status, response)
      select ${kept.key}::text, ${actor.id}::uuid, ${kept.route}, ${kept.bodyHash}, ${kept.status}, ${JSON.stringify(kept.response)}::jsonb
      where ${kept.key}::text is not null
      on conflict (tenant_id, key) do update set route = kit.idempotency.route
      returning (xmax = 0) as is_first, actor_id, route, body_hash, status, response),
    go as materialized (select where ${kept.key}::text is null or (select is_first from kept)),
    request as (
      insert into requests.request (id, number, kind, channel, title, customer_id, contact_id, asset_id, address_id, station_id,
        owner_id, priority, impact, urgency, is_safety, symptom_code, cover_outcome, country, time_zone, language, calendar_id,
        answers, preferred_slots, product, opened_at, next_due_at, external_source, external_id)
      select ${r.id}::uuid, ${r.number}, ${r.kind}, ${r.channel}, ${r.title}, ${r.customerId}::uuid, ${r.contactId}::uuid,
        ${r.assetId}::uuid, ${r.addressId}::uuid, ${r.stationId}::uuid, ${r.ownerId}::uuid, ${r.decision.priority}, ${r.impact}::smallint,
        ${r.urgency}::smallint, ${r.decision.isSafety}::boolean, ${r.symptomCode}, ${r.cover}, ${r.country}, ${r.timeZone}, ${r.language},
        ${r.calendarId}::uuid, ${JSON.stringify(r.answers)}::jsonb, ${JSON.stringify(r.preferredSlots)}::jsonb, ${r.product},
        ${r.openedAt}::timestamptz, ${nextDueAt}::timestamptz, ${r.external?.source ?? null}, ${r.external?.id ?? null}
      from go returning id),
    verbatim as (
      insert into requests.verbatim (id, request_id, text, language, channel, at, said_by, taken_by)
      select ${r.verbatim.id}::uuid, ${r.id}::uuid, ${r.verbatim.text}, ${r.verbatim.language}, ${r.channel}, ${r.openedAt}::timestamptz,
        ${r.verbatim.saidBy}, ${actor.kind === 'person' ? actor.id : null}::uuid from go),
    reading as (
      insert into requests.reading (request_id, version, summary, symptom_code, component, impact, urgency, is_safety, priority,
        priority_reasons, at, by_person)
      select ${r.id}::uuid, 1, ${r.title}, ${r.symptomCode}, ${r.component}, ${r.impact}::smallint, ${r.urgency}::smallint,
        ${r.decision.isSafety}::boolean, ${r.decision.priority}, ${JSON.stringify(r.decision.reasons)}::jsonb, ${r.openedAt}::timestamptz,
        ${actor.kind === 'person' ? actor.id : null}::uuid from go),
    clock as (
      insert into requests.clock (request_id, kind, started_at, target_ms, calendar, due_at, next_step_at)
      select ${r.id}::uuid, c.* from jsonb_to_recordset(${JSON.stringify(clockRows)}::jsonb)
        as c (kind text, started_at timestamptz, target_ms bigint, calendar jsonb, due_at timestamptz, next_step_at timestamptz), go),
    event as (
      insert into kit.event (id, type, subject_type, subject_id, subject_version, thread_id, station_id, actor_kind, actor_id,
        actor_name, is_public, data)
      select ${r.eventId}::uuid, 'request.opened', 'request', ${r.id}::uuid, 1, ${r.id}::uuid, ${r.stationId}::uuid, ${actor.kind},
        ${actor.id}::uuid, ${actor.name}, true, ${JSON.stringify(r.eventData)}::jsonb from go returning id)
    select coalesce(kept.is_first, true) as is_first, kept.actor_id, kept.route, kept.body_hash, kept.status, kept.response,
      case when event.id is not null and ${hasReactions('request.opened')}::boolean then kit.enqueue('react', jsonb_build_object('eventId', event.id)) end as queued
    from (values (1)) one left join kept on true left join event on true`.execute(tx)
  return rows[0]!
}
