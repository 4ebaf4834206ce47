import type { ClockState, PriorityDecision } from '@aftercare/rules'
import { CompiledQuery } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Database, Tx } from '../../kit/db.ts'
import { hasReactions } from '../../kit/events.ts'
import { gather } from '../../kit/gather.ts'
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
  id: string
  /** False: the same key was used before; `response` is the first answer then. */
  is_first: boolean
  actor_id: string | null
  route: string
  body_hash: string
  status: number
  response: unknown
}

/**
 * Whole intakes in one statement: key and answer, request, verbatim, reading, clocks, event, job. All of it
 * exists or none. Its values come in as one JSON text, which costs both sides less than sixty parameters each.
 * Two calls with one key meet on the key's row: the second waits and reads the first one's answer.
 */
const write = (name: string) => `/* hot ${name} */
    with r as materialized (
      select * from jsonb_to_recordset($1::jsonb) as r (key text, route text, body_hash text, answer_status integer, response jsonb,
        id uuid, number text, kind text, channel text, title text, customer_id uuid, contact_id uuid, asset_id uuid,
        address_id uuid, station_id uuid, owner_id uuid, priority text, priority_reasons jsonb, impact smallint,
        urgency smallint, is_safety boolean, symptom_code text, component text, cover_outcome text, country text,
        time_zone text, language text, calendar_id uuid, answers jsonb, preferred_slots jsonb, product text,
        opened_at timestamptz, next_due_at timestamptz, external_source text, external_id text, verbatim_id uuid,
        words text, words_language text, said_by text, clocks jsonb, event_id uuid, event_data jsonb, has_reactions boolean,
        actor_kind text, actor_id uuid, actor_name text, person_id uuid)),
    kept as (
      insert into kit.idempotency (key, actor_id, route, body_hash, status, response)
      -- In the order of the keys: two groups with the same keys wait for each other, never in a circle.
      select key, actor_id, route, body_hash, answer_status, response from r where key is not null order by key
      on conflict (tenant_id, key) do update set route = kit.idempotency.route
      returning (xmax = 0) as is_first, key, actor_id, route, body_hash, status, response),
    go as materialized (select r.* from r left join kept using (key) where coalesce(kept.is_first, true)),
    request as (
      insert into requests.request (id, number, kind, channel, title, customer_id, contact_id, asset_id, address_id, station_id,
        owner_id, priority, impact, urgency, is_safety, symptom_code, cover_outcome, country, time_zone, language, calendar_id,
        answers, preferred_slots, product, opened_at, next_due_at, external_source, external_id)
      select id, number, kind, channel, title, customer_id, contact_id, asset_id, address_id, station_id,
        owner_id, priority, impact, urgency, is_safety, symptom_code, cover_outcome, country, time_zone, language, calendar_id,
        answers, preferred_slots, product, opened_at, next_due_at, external_source, external_id from go),
    verbatim as (
      insert into requests.verbatim (id, request_id, text, language, channel, at, said_by, taken_by)
      select verbatim_id, id, words, words_language, channel, opened_at, said_by, person_id from go),
    reading as (
      insert into requests.reading (request_id, version, summary, symptom_code, component, impact, urgency, is_safety, priority,
        priority_reasons, at, by_person)
      select id, 1, title, symptom_code, component, impact, urgency, is_safety, priority, priority_reasons, opened_at, person_id
      from go),
    clock as (
      insert into requests.clock (request_id, kind, started_at, target_ms, calendar, due_at, next_step_at)
      select go.id, c.* from go, jsonb_to_recordset(go.clocks)
        as c (kind text, started_at timestamptz, target_ms bigint, calendar jsonb, due_at timestamptz, next_step_at timestamptz)),
    event as (
      insert into kit.event (id, type, subject_type, subject_id, subject_version, thread_id, station_id, actor_kind, actor_id,
        actor_name, is_public, data)
      select event_id, 'request.opened', 'request', id, 1, id, station_id, actor_kind, actor_id, actor_name, true, event_data
      from go returning id)
    select r.id, coalesce(kept.is_first, true) as is_first, kept.actor_id, kept.route, kept.body_hash, kept.status,
      case when kept.is_first then null else kept.response end as response,
      case when event.id is not null and r.has_reactions then kit.enqueue('react', jsonb_build_object('eventId', event.id)) end
    from r left join kept using (key) left join event on event.id = r.event_id`
