import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import type { CaseEvent, ImportedCase } from './import-read.ts'

/** Rows wait in tables of this transaction only, so that one statement per kind moves them all, or none. */
export async function makeStage(tx: Tx, source: string): Promise<void> {
  // Two imports of one source wait for each other: the second then sees what the first has made.
  await sql`select pg_advisory_xact_lock(hashtextextended('import ' || ${source}, 0))`.execute(tx)
  await sql`create temp table import_event (position bigint generated always as identity, case_id text, at timestamptz, step integer, status text, sub_status text, team text,
    person text, country text, line smallint, data jsonb, row_hash text) on commit drop`.execute(tx)
  await sql`create temp table import_case (case_id text primary key, id uuid, kind text, status text, title text, country text,
    priority text, impact smallint, urgency smallint, opened_at timestamptz, resolved_at timestamptz, closed_at timestamptz,
    reopened integer, source_data jsonb, is_new boolean, position bigint) on commit drop`.execute(tx)
}

export async function stageEvents(tx: Tx, events: readonly CaseEvent[]): Promise<void> {
  if (events.length === 0) return
  const all = <K extends keyof CaseEvent>(key: K) => events.map((one) => one[key])
  await sql`/* hot import-events */ insert into import_event (case_id, at, step, status, sub_status, team, person, country, line,
      data, row_hash)
    select * from unnest(${all('caseId')}::text[], ${all('at')}::timestamptz[], ${all('order')}::integer[], ${all('status')}::text[],
      ${all('subStatus')}::text[], ${all('team')}::text[], ${all('person')}::text[], ${all('country')}::text[], ${all('line')}::smallint[],
      ${events.map((one) => JSON.stringify(one.data))}::jsonb[], ${all('hash')}::text[])`.execute(tx)
}

export async function stageCases(tx: Tx, cases: readonly ImportedCase[]): Promise<void> {
  if (cases.length === 0) return
  const all = <K extends keyof ImportedCase>(key: K) => cases.map((one) => one[key])
  const data = cases.map((one) => JSON.stringify({ ...one.data, importHash: one.hash }))
  await sql`/* hot import-cases */ insert into import_case (case_id, id, kind, status, title, country, priority, impact, urgency, opened_at,
      resolved_at, closed_at, reopened, source_data)
    select * from unnest(${all('caseId')}::text[], ${cases.map(() => newId())}::uuid[], ${all('kind')}::text[], ${all('status')}::text[],
      ${cases.map((one) => one.title.slice(0, 200))}::text[], ${all('country')}::text[], ${all('priority')}::text[],
      ${all('impact')}::smallint[], ${all('urgency')}::smallint[], ${all('openedAt')}::timestamptz[], ${all('resolvedAt')}::timestamptz[],
      ${all('closedAt')}::timestamptz[], ${all('reopened')}::integer[], ${data}::jsonb[])`.execute(tx)
}

export interface Stored {
  created: number
  updated: number
  unchanged: number
  events: number
}

/** Finds which cases are new, changed or as they were, and writes the first two with their whole history. */
export async function store(
  tx: Tx,
  source: string,
  zone: string,
  language: string,
  numbersFrom: (count: number) => Promise<number>,
  year: number,
): Promise<Stored> {
  await sql`analyze import_case`.execute(tx).catch(() => {})
  const unchanged = await sql`delete from import_case c using requests.request r
    where r.tenant_id = kit.tenant() and r.external_source = ${source} and r.external_id = c.case_id
      and r.source_data->>'importHash' = c.source_data->>'importHash'`.execute(tx)
  const known = await sql`update import_case c set id = r.id, is_new = false from requests.request r
    where r.tenant_id = kit.tenant() and r.external_source = ${source} and r.external_id = c.case_id`.execute(tx)
  const fresh = await sql`update import_case c set is_new = true, position = o.n
    from (select case_id, row_number() over (order by opened_at, case_id) as n from import_case where is_new is null) o
    where o.case_id = c.case_id`.execute(tx)
  const created = Number(fresh.numAffectedRows ?? 0)
  const start = created > 0 ? await numbersFrom(created) : 0
  await writeCases(tx, source, zone, language, year, start)
  const events = await writeHistory(tx)
  return {
    created,
    updated: Number(known.numAffectedRows ?? 0),
    unchanged: Number(unchanged.numAffectedRows ?? 0),
    events,
  }
}

async function writeCases(
  tx: Tx,
  source: string,
  zone: string,
  language: string,
  year: number,
  start: number,
): Promise<void> {
  await sql`insert into requests.request (id, number, kind, channel, status, title, priority, impact, urgency, country, time_zone, language,
      opened_at, resolved_at, closed_at, reopened, external_source, external_id, source_data)
    select id, 'SR-' || ${year}::text || '-' || lpad((${start}::bigint + position - 1)::text, 6, '0'), kind, 'import', status, title, priority, impact,
      urgency, country, ${zone}, ${language}, opened_at, resolved_at, closed_at, reopened, ${source}, case_id, source_data
    from import_case where is_new`.execute(tx)
  await sql`insert into requests.reading (request_id, version, summary, impact, urgency, priority, at)
    select id, 1, title, impact, urgency, priority, opened_at from import_case where is_new`.execute(tx)
  await sql`update requests.request r set status = c.status, title = c.title, priority = c.priority, impact = c.impact, urgency = c.urgency,
      country = c.country, opened_at = c.opened_at, resolved_at = c.resolved_at, closed_at = c.closed_at, reopened = c.reopened,
      source_data = c.source_data, version = r.version + 1
    from import_case c where not c.is_new and r.tenant_id = kit.tenant() and r.id = c.id`.execute(tx)
}

/** Rows of a file may stand in any order; what happened is told in the order of time. */
async function writeHistory(tx: Tx): Promise<number> {
  await sql`delete from requests.history h using import_case c where not c.is_new and h.tenant_id = kit.tenant() and h.request_id = c.id`.execute(
    tx,
  )
  const { numAffectedRows } =
    await sql`insert into requests.history (request_id, seq, at, status, sub_status, team, person, country, line, data, row_hash)
    select c.id, row_number() over (partition by e.case_id order by e.at, e.step, e.position), e.at, e.status, e.sub_status, e.team, e.person, e.country, e.line, e.data, e.row_hash
    from import_event e join import_case c on c.case_id = e.case_id`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
