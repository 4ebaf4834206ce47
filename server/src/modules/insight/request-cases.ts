import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'

/** Which requests a figure is about. Half-open period of opening. */
export interface CaseFilter {
  source?: string | undefined
  from?: string | undefined
  to?: string | undefined
  country?: string | undefined
  stationId?: string | undefined
}

export function caseConditions(actor: Actor, filter: CaseFilter): RawBuilder<boolean> {
  const parts = [visibleTo(actor, 'r.station_id'), sql<boolean>`r.merged_into is null`]
  if (filter.source) parts.push(sql`coalesce(r.external_source, 'aftercare') = ${filter.source}`)
  if (filter.from) parts.push(sql`r.opened_at >= ${filter.from}::timestamptz`)
  if (filter.to) parts.push(sql`r.opened_at < ${filter.to}::timestamptz`)
  if (filter.country) parts.push(sql`r.country = ${filter.country}`)
  if (filter.stationId) parts.push(sql`r.station_id = ${filter.stationId}::uuid`)
  return sql.join(parts, sql` and `)
}

/**
 * Lays out, for this transaction only, every request with its steps, ours and imported ones in the same form, so that one set of
 * definitions holds for both:
 * - `case_step`: what happened in order; the team of our own requests is the station (none = the desk, first line).
 * - `case_fact`: one row per request with what the figures need; `moves` are its teams with repeats collapsed.
 */
export async function layOutCases(tx: Tx, actor: Actor, filter: CaseFilter): Promise<void> {
  await sql`create temp table case_chosen on commit drop as (
      select r.id, coalesce(r.external_source, 'aftercare') as source, r.opened_at, r.resolved_at, r.closed_at, r.status, r.priority, r.reopened,
        coalesce(r.source_data->>'priority', r.priority) as priority_label,
        coalesce(r.source_data->>'impact', case r.impact when 1 then 'High' when 2 then 'Medium' else 'Low' end) as impact_label,
        coalesce(r.source_data->>'product', m.code) as product,
        (r.source_data->>'slaKept')::boolean as said_kept, (r.source_data->>'reassigned')::integer as said_reassigned,
        r.external_source is not null as imported
      from requests.request r
      left join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
      left join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
      where ${caseConditions(actor, filter)})`.execute(tx)
  await sql`analyze case_chosen`.execute(tx)
  await sql`create temp table case_step on commit drop as (
      select c.source, h.request_id, h.seq::bigint as seq, h.at, h.status, h.sub_status, h.team, h.person, h.line::integer as line
      from requests.history h join case_chosen c on c.id = h.request_id
      union all
      select c.source, e.thread_id, row_number() over (partition by e.thread_id order by e.at, e.id), e.at, e.type, null,
        coalesce(e.station_id::text, 'desk'), e.actor_name, case when e.station_id is null then 1 else 2 end
      from kit.event e join case_chosen c on c.id = e.thread_id and not c.imported)`.execute(tx)
  await sql`create temp table case_fact on commit drop as
    with moves as (
      select request_id, team, seq, row_number() over (partition by request_id order by seq) as n
      from (select request_id, team, seq, lag(team) over w as before, row_number() over w as first
        from case_step window w as (partition by request_id order by seq)) t
      where first = 1 or team is distinct from before),
    moved as (
      select m.request_id, max(m.n) - 1 as handovers, coalesce(bool_or(back.team is not null and back.team = m.team), false) as ping_pong
      from moves m left join moves back on back.request_id = m.request_id and back.n = m.n + 2 group by m.request_id),
    kept as (
      select k.request_id, bool_and(coalesce(k.met_at <= k.due_at, k.due_at > now())) as kept
      from requests.clock k join case_chosen c on c.id = k.request_id where k.stopped_at is null group by k.request_id),
    spans as (
      select request_id, count(*) as events, min(at) as first_at, max(at) as last_at, bool_and(line = 1) as first_line,
        (array_agg(team order by seq desc))[1] as last_team
      from case_step group by request_id),
    lasting as (
      select c.*, s.events, s.first_line, s.last_team, v.handovers, v.ping_pong, coalesce(c.said_kept, k.kept) as sla_kept,
        extract(epoch from s.last_at - s.first_at) / 86400 as days, extract(epoch from c.resolved_at - c.opened_at) / 3600 as hours_to_resolve,
        extract(epoch from c.closed_at - c.opened_at) / 3600 as hours_to_close,
        coalesce(c.said_reassigned, v.handovers::integer, 0) as reassigned
      from case_chosen c left join spans s on s.request_id = c.id left join moved v on v.request_id = c.id left join kept k on k.request_id = c.id)
    select * from lasting`.execute(tx)
}