/** Where nothing else is to be written the commit goes along in the same round trip. */
const ALONE = write('intake-write-last last')
const AMONG_OTHERS = write('intake-write')

type Row = ReturnType<typeof rowOf>
const writeRows = async (tx: Tx, sql: string, rows: readonly Row[]) =>
  (await tx.executeQuery<Written>(CompiledQuery.raw(sql, [JSON.stringify(rows)]))).rows

/**
 * One is being written, one waits for the disk, one is on its way back. More at once would be smaller groups, each with a commit
 * of its own.
 */
const GROUPS_AT_ONCE = 3
const writers = new WeakMap<Database, ReturnType<typeof writerOn>>()
const writerOn = (db: Database) =>
  gather(
    (tenantId, rows: readonly Row[]) =>
      // Apart: a caller may already hold a connection.
      db.txApart(tenantId, async (tx) => {
        const written = new Map((await writeRows(tx, ALONE, rows)).map((one) => [one.id, one]))
        return rows.map((row) => written.get(row.id)!)
      }),
    GROUPS_AT_ONCE,
  )

/**
 * Writes an intake, durable when it returns where it is all that its transaction has to do (`isLast`): then those that come at
 * once share a statement and a commit. Should that fail, each is written alone; an id and a key are written once whatever happens.
 */
export async function writeRequest(call: Call, r: NewRequest, kept: KeptAnswer, isLast: boolean): Promise<Written> {
  const { tx, actor, services } = call
  const row = rowOf(actor, r, kept)
  if (!isLast) return (await writeRows(tx, AMONG_OTHERS, [row]))[0]!
  const writeSoon = writers.get(services.db) ?? writerOn(services.db)
  writers.set(services.db, writeSoon)
  return writeSoon(actor.tenantId, row)
}
interface Call {
  tx: Tx
  actor: Actor
  services: Pick<Services, 'db'>
}

/** The columns of `r` above. */
function rowOf(actor: Actor, r: NewRequest, kept: KeptAnswer) {
  const now = r.openedAt.getTime()
  const clocks = r.clocks.map((clock) => ({ ...clock, ...derive(clock, now) }))
  const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  return {
    key: kept.key,
    route: kept.route,
    body_hash: kept.bodyHash,
    answer_status: kept.status,
    response: kept.response,
    id: r.id,
    number: r.number,
    kind: r.kind,
    channel: r.channel,
    title: r.title,
    customer_id: r.customerId,
    contact_id: r.contactId,
    asset_id: r.assetId,
    address_id: r.addressId,
    station_id: r.stationId,
    owner_id: r.ownerId,
    priority: r.decision.priority,
    priority_reasons: r.decision.reasons,
    impact: r.impact,
    urgency: r.urgency,
    is_safety: r.decision.isSafety,
    symptom_code: r.symptomCode,
    component: r.component,
    cover_outcome: r.cover,
    country: r.country,
    time_zone: r.timeZone,
    language: r.language,
    calendar_id: r.calendarId,
    answers: r.answers,
    preferred_slots: r.preferredSlots,
    product: r.product,
    opened_at: r.openedAt,
    next_due_at: clocks.length > 0 ? at(Math.min(...clocks.map((one) => one.dueAt))) : null,
    external_source: r.external?.source ?? null,
    external_id: r.external?.id ?? null,
    verbatim_id: r.verbatim.id,
    words: r.verbatim.text,
    words_language: r.verbatim.language,
    said_by: r.verbatim.saidBy,
    clocks: clocks.map((one) => ({
      kind: one.kind,
      started_at: r.openedAt,
      target_ms: one.targetMs,
      calendar: one.calendar,
      due_at: at(one.dueAt),
      next_step_at: at(one.nextStepAt),
    })),
    event_id: r.eventId,
    event_data: r.eventData,
    has_reactions: hasReactions('request.opened'),
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    person_id: actor.kind === 'person' ? actor.id : null,
  }
}
