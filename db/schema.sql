-- Made from the migrations; do not edit.
set check_function_bodies = off;

-- Extensions

create extension if not exists btree_gin;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

-- Schemas

create schema if not exists assets;
create schema if not exists auth;
create schema if not exists billing;
create schema if not exists campaigns;
create schema if not exists contracts;
create schema if not exists dispatch;
create schema if not exists entitlement;
create schema if not exists field_work;
create schema if not exists kit;
create schema if not exists knowledge;
create schema if not exists network;
create schema if not exists parties;
create schema if not exists parts;
create schema if not exists people;
create schema if not exists replenishment;
create schema if not exists requests;
create schema if not exists voice;

-- Composite types

create type kit.search_hit as (
  kind text,
  id uuid,
  title text,
  subtitle text,
  station_id uuid,
  rank_boost real,
  updated_at timestamp with time zone
);

-- Functions

CREATE OR REPLACE FUNCTION billing.bill_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare still text[] := array['status', 'paid_minor', 'credited_minor', 'refunded_minor', 'open_minor', 'file_id', 'version'];
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' then raise exception 'an issued invoice is never deleted' using errcode = 'restrict_violation'; end if;
    return old;
  end if;
  if old.status <> 'draft' and (to_jsonb(new) - still) is distinct from (to_jsonb(old) - still) then
    raise exception 'an issued invoice is never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION billing.line_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.invoice_id is not null and exists (select 1 from billing.invoice i
    where i.tenant_id = old.tenant_id and i.id = old.invoice_id and i.status <> 'draft') then
    raise exception 'a line of an issued invoice is never changed' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION campaigns.keep_tally()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into campaigns.tally as t (tenant_id, campaign_id, state, units)
      select tenant_id, campaign_id, state, count(*) from came group by 1, 2, 3 order by 1, 2, 3
      on conflict (tenant_id, campaign_id, state) do update set units = t.units + excluded.units;
  elsif tg_op = 'UPDATE' then
    insert into campaigns.tally as t (tenant_id, campaign_id, state, units)
      select tenant_id, campaign_id, state, sum(n)
      from (select tenant_id, campaign_id, state, 1 as n from came union all select tenant_id, campaign_id, state, -1 from went) moved
      group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3
      on conflict (tenant_id, campaign_id, state) do update set units = t.units + excluded.units;
  else
    insert into campaigns.tally as t (tenant_id, campaign_id, state, units)
      select tenant_id, campaign_id, state, -count(*) from went group by 1, 2, 3 order by 1, 2, 3
      on conflict (tenant_id, campaign_id, state) do update set units = t.units + excluded.units;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION dispatch.abandoned_runs()
 RETURNS TABLE(id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return query select r.id from dispatch.planning_run r
    where r.tenant_id = kit.tenant() and r.state in ('waiting', 'running')
      and not exists (select from graphile_worker._private_jobs j
        where j.key = 'plan ' || r.id and (j.attempts < j.max_attempts or j.locked_at is not null));
end $function$;

CREATE OR REPLACE FUNCTION kit.all_tenants()
 RETURNS TABLE(tenant_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select tenant_id from kit.company order by created_at $function$;

CREATE OR REPLACE FUNCTION kit.any_company()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select exists (select from kit.company) $function$;

CREATE OR REPLACE FUNCTION kit.enqueue(task text, payload jsonb, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, job_key text DEFAULT NULL::text, max_attempts integer DEFAULT NULL::integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  known integer;
begin
  payload := payload || jsonb_build_object('tenantId', kit.tenant());
  if job_key is null then
    select id into known from graphile_worker._private_tasks where identifier = task;
    if known is not null then
      insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts)
      values (known, payload::json, coalesce(run_at, now()), coalesce(max_attempts, 25));
      return;
    end if;
  end if;
  -- A key replaces an earlier job of that key; a task's first job makes the task known.
  perform graphile_worker.add_job(task, payload::json, run_at => run_at, job_key => job_key, max_attempts => max_attempts);
end $function$;

CREATE OR REPLACE PROCEDURE kit.protect(IN target regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy tenant_isolation on %s using (tenant_id = kit.tenant()) with check (tenant_id = kit.tenant())', target);
  execute format('grant select, insert, update, delete on %s to aftercare_app', target);
end $procedure$;

CREATE OR REPLACE FUNCTION kit.queue_state()
 RETURNS TABLE(waiting integer, failed integer, lag_seconds double precision)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  return query select
    (count(*) filter (where j.attempts < j.max_attempts and j.run_at <= now() and j.locked_at is null))::integer,
    (count(*) filter (where j.attempts >= j.max_attempts))::integer,
    coalesce(extract(epoch from now() - min(j.run_at)
      filter (where j.attempts < j.max_attempts and j.run_at <= now() and j.locked_at is null)), 0)::double precision
  from graphile_worker.jobs j;
end $function$;

CREATE OR REPLACE FUNCTION kit.refuse(code text, details jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  raise exception using errcode = 'RF409', message = code, detail = details::text;
end $function$;

CREATE OR REPLACE FUNCTION kit.search_counts(beginnings text[])
 RETURNS TABLE(word text, n bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select b.word, sum(w.n) from unnest(beginnings) as b(word)
  join kit.search_word w on w.tenant_id = kit.tenant()
    and w.word >= b.word collate "C" and w.word <= b.word || U&'\+10FFFF' collate "C"
  group by b.word
$function$;

CREATE OR REPLACE FUNCTION kit.search_match(how text, query text, sounds text, kinds text[], stations uuid[], shared_kinds text[], max_rows integer)
 RETURNS SETOF kit.search_hit
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
AS $function$
declare
  fragment text := case how when 'serial' then '%' || query || '%' end;
  test text := case
    when how = 'code' then 'e.codes && $5::text[]'
    when how = 'serial' then $t$e.serial_fold <> '' and e.serial_fold like $7$t$
    when query is null then 'e.py @@ $6::tsquery'
    when sounds is null then 'e.tsv @@ $5::tsquery'
    else 'e.tsv @@ $5::tsquery and e.py @@ $6::tsquery'
  end;
begin
  -- Those that end with the fragment come first: people read out the tail of a serial.
  return query execute format($q$
    select c.kind, c.id, c.title, c.subtitle, c.station_id, c.rank_boost, c.updated_at
    from (
      select e.kind, e.id, e.title, e.subtitle, e.station_id, e.rank_boost, e.updated_at, e.serial_fold
      from kit.search_entry e where e.tenant_id = $4 and %s %s
      limit 4000
    ) c
    order by case when $7 is not null then c.serial_fold || ' ' like $7 || ' %%' end desc nulls last,
      c.rank_boost desc, c.updated_at desc
    limit $8 $q$, test, kit.search_reach(kinds, stations))
  using kinds, stations, coalesce(shared_kinds, '{}'), kit.tenant(), query, sounds, fragment, max_rows;
end $function$;

CREATE OR REPLACE FUNCTION kit.search_near(typed text, max_rows integer)
 RETURNS TABLE(word text, n integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "pg_trgm.similarity_threshold" TO '0.2'
 SET enable_seqscan TO 'off'
AS $function$
begin
  return query execute $q$
    select w.word, w.n from kit.search_word w
    where w.tenant_id = $1 and w.word ~ '^[a-z]+$' and w.word operator(public.%) $2
    order by public.similarity(w.word, $2) desc, w.n desc
    limit $3 $q$
  using kit.tenant(), typed, max_rows;
end $function$;

CREATE OR REPLACE FUNCTION kit.search_newest(query text, kinds text[], stations uuid[], shared_kinds text[], max_rows integer)
 RETURNS SETOF kit.search_hit
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return query execute format($q$
    select e.kind, e.id, e.title, e.subtitle, e.station_id, e.rank_boost, e.updated_at
    from (
      select * from kit.search_entry n where n.tenant_id = $4
      order by n.rank_boost desc, n.updated_at desc limit 4000
    ) e
    where e.tsv @@ $5::tsquery %s
    limit $6 $q$, kit.search_reach(kinds, stations))
  using kinds, stations, coalesce(shared_kinds, '{}'), kit.tenant(), query, max_rows;
end $function$;

CREATE OR REPLACE FUNCTION kit.search_reach(kinds text[], stations uuid[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select concat(
    case when kinds is null then '' when cardinality(kinds) = 1 then 'and e.kind = $1[1] ' else 'and e.kind = any($1) ' end,
    case when stations is not null then 'and (e.station_id = any($2) or e.kind = any($3)) ' end)
$function$;

CREATE OR REPLACE FUNCTION kit.search_some(candidates text, parts text[], weights real[], kinds text[], stations uuid[], shared_kinds text[], max_rows integer)
 RETURNS SETOF kit.search_hit
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
AS $function$
begin
  return query execute format($q$
    select c.kind, c.id, c.title, c.subtitle, c.station_id, c.rank_boost, c.updated_at
    from (
      select e.* from kit.search_entry e where e.tenant_id = $4 and e.tsv @@ $5::tsquery %s
      limit 3000
    ) c
    cross join lateral (
      select sum(p.weight) as score from unnest($6::tsquery[], $7) as p(part, weight) where c.tsv @@ p.part
    ) s
    order by s.score desc, c.rank_boost desc, c.updated_at desc
    limit $8 $q$, kit.search_reach(kinds, stations))
  using kinds, stations, coalesce(shared_kinds, '{}'), kit.tenant(), candidates, parts, weights, max_rows;
end $function$;

CREATE OR REPLACE FUNCTION kit.take_statistics(filled regclass)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not exists (select from pg_class where oid = filled and relrowsecurity) then
    raise exception 'no table of a company: %', filled using errcode = 'insufficient_privilege';
  end if;
  execute format('analyze %s', filled);
end $function$;

CREATE OR REPLACE FUNCTION kit.tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.tenant_id', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION kit.tenant_of_company(code text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select tenant_id from kit.company where company.code = tenant_of_company.code $function$;

CREATE OR REPLACE FUNCTION network.actor_of_session(session_token text, wanted uuid DEFAULT NULL::uuid)
 RETURNS TABLE(tenant_id uuid, person_id uuid, user_id text, session_id text, name text, language text, time_zone text, roles text[], stations uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.tenant_id, p.id, u.id, s.id, p.name, p.language, p.time_zone,
    array(select distinct g.role from people.role_grant g where g.tenant_id = p.tenant_id and g.person_id = p.id and g.ended_at is null),
    network.reach(p.tenant_id, p.id)
  from auth."session" s join auth."user" u on u.id = s."userId"
  join people.person p on p.user_id = u.id and p.is_active
  where s.token = session_token and s."expiresAt" > now() and (wanted is null or p.tenant_id = wanted)
  order by p.created_at limit 1
$function$;

CREATE OR REPLACE FUNCTION network.reach(tenant uuid, person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select case when bool_or(g.scope = 'company') then null else coalesce(array_agg(distinct s.id) filter (where s.id is not null), '{}') end
  from people.role_grant g
  left join network.station s on s.tenant_id = g.tenant_id
    and ((g.scope = 'country' and s.country = g.country) or (g.scope = 'station' and g.station_id = any(s.path)))
  where g.tenant_id = tenant and g.person_id = person and g.ended_at is null
$function$;

CREATE OR REPLACE FUNCTION parties.by_phone_tail(tail text, max_rows integer)
 RETURNS TABLE(customer_id uuid, contact_id uuid, contact_name text, phone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  (select c.id, null::uuid, null::text, c.phone from parties.customer c
    where c.tenant_id = kit.tenant() and reverse(c.phone) ~>=~ reverse(tail) and reverse(c.phone) ~<~ (reverse(tail) || ':')
      and c.merged_into is null limit max_rows)
  union all
  (select k.customer_id, k.id, k.name, k.phone from parties.contact k
    where k.tenant_id = kit.tenant() and reverse(k.phone) ~>=~ reverse(tail) and reverse(k.phone) ~<~ (reverse(tail) || ':')
      and k.removed_at is null limit max_rows)
$function$;

CREATE OR REPLACE FUNCTION parts.book_movements()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  one record;
  what record;
  low numeric;
  late boolean;
begin
  -- What a movement names is there, and stays there: see above.
  if exists (select from fresh f where (select p.id from parts.part p where p.tenant_id = f.tenant_id and p.id = f.part_id) is null
      or (select p.id from parts.place p where p.tenant_id = f.tenant_id and p.id = f.from_place_id) is null
      or (select p.id from parts.place p where p.tenant_id = f.tenant_id and p.id = f.to_place_id) is null
      or (select d.id from parts.document d where d.tenant_id = f.tenant_id and d.id = f.document_id) is null) then
    raise exception 'a movement names what is not there' using errcode = 'foreign_key_violation', table = 'movement';
  end if;

  -- Most documents have none of these: what is not there costs nothing.
  select bool_or(f.serial_id is not null) as serials, bool_or(f.batch_id <> '00000000-0000-0000-0000-000000000000') as batches,
    bool_or(f.reverses_id is not null or f.returns_id is not null) as backs, bool_or(f.reservation_id is not null) as reservations
  into what from fresh f;

  -- Shared with others who book, not with the one who closes (parts.close_books).
  for one in select f.tenant_id, min(f.effective_at) as first_at from fresh f group by f.tenant_id loop
    perform pg_advisory_xact_lock_shared(hashtextextended(one.tenant_id::text, 52));
    for one in select c.until from parts.closing c where c.tenant_id = one.tenant_id and c.until > one.first_at order by c.until desc limit 1 loop
      perform kit.refuse('parts.period_closed', jsonb_build_object('until', one.until));
    end loop;
  end loop;

  for one in select p.name from fresh f join parts.place p on p.tenant_id = f.tenant_id and p.id in (f.from_place_id, f.to_place_id) and not p.is_active limit 1 loop
    perform kit.refuse('parts.place_closed', jsonb_build_object('place', one.name));
  end loop;

  if what.serials then
    for one in
      select f.*, p.is_shelf as from_shelf from fresh f join parts.place p on p.tenant_id = f.tenant_id and p.id = f.from_place_id
      where f.serial_id is not null order by f.serial_id, f.line
    loop
      update parts.serial s set place_id = one.to_place_id, condition = one.to_condition, owner_id = one.to_owner_id,
        batch_id = one.batch_id, asset_id = one.asset_id, last_movement_id = one.id
      where s.tenant_id = one.tenant_id and s.id = one.serial_id and s.part_id = one.part_id
        and case when s.place_id is null then not one.from_shelf
          when one.from_shelf then s.place_id = one.from_place_id and s.condition = one.from_condition and s.owner_id = one.from_owner_id
          -- What left comes back only by naming the movement it left with.
          else s.place_id = one.from_place_id and s.last_movement_id in (one.returns_id, one.reverses_id) end;
      if not found then
        perform kit.refuse('parts.serial_elsewhere', (select jsonb_build_object('serial', s.number, 'place', coalesce(p.name, ''), 'line', one.line)
          from parts.serial s left join parts.place p on p.tenant_id = s.tenant_id and p.id = s.place_id
          where s.tenant_id = one.tenant_id and s.id = one.serial_id));
      end if;
    end loop;
  end if;

  if what.batches then
    for one in
      select f.line, f.effective_at, b.code, b.blocked_at, b.expires_on, b.part_id = f.part_id as of_part
      from fresh f join parts.batch b on b.tenant_id = f.tenant_id and b.id = f.batch_id
      join parts.place s on s.tenant_id = f.tenant_id and s.id = f.from_place_id and s.is_shelf
      join parts.place p on p.tenant_id = f.tenant_id and p.id = f.to_place_id and p.kind in ('customer', 'conversion')
      where f.batch_id <> '00000000-0000-0000-0000-000000000000' and f.reverses_id is null
      order by b.id for share of b
    loop
      if one.blocked_at is not null then
        perform kit.refuse('parts.batch_blocked', jsonb_build_object('batch', one.code, 'line', one.line));
      elsif one.expires_on < one.effective_at::date then
        perform kit.refuse('parts.batch_expired', jsonb_build_object('batch', one.code, 'day', one.expires_on, 'line', one.line));
      end if;
    end loop;
  end if;

  if what.backs then
    -- Nothing is undone or brought back twice.
    for one in
      select o.id, o.quantity, f.tenant_id from (select distinct tenant_id, coalesce(reverses_id, returns_id) as id from fresh
        where reverses_id is not null or returns_id is not null) f
      join parts.movement o on o.tenant_id = f.tenant_id and o.id = f.id order by o.id for no key update of o
    loop
      select coalesce(sum(m.quantity), 0) into low from parts.movement m where m.tenant_id = one.tenant_id
        and (m.reverses_id = one.id or m.returns_id = one.id) 
        and not exists (select from parts.movement u where u.tenant_id = m.tenant_id and u.reverses_id = m.id);
      if low > one.quantity then
        perform kit.refuse('parts.undone_already', jsonb_build_object('quantity', one.quantity::float8, 'wanted', low::float8));
      end if;
    end loop;
  end if;

  if what.reservations then
    for one in select f.tenant_id, f.reservation_id as id, sum(f.quantity) as quantity from fresh f
      where f.reservation_id is not null group by 1, 2 order by 2
    loop
      update parts.reservation r set open = r.open - one.quantity, state = case when r.open = one.quantity then 'used' else r.state end
      where r.tenant_id = one.tenant_id and r.id = one.id and r.state = 'active' and r.open >= one.quantity and r.ends_at > clock_timestamp()
        and not exists (select from fresh f where f.tenant_id = r.tenant_id and f.reservation_id = r.id and (f.part_id, f.from_place_id,
          f.from_condition, f.from_owner_id, f.batch_id) <> (r.part_id, r.place_id, r.condition, r.owner_id, r.batch_id));
      if not found then perform kit.refuse('parts.reservation_gone', jsonb_build_object('reservationId', one.id)); end if;
    end loop;
  end if;

  insert into parts.balance (tenant_id, part_id, place_id, condition, owner_id, batch_id, may_owe)
  select distinct e.tenant_id, e.part_id, e.place_id, e.condition, e.owner_id, e.batch_id, p.may_owe from (
    select tenant_id, part_id, from_place_id as place_id, from_condition as condition, from_owner_id as owner_id, batch_id from fresh
    union all select tenant_id, part_id, to_place_id, to_condition, to_owner_id, batch_id from fresh) e
  join parts.place p on p.tenant_id = e.tenant_id and p.id = e.place_id and p.is_shelf
  where (select b.id from parts.balance b where b.tenant_id = e.tenant_id and b.part_id = e.part_id and b.place_id = e.place_id
    and b.condition = e.condition and b.owner_id = e.owner_id and b.batch_id = e.batch_id) is null
  order by 1, 2, 3, 4, 5, 6 on conflict do nothing;

  with ends as (
    select f.tenant_id, f.part_id, f.from_place_id as place_id, f.from_condition as condition, f.from_owner_id as owner_id, f.batch_id,
      -f.quantity as change, f.effective_at from fresh f
    union all select f.tenant_id, f.part_id, f.to_place_id, f.to_condition, f.to_owner_id, f.batch_id, f.quantity, f.effective_at from fresh f),
  of_shelves as (select e.* from ends e join parts.place p on p.tenant_id = e.tenant_id and p.id = e.place_id and p.is_shelf),
  counted as (
    update parts.balance b set on_hand = b.on_hand + k.change, last_at = greatest(b.last_at, k.at)
    from (select tenant_id, part_id, place_id, condition, owner_id, batch_id, sum(change) as change, max(effective_at) as at,
        min(effective_at) filter (where change < 0) as leaves_at from of_shelves group by 1, 2, 3, 4, 5, 6) k
    where (b.tenant_id, b.part_id, b.place_id, b.condition, b.owner_id, b.batch_id) = (k.tenant_id, k.part_id, k.place_id, k.condition, k.owner_id, k.batch_id)
    returning b.last_at > k.leaves_at and not b.may_owe as late),
  months as (
    insert into parts.month_sum as s (tenant_id, part_id, place_id, condition, owner_id, batch_id, month, quantity)
    select tenant_id, part_id, place_id, condition, owner_id, batch_id, date_trunc('month', effective_at at time zone 'UTC')::date, sum(change)
    from of_shelves group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
    on conflict (tenant_id, part_id, place_id, condition, owner_id, batch_id, month) do update set quantity = s.quantity + excluded.quantity)
  select bool_or(c.late) into late from counted c;

  if late then
    -- A fact put before others must leave something at every moment since.
    for one in
      select b.*, k.first_at from (
        select tenant_id, part_id, from_place_id, from_condition, from_owner_id, batch_id, min(effective_at) as first_at
        from fresh group by 1, 2, 3, 4, 5, 6) k
      join parts.balance b on (b.tenant_id, b.part_id, b.place_id, b.condition, b.owner_id, b.batch_id)
        = (k.tenant_id, k.part_id, k.from_place_id, k.from_condition, k.from_owner_id, k.batch_id)
      where b.last_at > k.first_at and not b.may_owe
    loop
      select min(one.on_hand - later) into low from (
        select sum(sum(m.change)) over (order by m.effective_at desc) as later from (
          select m.effective_at, -m.quantity as change from parts.movement m where m.tenant_id = one.tenant_id and m.part_id = one.part_id
            and m.from_place_id = one.place_id and m.effective_at > one.first_at and m.from_condition = one.condition
            and m.from_owner_id = one.owner_id and m.batch_id = one.batch_id
          union all
          select m.effective_at, m.quantity from parts.movement m where m.tenant_id = one.tenant_id and m.part_id = one.part_id
            and m.to_place_id = one.place_id and m.effective_at > one.first_at and m.to_condition = one.condition
            and m.to_owner_id = one.owner_id and m.batch_id = one.batch_id) m
        group by m.effective_at) s;
      if low < 0 then
        perform kit.refuse('parts.below_nothing_then', jsonb_build_object('missing', -low::float8, 'at', one.first_at, 'partId', one.part_id));
      end if;
    end loop;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION parts.check_entries()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  closed timestamptz;
begin
  if exists (select from fresh f where (select d.id from parts.document d where d.tenant_id = f.tenant_id and d.id = f.document_id) is null
      or (f.movement_id is not null and (select m.id from parts.movement m where m.tenant_id = f.tenant_id and m.id = f.movement_id) is null)) then
    raise exception 'an entry of value names what is not there' using errcode = 'foreign_key_violation', table = 'value_entry';
  end if;
  select max(c.until) into closed from (select f.tenant_id, min(f.stands_at) as first_at from fresh f group by 1) f
  join parts.closing c on c.tenant_id = f.tenant_id and c.until > f.first_at;
  if closed is not null then
    perform kit.refuse('parts.period_closed', jsonb_build_object('until', closed));
  end if;
  insert into parts.value_month as s (tenant_id, part_id, owner_id, month, quantity, minor)
  select tenant_id, part_id, owner_id, date_trunc('month', stands_at at time zone 'UTC')::date, sum(quantity), sum(minor)
  from fresh where account = 'stock' group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (tenant_id, part_id, owner_id, month) do update set quantity = s.quantity + excluded.quantity, minor = s.minor + excluded.minor;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION parts.close_books(closing uuid, until_at timestamp with time zone, by_person uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended(kit.tenant()::text, 52));
  insert into parts.closing (id, until, closed_by) values (closing, until_at, by_person);
end $function$;

CREATE OR REPLACE FUNCTION parts.facts(of_parts uuid[], of_places uuid[])
 RETURNS json
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t uuid := kit.tenant();
begin
  return (select json_build_object(
    'parts', (select json_agg(json_build_object('id', p.id, 'number', p.number, 'name', p.name, 'tracking', p.tracking, 'decimals', p.decimals,
        'unit', p.unit, 'shelfLifeDays', p.shelf_life_days,
        'units', (select coalesce(json_agg(json_build_object('unit', u.unit, 'numerator', u.numerator, 'denominator', u.denominator)), '[]')
          from parts.part_unit u where u.tenant_id = p.tenant_id and u.part_id = p.id),
        'method', case when p.tracking = 'serial' then 'specific' else coalesce(c.method, 'average') end,
        'standardMinor', coalesce(p.standard_minor, 0)::text))
      from parts.part p left join parts.class c on c.tenant_id = p.tenant_id and c.id = p.class_id where p.tenant_id = t and p.id = any(of_parts)),
    'places', (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind, 'isShelf', p.is_shelf, 'stationId', p.station_id))
      from parts.place p where p.tenant_id = t and p.id = any(of_places)),
    'own', (select json_agg(o.id) from parts.owner o where o.tenant_id = t and o.kind = 'own')));
end $function$;

CREATE OR REPLACE FUNCTION parts.keep_reserved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  change numeric := new.open - case when tg_op = 'UPDATE' then old.open else 0 end;
begin
  if change = 0 then return null; end if;
  update parts.balance b set reserved = b.reserved + change
  where b.tenant_id = new.tenant_id and b.part_id = new.part_id and b.place_id = new.place_id and b.condition = new.condition
    and b.owner_id = new.owner_id and b.batch_id = new.batch_id;
  if not found then perform kit.refuse('parts.not_enough', jsonb_build_object('left', 0)); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION parts.lock_balances(ends jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t uuid := kit.tenant();
begin
  insert into parts.balance (tenant_id, part_id, place_id, condition, owner_id, batch_id, may_owe)
  select distinct t, e.part, e.place, e.condition, e.owner, e.batch, p.may_owe
  from jsonb_to_recordset(ends) as e(part uuid, place uuid, condition text, owner uuid, batch uuid)
  join parts.place p on p.tenant_id = t and p.id = e.place and p.is_shelf
  join parts.part q on q.tenant_id = t and q.id = e.part
  join parts.owner o on o.tenant_id = t and o.id = e.owner
  where (select b.id from parts.balance b where b.tenant_id = t and b.part_id = e.part and b.place_id = e.place
    and b.condition = e.condition and b.owner_id = e.owner and b.batch_id = e.batch) is null
  order by 2, 3, 4, 5, 6 on conflict do nothing;
  insert into parts.layer (tenant_id, id, part_id, owner_id, received_at, quantity, minor)
  select t, gen_random_uuid(), v.part, v.owner, now(), 0, 0
  from (select distinct e.part, e.owner from jsonb_to_recordset(ends) as e(part uuid, owner uuid)) v
  join parts.part q on q.tenant_id = t and q.id = v.part
  join parts.owner o on o.tenant_id = t and o.id = v.owner and o.kind = 'own'
  where (select l.id from parts.layer l where l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner
    and l.movement_id is null and l.serial_id is null) is null
  order by v.part, v.owner on conflict do nothing;
  perform parts.lock_stock(ends, '[]', '{}');
end $function$;

CREATE OR REPLACE FUNCTION parts.lock_stock(ends jsonb, valued jsonb, serials uuid[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t uuid := kit.tenant();
  answer jsonb;
begin
  select jsonb_build_object('balances', coalesce(jsonb_agg(to_jsonb(x)), '[]')) into answer from (
    select b.* from (select * from jsonb_to_recordset(ends) as e(part uuid, place uuid, condition text, owner uuid, batch uuid)
      order by part, place, condition, owner, batch) e
    cross join lateral (select b.part_id, b.place_id, b.condition, b.owner_id, b.batch_id, b.on_hand, b.reserved, b.may_owe, b.last_at
      from parts.balance b where b.tenant_id = t and b.part_id = e.part and b.place_id = e.place
        and b.condition = e.condition and b.owner_id = e.owner and b.batch_id = e.batch for update) b) x;
  if jsonb_array_length(valued) > 0 then
    -- The pool is also the lock of all layers of a part and owner: layers made by who held it before are seen after it.
    perform from (select * from jsonb_to_recordset(valued) as v(part uuid, owner uuid) order by part, owner) v
    cross join lateral (select l.id from parts.layer l where l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner
      and l.movement_id is null and l.serial_id is null for update) l;
    answer := answer || jsonb_build_object('layers', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
      select l.id, l.part_id, l.owner_id, l.movement_id, l.serial_id, l.quantity, l.minor, l.received_at
      from jsonb_to_recordset(valued) as v(part uuid, owner uuid)
      cross join lateral (select * from parts.layer l where l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner
        and ((l.quantity > 0 and (l.serial_id is null or l.serial_id = any(serials))) or (l.movement_id is null and l.serial_id is null)) offset 0) l
      order by l.received_at, l.id) x));
  end if;
  return answer;
end $function$;

CREATE OR REPLACE FUNCTION parts.lying_at(at_time timestamp with time zone)
 RETURNS TABLE(part_id uuid, owner_id uuid, place_id uuid, quantity numeric)
 LANGUAGE sql
 STABLE ROWS 20000
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with since as (
    select s.part_id, s.owner_id, s.place_id, s.condition, s.batch_id, s.quantity from parts.month_sum s
    where s.tenant_id = kit.tenant() and s.month > date_trunc('month', at_time at time zone 'UTC')::date
    union all
    select m.part_id, e.owner_id, e.place_id, e.condition, m.batch_id, e.quantity from parts.movement m
    cross join lateral (values (m.to_owner_id, m.to_place_id, m.to_condition, m.quantity),
      (m.from_owner_id, m.from_place_id, m.from_condition, -m.quantity)) e(owner_id, place_id, condition, quantity)
    where m.tenant_id = kit.tenant() and m.effective_at > at_time
      and m.effective_at < (date_trunc('month', at_time at time zone 'UTC') + interval '1 month') at time zone 'UTC')
  select y.part_id, y.owner_id, y.place_id, sum(y.quantity) from (
    select x.part_id, x.owner_id, x.place_id, sum(x.quantity) as quantity from (
      select b.part_id, b.owner_id, b.place_id, b.condition, b.batch_id, b.on_hand as quantity from parts.balance b
      where b.tenant_id = kit.tenant() and b.on_hand <> 0
      union all select s.part_id, s.owner_id, s.place_id, s.condition, s.batch_id, -s.quantity from since s) x
    group by x.part_id, x.owner_id, x.place_id, x.condition, x.batch_id having sum(x.quantity) > 0) y
  join parts.place p on p.tenant_id = kit.tenant() and p.id = y.place_id and p.is_shelf
  group by 1, 2, 3
$function$;

CREATE OR REPLACE FUNCTION parts.on_hand_at(of_part uuid, at_place uuid, in_condition text, of_owner uuid, of_batch uuid, at_time timestamp with time zone)
 RETURNS numeric
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce((select sum(s.quantity) from parts.month_sum s where s.tenant_id = kit.tenant() and s.part_id = of_part and s.place_id = at_place
      and (in_condition is null or s.condition = in_condition) and (of_owner is null or s.owner_id = of_owner)
      and (of_batch is null or s.batch_id = of_batch) and s.month < date_trunc('month', at_time at time zone 'UTC')::date), 0)
    + coalesce((select sum(m.quantity) from parts.movement m where m.tenant_id = kit.tenant() and m.part_id = of_part and m.to_place_id = at_place
      and m.effective_at >= date_trunc('month', at_time at time zone 'UTC') at time zone 'UTC' and m.effective_at <= at_time
      and (in_condition is null or m.to_condition = in_condition) and (of_owner is null or m.to_owner_id = of_owner)
      and (of_batch is null or m.batch_id = of_batch)), 0)
    - coalesce((select sum(m.quantity) from parts.movement m where m.tenant_id = kit.tenant() and m.part_id = of_part and m.from_place_id = at_place
      and m.effective_at >= date_trunc('month', at_time at time zone 'UTC') at time zone 'UTC' and m.effective_at <= at_time
      and (in_condition is null or m.from_condition = in_condition) and (of_owner is null or m.from_owner_id = of_owner)
      and (of_batch is null or m.batch_id = of_batch)), 0)
$function$;

CREATE OR REPLACE FUNCTION parts.open_document(doc jsonb, ends jsonb, valued jsonb, serials uuid[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t uuid := kit.tenant();
  answer jsonb;
  stands_at timestamptz;
begin
  insert into parts.balance (tenant_id, part_id, place_id, condition, owner_id, batch_id, may_owe)
  select t, e.part, e.place, e.condition, e.owner, e.batch, p.may_owe
  from jsonb_to_recordset(ends) as e(part uuid, place uuid, condition text, owner uuid, batch uuid)
  join parts.place p on p.tenant_id = t and p.id = e.place and p.is_shelf
  where (select b.id from parts.balance b where b.tenant_id = t and b.part_id = e.part and b.place_id = e.place
    and b.condition = e.condition and b.owner_id = e.owner and b.batch_id = e.batch) is null
  order by e.part, e.place, e.condition, e.owner, e.batch on conflict do nothing;
  if jsonb_array_length(valued) > 0 then
    insert into parts.layer (tenant_id, id, part_id, owner_id, received_at, quantity, minor)
    select t, gen_random_uuid(), v.part, v.owner, now(), 0, 0 from jsonb_to_recordset(valued) as v(part uuid, owner uuid)
    where (select l.id from parts.layer l where l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner
      and l.movement_id is null and l.serial_id is null) is null
    order by v.part, v.owner on conflict do nothing;
  end if;
  answer := parts.lock_stock(ends, valued, serials);
  insert into parts.document (tenant_id, id, kind, content_hash, place_id, station_id, request_id, work_order_id, visit_id, note,
    effective_at, happened_at, by_kind, by_id, by_name)
  select t, d.id, d.kind, d.content_hash, d.place_id, d.station_id, d.request_id, d.work_order_id, d.visit_id, d.note,
    coalesce(d.effective_at, clock_timestamp()), d.happened_at, d.by_kind, d.by_id, d.by_name
  from jsonb_to_record(doc) as d(id uuid, kind text, content_hash text, place_id uuid, station_id uuid, request_id uuid,
    work_order_id uuid, visit_id uuid, note text, effective_at timestamptz, happened_at timestamptz, by_kind text, by_id uuid, by_name text)
  on conflict do nothing returning effective_at into stands_at;
  if not found then
    return jsonb_build_object('known', (select d.content_hash from parts.document d where d.tenant_id = t and d.id = (doc ->> 'id')::uuid));
  end if;
  return answer || jsonb_build_object('at', stands_at);
end $function$;

CREATE OR REPLACE FUNCTION parts.open_documents(docs uuid[], keys text[], ends jsonb, valued jsonb, of_parts uuid[], of_places uuid[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t uuid := kit.tenant();
  answer jsonb := parts.lock_stock(ends, valued, '{}');
begin
  return answer || jsonb_build_object('at', clock_timestamp(), 'facts', parts.facts(of_parts, of_places),
    'knownIds', (select coalesce(jsonb_agg(d.id), '[]') from parts.document d where d.tenant_id = t and d.id = any(docs)),
    'knownKeys', (select coalesce(jsonb_agg(i.key), '[]') from kit.idempotency i where i.tenant_id = t and i.key = any(keys)));
end $function$;

CREATE OR REPLACE FUNCTION parts.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a row of % is never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION parts.refuse_circle()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  goes_on boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended(new.tenant_id::text, 51));
  if tg_table_name = 'supersession' then
    with recursive chain as (
      select new.successor_id as id
      union select s.successor_id from parts.supersession s join chain c on s.tenant_id = new.tenant_id and s.part_id = c.id
    ) select exists (select from chain where id = new.part_id) into goes_on;
  else
    with recursive chain as (
      select new.part_id as id
      union select k.part_id from parts.kit_item k join chain c on k.tenant_id = new.tenant_id and k.kit_id = c.id
    ) select exists (select from chain where id = new.kit_id) into goes_on;
  end if;
  if goes_on then
    perform kit.refuse('parts.circle', jsonb_build_object('table', tg_table_name));
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION parts.serial_within(serial text, low text, high text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select (low is null or (length(serial), serial collate "C") >= (length(low), low collate "C"))
    and (high is null or (length(serial), serial collate "C") <= (length(high), high collate "C"))
$function$;

CREATE OR REPLACE FUNCTION parts.worth_at(at_time timestamp with time zone)
 RETURNS TABLE(part_id uuid, owner_id uuid, quantity numeric, minor numeric)
 LANGUAGE sql
 STABLE ROWS 5000
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select x.part_id, x.owner_id, sum(x.quantity), sum(x.minor) from (
    select l.part_id, l.owner_id, l.quantity, l.minor::numeric from parts.layer l where l.tenant_id = kit.tenant() and l.quantity > 0
    union all
    select s.part_id, s.owner_id, -s.quantity, -s.minor from parts.value_month s
    where s.tenant_id = kit.tenant() and s.month > date_trunc('month', at_time at time zone 'UTC')::date
    union all
    select v.part_id, v.owner_id, -v.quantity, -v.minor from parts.value_entry v
    where v.tenant_id = kit.tenant() and v.account = 'stock' and v.stands_at > at_time
      and v.stands_at < (date_trunc('month', at_time at time zone 'UTC') + interval '1 month') at time zone 'UTC') x
  group by 1, 2 having sum(x.quantity) <> 0 or sum(x.minor) <> 0
$function$;

CREATE OR REPLACE FUNCTION people.companies_of_user(user_id text)
 RETURNS TABLE(tenant_id uuid, code text, name text, person_id uuid, person_name text, language text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.tenant_id, c.code, c.name, p.id, p.name, p.language
  from people.person p join kit.company c on c.tenant_id = p.tenant_id
  where p.user_id = companies_of_user.user_id and p.is_active order by p.created_at
$function$;

CREATE OR REPLACE FUNCTION people.demo_logins()
 RETURNS TABLE(role text, name text, email text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct on (g.role) g.role, p.name, u.email
  from kit.company c
  join people.role_grant g on g.tenant_id = c.tenant_id and g.ended_at is null
  join people.person p on p.tenant_id = g.tenant_id and p.id = g.person_id and p.is_active
  join auth."user" u on u.id = p.user_id
  where c.is_demo order by g.role, p.number
$function$;

CREATE OR REPLACE FUNCTION people.key_of_hash(hash text)
 RETURNS TABLE(tenant_id uuid, id uuid, name text, scopes text[], station_ids uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.tenant_id, k.id, k.name, k.scopes, k.station_ids from people.api_key k
  where k.key_hash = hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
$function$;

CREATE OR REPLACE FUNCTION people.note_key_use(hash text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update people.api_key set last_used_at = now()
  where key_hash = hash and (last_used_at is null or last_used_at < now() - interval '1 minute')
$function$;

-- Tables

create table assets.asset (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  serial text not null,
  serial_fold text not null,
  model_id uuid not null,
  parent_id uuid,
  customer_id uuid,
  address_id uuid,
  dealer_station_id uuid,
  sale_country text,
  buyer_kind text,
  built_on date,
  sold_on date,
  delivered_on date,
  installed_on date,
  registered_on date,
  status text default 'in_use'::text not null,
  label_version integer default 1 not null,
  voided jsonb,
  external_source text,
  external_id text,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  customer_tag text,
  price_minor bigint,
  price_currency text,
  sale_region text,
  sold_as text,
  use_coefficient double precision,
  constraint asset_pkey PRIMARY KEY (tenant_id, id),
  constraint asset_tenant_id_external_source_external_id_key UNIQUE (tenant_id, external_source, external_id),
  constraint asset_tenant_id_serial_key UNIQUE (tenant_id, serial),
  constraint asset_buyer_kind_check CHECK ((buyer_kind = ANY (ARRAY['consumer'::text, 'business'::text]))),
  constraint asset_check CHECK (((price_minor IS NULL) = (price_currency IS NULL))),
  constraint asset_price_currency_check CHECK ((price_currency ~ '^[A-Z]{3}$'::text)),
  constraint asset_price_minor_check CHECK ((price_minor >= 0)),
  constraint asset_sale_country_check CHECK ((sale_country ~ '^[A-Z]{2}$'::text)),
  constraint asset_sale_region_check CHECK ((sale_region ~ '^[A-Z0-9]{1,3}$'::text)),
  constraint asset_sold_as_check CHECK ((sold_as = ANY (ARRAY['new'::text, 'used'::text]))),
  constraint asset_status_check CHECK ((status = ANY (ARRAY['in_stock'::text, 'in_use'::text, 'out_of_use'::text, 'scrapped'::text]))),
  constraint asset_use_coefficient_check CHECK (((use_coefficient > (0)::double precision) AND (use_coefficient <= (0.01)::double precision)))
);

create table assets.asset_station (
  tenant_id uuid default kit.tenant() not null,
  asset_id uuid not null,
  station_id uuid not null,
  since timestamp with time zone default now() not null,
  constraint asset_station_pkey PRIMARY KEY (tenant_id, asset_id, station_id)
);

create table assets.component (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  asset_id uuid not null,
  "position" text not null,
  part_number text not null,
  name jsonb default '{}'::jsonb not null,
  serial text,
  fitted_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  visit_id uuid,
  constraint component_pkey PRIMARY KEY (tenant_id, id)
);

create table assets.failure_code (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  family_id uuid,
  kind text not null,
  code text not null,
  name jsonb not null,
  component text,
  is_safety boolean default false not null,
  constraint failure_code_pkey PRIMARY KEY (tenant_id, id),
  constraint failure_code_tenant_id_family_id_kind_code_key UNIQUE NULLS NOT DISTINCT (tenant_id, family_id, kind, code),
  constraint failure_code_kind_check CHECK ((kind = ANY (ARRAY['symptom'::text, 'cause'::text, 'remedy'::text])))
);

create table assets.family (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  code text not null,
  name jsonb not null,
  product_class text not null,
  meter_kind text,
  version integer default 1 not null,
  constraint family_pkey PRIMARY KEY (tenant_id, id),
  constraint family_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint family_meter_kind_check CHECK ((meter_kind = ANY (ARRAY['km'::text, 'hour'::text, 'cycle'::text])))
);

create table assets.meter_reading (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  asset_id uuid not null,
  kind text not null,
  value numeric(14,1) not null,
  at timestamp with time zone not null,
  source text not null,
  is_doubtful boolean default false not null,
  by_person uuid,
  constraint meter_reading_pkey PRIMARY KEY (tenant_id, id),
  constraint meter_reading_kind_check CHECK ((kind = ANY (ARRAY['km'::text, 'hour'::text, 'cycle'::text]))),
  constraint meter_reading_source_check CHECK ((source = ANY (ARRAY['desk'::text, 'visit'::text, 'customer'::text, 'import'::text, 'telemetry'::text]))),
  constraint meter_reading_value_check CHECK ((value >= (0)::numeric))
);

create table assets.model (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  family_id uuid not null,
  code text not null,
  name jsonb not null,
  skill_codes text[] default '{}'::text[] not null,
  image_file_id uuid,
  on_sale_from date,
  on_sale_to date,
  version integer default 1 not null,
  constraint model_pkey PRIMARY KEY (tenant_id, id),
  constraint model_tenant_id_code_key UNIQUE (tenant_id, code)
);

create table assets.ownership (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  asset_id uuid not null,
  customer_id uuid not null,
  from_on date not null,
  to_on date,
  constraint ownership_pkey PRIMARY KEY (tenant_id, id),
  constraint ownership_tenant_id_asset_id_daterange_excl EXCLUDE USING gist (tenant_id WITH =, asset_id WITH =, daterange(from_on, to_on) WITH &&)
);

create table assets.warranty_term (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  model_id uuid not null,
  country text,
  covers text not null,
  components text[] default '{}'::text[] not null,
  months integer,
  distance_km integer,
  hours integer,
  starts_from text not null,
  sold_from date,
  sold_to date,
  excluded_components text[] default '{}'::text[] not null,
  name jsonb,
  constraint warranty_term_pkey PRIMARY KEY (tenant_id, id),
  constraint warranty_term_covers_check CHECK ((covers = ANY (ARRAY['part'::text, 'labour'::text, 'travel'::text, 'consumable'::text, 'rental'::text, 'other'::text]))),
  constraint warranty_term_limit CHECK ((COALESCE(months, distance_km, hours) IS NOT NULL)) NOT VALID,
  constraint warranty_term_sales CHECK (((sold_from IS NULL) OR (sold_to IS NULL) OR (sold_from <= sold_to))) NOT VALID,
  constraint warranty_term_starts_from_check CHECK ((starts_from = ANY (ARRAY['sale'::text, 'delivery'::text, 'installation'::text, 'registration'::text, 'replacement'::text])))
);

create table auth."twoFactor" (
  id text not null,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null,
  verified boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamp with time zone,
  constraint "twoFactor_pkey" PRIMARY KEY (id)
);

create table auth."user" (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "twoFactorEnabled" boolean,
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_key UNIQUE (email)
);

create table auth.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (id)
);

create table auth.attempt (
  key text not null,
  tries integer not null,
  last_at timestamp with time zone not null,
  constraint attempt_pkey PRIMARY KEY (key)
);

create table auth.session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token)
);

create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint verification_pkey PRIMARY KEY (id)
);

create table billing.account (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  vat_id text,
  vat_country text,
  days_to_pay integer default 14 not null,
  version integer default 1 not null,
  constraint account_pkey PRIMARY KEY (tenant_id, id),
  constraint account_check CHECK (((vat_id IS NULL) = (vat_country IS NULL))),
  constraint account_days_to_pay_check CHECK (((days_to_pay >= 0) AND (days_to_pay <= 365))),
  constraint account_vat_country_check CHECK ((vat_country ~ '^[A-Z]{2}$'::text))
);

create table billing.credit_line (
  tenant_id uuid default kit.tenant() not null,
  credit_note_id uuid not null,
  line_id uuid not null,
  minor bigint not null,
  constraint credit_line_pkey PRIMARY KEY (tenant_id, credit_note_id, line_id),
  constraint credit_line_minor_check CHECK ((minor > 0))
);

create table billing.credit_note (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  station_id uuid,
  reason text not null,
  note text,
  currency text not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  rounding_minor bigint not null,
  total_minor bigint not null,
  language text not null,
  issued_at timestamp with time zone not null,
  created_by uuid,
  file_id uuid,
  constraint credit_note_pkey PRIMARY KEY (tenant_id, id),
  constraint credit_note_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint credit_note_check CHECK (((total_minor = ((net_minor + tax_minor) + rounding_minor)) AND (total_minor > 0))),
  constraint credit_note_reason_check CHECK ((reason = ANY (ARRAY['wrong_price'::text, 'wrong_quantity'::text, 'not_done'::text, 'returned'::text, 'complaint'::text, 'cover_found'::text, 'wrong_customer'::text, 'cancelled'::text])))
);

create table billing.exchange_rate (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  base text not null,
  quote text not null,
  on_day date not null,
  rate numeric(24,12) not null,
  source text not null,
  version integer default 1 not null,
  constraint exchange_rate_pkey PRIMARY KEY (tenant_id, id),
  constraint exchange_rate_tenant_id_base_quote_on_day_key UNIQUE (tenant_id, base, quote, on_day),
  constraint exchange_rate_base_check CHECK ((base ~ '^[A-Z]{3}$'::text)),
  constraint exchange_rate_check CHECK ((base <> quote)),
  constraint exchange_rate_quote_check CHECK ((quote ~ '^[A-Z]{3}$'::text)),
  constraint exchange_rate_rate_check CHECK ((rate > (0)::numeric))
);

create table billing.internal_cost (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  request_id uuid,
  station_id uuid,
  payer text not null,
  currency text not null,
  minor bigint not null,
  at timestamp with time zone not null,
  constraint internal_cost_pkey PRIMARY KEY (tenant_id, id),
  constraint internal_cost_tenant_id_visit_id_payer_key UNIQUE (tenant_id, visit_id, payer),
  constraint internal_cost_minor_check CHECK ((minor > 0))
);

create table billing.invoice (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text,
  request_id uuid,
  visit_id uuid,
  quotation_id uuid,
  customer_id uuid not null,
  station_id uuid,
  status text default 'draft'::text not null,
  currency text not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  paid_minor bigint default 0 not null,
  language text not null,
  issued_at timestamp with time zone,
  due_on date,
  file_id uuid,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  tax_bp integer default 0 not null,
  tax_included boolean default true not null,
  country text,
  rounding text default 'total.half_even.1'::text not null,
  rounding_minor bigint default 0 not null,
  reverse_charge boolean default false not null,
  vat_id text,
  days_to_pay integer default 14 not null,
  exchange jsonb,
  source jsonb,
  credited_minor bigint default 0 not null,
  refunded_minor bigint default 0 not null,
  open_minor bigint generated always as (GREATEST((((total_minor - credited_minor) - paid_minor) + refunded_minor), (0)::bigint)) stored not null,
  limits jsonb default '[]'::jsonb not null,
  constraint invoice_pkey PRIMARY KEY (tenant_id, id),
  constraint invoice_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint invoice_check1 CHECK (((status = 'draft'::text) = (number IS NULL))),
  constraint invoice_money CHECK (((paid_minor >= 0) AND ((refunded_minor >= 0) AND (refunded_minor <= paid_minor)) AND ((credited_minor >= 0) AND (credited_minor <= total_minor)) AND (total_minor = ((net_minor + tax_minor) + rounding_minor)))),
  constraint invoice_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'issued'::text, 'part_paid'::text, 'paid'::text, 'credited'::text])))
);

create table billing.labour_rate (
  tenant_id uuid default kit.tenant() not null,
  list_id uuid not null,
  level text not null,
  minor bigint not null,
  constraint labour_rate_pkey PRIMARY KEY (tenant_id, list_id, level),
  constraint labour_rate_minor_check CHECK ((minor >= 0))
);

create table billing.line (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  quotation_id uuid,
  invoice_id uuid,
  "position" integer not null,
  kind text not null,
  code text,
  name text not null,
  quantity numeric(12,3) not null,
  unit text not null,
  unit_minor bigint not null,
  published_minor bigint,
  price_reason text,
  full_minor bigint not null,
  payer text not null,
  customer_share_pct numeric(5,2) not null,
  customer_minor bigint not null,
  decision_id uuid,
  why jsonb,
  tax_category text default 'standard'::text not null,
  tax_bp integer not null,
  is_optional boolean default false not null,
  is_declined boolean default false not null,
  price_note text,
  created_at timestamp with time zone default now() not null,
  constraint line_pkey PRIMARY KEY (tenant_id, id),
  constraint line_check CHECK (((quotation_id IS NULL) <> (invoice_id IS NULL))),
  constraint line_check1 CHECK (((published_minor IS NULL) OR (published_minor = unit_minor) OR (price_reason IS NOT NULL))),
  constraint line_check2 CHECK (((NOT is_declined) OR is_optional)),
  constraint line_customer_share_pct_check CHECK (((customer_share_pct >= (0)::numeric) AND (customer_share_pct <= (100)::numeric))),
  constraint line_kind_check CHECK ((kind = ANY (ARRAY['part'::text, 'labour'::text, 'travel'::text, 'consumable'::text, 'rental'::text, 'other'::text]))),
  constraint line_quantity_check CHECK ((quantity > (0)::numeric))
);

create table billing.payment (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  invoice_id uuid not null,
  at timestamp with time zone not null,
  method text not null,
  minor bigint not null,
  reference text,
  received_by uuid,
  from_invoice_id uuid,
  constraint payment_pkey PRIMARY KEY (tenant_id, id),
  constraint payment_method_check CHECK ((method = ANY (ARRAY['cash'::text, 'card'::text, 'transfer'::text, 'wechat'::text, 'alipay'::text, 'other'::text, 'credit'::text]))),
  constraint payment_minor_check CHECK ((minor > 0)),
  constraint payment_moved CHECK (((method = 'credit'::text) = (from_invoice_id IS NOT NULL)))
);

create table billing.price (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  list_id uuid not null,
  kind text not null,
  code text not null,
  name jsonb not null,
  unit text default 'piece'::text not null,
  minor bigint not null,
  version integer default 1 not null,
  tax_category text default 'standard'::text not null,
  rule text default 'fixed'::text not null,
  minutes integer,
  km_from numeric(8,1),
  km_to numeric(8,1),
  constraint price_pkey PRIMARY KEY (tenant_id, id),
  constraint price_tenant_id_list_id_code_key UNIQUE (tenant_id, list_id, code),
  constraint price_zone_once EXCLUDE USING gist (tenant_id WITH =, list_id WITH =, numrange(km_from, km_to) WITH &&) WHERE ((rule = 'zone'::text)),
  constraint price_check CHECK (((rule = 'operation'::text) = (minutes IS NOT NULL))),
  constraint price_check1 CHECK (((rule = 'zone'::text) = (km_from IS NOT NULL))),
  constraint price_check2 CHECK (((km_to IS NULL) OR (km_to > km_from))),
  constraint price_kind_check CHECK ((kind = ANY (ARRAY['part'::text, 'labour'::text, 'travel'::text, 'consumable'::text, 'rental'::text, 'other'::text]))),
  constraint price_km_from_check CHECK ((km_from >= (0)::numeric)),
  constraint price_minor_check CHECK ((minor >= 0)),
  constraint price_minutes_check CHECK (((minutes >= 1) AND (minutes <= 60000))),
  constraint price_rule_check CHECK ((rule = ANY (ARRAY['fixed'::text, 'operation'::text, 'zone'::text, 'call_out'::text]))),
  constraint price_tax_category_check CHECK ((tax_category = ANY (ARRAY['standard'::text, 'reduced'::text, 'second_reduced'::text, 'zero'::text, 'exempt'::text]))),
  constraint price_unit_check CHECK ((unit = ANY (ARRAY['piece'::text, 'hour'::text, 'km'::text, 'visit'::text, 'litre'::text, 'day'::text, 'operation'::text])))
);

create table billing.price_list (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  name text not null,
  country text not null,
  currency text not null,
  tax_bp integer default 0 not null,
  tax_included boolean default true not null,
  valid_from date not null,
  valid_to date,
  is_published boolean default false not null,
  version integer default 1 not null,
  edition integer,
  published_at timestamp with time zone,
  published_by uuid,
  constraint price_list_pkey PRIMARY KEY (tenant_id, id),
  constraint price_list_edition UNIQUE (tenant_id, country, edition),
  constraint price_list_once EXCLUDE USING gist (tenant_id WITH =, country WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&) WHERE (is_published),
  constraint price_list_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint price_list_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint price_list_tax_bp_check CHECK (((tax_bp >= 0) AND (tax_bp <= 10000)))
);

create table billing.quotation (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  request_id uuid not null,
  visit_id uuid,
  customer_id uuid not null,
  station_id uuid,
  status text default 'draft'::text not null,
  currency text not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  customer_minor bigint not null,
  valid_until date not null,
  language text not null,
  sent_at timestamp with time zone,
  answered_at timestamp with time zone,
  answered_by text,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  tax_bp integer default 0 not null,
  tax_included boolean default true not null,
  country text,
  replaces_id uuid,
  answer_note text,
  file_id uuid,
  rounding text default 'total.half_even.1'::text not null,
  rounding_minor bigint default 0 not null,
  reverse_charge boolean default false not null,
  revision integer default 1 not null,
  root_id uuid not null,
  limits jsonb default '[]'::jsonb not null,
  constraint quotation_pkey PRIMARY KEY (tenant_id, id),
  constraint quotation_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint quotation_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'sent'::text, 'accepted'::text, 'rejected'::text, 'expired'::text, 'superseded'::text])))
);

create table billing.refund (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  invoice_id uuid not null,
  at timestamp with time zone not null,
  method text not null,
  reason text not null,
  minor bigint not null,
  reference text,
  refunded_by uuid,
  to_invoice_id uuid,
  constraint refund_pkey PRIMARY KEY (tenant_id, id),
  constraint refund_method_check CHECK ((method = ANY (ARRAY['cash'::text, 'card'::text, 'transfer'::text, 'wechat'::text, 'alipay'::text, 'other'::text, 'credit'::text]))),
  constraint refund_minor_check CHECK ((minor > 0)),
  constraint refund_moved CHECK (((method = 'credit'::text) = (to_invoice_id IS NOT NULL))),
  constraint refund_reason_check CHECK ((reason = ANY (ARRAY['overpaid'::text, 'credited'::text, 'payment_returned'::text, 'moved'::text])))
);

create table billing.rounding_rule (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  country text not null,
  currency text not null,
  rule text not null,
  valid_from date not null,
  valid_to date,
  source text,
  version integer default 1 not null,
  constraint rounding_rule_pkey PRIMARY KEY (tenant_id, id),
  constraint rounding_rule_once EXCLUDE USING gist (tenant_id WITH =, country WITH =, currency WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&),
  constraint rounding_rule_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint rounding_rule_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint rounding_rule_rule_check CHECK ((rule ~ '^(line|total)\.(half_up|half_even)\.[1-9][0-9]{0,3}$'::text))
);

create table billing.tax_rate (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  country text not null,
  category text not null,
  bp integer not null,
  valid_from date not null,
  valid_to date,
  source text,
  version integer default 1 not null,
  is_confirmed boolean default true not null,
  constraint tax_rate_pkey PRIMARY KEY (tenant_id, id),
  constraint tax_rate_once EXCLUDE USING gist (tenant_id WITH =, country WITH =, category WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&),
  constraint tax_rate_bp_check CHECK (((bp >= 0) AND (bp <= 10000))),
  constraint tax_rate_category_check CHECK ((category = ANY (ARRAY['standard'::text, 'reduced'::text, 'second_reduced'::text, 'zero'::text, 'exempt'::text]))),
  constraint tax_rate_country_check CHECK ((country ~ '^[A-Z]{2}$'::text))
);

create table campaigns.campaign (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  kind text not null,
  is_safety boolean default false not null,
  stop_use boolean default false not null,
  title jsonb not null,
  hazard jsonb,
  remedy jsonb not null,
  advice jsonb,
  components text[] default '{}'::text[] not null,
  covers text[] default '{part,labour,travel}'::text[] not null,
  minutes integer,
  filing text,
  starts_on date not null,
  ends_on date,
  status text default 'draft'::text not null,
  announced_on date,
  ended_reason text,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  constraint campaign_pkey PRIMARY KEY (tenant_id, id),
  constraint campaign_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint campaign_check CHECK ((ends_on >= starts_on)),
  constraint campaign_check1 CHECK (((status <> ALL (ARRAY['announced'::text, 'closed'::text])) OR (announced_on IS NOT NULL))),
  constraint campaign_covers_check CHECK ((covers <@ '{part,labour,travel}'::text[])),
  constraint campaign_kind_check CHECK ((kind = ANY (ARRAY['recall'::text, 'upgrade'::text, 'service'::text]))),
  constraint campaign_minutes_check CHECK (((minutes >= 1) AND (minutes <= 2880))),
  constraint campaign_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'announced'::text, 'closed'::text, 'withdrawn'::text])))
);

create table campaigns.listed_serial (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  campaign_id uuid not null,
  serial text not null,
  constraint listed_serial_pkey PRIMARY KEY (tenant_id, id),
  constraint listed_serial_tenant_id_campaign_id_serial_key UNIQUE (tenant_id, campaign_id, serial)
);

create table campaigns.needed_part (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  campaign_id uuid not null,
  part_id uuid not null,
  quantity numeric(18,6) not null,
  constraint needed_part_pkey PRIMARY KEY (tenant_id, id),
  constraint needed_part_tenant_id_campaign_id_part_id_key UNIQUE (tenant_id, campaign_id, part_id),
  constraint needed_part_quantity_check CHECK ((quantity > (0)::numeric))
);

create table campaigns.scope (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  campaign_id uuid not null,
  family_id uuid,
  model_id uuid,
  built_from date,
  built_to date,
  sold_from date,
  sold_to date,
  serial_from text,
  serial_to text,
  undated text,
  constraint scope_pkey PRIMARY KEY (tenant_id, id),
  constraint scope_check CHECK ((num_nonnulls(family_id, model_id) = 1)),
  constraint scope_check1 CHECK ((built_to >= built_from)),
  constraint scope_check2 CHECK ((sold_to >= sold_from)),
  constraint scope_undated_check CHECK ((undated = ANY (ARRAY['include'::text, 'leave_out'::text])))
);

create table campaigns.tally (
  tenant_id uuid default kit.tenant() not null,
  campaign_id uuid not null,
  state text not null,
  units integer not null,
  constraint tally_pkey PRIMARY KEY (tenant_id, campaign_id, state)
);

create table campaigns.unit (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  campaign_id uuid not null,
  asset_id uuid not null,
  state text default 'in_scope'::text not null,
  reason text,
  at timestamp with time zone default now() not null,
  by_id uuid,
  by_name text,
  visit_id uuid,
  request_id uuid,
  version integer default 1 not null,
  constraint unit_pkey PRIMARY KEY (tenant_id, id),
  constraint unit_tenant_id_campaign_id_asset_id_key UNIQUE (tenant_id, campaign_id, asset_id),
  constraint unit_state_check CHECK ((state = ANY (ARRAY['in_scope'::text, 'remedied'::text, 'inspected_no_fault'::text, 'refused'::text, 'scrapped'::text, 'stolen'::text, 'exported'::text, 'duplicate_not_affected'::text])))
);

create table contracts.allowance (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  contract_id uuid not null,
  line_id uuid not null,
  unit text not null,
  total bigint not null,
  used bigint default 0 not null,
  constraint allowance_pkey PRIMARY KEY (tenant_id, id),
  constraint allowance_tenant_id_line_id_unit_key UNIQUE (tenant_id, line_id, unit),
  constraint allowance_check CHECK (((used >= 0) AND (used <= total))),
  constraint allowance_total_check CHECK ((total > 0)),
  constraint allowance_unit_check CHECK ((unit = ANY (ARRAY['visit'::text, 'job'::text, 'amount'::text])))
);

create table contracts.allowance_use (
  tenant_id uuid default kit.tenant() not null,
  allowance_id uuid not null,
  job_type text not null,
  job_id uuid not null,
  request_id uuid,
  quantity bigint not null,
  at timestamp with time zone not null,
  returned_at timestamp with time zone,
  by_person uuid,
  note text,
  constraint allowance_use_pkey PRIMARY KEY (tenant_id, allowance_id, job_type, job_id),
  constraint allowance_use_job_type_check CHECK ((job_type = ANY (ARRAY['visit'::text, 'request'::text, 'hand'::text]))),
  constraint allowance_use_quantity_check CHECK ((quantity > 0))
);

create table contracts.contract (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text,
  status text default 'draft'::text not null,
  customer_id uuid not null,
  station_id uuid,
  country text not null,
  language text not null,
  price_list_id uuid not null,
  currency text not null,
  tax_bp integer not null,
  tax_included boolean not null,
  billing text not null,
  billing_months integer,
  cancel_rule text not null,
  is_transferable boolean not null,
  signed_on date not null,
  starts_on date not null,
  ends_on date not null,
  total_minor bigint not null,
  renews_id uuid,
  note text,
  activated_at timestamp with time zone,
  suspended_on date,
  suspend_reason text,
  cancelled_on date,
  cancel_reason text,
  refund jsonb,
  file_id uuid,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  constraint contract_pkey PRIMARY KEY (tenant_id, id),
  constraint contract_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint contract_billing_check CHECK ((billing = ANY (ARRAY['once'::text, 'periodic'::text, 'per_visit'::text]))),
  constraint contract_cancel_rule_check CHECK ((cancel_rule = ANY (ARRAY['days'::text, 'unused'::text]))),
  constraint contract_check CHECK (((status = 'draft'::text) OR (number IS NOT NULL))),
  constraint contract_check1 CHECK ((starts_on <= ends_on)),
  constraint contract_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint contract_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint contract_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'suspended'::text, 'cancelled'::text, 'expired'::text]))),
  constraint contract_total_minor_check CHECK ((total_minor >= 0))
);

create table contracts.cover (
  tenant_id uuid default kit.tenant() not null,
  asset_id uuid not null,
  line_id uuid not null,
  contract_id uuid not null,
  kind text not null,
  name jsonb not null,
  covers text[] not null,
  components text[] not null,
  excluded_components text[] not null,
  share_pct numeric(5,2) not null,
  level text,
  starts_on date not null,
  ends_on date not null,
  is_running boolean default true not null,
  constraint cover_pkey PRIMARY KEY (tenant_id, asset_id, line_id)
);

create table contracts.finding (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  contract_id uuid not null,
  line_id uuid not null,
  code text not null,
  gate text not null,
  facts jsonb default '{}'::jsonb not null,
  overridden_at timestamp with time zone,
  overridden_by uuid,
  overridden_by_name text,
  override_reason text,
  constraint finding_pkey PRIMARY KEY (tenant_id, id),
  constraint finding_tenant_id_contract_id_line_id_code_key UNIQUE (tenant_id, contract_id, line_id, code),
  constraint finding_check CHECK (((overridden_at IS NULL) OR ((gate = 'role'::text) AND (override_reason IS NOT NULL)))),
  constraint finding_gate_check CHECK ((gate = ANY (ARRAY['refused'::text, 'role'::text, 'notice'::text])))
);

create table contracts.instalment (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  contract_id uuid not null,
  "position" integer not null,
  from_on date not null,
  to_on date not null,
  due_on date not null,
  minor bigint not null,
  visit_id uuid,
  invoice_id uuid,
  state text default 'planned'::text not null,
  constraint instalment_pkey PRIMARY KEY (tenant_id, id),
  constraint instalment_tenant_id_contract_id_position_key UNIQUE (tenant_id, contract_id, "position"),
  constraint instalment_minor_check CHECK ((minor >= 0)),
  constraint instalment_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'invoiced'::text, 'dropped'::text])))
);

create table contracts.job (
  tenant_id uuid default kit.tenant() not null,
  request_id uuid not null,
  line_id uuid not null,
  contract_id uuid not null,
  holds boolean default true not null,
  decided_at timestamp with time zone not null,
  is_planned boolean default false not null,
  constraint job_pkey PRIMARY KEY (tenant_id, request_id, line_id)
);

create table contracts.job_cost (
  tenant_id uuid default kit.tenant() not null,
  visit_id uuid not null,
  contract_id uuid not null,
  request_id uuid not null,
  number text not null,
  minor bigint not null,
  currency text not null,
  at timestamp with time zone not null,
  constraint job_cost_pkey PRIMARY KEY (tenant_id, visit_id, contract_id)
);

create table contracts.line (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  contract_id uuid not null,
  "position" integer not null,
  product_id uuid not null,
  terms jsonb not null,
  scope text not null,
  scope_id uuid not null,
  units integer not null,
  unit_minor bigint not null,
  published_minor bigint,
  price_reason text,
  total_minor bigint not null,
  constraint line_pkey PRIMARY KEY (tenant_id, id),
  constraint line_check CHECK (((published_minor IS NULL) OR (published_minor = unit_minor) OR (price_reason IS NOT NULL))),
  constraint line_scope_check CHECK ((scope = ANY (ARRAY['asset'::text, 'model'::text, 'family'::text]))),
  constraint line_unit_minor_check CHECK ((unit_minor >= 0)),
  constraint line_units_check CHECK ((units > 0))
);

create table contracts.plan (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  template_id uuid not null,
  asset_id uuid not null,
  contract_id uuid,
  line_id uuid,
  station_id uuid,
  status text default 'active'::text not null,
  starts_on date not null,
  ends_on date,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  constraint plan_pkey PRIMARY KEY (tenant_id, id),
  constraint plan_tenant_id_asset_id_template_id_line_id_key UNIQUE NULLS NOT DISTINCT (tenant_id, asset_id, template_id, line_id),
  constraint plan_status_check CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text, 'ended'::text])))
);

create table contracts.plan_template (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  code text not null,
  name jsonb not null,
  product_lines text[] default '{}'::text[] not null,
  due_by text not null,
  every_months integer,
  every_units numeric(14,1),
  meter_kind text,
  condition jsonb,
  count_from text default 'plan'::text not null,
  lead_days integer default 14 not null,
  minutes integer default 60 not null,
  tasks jsonb default '[]'::jsonb not null,
  parts jsonb default '[]'::jsonb not null,
  is_active boolean default true not null,
  version integer default 1 not null,
  constraint plan_template_pkey PRIMARY KEY (tenant_id, id),
  constraint plan_template_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint plan_template_check CHECK (((due_by <> 'time'::text) OR (every_months IS NOT NULL))),
  constraint plan_template_check1 CHECK (((due_by <> 'meter'::text) OR ((every_units IS NOT NULL) AND (meter_kind IS NOT NULL)))),
  constraint plan_template_check2 CHECK (((due_by <> 'condition'::text) OR (condition IS NOT NULL))),
  constraint plan_template_count_from_check CHECK ((count_from = ANY (ARRAY['plan'::text, 'done'::text]))),
  constraint plan_template_due_by_check CHECK ((due_by = ANY (ARRAY['time'::text, 'meter'::text, 'condition'::text]))),
  constraint plan_template_every_months_check CHECK (((every_months >= 1) AND (every_months <= 120))),
  constraint plan_template_every_units_check CHECK ((every_units > (0)::numeric)),
  constraint plan_template_lead_days_check CHECK (((lead_days >= 0) AND (lead_days <= 180))),
  constraint plan_template_meter_kind_check CHECK ((meter_kind = ANY (ARRAY['km'::text, 'hour'::text, 'cycle'::text]))),
  constraint plan_template_minutes_check CHECK (((minutes >= 5) AND (minutes <= 2880)))
);

create table contracts.planned_date (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  plan_id uuid not null,
  seq integer not null,
  first_on date not null,
  planned_on date not null,
  due_meter numeric(14,1),
  sum jsonb default '{}'::jsonb not null,
  status text default 'planned'::text not null,
  request_id uuid,
  done_on date,
  reason text,
  moved_by text,
  moved_reason text,
  version integer default 1 not null,
  constraint planned_date_pkey PRIMARY KEY (tenant_id, id),
  constraint planned_date_tenant_id_plan_id_seq_key UNIQUE (tenant_id, plan_id, seq),
  constraint planned_date_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'ordered'::text, 'done'::text, 'skipped'::text])))
);

create table contracts.renewal_notice (
  tenant_id uuid default kit.tenant() not null,
  contract_id uuid not null,
  days integer not null,
  at timestamp with time zone not null,
  constraint renewal_notice_pkey PRIMARY KEY (tenant_id, contract_id, days)
);

create table contracts.service_product (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  code text not null,
  name jsonb not null,
  description jsonb default '{}'::jsonb not null,
  kind text not null,
  covers text[] default '{}'::text[] not null,
  components text[] default '{}'::text[] not null,
  excluded_components text[] default '{}'::text[] not null,
  share_pct numeric(5,2) default 100 not null,
  level text,
  allowances jsonb default '[]'::jsonb not null,
  waiting_days integer default 0 not null,
  term_months integer not null,
  starts_from text not null,
  price_code text not null,
  billing text not null,
  billing_months integer,
  is_transferable boolean default true not null,
  cancel_rule text default 'days'::text not null,
  territory text[] default '{}'::text[] not null,
  product_lines text[] default '{}'::text[] not null,
  seller_kinds text[] default '{}'::text[] not null,
  plan_template_id uuid,
  is_on_sale boolean default true not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  constraint service_product_pkey PRIMARY KEY (tenant_id, id),
  constraint service_product_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint service_product_billing_check CHECK ((billing = ANY (ARRAY['once'::text, 'periodic'::text, 'per_visit'::text]))),
  constraint service_product_billing_months_check CHECK (((billing_months >= 1) AND (billing_months <= 12))),
  constraint service_product_cancel_rule_check CHECK ((cancel_rule = ANY (ARRAY['days'::text, 'unused'::text]))),
  constraint service_product_check CHECK (((billing <> 'periodic'::text) OR (billing_months IS NOT NULL))),
  constraint service_product_kind_check CHECK ((kind = ANY (ARRAY['extension'::text, 'response_upgrade'::text, 'onsite_upgrade'::text, 'maintenance'::text, 'full'::text, 'labour_free'::text, 'inspection'::text]))),
  constraint service_product_level_check CHECK ((level = ANY (ARRAY['carry_in'::text, 'pick_up'::text, 'on_site'::text, 'on_site_next_day'::text, 'on_site_4h'::text]))),
  constraint service_product_share_pct_check CHECK (((share_pct > (0)::numeric) AND (share_pct <= (100)::numeric))),
  constraint service_product_starts_from_check CHECK ((starts_from = ANY (ARRAY['signing'::text, 'warranty_end'::text]))),
  constraint service_product_term_months_check CHECK (((term_months >= 1) AND (term_months <= 120))),
  constraint service_product_waiting_days_check CHECK (((waiting_days >= 0) AND (waiting_days <= 365)))
);

create table contracts.station_terms (
  tenant_id uuid default kit.tenant() not null,
  station_id uuid not null,
  may_sell boolean not null,
  sell_until date,
  levels text[] default '{}'::text[] not null,
  version integer default 1 not null,
  constraint station_terms_pkey PRIMARY KEY (tenant_id, station_id)
);

create table contracts.verification (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  asset_id uuid not null,
  result text not null,
  has_label boolean not null,
  note text,
  at timestamp with time zone not null,
  by_person uuid,
  by_name text,
  constraint verification_pkey PRIMARY KEY (tenant_id, id),
  constraint verification_result_check CHECK ((result = ANY (ARRAY['verified'::text, 'failed'::text])))
);

create table dispatch.booking_rules (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  hold_minutes integer default 10 not null,
  lead_hours integer default 2 not null,
  days_ahead integer default 10 not null,
  change_until_hours integer default 24 not null,
  cancel_until_hours integer default 24 not null,
  most_changes integer default 3 not null,
  answer_minutes integer,
  version integer default 1 not null,
  unanswered_returns boolean default false not null,
  constraint booking_rules_pkey PRIMARY KEY (tenant_id, id),
  constraint booking_rules_tenant_id_key UNIQUE (tenant_id),
  constraint booking_rules_answer_minutes_check CHECK (((answer_minutes >= 5) AND (answer_minutes <= 10080))),
  constraint booking_rules_cancel_until_hours_check CHECK (((cancel_until_hours >= 0) AND (cancel_until_hours <= 336))),
  constraint booking_rules_change_until_hours_check CHECK (((change_until_hours >= 0) AND (change_until_hours <= 336))),
  constraint booking_rules_days_ahead_check CHECK (((days_ahead >= 1) AND (days_ahead <= 21))),
  constraint booking_rules_hold_minutes_check CHECK (((hold_minutes >= 1) AND (hold_minutes <= 60))),
  constraint booking_rules_lead_hours_check CHECK (((lead_hours >= 0) AND (lead_hours <= 168))),
  constraint booking_rules_most_changes_check CHECK (((most_changes >= 0) AND (most_changes <= 50)))
);

create table dispatch.hold (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  request_id uuid not null,
  work_order_id uuid,
  visit_id uuid,
  visit_version integer,
  station_id uuid,
  technician_id uuid not null,
  planned tstzrange not null,
  promised tstzrange,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended text,
  by_kind text not null,
  by_id uuid,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  starts_at timestamp with time zone generated always as (lower(planned)) stored not null,
  ends_at timestamp with time zone generated always as (upper(planned)) stored not null,
  with_id uuid,
  constraint hold_pkey PRIMARY KEY (tenant_id, id),
  constraint hold_no_double_hold EXCLUDE USING gist (tenant_id WITH =, technician_id WITH =, planned WITH &&) WHERE ((ended IS NULL)),
  constraint hold_by_kind_check CHECK ((by_kind = ANY (ARRAY['desk'::text, 'customer'::text]))),
  constraint hold_check CHECK (((ended IS NULL) = (ended_at IS NULL))),
  constraint hold_ended_check CHECK ((ended = ANY (ARRAY['confirmed'::text, 'released'::text, 'expired'::text]))),
  constraint hold_planned_check CHECK (((NOT isempty(planned)) AND (NOT lower_inf(planned)) AND (NOT upper_inf(planned))))
);

create table dispatch.late_risk (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  station_id uuid,
  promised_until timestamp with time zone not null,
  expected_at timestamp with time zone not null,
  raised_at timestamp with time zone not null,
  cleared_at timestamp with time zone,
  constraint late_risk_pkey PRIMARY KEY (tenant_id, id)
);

create table dispatch.needed_part (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  work_order_id uuid not null,
  code text not null,
  quantity integer not null,
  expected_on date,
  is_ready boolean default false not null,
  is_by_hand boolean default false not null,
  constraint needed_part_pkey PRIMARY KEY (tenant_id, id),
  constraint needed_part_quantity_check CHECK (((quantity >= 1) AND (quantity <= 9999)))
);

create table dispatch.offer (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  work_order_id uuid not null,
  station_id uuid not null,
  offered_at timestamp with time zone not null,
  deadline_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answer text,
  reason text,
  by_person uuid,
  note text,
  next_station_ids uuid[] default '{}'::uuid[] not null,
  hours double precision,
  made_by uuid,
  from_station_id uuid,
  given_back_at timestamp with time zone,
  constraint offer_pkey PRIMARY KEY (tenant_id, id),
  constraint offer_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'lapsed'::text, 'withdrawn'::text, 'given_back'::text])))
);

create table dispatch.order_link (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  first_id uuid not null,
  after_id uuid not null,
  gap_minutes integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  constraint order_link_pkey PRIMARY KEY (tenant_id, id),
  constraint order_link_tenant_id_after_id_first_id_key UNIQUE (tenant_id, after_id, first_id),
  constraint order_link_gap_minutes_check CHECK (((gap_minutes >= 0) AND (gap_minutes <= 43200)))
);

create table dispatch.overrun (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  minutes integer not null,
  reason text not null,
  note text,
  told_at timestamp with time zone not null,
  told_by uuid,
  version integer default 1 not null,
  constraint overrun_pkey PRIMARY KEY (tenant_id, id),
  constraint overrun_tenant_id_visit_id_key UNIQUE (tenant_id, visit_id),
  constraint overrun_minutes_check CHECK (((minutes >= 5) AND (minutes <= 1440))),
  constraint overrun_reason_check CHECK ((reason = ANY (ARRAY['more_work'::text, 'harder_to_find'::text, 'waiting_for_part'::text, 'waiting_for_customer'::text, 'access_late'::text, 'customer_added'::text, 'other'::text])))
);

create table dispatch.pause (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  reason text not null,
  note text,
  since timestamp with time zone not null,
  until timestamp with time zone,
  told_by uuid,
  constraint pause_pkey PRIMARY KEY (tenant_id, id),
  constraint pause_check CHECK ((until >= since)),
  constraint pause_reason_check CHECK ((reason = ANY (ARRAY['break'::text, 'waiting_for_part'::text, 'waiting_for_customer'::text, 'called_away'::text, 'other'::text])))
);

create table dispatch.pick_up (
  tenant_id uuid default kit.tenant() not null,
  visit_id uuid not null,
  place_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  parts jsonb not null,
  demand_id uuid not null,
  needed jsonb not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  constraint pick_up_pkey PRIMARY KEY (tenant_id, visit_id),
  constraint pick_up_check CHECK ((starts_at < ends_at))
);

create table dispatch.planning_run (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  kind text not null,
  state text default 'waiting'::text not null,
  station_id uuid,
  name text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  days integer not null,
  seconds integer not null,
  options jsonb default '{}'::jsonb not null,
  progress jsonb default '{}'::jsonb not null,
  stop_asked_at timestamp with time zone,
  travel_source text,
  travel_note text,
  error_code text,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint planning_run_pkey PRIMARY KEY (tenant_id, id),
  constraint planning_run_kind_check CHECK ((kind = ANY (ARRAY['day'::text, 'week'::text, 'replan'::text]))),
  constraint planning_run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'stopped'::text, 'failed'::text])))
);

create table dispatch.road_pace (
  tenant_id uuid default kit.tenant() not null,
  area text not null,
  hours text not null,
  factor double precision not null,
  samples integer not null,
  learnt_at timestamp with time zone not null,
  constraint road_pace_pkey PRIMARY KEY (tenant_id, area, hours),
  constraint road_pace_factor_check CHECK ((factor > (0)::double precision))
);

create table dispatch.scenario (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  run_id uuid not null,
  station_id uuid,
  name text not null,
  state text default 'proposed'::text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  figures jsonb not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  applied_at timestamp with time zone,
  applied_by uuid,
  constraint scenario_pkey PRIMARY KEY (tenant_id, id),
  constraint scenario_tenant_id_run_id_key UNIQUE (tenant_id, run_id),
  constraint scenario_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'applied'::text, 'partly_applied'::text, 'undone'::text, 'discarded'::text])))
);

create table dispatch.scenario_item (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  scenario_id uuid not null,
  "position" integer not null,
  kind text not null,
  work_order_id uuid not null,
  order_version integer not null,
  visit_id uuid,
  visit_version integer,
  technician_id uuid,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  promised tstzrange,
  was_technician_id uuid,
  was_starts_at timestamp with time zone,
  was_ends_at timestamp with time zone,
  was_promised tstzrange,
  was_status text,
  promise_minutes integer default 0 not null,
  travel_minutes integer,
  reason text,
  why jsonb,
  applied_visit_id uuid,
  applied_version integer,
  applied_at timestamp with time zone,
  seat smallint default 0 not null,
  pick_up jsonb,
  constraint scenario_item_pkey PRIMARY KEY (tenant_id, id),
  constraint scenario_item_kind_check CHECK ((kind = ANY (ARRAY['stuck'::text, 'keep'::text, 'move'::text, 'book'::text, 'unplace'::text, 'left'::text])))
);

create table dispatch.technician_wish (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  work_order_id uuid,
  customer_id uuid,
  asset_id uuid,
  technician_id uuid not null,
  wish text not null,
  note text,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  constraint technician_wish_pkey PRIMARY KEY (tenant_id, id),
  constraint technician_wish_check CHECK ((num_nonnulls(work_order_id, customer_id, asset_id) = 1)),
  constraint technician_wish_wish_check CHECK ((wish = ANY (ARRAY['excluded'::text, 'preferred'::text])))
);

create table dispatch.visit (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  work_order_id uuid not null,
  request_id uuid not null,
  station_id uuid,
  technician_id uuid not null,
  status text default 'scheduled'::text not null,
  planned tstzrange not null,
  promised tstzrange,
  is_pinned boolean default false not null,
  decline_reason text,
  cancel_reason text,
  override_reason text,
  en_route_at timestamp with time zone,
  arrived_at timestamp with time zone,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  starts_at timestamp with time zone generated always as (lower(planned)) stored not null,
  ends_at timestamp with time zone generated always as (upper(planned)) stored not null,
  reason_note text,
  customer_changes integer default 0 not null,
  told_sequence integer default 0 not null,
  answer_by timestamp with time zone,
  unanswered_at timestamp with time zone,
  crew_id uuid,
  seat smallint default 0 not null,
  constraint visit_pkey PRIMARY KEY (tenant_id, id),
  constraint visit_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint visit_no_double_booking EXCLUDE USING gist (tenant_id WITH =, technician_id WITH =, planned WITH &&) WHERE ((status <> ALL (ARRAY['declined'::text, 'cancelled'::text, 'no_access'::text, 'done'::text, 'part_done'::text]))) DEFERRABLE,
  constraint visit_planned_check CHECK (((NOT isempty(planned)) AND (NOT lower_inf(planned)) AND (NOT upper_inf(planned)))),
  constraint visit_seat_check CHECK (((seat >= 0) AND (seat <= 9))),
  constraint visit_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'scheduled'::text, 'accepted'::text, 'declined'::text, 'en_route'::text, 'on_site'::text, 'working'::text, 'done'::text, 'part_done'::text, 'cancelled'::text, 'no_access'::text])))
);

create table dispatch.way (
  tenant_id uuid default kit.tenant() not null,
  from_place bigint not null,
  to_place bigint not null,
  seconds integer,
  metres integer,
  fetched_at timestamp with time zone default now() not null,
  constraint way_pkey PRIMARY KEY (tenant_id, from_place, to_place),
  constraint way_both_or_none CHECK (((seconds IS NULL) = (metres IS NULL)))
);

create table dispatch.work_order (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  request_id uuid not null,
  kind text not null,
  status text default 'unscheduled'::text not null,
  station_id uuid,
  skill_codes text[] default '{}'::text[] not null,
  planned_minutes integer default 60 not null,
  priority text not null,
  lat double precision,
  lon double precision,
  time_zone text not null,
  earliest_at timestamp with time zone,
  latest_at timestamp with time zone,
  instructions text,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  cancel_reason text,
  created_by uuid,
  crew jsonb default '[]'::jsonb not null,
  constraint work_order_pkey PRIMARY KEY (tenant_id, id),
  constraint work_order_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint work_order_crew_check CHECK ((jsonb_typeof(crew) = 'array'::text)),
  constraint work_order_planned_minutes_check CHECK (((planned_minutes >= 5) AND (planned_minutes <= 2880))),
  constraint work_order_status_check CHECK ((status = ANY (ARRAY['unscheduled'::text, 'scheduled'::text, 'in_progress'::text, 'completed'::text, 'posted'::text, 'cancelled'::text])))
);

create table entitlement.decision (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  asset_id uuid not null,
  request_id uuid,
  visit_id uuid,
  outcome text not null,
  decision jsonb not null,
  made_at timestamp with time zone not null,
  made_by uuid,
  quotation_id uuid,
  question jsonb default '{}'::jsonb not null,
  cause text default 'asked'::text not null,
  changes jsonb default '[]'::jsonb not null,
  supplier jsonb default '[]'::jsonb not null,
  supersedes uuid,
  superseded_by uuid,
  superseded_at timestamp with time zone,
  settled_at timestamp with time zone,
  about uuid generated always as (COALESCE(quotation_id, visit_id, request_id, asset_id)) stored,
  constraint decision_pkey PRIMARY KEY (tenant_id, id),
  constraint decision_outcome_check CHECK ((outcome = ANY (ARRAY['covered'::text, 'partly'::text, 'not_covered'::text, 'undetermined'::text])))
);

create table entitlement.goodwill (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  asset_id uuid not null,
  request_id uuid,
  station_id uuid,
  status text default 'requested'::text not null,
  reason_code text not null,
  note text,
  inputs jsonb not null,
  shares jsonb not null,
  components text[] default '{}'::text[] not null,
  currency text not null,
  amount_minor bigint not null,
  given_minor bigint not null,
  valid_from date not null,
  valid_to date not null,
  file_ids uuid[] default '{}'::uuid[] not null,
  requested_at timestamp with time zone not null,
  requested_by uuid,
  requested_by_name text not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decided_by_name text,
  decided_role text,
  decision_text text,
  version integer default 1 not null,
  constraint goodwill_pkey PRIMARY KEY (tenant_id, id),
  constraint goodwill_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint goodwill_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint goodwill_check CHECK ((valid_from <= valid_to)),
  constraint goodwill_check1 CHECK (((decided_by IS NULL) OR (requested_by IS NULL) OR (status = 'withdrawn'::text) OR (decided_by <> requested_by))),
  constraint goodwill_given_minor_check CHECK ((given_minor >= 0)),
  constraint goodwill_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text])))
);

create table entitlement.goodwill_limit (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  role text not null,
  currency text not null,
  limit_minor bigint,
  version integer default 1 not null,
  constraint goodwill_limit_pkey PRIMARY KEY (tenant_id, id),
  constraint goodwill_limit_tenant_id_role_currency_key UNIQUE (tenant_id, role, currency),
  constraint goodwill_limit_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint goodwill_limit_limit_minor_check CHECK ((limit_minor >= 0))
);

create table entitlement.limit_watch (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  asset_id uuid not null,
  limit_id text not null,
  rule_id text not null,
  counter text not null,
  unit text not null,
  subject text,
  count integer,
  at_most integer,
  reached_at integer not null,
  distance integer,
  needs_next_fault boolean not null,
  state text not null,
  missing text[] default '{}'::text[] not null,
  remedies text[] default '{}'::text[] not null,
  until_on date,
  reached_on date,
  stake_minor bigint,
  stake_currency text,
  jurisdiction text not null,
  station_id uuid,
  request_id uuid,
  since timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint limit_watch_pkey PRIMARY KEY (tenant_id, id),
  constraint limit_watch_tenant_id_asset_id_limit_id_key UNIQUE (tenant_id, asset_id, limit_id),
  constraint limit_watch_state_check CHECK ((state = ANY (ARRAY['reached'::text, 'near'::text, 'far'::text, 'undetermined'::text, 'expired'::text]))),
  constraint limit_watch_unit_check CHECK ((unit = ANY (ARRAY['day'::text, 'repair'::text, 'replacement'::text])))
);

create table entitlement.pack_change (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  check_id uuid not null,
  decision_id uuid not null,
  asset_id uuid not null,
  outcome_from text not null,
  outcome_to text not null,
  changes jsonb not null,
  decided_at timestamp with time zone not null,
  constraint pack_change_pkey PRIMARY KEY (tenant_id, id),
  constraint pack_change_tenant_id_check_id_decision_id_key UNIQUE (tenant_id, check_id, decision_id)
);

create table entitlement.pack_check (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  pack_version_id uuid not null,
  digest text not null,
  task_id uuid not null,
  decisions integer,
  changed integer,
  refused integer,
  started_by uuid,
  started_at timestamp with time zone default now() not null,
  finished_at timestamp with time zone,
  constraint pack_check_pkey PRIMARY KEY (tenant_id, id)
);

create table entitlement.pack_version (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  pack_id text not null,
  pack_version text not null,
  state text not null,
  content json not null,
  digest text not null,
  base_version text,
  reason text,
  editor_ids uuid[] default '{}'::uuid[] not null,
  in_force_from date,
  approved_by uuid,
  approved_at timestamp with time zone,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_because text,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  constraint pack_version_pkey PRIMARY KEY (tenant_id, id),
  constraint pack_version_tenant_id_pack_id_pack_version_key UNIQUE (tenant_id, pack_id, pack_version),
  constraint pack_version_check CHECK (((state = 'approved'::text) <= ((in_force_from IS NOT NULL) AND (approved_by IS NOT NULL)))),
  constraint pack_version_pack_id_check CHECK ((pack_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$'::text)),
  constraint pack_version_state_check CHECK ((state = ANY (ARRAY['kept'::text, 'draft'::text, 'checked'::text, 'approved'::text, 'withdrawn'::text])))
);

create table entitlement.repair (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  asset_id uuid not null,
  source_type text not null,
  source_id uuid not null,
  in_at timestamp with time zone not null,
  out_at timestamp with time zone,
  time_zone text not null,
  symptom_code text,
  severe_safety boolean default false not null,
  no_fault_found boolean default false not null,
  under text,
  replaced jsonb default '[]'::jsonb not null,
  delay_cause text,
  meter_km numeric(14,1),
  excluded_days integer,
  constraint repair_pkey PRIMARY KEY (tenant_id, id),
  constraint repair_tenant_id_source_type_source_id_key UNIQUE (tenant_id, source_type, source_id),
  constraint repair_delay_cause_check CHECK ((delay_cause = ANY (ARRAY['producer_parts'::text, 'repairer'::text, 'customer'::text, 'other'::text]))),
  constraint repair_under_check CHECK ((under = ANY (ARRAY['statute'::text, 'warranty'::text, 'contract'::text, 'goodwill'::text, 'customer'::text])))
);

create table entitlement.supplier_term (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  supplier text not null,
  family_id uuid,
  model_id uuid,
  component text,
  covers text[] not null,
  starts_from text not null,
  months integer,
  distance_km integer,
  share_pct integer not null,
  built_from date,
  built_to date,
  agreement text,
  version integer default 1 not null,
  constraint supplier_term_pkey PRIMARY KEY (tenant_id, id),
  constraint supplier_term_check CHECK (((months IS NOT NULL) OR (distance_km IS NOT NULL))),
  constraint supplier_term_check1 CHECK (((built_from IS NULL) OR (built_to IS NULL) OR (built_from <= built_to))),
  constraint supplier_term_covers_check CHECK (((covers <@ ARRAY['part'::text, 'labour'::text, 'travel'::text, 'consumable'::text, 'rental'::text, 'other'::text]) AND (cardinality(covers) > 0))),
  constraint supplier_term_distance_km_check CHECK ((distance_km > 0)),
  constraint supplier_term_months_check CHECK ((months > 0)),
  constraint supplier_term_share_pct_check CHECK (((share_pct >= 1) AND (share_pct <= 100))),
  constraint supplier_term_starts_from_check CHECK ((starts_from = ANY (ARRAY['production'::text, 'delivery'::text, 'fitting'::text])))
);

create table entitlement.voiding (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  asset_id uuid not null,
  code text not null,
  from_on date not null,
  assessment text not null,
  file_ids uuid[] default '{}'::uuid[] not null,
  status text default 'standing'::text not null,
  made_at timestamp with time zone not null,
  made_by uuid,
  made_by_name text not null,
  appeal_until date not null,
  appealed_at timestamp with time zone,
  appealed_by_kind text,
  appealed_by uuid,
  appealed_by_name text,
  appeal_for text,
  appeal_text text,
  appeal_file_ids uuid[] default '{}'::uuid[] not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decided_by_name text,
  decision_text text,
  version integer default 1 not null,
  constraint voiding_pkey PRIMARY KEY (tenant_id, id),
  constraint voiding_appeal_for_check CHECK ((appeal_for = ANY (ARRAY['customer'::text, 'station'::text]))),
  constraint voiding_appealed_by_kind_check CHECK ((appealed_by_kind = ANY (ARRAY['customer'::text, 'person'::text]))),
  constraint voiding_check CHECK (((status = ANY (ARRAY['appealed'::text, 'upheld'::text])) <= (appealed_at IS NOT NULL))),
  constraint voiding_check1 CHECK (((decided_by IS NULL) OR (made_by IS NULL) OR (status = 'taken_back'::text) OR (decided_by <> made_by))),
  constraint voiding_status_check CHECK ((status = ANY (ARRAY['standing'::text, 'appealed'::text, 'upheld'::text, 'lifted'::text, 'taken_back'::text])))
);

create table field_work.agreement (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  name text not null,
  role text not null,
  file_id uuid not null,
  shown text not null,
  hash text not null,
  agreed_at timestamp with time zone not null,
  constraint agreement_pkey PRIMARY KEY (tenant_id, id)
);

create table field_work.checklist (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  version integer not null,
  name jsonb not null,
  kind text not null,
  family_id uuid,
  items jsonb not null,
  is_active boolean default true not null,
  constraint checklist_pkey PRIMARY KEY (tenant_id, id, version)
);

create table field_work.expense (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  person_id uuid not null,
  station_id uuid,
  kind text not null,
  minor bigint not null,
  currency text not null,
  note text,
  file_id uuid,
  spent_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint expense_pkey PRIMARY KEY (tenant_id, id),
  constraint expense_kind_check CHECK ((kind = ANY (ARRAY['parking'::text, 'toll'::text, 'fuel'::text, 'ticket'::text, 'meal'::text, 'lodging'::text, 'material'::text, 'other'::text]))),
  constraint expense_minor_check CHECK ((minor > 0))
);

create table field_work.handing_over (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  work_order_id uuid not null,
  station_id uuid,
  from_id uuid not null,
  to_id uuid,
  reason text not null,
  done text not null,
  left_to_do text not null,
  told_at timestamp with time zone not null,
  answer text,
  answered_at timestamp with time zone,
  next_visit_id uuid,
  version integer default 1 not null,
  constraint handing_over_pkey PRIMARY KEY (tenant_id, id),
  constraint handing_over_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text]))),
  constraint handing_over_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint handing_over_reason_check CHECK ((reason = ANY (ARRAY['ill'::text, 'no_time'::text, 'skill_missing'::text, 'part_missing'::text, 'vehicle'::text, 'customer_wish'::text, 'other'::text])))
);

create table field_work.line (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  kind text not null,
  code text,
  name text not null,
  component text,
  part_serial text,
  removed_serial text,
  quantity numeric(12,3) not null,
  unit text not null,
  unit_minor bigint not null,
  published_minor bigint,
  price_reason text,
  currency text not null,
  payer text not null,
  customer_share_pct numeric(5,2) not null,
  decision_id uuid,
  added_at timestamp with time zone not null,
  version integer default 1 not null,
  why jsonb,
  quotation_id uuid,
  tax_category text default 'standard'::text not null,
  tax_bp integer,
  price_note text,
  source text,
  part_batch text,
  unproven_reason text,
  replace_reason text,
  deposit_for uuid,
  constraint line_pkey PRIMARY KEY (tenant_id, id),
  constraint line_customer_share_pct_check CHECK (((customer_share_pct >= (0)::numeric) AND (customer_share_pct <= (100)::numeric))),
  constraint line_deposit_check CHECK (((deposit_for IS NULL) OR (kind = 'other'::text))),
  constraint line_kind_check CHECK ((kind = ANY (ARRAY['part'::text, 'labour'::text, 'travel'::text, 'consumable'::text, 'rental'::text, 'other'::text]))),
  constraint line_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint line_replace_reason_check CHECK ((replace_reason = ANY (ARRAY['no_function'::text, 'measured'::text, 'damaged'::text, 'wear'::text, 'safety'::text, 'campaign'::text, 'maintenance'::text, 'customer_wish'::text]))),
  constraint line_source_check CHECK ((source = ANY (ARRAY['van'::text, 'station'::text, 'bought'::text, 'customers_own'::text])))
);

create table field_work.phone (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  person_id uuid not null,
  session_id text not null,
  name text not null,
  secret_hash text not null,
  key_part text not null,
  registered_at timestamp with time zone default now() not null,
  last_heard_at timestamp with time zone default now() not null,
  waiting integer default 0 not null,
  stuck integer default 0 not null,
  oldest_at timestamp with time zone,
  offset_ms bigint,
  room_mb integer,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  app text,
  unsent jsonb default '[]'::jsonb not null,
  constraint phone_pkey PRIMARY KEY (tenant_id, id)
);

create table field_work.photo (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  file_id uuid not null,
  kind text not null,
  checklist_key text,
  taken_at timestamp with time zone not null,
  lat double precision,
  lon double precision,
  caption text,
  taken_by text default 'clock'::text not null,
  constraint photo_pkey PRIMARY KEY (tenant_id, id),
  constraint photo_kind_check CHECK ((kind = ANY (ARRAY['before'::text, 'after'::text, 'part'::text, 'other'::text, 'signature'::text]))),
  constraint photo_taken_by_check CHECK ((taken_by = ANY (ARRAY['clock'::text, 'picture'::text, 'file'::text])))
);

create table field_work.recall_answer (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  campaign_id uuid not null,
  outcome text not null,
  reason text,
  note text,
  at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  version integer default 1 not null,
  constraint recall_answer_pkey PRIMARY KEY (tenant_id, id),
  constraint recall_answer_tenant_id_visit_id_campaign_id_key UNIQUE (tenant_id, visit_id, campaign_id),
  constraint recall_answer_check CHECK (((outcome = 'not_done'::text) = (reason IS NOT NULL))),
  constraint recall_answer_outcome_check CHECK ((outcome = ANY (ARRAY['remedied'::text, 'inspected_no_fault'::text, 'refused'::text, 'not_done'::text]))),
  constraint recall_answer_reason_check CHECK ((reason = ANY (ARRAY['parts_missing'::text, 'no_time'::text, 'not_reachable'::text, 'other'::text])))
);

create table field_work.report (
  tenant_id uuid default kit.tenant() not null,
  visit_id uuid not null,
  checklist_id uuid,
  checklist_version integer,
  answers jsonb default '{}'::jsonb not null,
  symptom_code text,
  cause_code text,
  remedy_code text,
  findings text,
  work_done text,
  outcome text,
  rest_of_work text,
  customer_minor bigint,
  currency text,
  signer_name text,
  signer_role text,
  signature_file_id uuid,
  signed_at timestamp with time zone,
  signed_hash text,
  unsigned_reason text,
  report_file_id uuid,
  version integer default 1 not null,
  rest jsonb,
  constraint report_pkey PRIMARY KEY (tenant_id, visit_id),
  constraint report_outcome_check CHECK ((outcome = ANY (ARRAY['fixed'::text, 'temporary'::text, 'not_fixed'::text, 'no_fault_found'::text, 'no_access'::text])))
);

create table field_work.stamp (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  status text not null,
  at timestamp with time zone not null,
  received_at timestamp with time zone default now() not null,
  lat double precision,
  lon double precision,
  by_person uuid,
  constraint stamp_pkey PRIMARY KEY (tenant_id, id)
);

create table field_work.time_correction (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  field text not null,
  value numeric(7,1) not null,
  reason text not null,
  told_at timestamp with time zone not null,
  told_by uuid not null,
  constraint time_correction_pkey PRIMARY KEY (tenant_id, id),
  constraint time_correction_field_check CHECK ((field = ANY (ARRAY['travelMinutes'::text, 'siteMinutes'::text, 'workMinutes'::text, 'km'::text]))),
  constraint time_correction_value_check CHECK ((value >= (0)::numeric))
);

create table field_work.told (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  key text not null,
  visit_id uuid,
  station_id uuid,
  person_id uuid not null,
  phone_id uuid,
  kind text not null,
  device_at timestamp with time zone not null,
  offset_ms bigint not null,
  is_clock_sure boolean not null,
  received_at timestamp with time zone default now() not null,
  late_reason text,
  body jsonb,
  file_id uuid,
  verdict text,
  note text,
  judged_at timestamp with time zone,
  judged_by uuid,
  version integer default 1 not null,
  constraint told_pkey PRIMARY KEY (tenant_id, id),
  constraint told_tenant_id_key_key UNIQUE (tenant_id, key),
  constraint told_check CHECK (((verdict IS NULL) = (judged_at IS NULL))),
  constraint told_verdict_check CHECK ((verdict = ANY (ARRAY['taken_over'::text, 'set_aside'::text])))
);

create table field_work.work_time (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  person_id uuid not null,
  station_id uuid,
  day date not null,
  travel_minutes integer not null,
  site_minutes integer not null,
  work_minutes integer not null,
  km numeric(7,1),
  pause_minutes integer default 0 not null,
  planned_km numeric(7,1),
  constraint work_time_pkey PRIMARY KEY (tenant_id, id),
  constraint work_time_pause_minutes_check CHECK ((pause_minutes >= 0))
);

create table field_work.work_time_change (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  visit_id uuid not null,
  told_id uuid not null,
  status text not null,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  before jsonb not null,
  after jsonb not null,
  constraint work_time_change_pkey PRIMARY KEY (tenant_id, id)
);

create table kit.calendar (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  name text not null,
  time_zone text not null,
  weekly jsonb not null,
  holidays jsonb default '[]'::jsonb not null,
  workdays jsonb default '{}'::jsonb not null,
  version integer default 1 not null,
  constraint calendar_pkey PRIMARY KEY (tenant_id, id)
);

create table kit.company (
  tenant_id uuid not null,
  code text not null,
  name text not null,
  country text not null,
  language text default 'en'::text not null,
  time_zone text not null,
  currency text not null,
  logo_file_id uuid,
  settings jsonb default '{}'::jsonb not null,
  is_demo boolean default false not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  constraint company_pkey PRIMARY KEY (tenant_id),
  constraint company_code_key UNIQUE (code),
  constraint company_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{1,30}$'::text)),
  constraint company_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint company_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
);

create table kit.event (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  type text not null,
  subject_type text not null,
  subject_id uuid not null,
  subject_version integer,
  thread_id uuid,
  station_id uuid,
  at timestamp with time zone default now() not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  is_public boolean default false not null,
  data jsonb default '{}'::jsonb not null,
  constraint event_pkey PRIMARY KEY (tenant_id, id),
  constraint event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person'::text, 'api_key'::text, 'customer'::text, 'system'::text, 'anonymous'::text])))
);

create table kit.file (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  name text not null,
  type text not null,
  bytes bigint not null,
  sha256 text not null,
  storage_key text not null,
  width integer,
  height integer,
  subject_type text,
  subject_id uuid,
  station_id uuid,
  is_public boolean default false not null,
  uploaded_by_kind text not null,
  uploaded_by uuid,
  created_at timestamp with time zone default now() not null,
  constraint file_pkey PRIMARY KEY (tenant_id, id),
  constraint file_bytes_check CHECK ((bytes >= 0))
);

create table kit.idempotency (
  tenant_id uuid default kit.tenant() not null,
  key text not null,
  actor_id uuid,
  route text not null,
  body_hash text not null,
  status integer,
  response jsonb,
  created_at timestamp with time zone default now() not null,
  constraint idempotency_pkey PRIMARY KEY (tenant_id, key)
);

create table kit.mail (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  to_address text not null,
  language text not null,
  template text not null,
  details jsonb default '{}'::jsonb not null,
  file_ids uuid[] default '{}'::uuid[] not null,
  subject_type text,
  subject_id uuid,
  state text default 'queued'::text not null,
  reason text,
  created_at timestamp with time zone default now() not null,
  sent_at timestamp with time zone,
  constraint mail_pkey PRIMARY KEY (tenant_id, id),
  constraint mail_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'suppressed'::text])))
);

create table kit.notice (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  details jsonb default '{}'::jsonb not null,
  subject_type text,
  subject_id uuid,
  created_at timestamp with time zone default now() not null,
  read_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (tenant_id, id)
);

create table kit.number_block (
  tenant_id uuid default kit.tenant() not null,
  kind text not null,
  year integer not null,
  next bigint default 1 not null,
  constraint number_block_pkey PRIMARY KEY (tenant_id, kind, year)
);

create table kit.reaction (
  tenant_id uuid default kit.tenant() not null,
  event_id uuid not null,
  reaction text not null,
  done_at timestamp with time zone default now() not null,
  constraint reaction_pkey PRIMARY KEY (tenant_id, event_id, reaction)
);

create table kit.saved_view (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  list text not null,
  name text not null,
  scope text not null,
  owner_id uuid not null,
  station_id uuid,
  state jsonb not null,
  is_default boolean default false not null,
  "position" integer default 0 not null,
  version integer default 1 not null,
  constraint saved_view_pkey PRIMARY KEY (tenant_id, id),
  constraint saved_view_scope_check CHECK ((scope = ANY (ARRAY['personal'::text, 'team'::text, 'everyone'::text])))
);

create table kit.search_entry (
  tenant_id uuid default kit.tenant() not null,
  kind text not null,
  id uuid not null,
  title text not null,
  subtitle text default ''::text not null,
  station_id uuid,
  codes text[] default '{}'::text[] not null,
  serial_fold text default ''::text not null,
  tsv tsvector not null,
  py tsvector not null,
  rank_boost real default 0 not null,
  updated_at timestamp with time zone not null,
  tokenizer smallint not null,
  constraint search_entry_pkey PRIMARY KEY (tenant_id, kind, id)
);

create table kit.search_word (
  tenant_id uuid default kit.tenant() not null,
  word text collate pg_catalog."C" not null,
  n integer not null,
  constraint search_word_pkey PRIMARY KEY (tenant_id, word)
);

create table kit.sms (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  to_phone text not null,
  language text not null,
  template text not null,
  details jsonb default '{}'::jsonb not null,
  expires_at timestamp with time zone,
  state text default 'queued'::text not null,
  reason text,
  created_at timestamp with time zone default now() not null,
  sent_at timestamp with time zone,
  constraint sms_pkey PRIMARY KEY (tenant_id, id),
  constraint sms_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'suppressed'::text])))
);

create table kit.task (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  kind text not null,
  state text default 'waiting'::text not null,
  input jsonb default '{}'::jsonb not null,
  done integer default 0 not null,
  total integer,
  result jsonb,
  file_id uuid,
  error_code text,
  owner_id uuid,
  created_at timestamp with time zone default now() not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint task_pkey PRIMARY KEY (tenant_id, id),
  constraint task_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);

create table knowledge.article (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  status text default 'draft'::text not null,
  kind text not null,
  is_controlled boolean default false not null,
  family_ids uuid[] default '{}'::uuid[] not null,
  model_ids uuid[] default '{}'::uuid[] not null,
  symptom_codes text[] default '{}'::text[] not null,
  cause_codes text[] default '{}'::text[] not null,
  components text[] default '{}'::text[] not null,
  title jsonb not null,
  summary jsonb,
  steps jsonb default '[]'::jsonb not null,
  has_draft boolean default true not null,
  editors jsonb default '[]'::jsonb not null,
  published integer,
  retired_reason text,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  changed_at timestamp with time zone default now() not null,
  constraint article_pkey PRIMARY KEY (tenant_id, id),
  constraint article_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint article_check CHECK (((family_ids = '{}'::uuid[]) OR (model_ids = '{}'::uuid[]))),
  constraint article_check1 CHECK (((status = 'draft'::text) = (published IS NULL))),
  constraint article_check2 CHECK (((status = 'retired'::text) = (retired_reason IS NOT NULL))),
  constraint article_kind_check CHECK ((kind = ANY (ARRAY['bulletin'::text, 'repair'::text, 'diagnosis'::text, 'how_to'::text]))),
  constraint article_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
);

create table knowledge.article_version (
  tenant_id uuid default kit.tenant() not null,
  article_id uuid not null,
  n integer not null,
  kind text not null,
  is_controlled boolean not null,
  family_ids uuid[] not null,
  model_ids uuid[] not null,
  symptom_codes text[] not null,
  cause_codes text[] not null,
  components text[] not null,
  title jsonb not null,
  summary jsonb,
  steps jsonb not null,
  bytes integer not null,
  change_note text,
  editors jsonb not null,
  published_at timestamp with time zone not null,
  published_by uuid,
  published_by_name text not null,
  constraint article_version_pkey PRIMARY KEY (tenant_id, article_id, n)
);

create table knowledge.feedback (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  article_id uuid not null,
  article_version integer not null,
  visit_id uuid,
  person_id uuid not null,
  person_name text not null,
  helped boolean not null,
  note text,
  at timestamp with time zone not null,
  received_at timestamp with time zone default now() not null,
  constraint feedback_pkey PRIMARY KEY (tenant_id, id),
  constraint feedback_article_version_check CHECK ((article_version > 0))
);

create table network.document (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  station_id uuid not null,
  name text not null,
  number text,
  expires_on date,
  file_id uuid,
  constraint document_pkey PRIMARY KEY (tenant_id, id)
);

create table network.staff (
  tenant_id uuid default kit.tenant() not null,
  station_id uuid not null,
  person_id uuid not null,
  from_on date not null,
  to_on date,
  is_home boolean default true not null,
  constraint staff_pkey PRIMARY KEY (tenant_id, station_id, person_id, from_on)
);

create table network.station (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  parent_id uuid,
  path uuid[] not null,
  kind text not null,
  name text not null,
  legal_name text,
  country text,
  region text,
  city text,
  district text,
  line text,
  postal_code text,
  lat double precision,
  lon double precision,
  time_zone text not null,
  phone text,
  email text,
  language text default 'en'::text not null,
  currency text,
  calendar_id uuid,
  level text,
  product_lines text[] default '{}'::text[] not null,
  area jsonb default '{}'::jsonb not null,
  is_active boolean default true not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  constraint station_pkey PRIMARY KEY (tenant_id, id),
  constraint station_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint station_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint station_kind_check CHECK ((kind = ANY (ARRAY['hq'::text, 'region'::text, 'country'::text, 'own'::text, '4s'::text, 'authorised'::text, 'chain'::text, 'independent'::text])))
);

create table parties.address (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  customer_id uuid not null,
  label text,
  country text not null,
  region text,
  city text,
  district text,
  line text not null,
  postal_code text,
  lat double precision,
  lon double precision,
  time_zone text not null,
  is_primary boolean default false not null,
  version integer default 1 not null,
  removed_at timestamp with time zone,
  constraint address_pkey PRIMARY KEY (tenant_id, id),
  constraint address_country_check CHECK ((country ~ '^[A-Z]{2}$'::text))
);

create table parties.consent (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  customer_id uuid not null,
  purpose text not null,
  granted boolean not null,
  at timestamp with time zone not null,
  channel text not null,
  proof text not null,
  by_person uuid,
  constraint consent_pkey PRIMARY KEY (tenant_id, id),
  constraint consent_purpose_check CHECK ((purpose = ANY (ARRAY['service'::text, 'survey'::text, 'marketing'::text, 'transfer_abroad'::text])))
);

create table parties.contact (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  role text,
  phone text,
  email text,
  language text,
  is_primary boolean default false not null,
  version integer default 1 not null,
  removed_at timestamp with time zone,
  constraint contact_pkey PRIMARY KEY (tenant_id, id)
);

create table parties.customer (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  kind text not null,
  name text not null,
  tier text default 'standard'::text not null,
  country text not null,
  language text default 'en'::text not null,
  time_zone text not null,
  phone text,
  email text,
  preferred_channel text default 'phone'::text not null,
  quiet_from time without time zone,
  quiet_to time without time zone,
  note text,
  external_source text,
  external_id text,
  merged_into uuid,
  erased_at timestamp with time zone,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  name_fold text,
  constraint customer_pkey PRIMARY KEY (tenant_id, id),
  constraint customer_tenant_id_external_source_external_id_key UNIQUE (tenant_id, external_source, external_id),
  constraint customer_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint customer_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint customer_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text]))),
  constraint customer_preferred_channel_check CHECK ((preferred_channel = ANY (ARRAY['phone'::text, 'email'::text, 'sms'::text, 'messaging'::text, 'letter'::text]))),
  constraint customer_tier_check CHECK ((tier = ANY (ARRAY['standard'::text, 'silver'::text, 'gold'::text])))
);

create table parties.customer_station (
  tenant_id uuid default kit.tenant() not null,
  customer_id uuid not null,
  station_id uuid not null,
  since timestamp with time zone default now() not null,
  constraint customer_station_pkey PRIMARY KEY (tenant_id, customer_id, station_id)
);

create table parties.merge (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  moved jsonb not null,
  at timestamp with time zone not null,
  by_person uuid,
  undone_at timestamp with time zone,
  constraint merge_pkey PRIMARY KEY (tenant_id, id)
);

create table parties.not_duplicate (
  tenant_id uuid default kit.tenant() not null,
  one_id uuid not null,
  other_id uuid not null,
  at timestamp with time zone not null,
  by_person uuid,
  constraint not_duplicate_pkey PRIMARY KEY (tenant_id, one_id, other_id),
  constraint not_duplicate_check CHECK ((one_id < other_id))
);

create table parties.sign_in_code (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  address text not null,
  code_hash text not null,
  tries integer default 0 not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint sign_in_code_pkey PRIMARY KEY (tenant_id, id)
);

create table parts.alternate (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  other_id uuid not null,
  preferred_id uuid,
  constraint alternate_pkey PRIMARY KEY (tenant_id, id),
  constraint alternate_tenant_id_part_id_other_id_key UNIQUE (tenant_id, part_id, other_id),
  constraint alternate_check CHECK ((part_id < other_id)),
  constraint alternate_check1 CHECK (((preferred_id IS NULL) OR ((preferred_id = part_id) OR (preferred_id = other_id))))
);

create table parts.balance (
  tenant_id uuid default kit.tenant() not null,
  id uuid default gen_random_uuid() not null,
  part_id uuid not null,
  place_id uuid not null,
  condition text not null,
  owner_id uuid not null,
  batch_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  on_hand numeric(18,6) default 0 not null,
  reserved numeric(18,6) default 0 not null,
  may_owe boolean default false not null,
  last_at timestamp with time zone default '-infinity'::timestamp with time zone not null,
  constraint balance_pkey PRIMARY KEY (tenant_id, part_id, place_id, condition, owner_id, batch_id),
  constraint balance_never_below_nothing CHECK (((on_hand >= (0)::numeric) OR may_owe)),
  constraint balance_only_good_is_reserved CHECK (((reserved = (0)::numeric) OR (condition = 'good'::text))),
  constraint balance_reserved_check CHECK ((reserved >= (0)::numeric)),
  constraint balance_reserved_is_there CHECK ((reserved <= GREATEST(on_hand, (0)::numeric)))
) with (fillfactor=70);

create table parts.batch (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  code text not null,
  expires_on date,
  blocked_at timestamp with time zone,
  blocked_reason text,
  version integer default 1 not null,
  constraint batch_pkey PRIMARY KEY (tenant_id, id),
  constraint batch_tenant_id_part_id_code_key UNIQUE (tenant_id, part_id, code)
);

create table parts.bin (
  tenant_id uuid default kit.tenant() not null,
  id uuid default gen_random_uuid() not null,
  place_id uuid not null,
  part_id uuid not null,
  code text not null,
  constraint bin_pkey PRIMARY KEY (tenant_id, id),
  constraint bin_tenant_id_place_id_part_id_key UNIQUE (tenant_id, place_id, part_id),
  constraint bin_code_check CHECK ((code <> ''::text))
);

create table parts.class (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  code text not null,
  name jsonb not null,
  method text default 'average'::text not null,
  version integer default 1 not null,
  constraint class_pkey PRIMARY KEY (tenant_id, id),
  constraint class_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint class_method_check CHECK ((method = ANY (ARRAY['average'::text, 'fifo'::text, 'standard'::text])))
);

create table parts.closing (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  until timestamp with time zone not null,
  closed_at timestamp with time zone default now() not null,
  closed_by uuid,
  constraint closing_pkey PRIMARY KEY (tenant_id, id)
);

create table parts.count_entry (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  sheet_id uuid not null,
  part_id uuid not null,
  condition text not null,
  owner_id uuid not null,
  batch_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  quantity numeric(18,6) not null,
  serial_ids uuid[] default '{}'::uuid[] not null,
  by_id uuid,
  by_name text,
  created_at timestamp with time zone default now() not null,
  counted_at timestamp with time zone,
  recounted_at timestamp with time zone,
  constraint count_entry_pkey PRIMARY KEY (tenant_id, id),
  constraint count_entry_quantity_check CHECK ((quantity >= (0)::numeric))
);

create table parts.count_result (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  sheet_id uuid not null,
  part_id uuid not null,
  place_id uuid not null,
  condition text not null,
  owner_id uuid not null,
  batch_id uuid not null,
  counted_at timestamp with time zone not null,
  counted numeric(18,6) not null,
  difference numeric(18,6) not null,
  constraint count_result_pkey PRIMARY KEY (tenant_id, id)
);

create table parts.count_sheet (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  place_id uuid not null,
  station_id uuid,
  counted_at timestamp with time zone not null,
  state text default 'open'::text not null,
  document_id uuid,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  constraint count_sheet_pkey PRIMARY KEY (tenant_id, id),
  constraint count_sheet_state_check CHECK ((state = ANY (ARRAY['open'::text, 'posted'::text, 'cancelled'::text])))
);

create table parts.custody_rules (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  scrap_up_to_minor bigint not null,
  version integer default 1 not null,
  constraint custody_rules_pkey PRIMARY KEY (tenant_id, id),
  constraint custody_rules_tenant_id_key UNIQUE (tenant_id),
  constraint custody_rules_scrap_up_to_minor_check CHECK ((scrap_up_to_minor >= 0))
);

create table parts.debt (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  place_id uuid not null,
  condition text not null,
  owner_id uuid not null,
  batch_id uuid not null,
  station_id uuid,
  quantity numeric(18,6) not null,
  since timestamp with time zone not null,
  due_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  most numeric(18,6) default 0 not null,
  opened_by uuid,
  settled_by uuid,
  reminded_at timestamp with time zone,
  constraint debt_pkey PRIMARY KEY (tenant_id, id),
  constraint debt_check CHECK (((settled_at IS NULL) = (quantity > (0)::numeric))),
  constraint debt_quantity_check CHECK ((quantity >= (0)::numeric))
);

create table parts.demand (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  place_id uuid not null,
  to_place_id uuid,
  station_id uuid,
  request_id uuid,
  work_order_id uuid,
  visit_id uuid,
  priority smallint default 3 not null,
  keep_until timestamp with time zone not null,
  note text,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  done_at timestamp with time zone,
  constraint demand_pkey PRIMARY KEY (tenant_id, id),
  constraint demand_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint demand_priority_check CHECK (((priority >= 1) AND (priority <= 9)))
);

create table parts.demand_line (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  demand_id uuid not null,
  "position" smallint not null,
  part_id uuid not null,
  place_id uuid not null,
  quantity numeric(18,6) not null,
  picked numeric(18,6) default 0 not null,
  issued numeric(18,6) default 0 not null,
  returned numeric(18,6) default 0 not null,
  cancelled numeric(18,6) default 0 not null,
  expected_on date,
  is_waiting boolean default false not null,
  priority smallint not null,
  created_at timestamp with time zone default now() not null,
  used numeric(18,6) default 0 not null,
  filled_at_once numeric(18,6),
  promised_on date,
  ready_at timestamp with time zone,
  constraint demand_line_pkey PRIMARY KEY (tenant_id, id),
  constraint demand_line_cancelled_check CHECK ((cancelled >= (0)::numeric)),
  constraint demand_line_check CHECK (((returned >= (0)::numeric) AND (returned <= issued))),
  constraint demand_line_filled_at_once_check CHECK ((filled_at_once >= (0)::numeric)),
  constraint demand_line_issued_check CHECK ((issued >= (0)::numeric)),
  constraint demand_line_no_more_than_asked CHECK ((((issued + cancelled) <= quantity) AND (picked <= (quantity - cancelled)))),
  constraint demand_line_picked_check CHECK ((picked >= (0)::numeric)),
  constraint demand_line_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint demand_line_used_check CHECK ((used >= (0)::numeric)),
  constraint demand_line_used_or_returned CHECK (((used + returned) <= issued))
);

create table parts.document (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  kind text not null,
  content_hash text not null,
  place_id uuid,
  station_id uuid,
  request_id uuid,
  work_order_id uuid,
  visit_id uuid,
  note text,
  effective_at timestamp with time zone not null,
  happened_at timestamp with time zone,
  booked_at timestamp with time zone default clock_timestamp() not null,
  by_kind text not null,
  by_id uuid,
  by_name text,
  constraint document_pkey PRIMARY KEY (tenant_id, id),
  constraint document_kind_check CHECK ((kind = ANY (ARRAY['receipt'::text, 'issue'::text, 'return'::text, 'send'::text, 'arrive'::text, 'lose'::text, 'count'::text, 'count_adjustment'::text, 'change'::text, 'scrap'::text, 'conversion'::text, 'reversal'::text, 'old_part'::text, 'handover'::text, 'cost'::text, 'revaluation'::text])))
);

create table parts.drawing (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  name jsonb not null,
  family_id uuid,
  model_id uuid,
  serial_from text,
  serial_to text,
  svg text,
  file_id uuid,
  is_active boolean default true not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  constraint drawing_pkey PRIMARY KEY (tenant_id, id),
  constraint drawing_check CHECK ((num_nonnulls(family_id, model_id) = 1)),
  constraint drawing_check1 CHECK ((num_nonnulls(svg, file_id) = 1))
);

create table parts.drawing_spot (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  drawing_id uuid not null,
  number text not null,
  x numeric(7,6) not null,
  y numeric(7,6) not null,
  part_id uuid not null,
  constraint drawing_spot_pkey PRIMARY KEY (tenant_id, id),
  constraint drawing_spot_x_check CHECK (((x >= (0)::numeric) AND (x <= (1)::numeric))),
  constraint drawing_spot_y_check CHECK (((y >= (0)::numeric) AND (y <= (1)::numeric)))
);

create table parts.fit (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  family_id uuid,
  model_id uuid,
  serial_from text,
  serial_to text,
  "position" text,
  quantity numeric(18,6) default 1 not null,
  constraint fit_pkey PRIMARY KEY (tenant_id, id),
  constraint fit_check CHECK ((num_nonnulls(family_id, model_id) = 1)),
  constraint fit_quantity_check CHECK ((quantity > (0)::numeric))
);

create table parts.genuine_check (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  occasion text not null,
  part_id uuid,
  code text not null,
  number text not null,
  number_fold text not null,
  kind text not null,
  verdict text not null,
  proof text not null,
  details jsonb default '{}'::jsonb not null,
  reason text,
  country text,
  station_id uuid,
  visit_id uuid,
  asset_id uuid,
  lat double precision,
  lon double precision,
  at timestamp with time zone not null,
  received_at timestamp with time zone default clock_timestamp() not null,
  by_kind text not null,
  by_id uuid,
  by_name text,
  constraint genuine_check_pkey PRIMARY KEY (tenant_id, id),
  constraint genuine_check_kind_check CHECK ((kind = ANY (ARRAY['serial'::text, 'batch'::text]))),
  constraint genuine_check_occasion_check CHECK ((occasion = ANY (ARRAY['scan'::text, 'line'::text, 'completion'::text, 'desk'::text, 'receipt'::text, 'issue'::text, 'transfer'::text, 'component'::text]))),
  constraint genuine_check_proof_check CHECK ((proof = ANY (ARRAY['maker'::text, 'ledger'::text, 'unproven'::text, 'none'::text]))),
  constraint genuine_check_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'unknown'::text, 'fitted_elsewhere'::text, 'used_before'::text, 'wrong_market'::text, 'batch_blocked'::text, 'expired'::text, 'not_scanned'::text])))
);

create table parts.genuine_rules (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  allows_unproven boolean not null,
  version integer default 1 not null,
  constraint genuine_rules_pkey PRIMARY KEY (tenant_id, id),
  constraint genuine_rules_tenant_id_key UNIQUE (tenant_id)
);

create table parts.kit_item (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  kit_id uuid not null,
  part_id uuid not null,
  quantity numeric(18,6) not null,
  constraint kit_item_pkey PRIMARY KEY (tenant_id, id),
  constraint kit_item_tenant_id_kit_id_part_id_key UNIQUE (tenant_id, kit_id, part_id),
  constraint kit_item_check CHECK ((kit_id <> part_id)),
  constraint kit_item_quantity_check CHECK ((quantity > (0)::numeric))
);

create table parts.layer (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  owner_id uuid not null,
  movement_id uuid,
  serial_id uuid,
  received_at timestamp with time zone not null,
  quantity numeric(18,6) not null,
  minor bigint not null,
  constraint layer_pkey PRIMARY KEY (tenant_id, id),
  constraint layer_check CHECK (((quantity > (0)::numeric) OR (minor = 0))),
  constraint layer_minor_check CHECK ((minor >= 0)),
  constraint layer_quantity_check CHECK ((quantity >= (0)::numeric))
) with (fillfactor=70);

create table parts.maker_issue (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  kind text not null,
  number text not null,
  number_fold text not null,
  batch text,
  maker text not null,
  markets text[] default '{}'::text[] not null,
  made_on date,
  expires_on date,
  source text not null,
  issued_at timestamp with time zone default now() not null,
  by_name text,
  constraint maker_issue_pkey PRIMARY KEY (tenant_id, id),
  constraint maker_issue_tenant_id_part_id_kind_number_fold_key UNIQUE (tenant_id, part_id, kind, number_fold),
  constraint maker_issue_kind_check CHECK ((kind = ANY (ARRAY['serial'::text, 'batch'::text]))),
  constraint maker_issue_source_check CHECK ((source = ANY (ARRAY['file'::text, 'api'::text])))
);

create table parts.month_sum (
  tenant_id uuid default kit.tenant() not null,
  part_id uuid not null,
  place_id uuid not null,
  condition text not null,
  owner_id uuid not null,
  batch_id uuid not null,
  month date not null,
  quantity numeric(18,6) not null,
  constraint month_sum_pkey PRIMARY KEY (tenant_id, part_id, place_id, condition, owner_id, batch_id, month)
) with (fillfactor=70);

create table parts.movement (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  document_id uuid not null,
  line smallint not null,
  part_id uuid not null,
  quantity numeric(18,6) not null,
  from_place_id uuid not null,
  from_condition text not null,
  from_owner_id uuid not null,
  to_place_id uuid not null,
  to_condition text not null,
  to_owner_id uuid not null,
  batch_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  serial_id uuid,
  asset_id uuid,
  reservation_id uuid,
  reverses_id uuid,
  returns_id uuid,
  effective_at timestamp with time zone not null,
  constraint movement_pkey PRIMARY KEY (tenant_id, id),
  constraint movement_check CHECK (((serial_id IS NULL) OR (quantity = (1)::numeric))),
  constraint movement_check1 CHECK (((from_place_id <> to_place_id) OR (from_condition <> to_condition) OR (from_owner_id <> to_owner_id))),
  constraint movement_from_condition_check CHECK ((from_condition = ANY (ARRAY['good'::text, 'to_test'::text, 'defective'::text, 'quarantined'::text, 'custody'::text]))),
  constraint movement_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint movement_to_condition_check CHECK ((to_condition = ANY (ARRAY['good'::text, 'to_test'::text, 'defective'::text, 'quarantined'::text, 'custody'::text])))
);

create table parts.old_part (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  label text not null,
  part_id uuid not null,
  owner_id uuid not null,
  place_id uuid not null,
  station_id uuid,
  serial_number text,
  request_id uuid,
  work_order_id uuid,
  visit_id uuid,
  asset_id uuid,
  removed_at timestamp with time zone not null,
  due_on date,
  value_minor bigint default 0 not null,
  state text default 'labelled'::text not null,
  shipment_id uuid,
  verdict text,
  verdict_note text,
  judged_at timestamp with time zone,
  judged_by uuid,
  scrap_reason text,
  version integer default 1 not null,
  serial_fold text,
  constraint old_part_pkey PRIMARY KEY (tenant_id, id),
  constraint old_part_tenant_id_label_key UNIQUE (tenant_id, label),
  constraint old_part_check CHECK (((verdict IS NULL) = (judged_at IS NULL))),
  constraint old_part_state_check CHECK ((state = ANY (ARRAY['labelled'::text, 'sent'::text, 'received'::text, 'judged'::text, 'scrapped'::text]))),
  constraint old_part_value_minor_check CHECK ((value_minor >= 0)),
  constraint old_part_verdict_check CHECK ((verdict = ANY (ARRAY['defect_confirmed'::text, 'no_fault_found'::text, 'misuse'::text, 'wrong_part'::text, 'damaged_in_transit'::text])))
);

create table parts.owner (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  kind text not null,
  code text not null,
  name text not null,
  currency text not null,
  version integer default 1 not null,
  constraint owner_pkey PRIMARY KEY (tenant_id, id),
  constraint owner_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint owner_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint owner_kind_check CHECK ((kind = ANY (ARRAY['own'::text, 'customer'::text, 'supplier'::text])))
);

create table parts.part (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  number_fold text not null,
  name jsonb not null,
  class_id uuid,
  unit text default 'piece'::text not null,
  decimals smallint default 0 not null,
  tracking text default 'none'::text not null,
  shelf_life_days integer,
  standard_minor bigint,
  old_part_due_days integer,
  customs_code text,
  hazard_code text,
  is_active boolean default true not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  needs_proof boolean default false not null,
  repair_code text,
  core_minor bigint,
  core_currency text,
  origin_country text,
  un_number text,
  hazard_class text,
  packing_group text,
  lithium text,
  net_grams integer,
  constraint part_pkey PRIMARY KEY (tenant_id, id),
  constraint part_tenant_id_number_fold_key UNIQUE (tenant_id, number_fold),
  constraint part_check CHECK (((tracking <> 'serial'::text) OR (decimals = 0))),
  constraint part_core_currency_check CHECK ((core_currency ~ '^[A-Z]{3}$'::text)),
  constraint part_core_minor_check CHECK ((core_minor > 0)),
  constraint part_core_whole CHECK (((core_minor IS NULL) = (core_currency IS NULL))),
  constraint part_decimals_check CHECK (((decimals >= 0) AND (decimals <= 6))),
  constraint part_hazard_class_check CHECK ((hazard_class ~ '^[1-9](\.[1-6][A-S]?)?$'::text)),
  constraint part_lithium_check CHECK ((lithium = ANY (ARRAY['ion'::text, 'metal'::text]))),
  constraint part_net_grams_check CHECK ((net_grams > 0)),
  constraint part_old_part_due_days_check CHECK (((old_part_due_days >= 1) AND (old_part_due_days <= 365))),
  constraint part_origin_country_check CHECK ((origin_country ~ '^[A-Z]{2}$'::text)),
  constraint part_packing_group_check CHECK ((packing_group = ANY (ARRAY['I'::text, 'II'::text, 'III'::text]))),
  constraint part_shelf_life_days_check CHECK ((shelf_life_days > 0)),
  constraint part_standard_minor_check CHECK ((standard_minor >= 0)),
  constraint part_tracking_check CHECK ((tracking = ANY (ARRAY['none'::text, 'batch'::text, 'serial'::text]))),
  constraint part_un_number_check CHECK ((un_number ~ '^[0-9]{4}$'::text))
);

create table parts.part_number (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  kind text not null,
  issuer text not null,
  number text not null,
  number_fold text not null,
  constraint part_number_pkey PRIMARY KEY (tenant_id, id),
  constraint part_number_tenant_id_part_id_issuer_number_fold_key UNIQUE (tenant_id, part_id, issuer, number_fold),
  constraint part_number_kind_check CHECK ((kind = ANY (ARRAY['maker'::text, 'supplier'::text, 'other'::text, 'barcode'::text])))
);

create table parts.part_unit (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  unit text not null,
  numerator integer not null,
  denominator integer default 1 not null,
  constraint part_unit_pkey PRIMARY KEY (tenant_id, id),
  constraint part_unit_tenant_id_part_id_unit_key UNIQUE (tenant_id, part_id, unit),
  constraint part_unit_denominator_check CHECK ((denominator > 0)),
  constraint part_unit_numerator_check CHECK ((numerator > 0))
);

create table parts.place (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  code text not null,
  name text not null,
  kind text not null,
  station_id uuid,
  person_id uuid,
  supplied_by_id uuid,
  may_owe boolean default false not null,
  is_shelf boolean generated always as ((kind = ANY (ARRAY['warehouse'::text, 'depot'::text, 'station'::text, 'van'::text, 'transit'::text]))) stored not null,
  is_active boolean default true not null,
  version integer default 1 not null,
  constraint place_pkey PRIMARY KEY (tenant_id, id),
  constraint place_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint place_check CHECK (((NOT may_owe) OR (kind = 'van'::text))),
  constraint place_kind_check CHECK ((kind = ANY (ARRAY['warehouse'::text, 'depot'::text, 'station'::text, 'van'::text, 'transit'::text, 'supplier'::text, 'customer'::text, 'scrap'::text, 'count_difference'::text, 'conversion'::text])))
);

create table parts.purchase_line (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  order_id uuid not null,
  "position" smallint not null,
  part_id uuid not null,
  place_id uuid not null,
  quantity numeric(18,6) not null,
  received numeric(18,6) default 0 not null,
  cancelled numeric(18,6) default 0 not null,
  unit_minor bigint not null,
  expected_on date,
  confirmed_on date,
  constraint purchase_line_pkey PRIMARY KEY (tenant_id, id),
  constraint purchase_line_cancelled_check CHECK ((cancelled >= (0)::numeric)),
  constraint purchase_line_no_more_than_ordered CHECK (((received + cancelled) <= quantity)),
  constraint purchase_line_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint purchase_line_received_check CHECK ((received >= (0)::numeric)),
  constraint purchase_line_unit_minor_check CHECK ((unit_minor >= 0))
);

create table parts.purchase_order (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  supplier text not null,
  place_id uuid not null,
  station_id uuid,
  state text default 'ordered'::text not null,
  currency text not null,
  version integer default 1 not null,
  ordered_at timestamp with time zone default now() not null,
  ordered_by uuid,
  constraint purchase_order_pkey PRIMARY KEY (tenant_id, id),
  constraint purchase_order_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint purchase_order_state_check CHECK ((state = ANY (ARRAY['ordered'::text, 'confirmed'::text, 'closed'::text, 'cancelled'::text])))
);

create table parts.purchase_receipt (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  order_id uuid not null,
  constraint purchase_receipt_pkey PRIMARY KEY (tenant_id, id)
);

create table parts.purchase_sending (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  order_id uuid not null,
  revision smallint not null,
  content_hash text not null,
  to_address text not null,
  language text not null,
  file_id uuid not null,
  mail_id uuid not null,
  sent_at timestamp with time zone default now() not null,
  sent_by uuid,
  sent_by_name text,
  constraint purchase_sending_pkey PRIMARY KEY (tenant_id, id),
  constraint purchase_sending_revision_check CHECK ((revision > 0))
);

create table parts.reservation (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  place_id uuid not null,
  condition text default 'good'::text not null,
  owner_id uuid not null,
  batch_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  line_id uuid not null,
  quantity numeric(18,6) not null,
  open numeric(18,6) not null,
  priority smallint default 3 not null,
  ends_at timestamp with time zone not null,
  state text default 'active'::text not null,
  created_at timestamp with time zone default now() not null,
  constraint reservation_pkey PRIMARY KEY (tenant_id, id),
  constraint reservation_check CHECK (((open >= (0)::numeric) AND (open <= quantity))),
  constraint reservation_check1 CHECK (((state = 'active'::text) = (open > (0)::numeric))),
  constraint reservation_condition_check CHECK ((condition = 'good'::text)),
  constraint reservation_priority_check CHECK (((priority >= 1) AND (priority <= 9))),
  constraint reservation_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint reservation_state_check CHECK ((state = ANY (ARRAY['active'::text, 'used'::text, 'released'::text, 'expired'::text, 'broken'::text])))
);

create table parts.serial (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  number text not null,
  number_fold text not null,
  place_id uuid,
  condition text,
  owner_id uuid,
  batch_id uuid,
  asset_id uuid,
  last_movement_id uuid,
  constraint serial_pkey PRIMARY KEY (tenant_id, id),
  constraint serial_tenant_id_part_id_number_fold_key UNIQUE (tenant_id, part_id, number_fold)
);

create table parts.shipment (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  from_place_id uuid not null,
  to_place_id uuid not null,
  station_id uuid,
  to_station_id uuid,
  state text default 'draft'::text not null,
  sent_at timestamp with time zone,
  sent_by uuid,
  expected_on date,
  early_receipt jsonb,
  note text,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  constraint shipment_pkey PRIMARY KEY (tenant_id, id),
  constraint shipment_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint shipment_check CHECK ((from_place_id <> to_place_id)),
  constraint shipment_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'closed'::text, 'cancelled'::text])))
);

create table parts.shipment_line (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  shipment_id uuid not null,
  "position" smallint not null,
  part_id uuid not null,
  condition text not null,
  owner_id uuid not null,
  batch_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  serial_id uuid,
  quantity numeric(18,6) not null,
  sent numeric(18,6) default 0 not null,
  received numeric(18,6) default 0 not null,
  lost numeric(18,6) default 0 not null,
  constraint shipment_line_pkey PRIMARY KEY (tenant_id, id),
  constraint shipment_line_check CHECK (((sent = (0)::numeric) OR (sent = quantity))),
  constraint shipment_line_lost_check CHECK ((lost >= (0)::numeric)),
  constraint shipment_line_no_more_than_sent CHECK (((received + lost) <= sent)),
  constraint shipment_line_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint shipment_line_received_check CHECK ((received >= (0)::numeric))
);

create table parts.supersession (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  successor_id uuid not null,
  both_ways boolean default false not null,
  from_on date not null,
  constraint supersession_pkey PRIMARY KEY (tenant_id, id),
  constraint supersession_tenant_id_part_id_successor_id_key UNIQUE (tenant_id, part_id, successor_id),
  constraint supersession_check CHECK ((part_id <> successor_id))
);

create table parts.supplier_contact (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  supplier text not null,
  supplier_fold text generated always as (lower(btrim(supplier))) stored not null,
  email text not null,
  language text not null,
  person text,
  account text,
  constraint supplier_contact_pkey PRIMARY KEY (tenant_id, id),
  constraint supplier_contact_tenant_id_supplier_fold_key UNIQUE (tenant_id, supplier_fold)
);

create table parts.supply (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  part_id uuid not null,
  supplier text not null,
  supplier_fold text generated always as (lower(btrim(supplier))) stored not null,
  number text,
  lead_days integer not null,
  minimum numeric(18,6) default 0 not null,
  unit_minor bigint,
  pack numeric(18,6) default 1 not null,
  last_order_on date,
  constraint supply_pkey PRIMARY KEY (tenant_id, id),
  constraint supply_tenant_id_part_id_supplier_fold_key UNIQUE (tenant_id, part_id, supplier_fold),
  constraint supply_lead_days_check CHECK (((lead_days >= 0) AND (lead_days <= 1000))),
  constraint supply_minimum_check CHECK ((minimum >= (0)::numeric)),
  constraint supply_pack_check CHECK ((pack > (0)::numeric)),
  constraint supply_unit_minor_check CHECK ((unit_minor >= 0))
);

create table parts.value_entry (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  document_id uuid not null,
  movement_id uuid,
  part_id uuid not null,
  owner_id uuid not null,
  layer_id uuid,
  account text not null,
  reason text not null,
  quantity numeric(18,6) not null,
  minor bigint not null,
  booked_at timestamp with time zone default clock_timestamp() not null,
  stands_at timestamp with time zone not null,
  constraint value_entry_pkey PRIMARY KEY (tenant_id, id),
  constraint value_entry_account_check CHECK ((account = ANY (ARRAY['stock'::text, 'supplier'::text, 'used'::text, 'scrap'::text, 'count'::text, 'variance'::text, 'settled'::text, 'conversion'::text, 'written_off'::text])))
);

create table parts.value_month (
  tenant_id uuid default kit.tenant() not null,
  part_id uuid not null,
  owner_id uuid not null,
  month date not null,
  quantity numeric(18,6) not null,
  minor bigint not null,
  constraint value_month_pkey PRIMARY KEY (tenant_id, part_id, owner_id, month)
) with (fillfactor=70);

create table people.absence (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  person_id uuid not null,
  during tstzrange not null,
  kind text not null,
  note text,
  constraint absence_pkey PRIMARY KEY (tenant_id, id),
  constraint absence_tenant_id_person_id_during_excl EXCLUDE USING gist (tenant_id WITH =, person_id WITH =, during WITH &&),
  constraint absence_kind_check CHECK ((kind = ANY (ARRAY['leave'::text, 'sick'::text, 'training'::text, 'other'::text])))
);

create table people.api_key (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  name text not null,
  prefix text not null,
  key_hash text not null,
  scopes text[] not null,
  station_ids uuid[],
  created_by uuid,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_key_pkey PRIMARY KEY (tenant_id, id),
  constraint api_key_key_hash_key UNIQUE (key_hash)
);

create table people.certificate (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  person_id uuid not null,
  skill_id uuid,
  name text not null,
  number text,
  issued_by text,
  issued_on date not null,
  expires_on date,
  file_id uuid,
  constraint certificate_pkey PRIMARY KEY (tenant_id, id)
);

create table people.invitation (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  person_id uuid not null,
  email text not null,
  token_hash text not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  invited_by uuid,
  created_at timestamp with time zone default now() not null,
  constraint invitation_pkey PRIMARY KEY (tenant_id, id),
  constraint invitation_token_hash_key UNIQUE (token_hash)
);

create table people.person (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  name text not null,
  email text,
  phone text,
  language text default 'en'::text not null,
  time_zone text not null,
  user_id text,
  photo_file_id uuid,
  home_lat double precision,
  home_lon double precision,
  hired_on date,
  left_on date,
  is_active boolean default true not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  day_ends text default 'anywhere'::text not null,
  weekly_minutes integer,
  weekly_overtime_minutes integer default 0 not null,
  overtime_price numeric(4,1) default 2 not null,
  daily_minutes integer,
  constraint person_pkey PRIMARY KEY (tenant_id, id),
  constraint person_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint person_daily_minutes_check CHECK (((daily_minutes >= 60) AND (daily_minutes <= 1440))),
  constraint person_day_ends_check CHECK ((day_ends = ANY (ARRAY['anywhere'::text, 'home'::text, 'station'::text]))),
  constraint person_overtime_price_check CHECK (((overtime_price >= (0)::numeric) AND (overtime_price <= (20)::numeric))),
  constraint person_weekly_minutes_check CHECK (((weekly_minutes >= 60) AND (weekly_minutes <= 10080))),
  constraint person_weekly_overtime_minutes_check CHECK (((weekly_overtime_minutes >= 0) AND (weekly_overtime_minutes <= 5040)))
);

create table people.person_skill (
  tenant_id uuid default kit.tenant() not null,
  person_id uuid not null,
  skill_id uuid not null,
  level integer default 1 not null,
  constraint person_skill_pkey PRIMARY KEY (tenant_id, person_id, skill_id),
  constraint person_skill_level_check CHECK (((level >= 1) AND (level <= 3)))
);

create table people.role_grant (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  person_id uuid not null,
  role text not null,
  scope text not null,
  country text,
  station_id uuid,
  granted_by uuid,
  granted_at timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  constraint role_grant_pkey PRIMARY KEY (tenant_id, id),
  constraint role_grant_check CHECK (((scope = 'country'::text) = (country IS NOT NULL))),
  constraint role_grant_check1 CHECK (((scope = 'station'::text) = (station_id IS NOT NULL))),
  constraint role_grant_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'service_desk'::text, 'dispatcher'::text, 'technician'::text, 'station_manager'::text, 'parts_keeper'::text, 'warranty_assessor'::text, 'quality_engineer'::text, 'service_manager'::text, 'integrator'::text]))),
  constraint role_grant_scope_check CHECK ((scope = ANY (ARRAY['company'::text, 'country'::text, 'station'::text])))
);

create table people.shift (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  person_id uuid not null,
  valid_from date not null,
  valid_to date,
  time_zone text not null,
  weekly jsonb not null,
  constraint shift_pkey PRIMARY KEY (tenant_id, id)
);

create table people.skill (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  code text not null,
  name jsonb not null,
  needs_certificate boolean default false not null,
  constraint skill_pkey PRIMARY KEY (tenant_id, id),
  constraint skill_tenant_id_code_key UNIQUE (tenant_id, code)
);

create table replenishment.past_demand (
  tenant_id uuid default kit.tenant() not null,
  part_id uuid not null,
  place_id uuid not null,
  month date not null,
  quantity numeric(18,6) not null,
  constraint past_demand_pkey PRIMARY KEY (tenant_id, part_id, place_id, month),
  constraint past_demand_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint past_demand_quantity_check CHECK ((quantity >= (0)::numeric))
);

create table replenishment.proposal (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  run_id uuid not null,
  kind text not null,
  state text default 'open'::text not null,
  part_id uuid not null,
  place_id uuid not null,
  station_id uuid,
  from_place_id uuid,
  to_place_id uuid,
  supplier text,
  quantity numeric(18,6) not null,
  unit_minor bigint not null,
  money_minor bigint not null,
  level numeric(18,6) not null,
  "position" numeric(18,6) not null,
  mean double precision not null,
  fill double precision not null,
  risk double precision not null,
  rule text not null,
  facts jsonb not null,
  reason text,
  order_id uuid,
  shipment_id uuid,
  decided_at timestamp with time zone,
  decided_by uuid,
  decided_by_name text,
  constraint proposal_pkey PRIMARY KEY (tenant_id, id),
  constraint proposal_kind_check CHECK ((kind = ANY (ARRAY['buy'::text, 'last_buy'::text, 'transfer'::text, 'return'::text, 'wait'::text, 'enough'::text]))),
  constraint proposal_money_minor_check CHECK ((money_minor >= 0)),
  constraint proposal_quantity_check CHECK ((quantity >= (0)::numeric)),
  constraint proposal_rule_check CHECK ((rule = ANY (ARRAY['price'::text, 'fill_floor'::text, 'shelf_life'::text, 'tiers'::text, 'last_buy'::text]))),
  constraint proposal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'outdated'::text]))),
  constraint proposal_unit_minor_check CHECK ((unit_minor >= 0))
);

create table replenishment.run (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  kind text not null,
  state text default 'waiting'::text not null,
  options jsonb not null,
  share double precision default 0 not null,
  figures jsonb,
  curve jsonb,
  error_code text,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  created_by_name text,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  budget jsonb,
  constraint run_pkey PRIMARY KEY (tenant_id, id),
  constraint run_kind_check CHECK ((kind = ANY (ARRAY['plan'::text, 'what_if'::text, 'budget'::text]))),
  constraint run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);

create table requests.clock (
  tenant_id uuid default kit.tenant() not null,
  request_id uuid not null,
  kind text not null,
  started_at timestamp with time zone not null,
  target_ms bigint not null,
  calendar jsonb not null,
  due_at timestamp with time zone not null,
  met_at timestamp with time zone,
  is_paused boolean default false not null,
  stopped_at timestamp with time zone,
  next_step_at timestamp with time zone,
  constraint clock_pkey PRIMARY KEY (tenant_id, request_id, kind),
  constraint clock_kind_check CHECK ((kind = ANY (ARRAY['respond'::text, 'arrive'::text, 'restore'::text, 'resolve'::text])))
);

create table requests.escalation (
  tenant_id uuid default kit.tenant() not null,
  request_id uuid not null,
  kind text not null,
  step integer not null,
  at timestamp with time zone not null,
  to_person uuid,
  constraint escalation_pkey PRIMARY KEY (tenant_id, request_id, kind, step)
);

create table requests.history (
  tenant_id uuid default kit.tenant() not null,
  request_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  status text,
  sub_status text,
  team text,
  person text,
  country text,
  data jsonb default '{}'::jsonb not null,
  row_hash text not null,
  line smallint,
  constraint history_pkey PRIMARY KEY (tenant_id, request_id, seq)
);

create table requests.import_mapping (
  tenant_id uuid default kit.tenant() not null,
  name text not null,
  mapping jsonb not null,
  changed_at timestamp with time zone default now() not null,
  changed_by uuid,
  constraint import_mapping_pkey PRIMARY KEY (tenant_id, name)
);

create table requests.link (
  tenant_id uuid default kit.tenant() not null,
  request_id uuid not null,
  other_id uuid not null,
  kind text not null,
  at timestamp with time zone default now() not null,
  by_person uuid,
  constraint link_pkey PRIMARY KEY (tenant_id, request_id, other_id),
  constraint link_kind_check CHECK ((kind = ANY (ARRAY['related'::text, 'duplicate'::text, 'follow_up'::text])))
);

create table requests.note (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  request_id uuid not null,
  kind text not null,
  text text not null,
  language text not null,
  file_ids uuid[] default '{}'::uuid[] not null,
  at timestamp with time zone not null,
  by_person uuid,
  by_name text,
  constraint note_pkey PRIMARY KEY (tenant_id, id),
  constraint note_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'reply'::text, 'inbound'::text])))
);

create table requests.pause (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  request_id uuid not null,
  reason text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone,
  note text,
  by_person uuid,
  clock_kind text,
  constraint pause_pkey PRIMARY KEY (tenant_id, id),
  constraint pause_once EXCLUDE USING gist (tenant_id WITH =, request_id WITH =, COALESCE(clock_kind, ''::text) WITH =, tstzrange(from_at, to_at) WITH &&),
  constraint pause_clock_kind_check CHECK ((clock_kind = ANY (ARRAY['respond'::text, 'arrive'::text, 'restore'::text, 'resolve'::text])))
);

create table requests.reading (
  tenant_id uuid default kit.tenant() not null,
  request_id uuid not null,
  version integer not null,
  summary text not null,
  symptom_code text,
  component text,
  impact smallint not null,
  urgency smallint not null,
  is_safety boolean default false not null,
  priority text not null,
  priority_reasons jsonb default '[]'::jsonb not null,
  at timestamp with time zone not null,
  by_person uuid,
  reason text,
  constraint reading_pkey PRIMARY KEY (tenant_id, request_id, version)
);

create table requests.request (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  kind text not null,
  channel text not null,
  status text default 'new'::text not null,
  title text not null,
  customer_id uuid,
  contact_id uuid,
  asset_id uuid,
  address_id uuid,
  station_id uuid,
  owner_id uuid,
  priority text not null,
  impact smallint not null,
  urgency smallint not null,
  is_safety boolean default false not null,
  symptom_code text,
  reading_version integer default 1 not null,
  cover_outcome text,
  decision_id uuid,
  country text not null,
  time_zone text not null,
  language text not null,
  calendar_id uuid,
  answers jsonb default '{}'::jsonb not null,
  preferred_slots jsonb default '[]'::jsonb not null,
  opened_at timestamp with time zone not null,
  first_reply_at timestamp with time zone,
  resolved_at timestamp with time zone,
  closed_at timestamp with time zone,
  closure_code text,
  hold_reason text,
  reopened integer default 0 not null,
  next_due_at timestamp with time zone,
  merged_into uuid,
  external_source text,
  external_id text,
  source_data jsonb,
  version integer default 1 not null,
  product text,
  constraint request_pkey PRIMARY KEY (tenant_id, id),
  constraint request_tenant_id_external_source_external_id_key UNIQUE (tenant_id, external_source, external_id),
  constraint request_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint request_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'portal'::text, 'qr'::text, 'email'::text, 'messaging'::text, 'letter'::text, 'api'::text, 'field'::text, 'import'::text]))),
  constraint request_impact_check CHECK (((impact >= 1) AND (impact <= 3))),
  constraint request_kind_check CHECK ((kind = ANY (ARRAY['repair'::text, 'maintenance'::text, 'installation'::text, 'inspection'::text, 'question'::text, 'complaint'::text, 'return'::text]))),
  constraint request_priority_check CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text, 'P5'::text]))),
  constraint request_status_check CHECK ((status = ANY (ARRAY['new'::text, 'triaged'::text, 'scheduled'::text, 'in_progress'::text, 'waiting'::text, 'resolved'::text, 'closed'::text, 'cancelled'::text]))),
  constraint request_urgency_check CHECK (((urgency >= 1) AND (urgency <= 3)))
);

create table requests.template (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  name text not null,
  kind text not null,
  texts jsonb not null,
  version integer default 1 not null,
  constraint template_pkey PRIMARY KEY (tenant_id, id),
  constraint template_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'reply'::text])))
);

create table requests.verbatim (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  request_id uuid not null,
  text text not null,
  language text not null,
  channel text not null,
  at timestamp with time zone not null,
  said_by text,
  taken_by uuid,
  constraint verbatim_pkey PRIMARY KEY (tenant_id, id)
);

create table requests.watcher (
  tenant_id uuid default kit.tenant() not null,
  request_id uuid not null,
  person_id uuid not null,
  constraint watcher_pkey PRIMARY KEY (tenant_id, request_id, person_id)
);

create table voice.attempt (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  return_visit_id uuid not null,
  at timestamp with time zone not null,
  outcome text not null,
  channel text default 'phone'::text not null,
  seconds integer,
  note text,
  by_person uuid,
  constraint attempt_pkey PRIMARY KEY (tenant_id, id),
  constraint attempt_outcome_check CHECK ((outcome = ANY (ARRAY['reached'::text, 'no_answer'::text, 'busy'::text, 'wrong_number'::text, 'call_later'::text, 'refused'::text])))
);

create table voice.return_visit (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  number text not null,
  request_id uuid not null,
  visit_id uuid,
  customer_id uuid not null,
  station_id uuid,
  script_id uuid,
  status text default 'due'::text not null,
  due_at timestamp with time zone not null,
  owner_id uuid,
  attempts integer default 0 not null,
  answers jsonb default '{}'::jsonb not null,
  skip_reason text,
  done_at timestamp with time zone,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  constraint return_visit_pkey PRIMARY KEY (tenant_id, id),
  constraint return_visit_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint return_visit_tenant_id_request_id_due_at_key UNIQUE (tenant_id, request_id, due_at),
  constraint return_visit_status_check CHECK ((status = ANY (ARRAY['due'::text, 'attempted'::text, 'done'::text, 'unreachable'::text, 'skipped'::text])))
);

create table voice.script (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  code text not null,
  name jsonb not null,
  questions jsonb not null,
  version integer default 1 not null,
  constraint script_pkey PRIMARY KEY (tenant_id, id),
  constraint script_tenant_id_code_key UNIQUE (tenant_id, code)
);

create table voice.survey (
  tenant_id uuid default kit.tenant() not null,
  id uuid not null,
  request_id uuid not null,
  visit_id uuid,
  customer_id uuid not null,
  station_id uuid,
  technician_id uuid,
  channel text not null,
  language text not null,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  perceived smallint,
  expected smallint,
  dimensions jsonb default '{}'::jsonb not null,
  nps smallint,
  comment text,
  tags text[] default '{}'::text[] not null,
  constraint survey_pkey PRIMARY KEY (tenant_id, id),
  constraint survey_channel_check CHECK ((channel = ANY (ARRAY['link'::text, 'phone'::text, 'on_the_spot'::text]))),
  constraint survey_nps_check CHECK (((nps >= 0) AND (nps <= 10)))
);

-- Views, and functions over tables

create view parts.ledger_fault with (security_invoker=true) as
 WITH ends AS (
         SELECT movement.tenant_id,
            movement.part_id,
            movement.from_place_id AS place_id,
            movement.from_condition AS condition,
            movement.from_owner_id AS owner_id,
            movement.batch_id,
            (- movement.quantity) AS change,
            (date_trunc('month'::text, (movement.effective_at AT TIME ZONE 'UTC'::text)))::date AS month
           FROM parts.movement
        UNION ALL
         SELECT movement.tenant_id,
            movement.part_id,
            movement.to_place_id,
            movement.to_condition,
            movement.to_owner_id,
            movement.batch_id,
            movement.quantity,
            (date_trunc('month'::text, (movement.effective_at AT TIME ZONE 'UTC'::text)))::date AS date_trunc
           FROM parts.movement
        ), by_month AS (
         SELECT e.tenant_id,
            e.part_id,
            e.place_id,
            e.condition,
            e.owner_id,
            e.batch_id,
            e.month,
            sum(e.change) AS quantity
           FROM (ends e
             JOIN parts.place p ON (((p.tenant_id = e.tenant_id) AND (p.id = e.place_id) AND p.is_shelf)))
          GROUP BY e.tenant_id, e.part_id, e.place_id, e.condition, e.owner_id, e.batch_id, e.month
        ), by_key AS (
         SELECT by_month.tenant_id,
            by_month.part_id,
            by_month.place_id,
            by_month.condition,
            by_month.owner_id,
            by_month.batch_id,
            sum(by_month.quantity) AS quantity
           FROM by_month
          GROUP BY by_month.tenant_id, by_month.part_id, by_month.place_id, by_month.condition, by_month.owner_id, by_month.batch_id
        )
 SELECT 'balance'::text AS rule,
    COALESCE(k.tenant_id, b.tenant_id) AS tenant_id,
    COALESCE(k.part_id, b.part_id) AS part_id,
    COALESCE(k.quantity, (0)::numeric) AS expected,
    COALESCE(b.on_hand, (0)::numeric) AS found
   FROM (by_key k
     FULL JOIN parts.balance b USING (tenant_id, part_id, place_id, condition, owner_id, batch_id))
  WHERE (COALESCE(k.quantity, (0)::numeric) <> COALESCE(b.on_hand, (0)::numeric))
UNION ALL
 SELECT 'month'::text AS rule,
    COALESCE(k.tenant_id, s.tenant_id) AS tenant_id,
    COALESCE(k.part_id, s.part_id) AS part_id,
    COALESCE(k.quantity, (0)::numeric) AS expected,
    COALESCE(s.quantity, (0)::numeric) AS found
   FROM (by_month k
     FULL JOIN parts.month_sum s USING (tenant_id, part_id, place_id, condition, owner_id, batch_id, month))
  WHERE (COALESCE(k.quantity, (0)::numeric) <> COALESCE(s.quantity, (0)::numeric))
UNION ALL
 SELECT 'reserved'::text AS rule,
    b.tenant_id,
    b.part_id,
    COALESCE(r.open, (0)::numeric) AS expected,
    b.reserved AS found
   FROM (parts.balance b
     LEFT JOIN ( SELECT reservation.tenant_id,
            reservation.part_id,
            reservation.place_id,
            reservation.condition,
            reservation.owner_id,
            reservation.batch_id,
            sum(reservation.open) AS open
           FROM parts.reservation
          GROUP BY reservation.tenant_id, reservation.part_id, reservation.place_id, reservation.condition, reservation.owner_id, reservation.batch_id) r USING (tenant_id, part_id, place_id, condition, owner_id, batch_id))
  WHERE (COALESCE(r.open, (0)::numeric) <> b.reserved)
UNION ALL
 SELECT 'value'::text AS rule,
    COALESCE(v.tenant_id, l.tenant_id) AS tenant_id,
    COALESCE(v.part_id, l.part_id) AS part_id,
    COALESCE(v.minor, (0)::numeric) AS expected,
    COALESCE(l.minor, (0)::numeric) AS found
   FROM (( SELECT value_entry.tenant_id,
            value_entry.part_id,
            value_entry.owner_id,
            sum(value_entry.minor) AS minor
           FROM parts.value_entry
          WHERE (value_entry.account = 'stock'::text)
          GROUP BY value_entry.tenant_id, value_entry.part_id, value_entry.owner_id) v
     FULL JOIN ( SELECT layer.tenant_id,
            layer.part_id,
            layer.owner_id,
            sum(layer.minor) AS minor
           FROM parts.layer
          GROUP BY layer.tenant_id, layer.part_id, layer.owner_id) l USING (tenant_id, part_id, owner_id))
  WHERE (COALESCE(v.minor, (0)::numeric) <> COALESCE(l.minor, (0)::numeric))
UNION ALL
 SELECT 'valued quantity'::text AS rule,
    COALESCE(b.tenant_id, l.tenant_id) AS tenant_id,
    COALESCE(b.part_id, l.part_id) AS part_id,
    COALESCE(b.quantity, (0)::numeric) AS expected,
    COALESCE(l.quantity, (0)::numeric) AS found
   FROM (( SELECT b_1.tenant_id,
            b_1.part_id,
            b_1.owner_id,
            sum(GREATEST(b_1.on_hand, (0)::numeric)) AS quantity
           FROM (parts.balance b_1
             JOIN parts.owner o ON (((o.tenant_id = b_1.tenant_id) AND (o.id = b_1.owner_id) AND (o.kind = 'own'::text))))
          GROUP BY b_1.tenant_id, b_1.part_id, b_1.owner_id) b
     FULL JOIN ( SELECT layer.tenant_id,
            layer.part_id,
            layer.owner_id,
            sum(layer.quantity) AS quantity
           FROM parts.layer
          GROUP BY layer.tenant_id, layer.part_id, layer.owner_id) l USING (tenant_id, part_id, owner_id))
  WHERE (COALESCE(b.quantity, (0)::numeric) <> COALESCE(l.quantity, (0)::numeric))
UNION ALL
 SELECT 'serial'::text AS rule,
    s.tenant_id,
    s.part_id,
    1 AS expected,
    0 AS found
   FROM (parts.serial s
     LEFT JOIN parts.movement m ON (((m.tenant_id = s.tenant_id) AND (m.id = s.last_movement_id))))
  WHERE (s.place_id IS DISTINCT FROM m.to_place_id)
UNION ALL
 SELECT 'value month'::text AS rule,
    COALESCE(v.tenant_id, s.tenant_id) AS tenant_id,
    COALESCE(v.part_id, s.part_id) AS part_id,
    COALESCE(v.minor, (0)::numeric) AS expected,
    COALESCE(s.minor, (0)::bigint) AS found
   FROM (( SELECT value_entry.tenant_id,
            value_entry.part_id,
            value_entry.owner_id,
            (date_trunc('month'::text, (value_entry.stands_at AT TIME ZONE 'UTC'::text)))::date AS month,
            sum(value_entry.minor) AS minor,
            sum(value_entry.quantity) AS quantity
           FROM parts.value_entry
          WHERE (value_entry.account = 'stock'::text)
          GROUP BY value_entry.tenant_id, value_entry.part_id, value_entry.owner_id, ((date_trunc('month'::text, (value_entry.stands_at AT TIME ZONE 'UTC'::text)))::date)) v
     FULL JOIN parts.value_month s USING (tenant_id, part_id, owner_id, month))
  WHERE ((COALESCE(v.minor, (0)::numeric) <> (COALESCE(s.minor, (0)::bigint))::numeric) OR (COALESCE(v.quantity, (0)::numeric) <> COALESCE(s.quantity, (0)::numeric)));

create view parts.transit_fault with (security_invoker=true) as
 SELECT COALESCE(b.tenant_id, s.tenant_id) AS tenant_id,
    COALESCE(b.part_id, s.part_id) AS part_id,
    COALESCE(s.quantity, (0)::numeric) AS expected,
    COALESCE(b.on_hand, (0)::numeric) AS found
   FROM (( SELECT b_1.tenant_id,
            b_1.part_id,
            b_1.condition,
            b_1.owner_id,
            b_1.batch_id,
            b_1.on_hand
           FROM (parts.balance b_1
             JOIN parts.place p ON (((p.tenant_id = b_1.tenant_id) AND (p.id = b_1.place_id) AND (p.kind = 'transit'::text))))) b
     FULL JOIN ( SELECT shipment_line.tenant_id,
            shipment_line.part_id,
            shipment_line.condition,
            shipment_line.owner_id,
            shipment_line.batch_id,
            sum(((shipment_line.sent - shipment_line.received) - shipment_line.lost)) AS quantity
           FROM parts.shipment_line
          GROUP BY shipment_line.tenant_id, shipment_line.part_id, shipment_line.condition, shipment_line.owner_id, shipment_line.batch_id) s USING (tenant_id, part_id, condition, owner_id, batch_id))
  WHERE (COALESCE(s.quantity, (0)::numeric) <> COALESCE(b.on_hand, (0)::numeric));

-- Indexes

CREATE INDEX asset_created ON assets.asset USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX asset_customer ON assets.asset USING btree (tenant_id, customer_id);
CREATE INDEX asset_customer_tag ON assets.asset USING btree (tenant_id, customer_tag) WHERE (customer_tag IS NOT NULL);
CREATE INDEX asset_fold ON assets.asset USING btree (tenant_id, serial_fold text_pattern_ops);
CREATE INDEX asset_fold_part ON assets.asset USING gin (serial_fold public.gin_trgm_ops);
CREATE INDEX asset_model ON assets.asset USING btree (tenant_id, model_id);
CREATE INDEX asset_parent ON assets.asset USING btree (tenant_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX asset_station_station ON assets.asset_station USING btree (tenant_id, station_id);
CREATE INDEX component_asset ON assets.component USING btree (tenant_id, asset_id);
CREATE INDEX component_serial ON assets.component USING btree (tenant_id, serial) WHERE (serial IS NOT NULL);
CREATE INDEX meter_reading_asset ON assets.meter_reading USING btree (tenant_id, asset_id, kind, at DESC);
CREATE INDEX ownership_customer ON assets.ownership USING btree (tenant_id, customer_id);
CREATE INDEX warranty_term_model ON assets.warranty_term USING btree (tenant_id, model_id);
CREATE INDEX two_factor_user ON auth."twoFactor" USING btree ("userId");
CREATE INDEX account_user ON auth.account USING btree ("userId");
CREATE INDEX attempt_age ON auth.attempt USING btree (last_at);
CREATE INDEX session_of_user ON auth.session USING btree ("userId");
CREATE INDEX verification_identifier ON auth.verification USING btree (identifier);
CREATE INDEX credit_line_line ON billing.credit_line USING btree (tenant_id, line_id);
CREATE INDEX credit_note_invoice ON billing.credit_note USING btree (tenant_id, invoice_id);
CREATE INDEX credit_note_issued ON billing.credit_note USING btree (tenant_id, issued_at DESC, id DESC);
CREATE INDEX exchange_rate_day ON billing.exchange_rate USING btree (tenant_id, on_day DESC, id DESC);
CREATE INDEX internal_cost_at ON billing.internal_cost USING btree (tenant_id, at DESC, id DESC);
CREATE INDEX invoice_created ON billing.invoice USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX invoice_customer ON billing.invoice USING btree (tenant_id, customer_id, created_at DESC);
CREATE INDEX invoice_open ON billing.invoice USING btree (tenant_id, due_on, id) WHERE (status = ANY (ARRAY['issued'::text, 'part_paid'::text]));
CREATE INDEX invoice_request ON billing.invoice USING btree (tenant_id, request_id);
CREATE INDEX invoice_station ON billing.invoice USING btree (tenant_id, station_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX invoice_visit ON billing.invoice USING btree (tenant_id, visit_id) WHERE ((visit_id IS NOT NULL) AND (status <> 'credited'::text));
CREATE INDEX line_deviating ON billing.line USING btree (tenant_id, created_at DESC, id DESC) WHERE (published_minor <> unit_minor);
CREATE INDEX line_invoice ON billing.line USING btree (tenant_id, invoice_id) WHERE (invoice_id IS NOT NULL);
CREATE INDEX line_quotation ON billing.line USING btree (tenant_id, quotation_id) WHERE (quotation_id IS NOT NULL);
CREATE INDEX payment_invoice ON billing.payment USING btree (tenant_id, invoice_id);
CREATE INDEX price_list_country ON billing.price_list USING btree (tenant_id, country, valid_from DESC) WHERE is_published;
CREATE INDEX quotation_created ON billing.quotation USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX quotation_open ON billing.quotation USING btree (tenant_id, valid_until) WHERE (status = 'sent'::text);
CREATE INDEX quotation_request ON billing.quotation USING btree (tenant_id, request_id);
CREATE INDEX quotation_root ON billing.quotation USING btree (tenant_id, root_id, revision);
CREATE INDEX quotation_station ON billing.quotation USING btree (tenant_id, station_id, created_at DESC, id DESC);
CREATE INDEX quotation_visit ON billing.quotation USING btree (tenant_id, visit_id) WHERE (visit_id IS NOT NULL);
CREATE INDEX refund_invoice ON billing.refund USING btree (tenant_id, invoice_id);
CREATE INDEX rounding_rule_country ON billing.rounding_rule USING btree (tenant_id, country, valid_from DESC, id DESC);
CREATE INDEX tax_rate_country ON billing.tax_rate USING btree (tenant_id, country, valid_from DESC, id DESC);
CREATE INDEX campaign_created ON campaigns.campaign USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX listed_serial_order ON campaigns.listed_serial USING btree (tenant_id, campaign_id, id);
CREATE INDEX listed_serial_serial ON campaigns.listed_serial USING btree (tenant_id, serial);
CREATE INDEX scope_campaign ON campaigns.scope USING btree (tenant_id, campaign_id);
CREATE INDEX scope_family ON campaigns.scope USING btree (tenant_id, family_id) WHERE (family_id IS NOT NULL);
CREATE INDEX scope_model ON campaigns.scope USING btree (tenant_id, model_id) WHERE (model_id IS NOT NULL);
CREATE INDEX unit_asset ON campaigns.unit USING btree (tenant_id, asset_id);
CREATE INDEX unit_latest ON campaigns.unit USING btree (tenant_id, campaign_id, at DESC, id DESC);
CREATE INDEX unit_state_latest ON campaigns.unit USING btree (tenant_id, campaign_id, state, at DESC, id DESC);
CREATE INDEX allowance_contract ON contracts.allowance USING btree (tenant_id, contract_id);
CREATE INDEX allowance_use_job ON contracts.allowance_use USING btree (tenant_id, job_id);
CREATE INDEX allowance_use_request ON contracts.allowance_use USING btree (tenant_id, request_id);
CREATE INDEX contract_created ON contracts.contract USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX contract_customer ON contracts.contract USING btree (tenant_id, customer_id);
CREATE INDEX contract_ends ON contracts.contract USING btree (tenant_id, ends_on, id);
CREATE UNIQUE INDEX contract_renews ON contracts.contract USING btree (tenant_id, renews_id) WHERE ((renews_id IS NOT NULL) AND (status <> 'cancelled'::text));
CREATE INDEX contract_station ON contracts.contract USING btree (tenant_id, station_id, created_at DESC);
CREATE INDEX contract_status ON contracts.contract USING btree (tenant_id, status, ends_on, id);
CREATE INDEX cover_contract ON contracts.cover USING btree (tenant_id, contract_id);
CREATE INDEX instalment_due ON contracts.instalment USING btree (tenant_id, due_on) WHERE (state = 'planned'::text);
CREATE UNIQUE INDEX instalment_visit ON contracts.instalment USING btree (tenant_id, contract_id, visit_id) WHERE (visit_id IS NOT NULL);
CREATE INDEX job_contract ON contracts.job USING btree (tenant_id, contract_id, decided_at DESC);
CREATE INDEX job_line ON contracts.job USING btree (tenant_id, line_id) WHERE (is_planned AND holds);
CREATE INDEX job_cost_contract ON contracts.job_cost USING btree (tenant_id, contract_id, at);
CREATE INDEX line_contract ON contracts.line USING btree (tenant_id, contract_id, "position");
CREATE INDEX plan_contract ON contracts.plan USING btree (tenant_id, contract_id) WHERE (contract_id IS NOT NULL);
CREATE INDEX plan_created ON contracts.plan USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX planned_date_day ON contracts.planned_date USING btree (tenant_id, planned_on, id);
CREATE INDEX planned_date_open ON contracts.planned_date USING btree (tenant_id, planned_on) WHERE (status = 'planned'::text);
CREATE INDEX planned_date_request ON contracts.planned_date USING btree (tenant_id, request_id) WHERE (request_id IS NOT NULL);
CREATE INDEX verification_asset ON contracts.verification USING btree (tenant_id, asset_id, at DESC);
CREATE INDEX hold_expires ON dispatch.hold USING btree (tenant_id, expires_at) WHERE (ended IS NULL);
CREATE UNIQUE INDEX hold_request ON dispatch.hold USING btree (tenant_id, request_id) WHERE ((ended IS NULL) AND (with_id IS NULL));
CREATE INDEX hold_technician ON dispatch.hold USING btree (tenant_id, technician_id, starts_at) WHERE (ended IS NULL);
CREATE INDEX hold_with ON dispatch.hold USING btree (tenant_id, with_id) WHERE (with_id IS NOT NULL);
CREATE INDEX hold_work_order ON dispatch.hold USING btree (tenant_id, work_order_id);
CREATE UNIQUE INDEX late_risk_open ON dispatch.late_risk USING btree (tenant_id, visit_id) WHERE (cleared_at IS NULL);
CREATE INDEX late_risk_station ON dispatch.late_risk USING btree (tenant_id, station_id, raised_at DESC) WHERE (cleared_at IS NULL);
CREATE INDEX needed_part_order ON dispatch.needed_part USING btree (tenant_id, work_order_id);
CREATE INDEX offer_offered ON dispatch.offer USING btree (tenant_id, offered_at DESC, id DESC);
CREATE UNIQUE INDEX offer_open ON dispatch.offer USING btree (tenant_id, work_order_id) WHERE (answer IS NULL);
CREATE INDEX offer_order ON dispatch.offer USING btree (tenant_id, work_order_id, offered_at DESC);
CREATE INDEX offer_station ON dispatch.offer USING btree (tenant_id, station_id, offered_at DESC, id DESC);
CREATE INDEX order_link_first ON dispatch.order_link USING btree (tenant_id, first_id);
CREATE UNIQUE INDEX pause_open ON dispatch.pause USING btree (tenant_id, visit_id) WHERE (until IS NULL);
CREATE INDEX pause_visit ON dispatch.pause USING btree (tenant_id, visit_id, since);
CREATE INDEX planning_run_created ON dispatch.planning_run USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX planning_run_open ON dispatch.planning_run USING btree (tenant_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX planning_run_station ON dispatch.planning_run USING btree (tenant_id, station_id, created_at DESC, id DESC);
CREATE INDEX scenario_created ON dispatch.scenario USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX scenario_station ON dispatch.scenario USING btree (tenant_id, station_id, created_at DESC, id DESC);
CREATE INDEX scenario_item_applied ON dispatch.scenario_item USING btree (tenant_id, applied_at) WHERE (applied_at IS NOT NULL);
CREATE INDEX scenario_item_order ON dispatch.scenario_item USING btree (tenant_id, work_order_id);
CREATE INDEX scenario_item_scenario ON dispatch.scenario_item USING btree (tenant_id, scenario_id, "position");
CREATE INDEX technician_wish_asset ON dispatch.technician_wish USING btree (tenant_id, asset_id) WHERE (asset_id IS NOT NULL);
CREATE INDEX technician_wish_customer ON dispatch.technician_wish USING btree (tenant_id, customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX technician_wish_order ON dispatch.technician_wish USING btree (tenant_id, work_order_id) WHERE (work_order_id IS NOT NULL);
CREATE INDEX visit_arrived ON dispatch.visit USING btree (tenant_id, arrived_at) WHERE (arrived_at IS NOT NULL);
CREATE INDEX visit_crew ON dispatch.visit USING btree (tenant_id, crew_id) WHERE (crew_id IS NOT NULL);
CREATE INDEX visit_day ON dispatch.visit USING btree (tenant_id, starts_at, id);
CREATE INDEX visit_finished ON dispatch.visit USING btree (tenant_id, finished_at DESC, id DESC) WHERE (finished_at IS NOT NULL);
CREATE INDEX visit_request ON dispatch.visit USING btree (tenant_id, request_id);
CREATE INDEX visit_station ON dispatch.visit USING btree (tenant_id, station_id, starts_at);
CREATE INDEX visit_status ON dispatch.visit USING btree (tenant_id, status, starts_at, id);
CREATE INDEX visit_technician ON dispatch.visit USING btree (tenant_id, technician_id, starts_at);
CREATE INDEX visit_unanswered ON dispatch.visit USING btree (tenant_id, answer_by) WHERE ((answer_by IS NOT NULL) AND (unanswered_at IS NULL));
CREATE INDEX visit_work_order ON dispatch.visit USING btree (tenant_id, work_order_id);
CREATE INDEX way_fetched ON dispatch.way USING btree (tenant_id, fetched_at);
CREATE INDEX work_order_created ON dispatch.work_order USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX work_order_request ON dispatch.work_order USING btree (tenant_id, request_id);
CREATE INDEX work_order_tray ON dispatch.work_order USING btree (tenant_id, status, station_id, created_at DESC, id DESC);
CREATE INDEX decision_asset ON entitlement.decision USING btree (tenant_id, asset_id, made_at DESC);
CREATE UNIQUE INDEX decision_in_force ON entitlement.decision USING btree (tenant_id, about) WHERE (superseded_at IS NULL);
CREATE INDEX decision_made ON entitlement.decision USING btree (tenant_id, made_at DESC, id DESC);
CREATE INDEX decision_open ON entitlement.decision USING btree (tenant_id, asset_id) WHERE ((superseded_at IS NULL) AND (settled_at IS NULL));
CREATE INDEX decision_request ON entitlement.decision USING btree (tenant_id, request_id, made_at DESC) WHERE (request_id IS NOT NULL);
CREATE INDEX decision_visit ON entitlement.decision USING btree (tenant_id, visit_id, made_at DESC) WHERE (visit_id IS NOT NULL);
CREATE INDEX goodwill_asset ON entitlement.goodwill USING btree (tenant_id, asset_id, requested_at DESC);
CREATE INDEX goodwill_granted ON entitlement.goodwill USING btree (tenant_id, asset_id) WHERE (status = 'approved'::text);
CREATE INDEX goodwill_request ON entitlement.goodwill USING btree (tenant_id, request_id) WHERE (request_id IS NOT NULL);
CREATE INDEX goodwill_requested ON entitlement.goodwill USING btree (tenant_id, requested_at DESC, id DESC);
CREATE INDEX limit_watch_distance ON entitlement.limit_watch USING btree (tenant_id, distance, id);
CREATE INDEX limit_watch_since ON entitlement.limit_watch USING btree (tenant_id, since DESC, id DESC);
CREATE INDEX limit_watch_stake ON entitlement.limit_watch USING btree (tenant_id, ((stake_currency || lpad((stake_minor)::text, 20, '0'::text))) DESC, id DESC);
CREATE INDEX limit_watch_state ON entitlement.limit_watch USING btree (tenant_id, state, distance, id);
CREATE INDEX limit_watch_until ON entitlement.limit_watch USING btree (tenant_id, until_on, id);
CREATE INDEX pack_change_asset ON entitlement.pack_change USING btree (tenant_id, asset_id);
CREATE INDEX pack_check_version ON entitlement.pack_check USING btree (tenant_id, pack_version_id, started_at DESC);
CREATE UNIQUE INDEX pack_version_day ON entitlement.pack_version USING btree (tenant_id, pack_id, in_force_from) WHERE (state = 'approved'::text);
CREATE UNIQUE INDEX pack_version_open ON entitlement.pack_version USING btree (tenant_id, pack_id) WHERE (state = ANY (ARRAY['draft'::text, 'checked'::text]));
CREATE INDEX pack_version_state ON entitlement.pack_version USING btree (tenant_id, state);
CREATE INDEX repair_asset ON entitlement.repair USING btree (tenant_id, asset_id, in_at);
CREATE INDEX repair_open ON entitlement.repair USING btree (tenant_id, asset_id) WHERE (out_at IS NULL);
CREATE INDEX supplier_term_supplier ON entitlement.supplier_term USING btree (tenant_id, supplier, id);
CREATE INDEX voiding_asset ON entitlement.voiding USING btree (tenant_id, asset_id, made_at DESC);
CREATE INDEX voiding_made ON entitlement.voiding USING btree (tenant_id, made_at DESC, id DESC);
CREATE UNIQUE INDEX voiding_standing ON entitlement.voiding USING btree (tenant_id, asset_id) WHERE (status = ANY (ARRAY['standing'::text, 'appealed'::text, 'upheld'::text]));
CREATE INDEX agreement_visit ON field_work.agreement USING btree (tenant_id, visit_id);
CREATE INDEX expense_spent ON field_work.expense USING btree (tenant_id, spent_at DESC);
CREATE INDEX expense_visit ON field_work.expense USING btree (tenant_id, visit_id);
CREATE INDEX handing_over_open ON field_work.handing_over USING btree (tenant_id, to_id) WHERE (answer IS NULL);
CREATE INDEX handing_over_visit ON field_work.handing_over USING btree (tenant_id, visit_id);
CREATE UNIQUE INDEX line_deposit ON field_work.line USING btree (tenant_id, deposit_for) WHERE (deposit_for IS NOT NULL);
CREATE INDEX line_part ON field_work.line USING btree (tenant_id, code, visit_id) WHERE (kind = 'part'::text);
CREATE INDEX line_part_code ON field_work.line USING btree (tenant_id, code, visit_id) WHERE ((kind = 'part'::text) AND (code IS NOT NULL));
CREATE INDEX line_visit ON field_work.line USING btree (tenant_id, visit_id);
CREATE INDEX phone_heard ON field_work.phone USING btree (tenant_id, last_heard_at DESC, id);
CREATE INDEX phone_person ON field_work.phone USING btree (tenant_id, person_id, last_heard_at DESC);
CREATE INDEX photo_visit ON field_work.photo USING btree (tenant_id, visit_id);
CREATE INDEX report_cause ON field_work.report USING btree (tenant_id, cause_code, visit_id DESC) WHERE (cause_code IS NOT NULL);
CREATE INDEX report_symptom ON field_work.report USING btree (tenant_id, symptom_code, visit_id DESC) WHERE (symptom_code IS NOT NULL);
CREATE INDEX stamp_visit ON field_work.stamp USING btree (tenant_id, visit_id, at);
CREATE INDEX time_correction_visit ON field_work.time_correction USING btree (tenant_id, visit_id, field, told_at DESC);
CREATE INDEX told_judged ON field_work.told USING btree (tenant_id, person_id, judged_at DESC) WHERE (verdict IS NOT NULL);
CREATE INDEX told_late ON field_work.told USING btree (tenant_id, received_at DESC) WHERE (late_reason IS NOT NULL);
CREATE INDEX told_visit ON field_work.told USING btree (tenant_id, visit_id, device_at);
CREATE INDEX work_time_day ON field_work.work_time USING btree (tenant_id, day DESC, person_id);
CREATE INDEX work_time_planned ON field_work.work_time USING btree (tenant_id, planned_km, id);
CREATE INDEX work_time_change_visit ON field_work.work_time_change USING btree (tenant_id, visit_id, changed_at);
CREATE INDEX event_recent ON kit.event USING btree (tenant_id, at DESC, id DESC);
CREATE INDEX event_subject ON kit.event USING btree (tenant_id, subject_type, subject_id, at DESC, id DESC);
CREATE INDEX event_thread ON kit.event USING btree (tenant_id, thread_id, at DESC, id DESC) WHERE (thread_id IS NOT NULL);
CREATE INDEX file_subject ON kit.file USING btree (tenant_id, subject_type, subject_id);
CREATE INDEX idempotency_age ON kit.idempotency USING btree (created_at);
CREATE INDEX mail_subject ON kit.mail USING btree (tenant_id, subject_type, subject_id);
CREATE INDEX notice_person ON kit.notice USING btree (tenant_id, person_id, created_at DESC);
CREATE INDEX saved_view_list ON kit.saved_view USING btree (tenant_id, list);
CREATE INDEX search_entry_codes ON kit.search_entry USING gin (tenant_id, codes) WITH (gin_pending_list_limit='512');
CREATE INDEX search_entry_newest ON kit.search_entry USING btree (tenant_id, rank_boost DESC, updated_at DESC);
CREATE INDEX search_entry_old_tokens ON kit.search_entry USING btree (tenant_id, tokenizer);
CREATE INDEX search_entry_py ON kit.search_entry USING gin (tenant_id, kind, py) WITH (gin_pending_list_limit='512');
CREATE INDEX search_entry_serial ON kit.search_entry USING gin (tenant_id, serial_fold public.gin_trgm_ops) WITH (gin_pending_list_limit='512') WHERE (serial_fold <> ''::text);
CREATE INDEX search_entry_station ON kit.search_entry USING btree (tenant_id, station_id);
CREATE INDEX search_entry_tsv ON kit.search_entry USING gin (tenant_id, kind, tsv) WITH (gin_pending_list_limit='512');
CREATE INDEX search_word_near ON kit.search_word USING gin (tenant_id, word public.gin_trgm_ops) WHERE (word ~ '^[a-z]+$'::text);
CREATE INDEX sms_created ON kit.sms USING btree (tenant_id, created_at);
CREATE INDEX task_owner ON kit.task USING btree (tenant_id, owner_id, created_at DESC);
CREATE INDEX article_changed ON knowledge.article USING btree (tenant_id, changed_at DESC, id DESC);
CREATE INDEX feedback_article ON knowledge.feedback USING btree (tenant_id, article_id, at DESC);
CREATE INDEX feedback_at ON knowledge.feedback USING btree (tenant_id, at DESC, id DESC);
CREATE INDEX staff_person ON network.staff USING btree (tenant_id, person_id);
CREATE INDEX station_name ON network.station USING btree (tenant_id, name, id);
CREATE INDEX station_path ON network.station USING gin (path);
CREATE INDEX address_customer ON parties.address USING btree (tenant_id, customer_id);
CREATE INDEX consent_customer ON parties.consent USING btree (tenant_id, customer_id, purpose, at DESC);
CREATE INDEX contact_customer ON parties.contact USING btree (tenant_id, customer_id);
CREATE INDEX contact_email ON parties.contact USING btree (tenant_id, email) WHERE (email IS NOT NULL);
CREATE INDEX contact_phone ON parties.contact USING btree (tenant_id, phone) WHERE (phone IS NOT NULL);
CREATE INDEX contact_phone_tail ON parties.contact USING btree (tenant_id, reverse(phone) text_pattern_ops) WHERE (phone IS NOT NULL);
CREATE INDEX customer_created ON parties.customer USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX customer_email ON parties.customer USING btree (tenant_id, email) WHERE (email IS NOT NULL);
CREATE INDEX customer_name ON parties.customer USING btree (tenant_id, name, id);
CREATE INDEX customer_name_fold ON parties.customer USING btree (tenant_id, name_fold) WHERE (name_fold IS NOT NULL);
CREATE INDEX customer_phone ON parties.customer USING btree (tenant_id, phone) WHERE (phone IS NOT NULL);
CREATE INDEX customer_phone_tail ON parties.customer USING btree (tenant_id, reverse(phone) text_pattern_ops) WHERE (phone IS NOT NULL);
CREATE INDEX customer_station_station ON parties.customer_station USING btree (tenant_id, station_id);
CREATE INDEX sign_in_code_address ON parties.sign_in_code USING btree (tenant_id, address, created_at DESC);
CREATE INDEX alternate_other ON parts.alternate USING btree (tenant_id, other_id);
CREATE INDEX balance_place ON parts.balance USING btree (tenant_id, place_id, part_id);
CREATE INDEX batch_expires ON parts.batch USING btree (tenant_id, expires_on, id) WHERE (expires_on IS NOT NULL);
CREATE INDEX bin_code ON parts.bin USING btree (tenant_id, place_id, upper(code));
CREATE INDEX closing_until ON parts.closing USING btree (tenant_id, until DESC);
CREATE INDEX count_entry_sheet ON parts.count_entry USING btree (tenant_id, sheet_id, part_id);
CREATE UNIQUE INDEX count_result_key ON parts.count_result USING btree (tenant_id, part_id, place_id, condition, owner_id, batch_id, counted_at);
CREATE INDEX count_result_sheet ON parts.count_result USING btree (tenant_id, sheet_id);
CREATE INDEX count_sheet_created ON parts.count_sheet USING btree (tenant_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX count_sheet_open ON parts.count_sheet USING btree (tenant_id, place_id) WHERE (state = 'open'::text);
CREATE INDEX debt_due ON parts.debt USING btree (tenant_id, due_at, id);
CREATE UNIQUE INDEX debt_open ON parts.debt USING btree (tenant_id, part_id, place_id, condition, owner_id, batch_id) WHERE (settled_at IS NULL);
CREATE INDEX debt_overdue ON parts.debt USING btree (tenant_id, due_at) WHERE ((settled_at IS NULL) AND (reminded_at IS NULL));
CREATE INDEX demand_created ON parts.demand USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX demand_station ON parts.demand USING btree (tenant_id, station_id, created_at DESC, id DESC);
CREATE INDEX demand_work_order ON parts.demand USING btree (tenant_id, work_order_id) WHERE (work_order_id IS NOT NULL);
CREATE INDEX demand_line_asked ON parts.demand_line USING btree (tenant_id, created_at) INCLUDE (part_id, place_id, quantity, filled_at_once, promised_on, ready_at, is_waiting);
CREATE INDEX demand_line_demand ON parts.demand_line USING btree (tenant_id, demand_id, "position");
CREATE INDEX demand_line_waiting ON parts.demand_line USING btree (tenant_id, part_id, place_id, priority, created_at) WHERE is_waiting;
CREATE INDEX document_booked ON parts.document USING btree (tenant_id, booked_at DESC, id DESC);
CREATE INDEX document_station ON parts.document USING btree (tenant_id, station_id, booked_at DESC, id DESC);
CREATE INDEX document_work_order ON parts.document USING btree (tenant_id, work_order_id) WHERE (work_order_id IS NOT NULL);
CREATE INDEX drawing_created ON parts.drawing USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX drawing_family ON parts.drawing USING btree (tenant_id, family_id) WHERE (family_id IS NOT NULL);
CREATE INDEX drawing_model ON parts.drawing USING btree (tenant_id, model_id) WHERE (model_id IS NOT NULL);
CREATE INDEX drawing_spot_drawing ON parts.drawing_spot USING btree (tenant_id, drawing_id);
CREATE INDEX drawing_spot_part ON parts.drawing_spot USING btree (tenant_id, part_id);
CREATE INDEX fit_family ON parts.fit USING btree (tenant_id, family_id) WHERE (family_id IS NOT NULL);
CREATE INDEX fit_model ON parts.fit USING btree (tenant_id, model_id) WHERE (model_id IS NOT NULL);
CREATE INDEX fit_part ON parts.fit USING btree (tenant_id, part_id);
CREATE INDEX genuine_check_number ON parts.genuine_check USING btree (tenant_id, number_fold);
CREATE INDEX genuine_check_received ON parts.genuine_check USING btree (tenant_id, received_at DESC, id DESC);
CREATE INDEX genuine_check_station ON parts.genuine_check USING btree (tenant_id, station_id, received_at DESC, id DESC);
CREATE INDEX genuine_check_visit ON parts.genuine_check USING btree (tenant_id, visit_id) WHERE (visit_id IS NOT NULL);
CREATE INDEX kit_item_part ON parts.kit_item USING btree (tenant_id, part_id);
CREATE INDEX layer_left ON parts.layer USING btree (tenant_id, part_id, owner_id, received_at, id);
CREATE UNIQUE INDEX layer_pool ON parts.layer USING btree (tenant_id, part_id, owner_id) WHERE ((movement_id IS NULL) AND (serial_id IS NULL));
CREATE INDEX maker_issue_number ON parts.maker_issue USING btree (tenant_id, number_fold);
CREATE INDEX maker_issue_told ON parts.maker_issue USING btree (tenant_id, issued_at DESC, id DESC);
CREATE INDEX month_sum_month ON parts.month_sum USING btree (tenant_id, month);
CREATE INDEX movement_asset ON parts.movement USING btree (tenant_id, asset_id) WHERE (asset_id IS NOT NULL);
CREATE INDEX movement_batch ON parts.movement USING btree (tenant_id, batch_id, effective_at) WHERE (batch_id <> '00000000-0000-0000-0000-000000000000'::uuid);
CREATE INDEX movement_document ON parts.movement USING btree (tenant_id, document_id);
CREATE INDEX movement_effective ON parts.movement USING btree (tenant_id, effective_at);
CREATE INDEX movement_from ON parts.movement USING btree (tenant_id, part_id, from_place_id, effective_at);
CREATE INDEX movement_returns ON parts.movement USING btree (tenant_id, returns_id) WHERE (returns_id IS NOT NULL);
CREATE INDEX movement_reverses ON parts.movement USING btree (tenant_id, reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE INDEX movement_serial ON parts.movement USING btree (tenant_id, serial_id, effective_at) WHERE (serial_id IS NOT NULL);
CREATE INDEX movement_to ON parts.movement USING btree (tenant_id, part_id, to_place_id, effective_at);
CREATE INDEX old_part_due ON parts.old_part USING btree (tenant_id, state, due_on, id);
CREATE INDEX old_part_removed ON parts.old_part USING btree (tenant_id, removed_at DESC, id DESC);
CREATE INDEX old_part_serial ON parts.old_part USING btree (tenant_id, part_id, serial_fold) WHERE (serial_fold IS NOT NULL);
CREATE INDEX old_part_shipment ON parts.old_part USING btree (tenant_id, shipment_id) WHERE (shipment_id IS NOT NULL);
CREATE INDEX old_part_station ON parts.old_part USING btree (tenant_id, station_id, removed_at DESC, id DESC);
CREATE INDEX old_part_visit ON parts.old_part USING btree (tenant_id, visit_id) WHERE (visit_id IS NOT NULL);
CREATE INDEX part_by_number ON parts.part USING btree (tenant_id, number, id);
CREATE INDEX part_created ON parts.part USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX part_number_fold ON parts.part_number USING btree (tenant_id, number_fold);
CREATE UNIQUE INDEX place_beyond ON parts.place USING btree (tenant_id, kind) WHERE (kind = ANY (ARRAY['transit'::text, 'customer'::text, 'scrap'::text, 'count_difference'::text, 'conversion'::text]));
CREATE INDEX place_person ON parts.place USING btree (tenant_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX place_station ON parts.place USING btree (tenant_id, station_id);
CREATE INDEX purchase_line_open ON parts.purchase_line USING btree (tenant_id, part_id, place_id) WHERE ((received + cancelled) < quantity);
CREATE INDEX purchase_line_order ON parts.purchase_line USING btree (tenant_id, order_id, "position");
CREATE INDEX purchase_order_ordered ON parts.purchase_order USING btree (tenant_id, ordered_at DESC, id DESC);
CREATE INDEX purchase_receipt_order ON parts.purchase_receipt USING btree (tenant_id, order_id);
CREATE INDEX purchase_sending_order ON parts.purchase_sending USING btree (tenant_id, order_id, sent_at);
CREATE INDEX reservation_ends ON parts.reservation USING btree (tenant_id, ends_at) WHERE (state = 'active'::text);
CREATE INDEX reservation_line ON parts.reservation USING btree (tenant_id, line_id);
CREATE INDEX reservation_stock ON parts.reservation USING btree (tenant_id, part_id, place_id) WHERE (state = 'active'::text);
CREATE INDEX serial_fold ON parts.serial USING btree (tenant_id, number_fold);
CREATE INDEX serial_place ON parts.serial USING btree (tenant_id, place_id, part_id);
CREATE INDEX shipment_created ON parts.shipment USING btree (tenant_id, created_at DESC, id DESC);
CREATE INDEX shipment_to ON parts.shipment USING btree (tenant_id, to_place_id) WHERE (state = 'sent'::text);
CREATE INDEX shipment_line_part ON parts.shipment_line USING btree (tenant_id, part_id) WHERE (sent > (received + lost));
CREATE INDEX shipment_line_shipment ON parts.shipment_line USING btree (tenant_id, shipment_id, "position");
CREATE INDEX supersession_successor ON parts.supersession USING btree (tenant_id, successor_id);
CREATE INDEX value_entry_came ON parts.value_entry USING btree (tenant_id, stands_at) INCLUDE (part_id, owner_id, quantity) WHERE ((account = 'stock'::text) AND (quantity > (0)::numeric) AND (reason <> 'late_fact'::text));
CREATE INDEX value_entry_document ON parts.value_entry USING btree (tenant_id, document_id);
CREATE INDEX value_entry_movement ON parts.value_entry USING btree (tenant_id, movement_id);
CREATE INDEX value_entry_part ON parts.value_entry USING btree (tenant_id, part_id, owner_id, booked_at, id);
CREATE INDEX value_entry_stands ON parts.value_entry USING btree (tenant_id, stands_at) INCLUDE (part_id, owner_id, quantity, minor) WHERE (account = 'stock'::text);
CREATE INDEX value_month_month ON parts.value_month USING btree (tenant_id, month);
CREATE INDEX api_key_newest ON people.api_key USING btree (tenant_id, created_at DESC);
CREATE INDEX certificate_expiry ON people.certificate USING btree (tenant_id, expires_on);
CREATE INDEX certificate_person ON people.certificate USING btree (tenant_id, person_id);
CREATE INDEX invitation_person ON people.invitation USING btree (tenant_id, person_id, created_at DESC);
CREATE UNIQUE INDEX person_email ON people.person USING btree (tenant_id, lower(email)) WHERE (email IS NOT NULL);
CREATE INDEX person_name ON people.person USING btree (tenant_id, name, id);
CREATE INDEX person_user ON people.person USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX role_grant_person ON people.role_grant USING btree (tenant_id, person_id);
CREATE INDEX role_grant_station ON people.role_grant USING btree (tenant_id, station_id) WHERE (station_id IS NOT NULL);
CREATE INDEX shift_person ON people.shift USING btree (tenant_id, person_id, valid_from);
CREATE INDEX proposal_money ON replenishment.proposal USING btree (tenant_id, money_minor DESC, id DESC);
CREATE INDEX proposal_part ON replenishment.proposal USING btree (tenant_id, part_id, place_id);
CREATE INDEX proposal_risk ON replenishment.proposal USING btree (tenant_id, risk DESC, id DESC);
CREATE INDEX proposal_run ON replenishment.proposal USING btree (tenant_id, run_id);
CREATE INDEX run_created ON replenishment.run USING btree (tenant_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX run_under_way ON replenishment.run USING btree (tenant_id, kind) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX clock_due ON requests.clock USING btree (tenant_id, due_at) WHERE ((met_at IS NULL) AND (stopped_at IS NULL) AND (NOT is_paused));
CREATE INDEX clock_step ON requests.clock USING btree (tenant_id, next_step_at) WHERE (next_step_at IS NOT NULL);
CREATE INDEX link_other ON requests.link USING btree (tenant_id, other_id);
CREATE INDEX note_request ON requests.note USING btree (tenant_id, request_id, at);
CREATE INDEX pause_request ON requests.pause USING btree (tenant_id, request_id);
CREATE INDEX request_asset ON requests.request USING btree (tenant_id, asset_id, opened_at DESC);
CREATE INDEX request_country ON requests.request USING btree (tenant_id, country, opened_at DESC, id DESC);
CREATE INDEX request_customer ON requests.request USING btree (tenant_id, customer_id, opened_at DESC);
CREATE INDEX request_due ON requests.request USING btree (tenant_id, next_due_at, id);
CREATE INDEX request_merged ON requests.request USING btree (tenant_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX request_opened ON requests.request USING btree (tenant_id, opened_at DESC, id DESC);
CREATE INDEX request_owner ON requests.request USING btree (tenant_id, owner_id, opened_at DESC, id DESC) WHERE (owner_id IS NOT NULL);
CREATE INDEX request_priority ON requests.request USING btree (tenant_id, priority, opened_at DESC, id DESC);
CREATE INDEX request_station ON requests.request USING btree (tenant_id, station_id, opened_at DESC, id DESC);
CREATE INDEX request_status ON requests.request USING btree (tenant_id, status, opened_at DESC, id DESC);
CREATE INDEX request_status_priority ON requests.request USING btree (tenant_id, status, priority, opened_at DESC, id DESC);
CREATE INDEX verbatim_request ON requests.verbatim USING btree (tenant_id, request_id, at);
CREATE INDEX attempt_return_visit ON voice.attempt USING btree (tenant_id, return_visit_id);
CREATE INDEX return_visit_due ON voice.return_visit USING btree (tenant_id, status, due_at, id);
CREATE INDEX return_visit_request ON voice.return_visit USING btree (tenant_id, request_id);
CREATE INDEX survey_answered ON voice.survey USING btree (tenant_id, answered_at DESC, id DESC) WHERE (answered_at IS NOT NULL);
CREATE INDEX survey_request ON voice.survey USING btree (tenant_id, request_id);

-- Foreign keys

alter table assets.asset add constraint asset_tenant_id_address_id_fkey
  FOREIGN KEY (tenant_id, address_id) REFERENCES parties.address(tenant_id, id);

alter table assets.asset add constraint asset_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table assets.asset add constraint asset_tenant_id_model_id_fkey
  FOREIGN KEY (tenant_id, model_id) REFERENCES assets.model(tenant_id, id);

alter table assets.asset add constraint asset_tenant_id_parent_id_fkey
  FOREIGN KEY (tenant_id, parent_id) REFERENCES assets.asset(tenant_id, id);

alter table assets.asset_station add constraint asset_station_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table assets.component add constraint component_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table assets.failure_code add constraint failure_code_tenant_id_family_id_fkey
  FOREIGN KEY (tenant_id, family_id) REFERENCES assets.family(tenant_id, id);

alter table assets.meter_reading add constraint meter_reading_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table assets.model add constraint model_tenant_id_family_id_fkey
  FOREIGN KEY (tenant_id, family_id) REFERENCES assets.family(tenant_id, id);

alter table assets.ownership add constraint ownership_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table assets.ownership add constraint ownership_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table assets.warranty_term add constraint warranty_term_tenant_id_model_id_fkey
  FOREIGN KEY (tenant_id, model_id) REFERENCES assets.model(tenant_id, id);

alter table auth."twoFactor" add constraint "twoFactor_userId_fkey"
  FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

alter table auth.account add constraint "account_userId_fkey"
  FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

alter table auth.session add constraint "session_userId_fkey"
  FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

alter table billing.account add constraint account_tenant_id_id_fkey
  FOREIGN KEY (tenant_id, id) REFERENCES parties.customer(tenant_id, id);

alter table billing.credit_line add constraint credit_line_tenant_id_credit_note_id_fkey
  FOREIGN KEY (tenant_id, credit_note_id) REFERENCES billing.credit_note(tenant_id, id);

alter table billing.credit_line add constraint credit_line_tenant_id_line_id_fkey
  FOREIGN KEY (tenant_id, line_id) REFERENCES billing.line(tenant_id, id);

alter table billing.credit_note add constraint credit_note_tenant_id_invoice_id_fkey
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice(tenant_id, id);

alter table billing.invoice add constraint invoice_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table billing.labour_rate add constraint labour_rate_tenant_id_list_id_fkey
  FOREIGN KEY (tenant_id, list_id) REFERENCES billing.price_list(tenant_id, id);

alter table billing.line add constraint line_tenant_id_invoice_id_fkey
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice(tenant_id, id);

alter table billing.line add constraint line_tenant_id_quotation_id_fkey
  FOREIGN KEY (tenant_id, quotation_id) REFERENCES billing.quotation(tenant_id, id);

alter table billing.payment add constraint payment_tenant_id_invoice_id_fkey
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice(tenant_id, id);

alter table billing.price add constraint price_tenant_id_list_id_fkey
  FOREIGN KEY (tenant_id, list_id) REFERENCES billing.price_list(tenant_id, id);

alter table billing.quotation add constraint quotation_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table billing.refund add constraint refund_tenant_id_invoice_id_fkey
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice(tenant_id, id);

alter table campaigns.listed_serial add constraint listed_serial_tenant_id_campaign_id_fkey
  FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns.campaign(tenant_id, id);

alter table campaigns.needed_part add constraint needed_part_tenant_id_campaign_id_fkey
  FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns.campaign(tenant_id, id);

alter table campaigns.needed_part add constraint needed_part_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table campaigns.scope add constraint scope_tenant_id_campaign_id_fkey
  FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns.campaign(tenant_id, id);

alter table campaigns.scope add constraint scope_tenant_id_family_id_fkey
  FOREIGN KEY (tenant_id, family_id) REFERENCES assets.family(tenant_id, id);

alter table campaigns.scope add constraint scope_tenant_id_model_id_fkey
  FOREIGN KEY (tenant_id, model_id) REFERENCES assets.model(tenant_id, id);

alter table campaigns.tally add constraint tally_tenant_id_campaign_id_fkey
  FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns.campaign(tenant_id, id);

alter table campaigns.unit add constraint unit_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table campaigns.unit add constraint unit_tenant_id_campaign_id_fkey
  FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns.campaign(tenant_id, id);

alter table contracts.allowance add constraint allowance_tenant_id_contract_id_fkey
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contracts.contract(tenant_id, id) ON DELETE CASCADE;

alter table contracts.allowance add constraint allowance_tenant_id_line_id_fkey
  FOREIGN KEY (tenant_id, line_id) REFERENCES contracts.line(tenant_id, id) ON DELETE CASCADE;

alter table contracts.allowance_use add constraint allowance_use_tenant_id_allowance_id_fkey
  FOREIGN KEY (tenant_id, allowance_id) REFERENCES contracts.allowance(tenant_id, id) ON DELETE CASCADE;

alter table contracts.contract add constraint contract_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table contracts.contract add constraint contract_tenant_id_renews_id_fkey
  FOREIGN KEY (tenant_id, renews_id) REFERENCES contracts.contract(tenant_id, id);

alter table contracts.contract add constraint contract_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table contracts.cover add constraint cover_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table contracts.cover add constraint cover_tenant_id_line_id_fkey
  FOREIGN KEY (tenant_id, line_id) REFERENCES contracts.line(tenant_id, id) ON DELETE CASCADE;

alter table contracts.finding add constraint finding_tenant_id_contract_id_fkey
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contracts.contract(tenant_id, id) ON DELETE CASCADE;

alter table contracts.finding add constraint finding_tenant_id_line_id_fkey
  FOREIGN KEY (tenant_id, line_id) REFERENCES contracts.line(tenant_id, id) ON DELETE CASCADE;

alter table contracts.instalment add constraint instalment_tenant_id_contract_id_fkey
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contracts.contract(tenant_id, id) ON DELETE CASCADE;

alter table contracts.job add constraint job_tenant_id_contract_id_fkey
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contracts.contract(tenant_id, id);

alter table contracts.job_cost add constraint job_cost_tenant_id_contract_id_fkey
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contracts.contract(tenant_id, id);

alter table contracts.line add constraint line_tenant_id_contract_id_fkey
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contracts.contract(tenant_id, id) ON DELETE CASCADE;

alter table contracts.line add constraint line_tenant_id_product_id_fkey
  FOREIGN KEY (tenant_id, product_id) REFERENCES contracts.service_product(tenant_id, id);

alter table contracts.plan add constraint plan_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table contracts.plan add constraint plan_tenant_id_contract_id_fkey
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contracts.contract(tenant_id, id);

alter table contracts.plan add constraint plan_tenant_id_template_id_fkey
  FOREIGN KEY (tenant_id, template_id) REFERENCES contracts.plan_template(tenant_id, id);

alter table contracts.planned_date add constraint planned_date_tenant_id_plan_id_fkey
  FOREIGN KEY (tenant_id, plan_id) REFERENCES contracts.plan(tenant_id, id);

alter table contracts.renewal_notice add constraint renewal_notice_tenant_id_contract_id_fkey
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contracts.contract(tenant_id, id) ON DELETE CASCADE;

alter table contracts.service_product add constraint service_product_tenant_id_plan_template_id_fkey
  FOREIGN KEY (tenant_id, plan_template_id) REFERENCES contracts.plan_template(tenant_id, id);

alter table contracts.station_terms add constraint station_terms_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table contracts.verification add constraint verification_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table dispatch.hold add constraint hold_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table dispatch.hold add constraint hold_tenant_id_technician_id_fkey
  FOREIGN KEY (tenant_id, technician_id) REFERENCES people.person(tenant_id, id);

alter table dispatch.hold add constraint hold_tenant_id_work_order_id_fkey
  FOREIGN KEY (tenant_id, work_order_id) REFERENCES dispatch.work_order(tenant_id, id);

alter table dispatch.late_risk add constraint late_risk_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table dispatch.needed_part add constraint needed_part_tenant_id_work_order_id_fkey
  FOREIGN KEY (tenant_id, work_order_id) REFERENCES dispatch.work_order(tenant_id, id);

alter table dispatch.offer add constraint offer_from_station_fkey
  FOREIGN KEY (tenant_id, from_station_id) REFERENCES network.station(tenant_id, id);

alter table dispatch.offer add constraint offer_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table dispatch.offer add constraint offer_tenant_id_work_order_id_fkey
  FOREIGN KEY (tenant_id, work_order_id) REFERENCES dispatch.work_order(tenant_id, id);

alter table dispatch.order_link add constraint order_link_tenant_id_after_id_fkey
  FOREIGN KEY (tenant_id, after_id) REFERENCES dispatch.work_order(tenant_id, id);

alter table dispatch.order_link add constraint order_link_tenant_id_first_id_fkey
  FOREIGN KEY (tenant_id, first_id) REFERENCES dispatch.work_order(tenant_id, id);

alter table dispatch.overrun add constraint overrun_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table dispatch.pause add constraint pause_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table dispatch.pick_up add constraint pick_up_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id) ON DELETE CASCADE;

alter table dispatch.planning_run add constraint planning_run_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table dispatch.scenario add constraint scenario_tenant_id_run_id_fkey
  FOREIGN KEY (tenant_id, run_id) REFERENCES dispatch.planning_run(tenant_id, id);

alter table dispatch.scenario_item add constraint scenario_item_tenant_id_scenario_id_fkey
  FOREIGN KEY (tenant_id, scenario_id) REFERENCES dispatch.scenario(tenant_id, id) ON DELETE CASCADE;

alter table dispatch.scenario_item add constraint scenario_item_tenant_id_work_order_id_fkey
  FOREIGN KEY (tenant_id, work_order_id) REFERENCES dispatch.work_order(tenant_id, id);

alter table dispatch.technician_wish add constraint technician_wish_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table dispatch.technician_wish add constraint technician_wish_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table dispatch.technician_wish add constraint technician_wish_tenant_id_technician_id_fkey
  FOREIGN KEY (tenant_id, technician_id) REFERENCES people.person(tenant_id, id);

alter table dispatch.technician_wish add constraint technician_wish_tenant_id_work_order_id_fkey
  FOREIGN KEY (tenant_id, work_order_id) REFERENCES dispatch.work_order(tenant_id, id);

alter table dispatch.visit add constraint visit_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table dispatch.visit add constraint visit_tenant_id_technician_id_fkey
  FOREIGN KEY (tenant_id, technician_id) REFERENCES people.person(tenant_id, id);

alter table dispatch.visit add constraint visit_tenant_id_work_order_id_fkey
  FOREIGN KEY (tenant_id, work_order_id) REFERENCES dispatch.work_order(tenant_id, id);

alter table dispatch.work_order add constraint work_order_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table dispatch.work_order add constraint work_order_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table entitlement.decision add constraint decision_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table entitlement.goodwill add constraint goodwill_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table entitlement.limit_watch add constraint limit_watch_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table entitlement.pack_change add constraint pack_change_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table entitlement.pack_change add constraint pack_change_tenant_id_check_id_fkey
  FOREIGN KEY (tenant_id, check_id) REFERENCES entitlement.pack_check(tenant_id, id);

alter table entitlement.pack_check add constraint pack_check_tenant_id_pack_version_id_fkey
  FOREIGN KEY (tenant_id, pack_version_id) REFERENCES entitlement.pack_version(tenant_id, id);

alter table entitlement.repair add constraint repair_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table entitlement.supplier_term add constraint supplier_term_tenant_id_family_id_fkey
  FOREIGN KEY (tenant_id, family_id) REFERENCES assets.family(tenant_id, id);

alter table entitlement.supplier_term add constraint supplier_term_tenant_id_model_id_fkey
  FOREIGN KEY (tenant_id, model_id) REFERENCES assets.model(tenant_id, id);

alter table entitlement.voiding add constraint voiding_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table field_work.agreement add constraint agreement_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table field_work.expense add constraint expense_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table field_work.expense add constraint expense_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table field_work.handing_over add constraint handing_over_tenant_id_to_id_fkey
  FOREIGN KEY (tenant_id, to_id) REFERENCES people.person(tenant_id, id);

alter table field_work.handing_over add constraint handing_over_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table field_work.line add constraint line_deposit_for_fkey
  FOREIGN KEY (tenant_id, deposit_for) REFERENCES field_work.line(tenant_id, id) ON DELETE CASCADE;

alter table field_work.line add constraint line_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table field_work.phone add constraint phone_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table field_work.photo add constraint photo_tenant_id_file_id_fkey
  FOREIGN KEY (tenant_id, file_id) REFERENCES kit.file(tenant_id, id);

alter table field_work.photo add constraint photo_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table field_work.recall_answer add constraint recall_answer_tenant_id_campaign_id_fkey
  FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns.campaign(tenant_id, id);

alter table field_work.recall_answer add constraint recall_answer_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table field_work.report add constraint report_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table field_work.stamp add constraint stamp_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table field_work.time_correction add constraint time_correction_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table field_work.told add constraint told_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table field_work.work_time add constraint work_time_tenant_id_id_fkey
  FOREIGN KEY (tenant_id, id) REFERENCES dispatch.visit(tenant_id, id);

alter table field_work.work_time add constraint work_time_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table field_work.work_time_change add constraint work_time_change_tenant_id_told_id_fkey
  FOREIGN KEY (tenant_id, told_id) REFERENCES field_work.told(tenant_id, id);

alter table field_work.work_time_change add constraint work_time_change_tenant_id_visit_id_fkey
  FOREIGN KEY (tenant_id, visit_id) REFERENCES dispatch.visit(tenant_id, id);

alter table knowledge.article_version add constraint article_version_tenant_id_article_id_fkey
  FOREIGN KEY (tenant_id, article_id) REFERENCES knowledge.article(tenant_id, id);

alter table knowledge.feedback add constraint feedback_tenant_id_article_id_fkey
  FOREIGN KEY (tenant_id, article_id) REFERENCES knowledge.article(tenant_id, id);

alter table network.document add constraint document_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table network.staff add constraint staff_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table network.staff add constraint staff_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table network.station add constraint station_tenant_id_calendar_id_fkey
  FOREIGN KEY (tenant_id, calendar_id) REFERENCES kit.calendar(tenant_id, id);

alter table network.station add constraint station_tenant_id_parent_id_fkey
  FOREIGN KEY (tenant_id, parent_id) REFERENCES network.station(tenant_id, id);

alter table parties.address add constraint address_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table parties.consent add constraint consent_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table parties.contact add constraint contact_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table parties.customer_station add constraint customer_station_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table parties.not_duplicate add constraint not_duplicate_tenant_id_one_id_fkey
  FOREIGN KEY (tenant_id, one_id) REFERENCES parties.customer(tenant_id, id);

alter table parties.not_duplicate add constraint not_duplicate_tenant_id_other_id_fkey
  FOREIGN KEY (tenant_id, other_id) REFERENCES parties.customer(tenant_id, id);

alter table parts.alternate add constraint alternate_tenant_id_other_id_fkey
  FOREIGN KEY (tenant_id, other_id) REFERENCES parts.part(tenant_id, id);

alter table parts.alternate add constraint alternate_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.balance add constraint balance_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.balance add constraint balance_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.batch add constraint batch_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.bin add constraint bin_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.bin add constraint bin_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.count_entry add constraint count_entry_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.count_entry add constraint count_entry_tenant_id_sheet_id_fkey
  FOREIGN KEY (tenant_id, sheet_id) REFERENCES parts.count_sheet(tenant_id, id);

alter table parts.count_result add constraint count_result_tenant_id_sheet_id_fkey
  FOREIGN KEY (tenant_id, sheet_id) REFERENCES parts.count_sheet(tenant_id, id);

alter table parts.count_sheet add constraint count_sheet_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.debt add constraint debt_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.debt add constraint debt_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.demand add constraint demand_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.demand add constraint demand_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table parts.demand add constraint demand_tenant_id_to_place_id_fkey
  FOREIGN KEY (tenant_id, to_place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.demand_line add constraint demand_line_tenant_id_demand_id_fkey
  FOREIGN KEY (tenant_id, demand_id) REFERENCES parts.demand(tenant_id, id);

alter table parts.demand_line add constraint demand_line_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.demand_line add constraint demand_line_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.document add constraint document_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.document add constraint document_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table parts.drawing add constraint drawing_tenant_id_family_id_fkey
  FOREIGN KEY (tenant_id, family_id) REFERENCES assets.family(tenant_id, id);

alter table parts.drawing add constraint drawing_tenant_id_model_id_fkey
  FOREIGN KEY (tenant_id, model_id) REFERENCES assets.model(tenant_id, id);

alter table parts.drawing_spot add constraint drawing_spot_tenant_id_drawing_id_fkey
  FOREIGN KEY (tenant_id, drawing_id) REFERENCES parts.drawing(tenant_id, id);

alter table parts.drawing_spot add constraint drawing_spot_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.fit add constraint fit_tenant_id_family_id_fkey
  FOREIGN KEY (tenant_id, family_id) REFERENCES assets.family(tenant_id, id);

alter table parts.fit add constraint fit_tenant_id_model_id_fkey
  FOREIGN KEY (tenant_id, model_id) REFERENCES assets.model(tenant_id, id);

alter table parts.fit add constraint fit_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.genuine_check add constraint genuine_check_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.genuine_check add constraint genuine_check_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table parts.kit_item add constraint kit_item_tenant_id_kit_id_fkey
  FOREIGN KEY (tenant_id, kit_id) REFERENCES parts.part(tenant_id, id);

alter table parts.kit_item add constraint kit_item_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.layer add constraint layer_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.maker_issue add constraint maker_issue_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.movement add constraint movement_tenant_id_reservation_id_fkey
  FOREIGN KEY (tenant_id, reservation_id) REFERENCES parts.reservation(tenant_id, id);

alter table parts.movement add constraint movement_tenant_id_returns_id_fkey
  FOREIGN KEY (tenant_id, returns_id) REFERENCES parts.movement(tenant_id, id);

alter table parts.movement add constraint movement_tenant_id_reverses_id_fkey
  FOREIGN KEY (tenant_id, reverses_id) REFERENCES parts.movement(tenant_id, id);

alter table parts.movement add constraint movement_tenant_id_serial_id_fkey
  FOREIGN KEY (tenant_id, serial_id) REFERENCES parts.serial(tenant_id, id);

alter table parts.old_part add constraint old_part_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.old_part add constraint old_part_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.old_part add constraint old_part_tenant_id_shipment_id_fkey
  FOREIGN KEY (tenant_id, shipment_id) REFERENCES parts.shipment(tenant_id, id);

alter table parts.part add constraint part_tenant_id_class_id_fkey
  FOREIGN KEY (tenant_id, class_id) REFERENCES parts.class(tenant_id, id);

alter table parts.part_number add constraint part_number_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.part_unit add constraint part_unit_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.place add constraint place_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table parts.place add constraint place_tenant_id_supplied_by_id_fkey
  FOREIGN KEY (tenant_id, supplied_by_id) REFERENCES parts.place(tenant_id, id);

alter table parts.purchase_line add constraint purchase_line_tenant_id_order_id_fkey
  FOREIGN KEY (tenant_id, order_id) REFERENCES parts.purchase_order(tenant_id, id);

alter table parts.purchase_line add constraint purchase_line_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.purchase_order add constraint purchase_order_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.purchase_receipt add constraint purchase_receipt_tenant_id_id_fkey
  FOREIGN KEY (tenant_id, id) REFERENCES parts.document(tenant_id, id);

alter table parts.purchase_receipt add constraint purchase_receipt_tenant_id_order_id_fkey
  FOREIGN KEY (tenant_id, order_id) REFERENCES parts.purchase_order(tenant_id, id);

alter table parts.purchase_sending add constraint purchase_sending_tenant_id_order_id_fkey
  FOREIGN KEY (tenant_id, order_id) REFERENCES parts.purchase_order(tenant_id, id);

alter table parts.reservation add constraint reservation_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.reservation add constraint reservation_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.serial add constraint serial_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.shipment add constraint shipment_tenant_id_from_place_id_fkey
  FOREIGN KEY (tenant_id, from_place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.shipment add constraint shipment_tenant_id_to_place_id_fkey
  FOREIGN KEY (tenant_id, to_place_id) REFERENCES parts.place(tenant_id, id);

alter table parts.shipment_line add constraint shipment_line_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.shipment_line add constraint shipment_line_tenant_id_serial_id_fkey
  FOREIGN KEY (tenant_id, serial_id) REFERENCES parts.serial(tenant_id, id);

alter table parts.shipment_line add constraint shipment_line_tenant_id_shipment_id_fkey
  FOREIGN KEY (tenant_id, shipment_id) REFERENCES parts.shipment(tenant_id, id);

alter table parts.supersession add constraint supersession_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table parts.supersession add constraint supersession_tenant_id_successor_id_fkey
  FOREIGN KEY (tenant_id, successor_id) REFERENCES parts.part(tenant_id, id);

alter table parts.supply add constraint supply_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table people.absence add constraint absence_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table people.certificate add constraint certificate_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table people.certificate add constraint certificate_tenant_id_skill_id_fkey
  FOREIGN KEY (tenant_id, skill_id) REFERENCES people.skill(tenant_id, id);

alter table people.invitation add constraint invitation_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table people.person_skill add constraint person_skill_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table people.person_skill add constraint person_skill_tenant_id_skill_id_fkey
  FOREIGN KEY (tenant_id, skill_id) REFERENCES people.skill(tenant_id, id);

alter table people.role_grant add constraint role_grant_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table people.role_grant add constraint role_grant_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table people.shift add constraint shift_tenant_id_person_id_fkey
  FOREIGN KEY (tenant_id, person_id) REFERENCES people.person(tenant_id, id);

alter table replenishment.past_demand add constraint past_demand_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table replenishment.past_demand add constraint past_demand_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table replenishment.proposal add constraint proposal_tenant_id_part_id_fkey
  FOREIGN KEY (tenant_id, part_id) REFERENCES parts.part(tenant_id, id);

alter table replenishment.proposal add constraint proposal_tenant_id_place_id_fkey
  FOREIGN KEY (tenant_id, place_id) REFERENCES parts.place(tenant_id, id);

alter table replenishment.proposal add constraint proposal_tenant_id_run_id_fkey
  FOREIGN KEY (tenant_id, run_id) REFERENCES replenishment.run(tenant_id, id) ON DELETE CASCADE;

alter table requests.clock add constraint clock_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table requests.escalation add constraint escalation_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table requests.history add constraint history_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table requests.link add constraint link_tenant_id_other_id_fkey
  FOREIGN KEY (tenant_id, other_id) REFERENCES requests.request(tenant_id, id);

alter table requests.link add constraint link_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table requests.note add constraint note_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table requests.pause add constraint pause_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table requests.reading add constraint reading_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table requests.request add constraint request_tenant_id_address_id_fkey
  FOREIGN KEY (tenant_id, address_id) REFERENCES parties.address(tenant_id, id);

alter table requests.request add constraint request_tenant_id_asset_id_fkey
  FOREIGN KEY (tenant_id, asset_id) REFERENCES assets.asset(tenant_id, id);

alter table requests.request add constraint request_tenant_id_contact_id_fkey
  FOREIGN KEY (tenant_id, contact_id) REFERENCES parties.contact(tenant_id, id);

alter table requests.request add constraint request_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table requests.request add constraint request_tenant_id_owner_id_fkey
  FOREIGN KEY (tenant_id, owner_id) REFERENCES people.person(tenant_id, id);

alter table requests.request add constraint request_tenant_id_station_id_fkey
  FOREIGN KEY (tenant_id, station_id) REFERENCES network.station(tenant_id, id);

alter table requests.verbatim add constraint verbatim_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table requests.watcher add constraint watcher_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table voice.attempt add constraint attempt_tenant_id_return_visit_id_fkey
  FOREIGN KEY (tenant_id, return_visit_id) REFERENCES voice.return_visit(tenant_id, id);

alter table voice.return_visit add constraint return_visit_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table voice.return_visit add constraint return_visit_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

alter table voice.return_visit add constraint return_visit_tenant_id_script_id_fkey
  FOREIGN KEY (tenant_id, script_id) REFERENCES voice.script(tenant_id, id);

alter table voice.survey add constraint survey_tenant_id_customer_id_fkey
  FOREIGN KEY (tenant_id, customer_id) REFERENCES parties.customer(tenant_id, id);

alter table voice.survey add constraint survey_tenant_id_request_id_fkey
  FOREIGN KEY (tenant_id, request_id) REFERENCES requests.request(tenant_id, id);

-- Row-level security

alter table assets.asset enable row level security;
alter table assets.asset_station enable row level security;
alter table assets.component enable row level security;
alter table assets.failure_code enable row level security;
alter table assets.family enable row level security;
alter table assets.meter_reading enable row level security;
alter table assets.model enable row level security;
alter table assets.ownership enable row level security;
alter table assets.warranty_term enable row level security;
alter table billing.account enable row level security;
alter table billing.credit_line enable row level security;
alter table billing.credit_note enable row level security;
alter table billing.exchange_rate enable row level security;
alter table billing.internal_cost enable row level security;
alter table billing.invoice enable row level security;
alter table billing.labour_rate enable row level security;
alter table billing.line enable row level security;
alter table billing.payment enable row level security;
alter table billing.price enable row level security;
alter table billing.price_list enable row level security;
alter table billing.quotation enable row level security;
alter table billing.refund enable row level security;
alter table billing.rounding_rule enable row level security;
alter table billing.tax_rate enable row level security;
alter table campaigns.campaign enable row level security;
alter table campaigns.listed_serial enable row level security;
alter table campaigns.needed_part enable row level security;
alter table campaigns.scope enable row level security;
alter table campaigns.tally enable row level security;
alter table campaigns.unit enable row level security;
alter table contracts.allowance enable row level security;
alter table contracts.allowance_use enable row level security;
alter table contracts.contract enable row level security;
alter table contracts.cover enable row level security;
alter table contracts.finding enable row level security;
alter table contracts.instalment enable row level security;
alter table contracts.job enable row level security;
alter table contracts.job_cost enable row level security;
alter table contracts.line enable row level security;
alter table contracts.plan enable row level security;
alter table contracts.plan_template enable row level security;
alter table contracts.planned_date enable row level security;
alter table contracts.renewal_notice enable row level security;
alter table contracts.service_product enable row level security;
alter table contracts.station_terms enable row level security;
alter table contracts.verification enable row level security;
alter table dispatch.booking_rules enable row level security;
alter table dispatch.hold enable row level security;
alter table dispatch.late_risk enable row level security;
alter table dispatch.needed_part enable row level security;
alter table dispatch.offer enable row level security;
alter table dispatch.order_link enable row level security;
alter table dispatch.overrun enable row level security;
alter table dispatch.pause enable row level security;
alter table dispatch.pick_up enable row level security;
alter table dispatch.planning_run enable row level security;
alter table dispatch.road_pace enable row level security;
alter table dispatch.scenario enable row level security;
alter table dispatch.scenario_item enable row level security;
alter table dispatch.technician_wish enable row level security;
alter table dispatch.visit enable row level security;
alter table dispatch.way enable row level security;
alter table dispatch.work_order enable row level security;
alter table entitlement.decision enable row level security;
alter table entitlement.goodwill enable row level security;
alter table entitlement.goodwill_limit enable row level security;
alter table entitlement.limit_watch enable row level security;
alter table entitlement.pack_change enable row level security;
alter table entitlement.pack_check enable row level security;
alter table entitlement.pack_version enable row level security;
alter table entitlement.repair enable row level security;
alter table entitlement.supplier_term enable row level security;
alter table entitlement.voiding enable row level security;
alter table field_work.agreement enable row level security;
alter table field_work.checklist enable row level security;
alter table field_work.expense enable row level security;
alter table field_work.handing_over enable row level security;
alter table field_work.line enable row level security;
alter table field_work.phone enable row level security;
alter table field_work.photo enable row level security;
alter table field_work.recall_answer enable row level security;
alter table field_work.report enable row level security;
alter table field_work.stamp enable row level security;
alter table field_work.time_correction enable row level security;
alter table field_work.told enable row level security;
alter table field_work.work_time enable row level security;
alter table field_work.work_time_change enable row level security;
alter table kit.calendar enable row level security;
alter table kit.company enable row level security;
alter table kit.event enable row level security;
alter table kit.file enable row level security;
alter table kit.idempotency enable row level security;
alter table kit.mail enable row level security;
alter table kit.notice enable row level security;
alter table kit.number_block enable row level security;
alter table kit.reaction enable row level security;
alter table kit.saved_view enable row level security;
alter table kit.search_entry enable row level security;
alter table kit.search_word enable row level security;
alter table kit.sms enable row level security;
alter table kit.task enable row level security;
alter table knowledge.article enable row level security;
alter table knowledge.article_version enable row level security;
alter table knowledge.feedback enable row level security;
alter table network.document enable row level security;
alter table network.staff enable row level security;
alter table network.station enable row level security;
alter table parties.address enable row level security;
alter table parties.consent enable row level security;
alter table parties.contact enable row level security;
alter table parties.customer enable row level security;
alter table parties.customer_station enable row level security;
alter table parties.merge enable row level security;
alter table parties.not_duplicate enable row level security;
alter table parties.sign_in_code enable row level security;
alter table parts.alternate enable row level security;
alter table parts.balance enable row level security;
alter table parts.batch enable row level security;
alter table parts.bin enable row level security;
alter table parts.class enable row level security;
alter table parts.closing enable row level security;
alter table parts.count_entry enable row level security;
alter table parts.count_result enable row level security;
alter table parts.count_sheet enable row level security;
alter table parts.custody_rules enable row level security;
alter table parts.debt enable row level security;
alter table parts.demand enable row level security;
alter table parts.demand_line enable row level security;
alter table parts.document enable row level security;
alter table parts.drawing enable row level security;
alter table parts.drawing_spot enable row level security;
alter table parts.fit enable row level security;
alter table parts.genuine_check enable row level security;
alter table parts.genuine_rules enable row level security;
alter table parts.kit_item enable row level security;
alter table parts.layer enable row level security;
alter table parts.maker_issue enable row level security;
alter table parts.month_sum enable row level security;
alter table parts.movement enable row level security;
alter table parts.old_part enable row level security;
alter table parts.owner enable row level security;
alter table parts.part enable row level security;
alter table parts.part_number enable row level security;
alter table parts.part_unit enable row level security;
alter table parts.place enable row level security;
alter table parts.purchase_line enable row level security;
alter table parts.purchase_order enable row level security;
alter table parts.purchase_receipt enable row level security;
alter table parts.purchase_sending enable row level security;
alter table parts.reservation enable row level security;
alter table parts.serial enable row level security;
alter table parts.shipment enable row level security;
alter table parts.shipment_line enable row level security;
alter table parts.supersession enable row level security;
alter table parts.supplier_contact enable row level security;
alter table parts.supply enable row level security;
alter table parts.value_entry enable row level security;
alter table parts.value_month enable row level security;
alter table people.absence enable row level security;
alter table people.api_key enable row level security;
alter table people.certificate enable row level security;
alter table people.invitation enable row level security;
alter table people.person enable row level security;
alter table people.person_skill enable row level security;
alter table people.role_grant enable row level security;
alter table people.shift enable row level security;
alter table people.skill enable row level security;
alter table replenishment.past_demand enable row level security;
alter table replenishment.proposal enable row level security;
alter table replenishment.run enable row level security;
alter table requests.clock enable row level security;
alter table requests.escalation enable row level security;
alter table requests.history enable row level security;
alter table requests.import_mapping enable row level security;
alter table requests.link enable row level security;
alter table requests.note enable row level security;
alter table requests.pause enable row level security;
alter table requests.reading enable row level security;
alter table requests.request enable row level security;
alter table requests.template enable row level security;
alter table requests.verbatim enable row level security;
alter table requests.watcher enable row level security;
alter table voice.attempt enable row level security;
alter table voice.return_visit enable row level security;
alter table voice.script enable row level security;
alter table voice.survey enable row level security;

-- Policies

create policy tenant_isolation on assets.asset for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on assets.asset_station for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on assets.component for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on assets.failure_code for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on assets.family for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on assets.meter_reading for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on assets.model for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on assets.ownership for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on assets.warranty_term for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.account for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.credit_line for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.credit_note for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.exchange_rate for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.internal_cost for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.invoice for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.labour_rate for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.line for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.payment for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.price for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.price_list for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.quotation for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.refund for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.rounding_rule for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on billing.tax_rate for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on campaigns.campaign for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on campaigns.listed_serial for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on campaigns.needed_part for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on campaigns.scope for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on campaigns.tally for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on campaigns.unit for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.allowance for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.allowance_use for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.contract for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.cover for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.finding for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.instalment for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.job for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.job_cost for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.line for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.plan for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.plan_template for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.planned_date for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.renewal_notice for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.service_product for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.station_terms for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on contracts.verification for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.booking_rules for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.hold for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.late_risk for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.needed_part for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.offer for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.order_link for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.overrun for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.pause for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.pick_up for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.planning_run for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.road_pace for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.scenario for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.scenario_item for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.technician_wish for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.visit for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.way for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on dispatch.work_order for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on entitlement.decision for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on entitlement.goodwill for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on entitlement.goodwill_limit for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on entitlement.limit_watch for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on entitlement.pack_change for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on entitlement.pack_check for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on entitlement.pack_version for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on entitlement.repair for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on entitlement.supplier_term for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on entitlement.voiding for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.agreement for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.checklist for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.expense for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.handing_over for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.line for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.phone for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.photo for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.recall_answer for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.report for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.stamp for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.time_correction for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.told for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.work_time for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on field_work.work_time_change for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.calendar for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.company for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.event for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.file for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.idempotency for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.mail for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.notice for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.number_block for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.reaction for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.saved_view for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.search_entry for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.search_word for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.sms for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on kit.task for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on knowledge.article for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on knowledge.article_version for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on knowledge.feedback for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on network.document for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on network.staff for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on network.station for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parties.address for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parties.consent for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parties.contact for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parties.customer for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parties.customer_station for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parties.merge for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parties.not_duplicate for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parties.sign_in_code for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.alternate for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.balance for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.batch for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.bin for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.class for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.closing for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.count_entry for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.count_result for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.count_sheet for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.custody_rules for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.debt for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.demand for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.demand_line for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.document for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.drawing for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.drawing_spot for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.fit for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.genuine_check for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.genuine_rules for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.kit_item for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.layer for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.maker_issue for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.month_sum for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.movement for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.old_part for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.owner for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.part for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.part_number for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.part_unit for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.place for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.purchase_line for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.purchase_order for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.purchase_receipt for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.purchase_sending for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.reservation for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.serial for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.shipment for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.shipment_line for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.supersession for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.supplier_contact for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.supply for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.value_entry for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on parts.value_month for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on people.absence for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on people.api_key for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on people.certificate for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on people.invitation for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on people.person for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on people.person_skill for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on people.role_grant for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on people.shift for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on people.skill for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on replenishment.past_demand for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on replenishment.proposal for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on replenishment.run for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.clock for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.escalation for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.history for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.import_mapping for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.link for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.note for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.pause for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.reading for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.request for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.template for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.verbatim for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on requests.watcher for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on voice.attempt for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on voice.return_visit for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on voice.script for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

create policy tenant_isolation on voice.survey for all to public
  using ((tenant_id = kit.tenant()))
  with check ((tenant_id = kit.tenant()));

-- Triggers

CREATE TRIGGER invoice_stands BEFORE DELETE OR UPDATE ON billing.invoice FOR EACH ROW EXECUTE FUNCTION billing.bill_stands();
CREATE TRIGGER line_stands BEFORE DELETE OR UPDATE ON billing.line FOR EACH ROW EXECUTE FUNCTION billing.line_stands();
CREATE TRIGGER counts_gone AFTER DELETE ON campaigns.unit REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION campaigns.keep_tally();
CREATE TRIGGER counts_moved AFTER UPDATE ON campaigns.unit REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION campaigns.keep_tally();
CREATE TRIGGER counts_new AFTER INSERT ON campaigns.unit REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION campaigns.keep_tally();
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON parts.document FOR EACH STATEMENT EXECUTE FUNCTION parts.refuse_change();
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON parts.genuine_check FOR EACH STATEMENT EXECUTE FUNCTION parts.refuse_change();
CREATE TRIGGER no_circle BEFORE INSERT OR UPDATE ON parts.kit_item FOR EACH ROW EXECUTE FUNCTION parts.refuse_circle();
CREATE TRIGGER books AFTER INSERT ON parts.movement REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION parts.book_movements();
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON parts.movement FOR EACH STATEMENT EXECUTE FUNCTION parts.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON parts.part FOR EACH STATEMENT EXECUTE FUNCTION parts.refuse_change();
CREATE TRIGGER never_renamed BEFORE UPDATE OF tenant_id, id ON parts.part FOR EACH STATEMENT EXECUTE FUNCTION parts.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON parts.place FOR EACH STATEMENT EXECUTE FUNCTION parts.refuse_change();
CREATE TRIGGER never_renamed BEFORE UPDATE OF tenant_id, id ON parts.place FOR EACH STATEMENT EXECUTE FUNCTION parts.refuse_change();
CREATE TRIGGER keeps_reserved AFTER INSERT OR UPDATE OF open ON parts.reservation FOR EACH ROW EXECUTE FUNCTION parts.keep_reserved();
CREATE TRIGGER no_circle BEFORE INSERT OR UPDATE ON parts.supersession FOR EACH ROW EXECUTE FUNCTION parts.refuse_circle();
CREATE TRIGGER checks AFTER INSERT ON parts.value_entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION parts.check_entries();
CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON parts.value_entry FOR EACH STATEMENT EXECUTE FUNCTION parts.refuse_change();

-- Grants

grant execute on function dispatch.abandoned_runs() to aftercare_app;
revoke all on function dispatch.abandoned_runs() from public;
grant execute on function kit.all_tenants() to aftercare_app;
revoke all on function kit.all_tenants() from public;
grant execute on function kit.any_company() to aftercare_app;
revoke all on function kit.any_company() from public;
grant execute on function kit.enqueue(text,jsonb,timestamp with time zone,text,integer) to aftercare_app;
revoke all on function kit.enqueue(text,jsonb,timestamp with time zone,text,integer) from public;
grant execute on function kit.queue_state() to aftercare_app;
revoke all on function kit.queue_state() from public;
grant execute on function kit.search_counts(text[]) to aftercare_app;
revoke all on function kit.search_counts(text[]) from public;
grant execute on function kit.search_match(text,text,text,text[],uuid[],text[],integer) to aftercare_app;
revoke all on function kit.search_match(text,text,text,text[],uuid[],text[],integer) from public;
grant execute on function kit.search_near(text,integer) to aftercare_app;
revoke all on function kit.search_near(text,integer) from public;
grant execute on function kit.search_newest(text,text[],uuid[],text[],integer) to aftercare_app;
revoke all on function kit.search_newest(text,text[],uuid[],text[],integer) from public;
grant execute on function kit.search_some(text,text[],real[],text[],uuid[],text[],integer) to aftercare_app;
revoke all on function kit.search_some(text,text[],real[],text[],uuid[],text[],integer) from public;
grant execute on function kit.take_statistics(regclass) to aftercare_app;
revoke all on function kit.take_statistics(regclass) from public;
grant execute on function kit.tenant_of_company(text) to aftercare_app;
revoke all on function kit.tenant_of_company(text) from public;
grant execute on function network.actor_of_session(text,uuid) to aftercare_app;
revoke all on function network.actor_of_session(text,uuid) from public;
revoke all on function network.reach(uuid,uuid) from public;
grant execute on function parties.by_phone_tail(text,integer) to aftercare_app;
revoke all on function parties.by_phone_tail(text,integer) from public;
grant execute on function parts.lock_balances(jsonb) to aftercare_app;
revoke all on function parts.lock_balances(jsonb) from public;
grant execute on function parts.lock_stock(jsonb,jsonb,uuid[]) to aftercare_app;
revoke all on function parts.lock_stock(jsonb,jsonb,uuid[]) from public;
grant execute on function parts.open_document(jsonb,jsonb,jsonb,uuid[]) to aftercare_app;
revoke all on function parts.open_document(jsonb,jsonb,jsonb,uuid[]) from public;
grant execute on function parts.open_documents(uuid[],text[],jsonb,jsonb,uuid[],uuid[]) to aftercare_app;
revoke all on function parts.open_documents(uuid[],text[],jsonb,jsonb,uuid[],uuid[]) from public;
grant execute on function people.companies_of_user(text) to aftercare_app;
revoke all on function people.companies_of_user(text) from public;
grant execute on function people.demo_logins() to aftercare_app;
revoke all on function people.demo_logins() from public;
grant execute on function people.key_of_hash(text) to aftercare_app;
revoke all on function people.key_of_hash(text) from public;
grant execute on function people.note_key_use(text) to aftercare_app;
revoke all on function people.note_key_use(text) from public;
grant usage on schema assets to aftercare_app;
grant usage on schema auth to aftercare_app;
grant usage on schema billing to aftercare_app;
grant usage on schema campaigns to aftercare_app;
grant usage on schema contracts to aftercare_app;
grant usage on schema dispatch to aftercare_app;
grant usage on schema entitlement to aftercare_app;
grant usage on schema field_work to aftercare_app;
grant usage on schema kit to aftercare_app;
grant usage on schema knowledge to aftercare_app;
grant usage on schema network to aftercare_app;
grant usage on schema parties to aftercare_app;
grant usage on schema parts to aftercare_app;
grant usage on schema people to aftercare_app;
grant usage on schema replenishment to aftercare_app;
grant usage on schema requests to aftercare_app;
grant usage on schema voice to aftercare_app;
grant delete, insert, select, update on table assets.asset to aftercare_app;
grant delete, insert, select, update on table assets.asset_station to aftercare_app;
grant delete, insert, select, update on table assets.component to aftercare_app;
grant delete, insert, select, update on table assets.failure_code to aftercare_app;
grant delete, insert, select, update on table assets.family to aftercare_app;
grant delete, insert, select, update on table assets.meter_reading to aftercare_app;
grant delete, insert, select, update on table assets.model to aftercare_app;
grant delete, insert, select, update on table assets.ownership to aftercare_app;
grant delete, insert, select, update on table assets.warranty_term to aftercare_app;
grant delete, insert, select, update on table auth."twoFactor" to aftercare_app;
grant delete, insert, select, update on table auth."user" to aftercare_app;
grant delete, insert, select, update on table auth.account to aftercare_app;
grant delete, insert, select, update on table auth.attempt to aftercare_app;
grant delete, insert, select, update on table auth.session to aftercare_app;
grant delete, insert, select, update on table auth.verification to aftercare_app;
grant delete, insert, select, update on table billing.account to aftercare_app;
grant insert, select on table billing.credit_line to aftercare_app;
grant insert, select on table billing.credit_note to aftercare_app;
grant update (file_id) on table billing.credit_note to aftercare_app;
grant delete, insert, select, update on table billing.exchange_rate to aftercare_app;
grant delete, insert, select, update on table billing.internal_cost to aftercare_app;
grant delete, insert, select, update on table billing.invoice to aftercare_app;
grant delete, insert, select, update on table billing.labour_rate to aftercare_app;
grant delete, insert, select, update on table billing.line to aftercare_app;
grant insert, select on table billing.payment to aftercare_app;
grant delete, insert, select, update on table billing.price to aftercare_app;
grant delete, insert, select, update on table billing.price_list to aftercare_app;
grant delete, insert, select, update on table billing.quotation to aftercare_app;
grant insert, select on table billing.refund to aftercare_app;
grant delete, insert, select, update on table billing.rounding_rule to aftercare_app;
grant delete, insert, select, update on table billing.tax_rate to aftercare_app;
grant delete, insert, select, update on table campaigns.campaign to aftercare_app;
grant delete, insert, select, update on table campaigns.listed_serial to aftercare_app;
grant delete, insert, select, update on table campaigns.needed_part to aftercare_app;
grant delete, insert, select, update on table campaigns.scope to aftercare_app;
grant delete, insert, select, update on table campaigns.tally to aftercare_app;
grant delete, insert, select, update on table campaigns.unit to aftercare_app;
grant delete, insert, select, update on table contracts.allowance to aftercare_app;
grant delete, insert, select, update on table contracts.allowance_use to aftercare_app;
grant delete, insert, select, update on table contracts.contract to aftercare_app;
grant delete, insert, select, update on table contracts.cover to aftercare_app;
grant delete, insert, select, update on table contracts.finding to aftercare_app;
grant delete, insert, select, update on table contracts.instalment to aftercare_app;
grant delete, insert, select, update on table contracts.job to aftercare_app;
grant delete, insert, select, update on table contracts.job_cost to aftercare_app;
grant delete, insert, select, update on table contracts.line to aftercare_app;
grant delete, insert, select, update on table contracts.plan to aftercare_app;
grant delete, insert, select, update on table contracts.plan_template to aftercare_app;
grant delete, insert, select, update on table contracts.planned_date to aftercare_app;
grant delete, insert, select, update on table contracts.renewal_notice to aftercare_app;
grant delete, insert, select, update on table contracts.service_product to aftercare_app;
grant delete, insert, select, update on table contracts.station_terms to aftercare_app;
grant delete, insert, select, update on table contracts.verification to aftercare_app;
grant delete, insert, select, update on table dispatch.booking_rules to aftercare_app;
grant delete, insert, select, update on table dispatch.hold to aftercare_app;
grant delete, insert, select, update on table dispatch.late_risk to aftercare_app;
grant delete, insert, select, update on table dispatch.needed_part to aftercare_app;
grant delete, insert, select, update on table dispatch.offer to aftercare_app;
grant delete, insert, select, update on table dispatch.order_link to aftercare_app;
grant delete, insert, select, update on table dispatch.overrun to aftercare_app;
grant delete, insert, select, update on table dispatch.pause to aftercare_app;
grant delete, insert, select, update on table dispatch.pick_up to aftercare_app;
grant delete, insert, select, update on table dispatch.planning_run to aftercare_app;
grant delete, insert, select, update on table dispatch.road_pace to aftercare_app;
grant delete, insert, select, update on table dispatch.scenario to aftercare_app;
grant delete, insert, select, update on table dispatch.scenario_item to aftercare_app;
grant delete, insert, select, update on table dispatch.technician_wish to aftercare_app;
grant delete, insert, select, update on table dispatch.visit to aftercare_app;
grant delete, insert, select, update on table dispatch.way to aftercare_app;
grant delete, insert, select, update on table dispatch.work_order to aftercare_app;
grant delete, insert, select, update on table entitlement.decision to aftercare_app;
grant delete, insert, select, update on table entitlement.goodwill to aftercare_app;
grant delete, insert, select, update on table entitlement.goodwill_limit to aftercare_app;
grant delete, insert, select, update on table entitlement.limit_watch to aftercare_app;
grant delete, insert, select, update on table entitlement.pack_change to aftercare_app;
grant delete, insert, select, update on table entitlement.pack_check to aftercare_app;
grant delete, insert, select, update on table entitlement.pack_version to aftercare_app;
grant delete, insert, select, update on table entitlement.repair to aftercare_app;
grant delete, insert, select, update on table entitlement.supplier_term to aftercare_app;
grant delete, insert, select, update on table entitlement.voiding to aftercare_app;
grant delete, insert, select, update on table field_work.agreement to aftercare_app;
grant delete, insert, select, update on table field_work.checklist to aftercare_app;
grant delete, insert, select, update on table field_work.expense to aftercare_app;
grant delete, insert, select, update on table field_work.handing_over to aftercare_app;
grant delete, insert, select, update on table field_work.line to aftercare_app;
grant delete, insert, select, update on table field_work.phone to aftercare_app;
grant delete, insert, select, update on table field_work.photo to aftercare_app;
grant delete, insert, select, update on table field_work.recall_answer to aftercare_app;
grant delete, insert, select, update on table field_work.report to aftercare_app;
grant delete, insert, select, update on table field_work.stamp to aftercare_app;
grant delete, insert, select, update on table field_work.time_correction to aftercare_app;
grant delete, insert, select, update on table field_work.told to aftercare_app;
grant delete, insert, select, update on table field_work.work_time to aftercare_app;
grant delete, insert, select, update on table field_work.work_time_change to aftercare_app;
grant delete, insert, select, update on table kit.calendar to aftercare_app;
grant delete, insert, select, update on table kit.company to aftercare_app;
grant insert, select on table kit.event to aftercare_app;
grant delete, insert, select, update on table kit.file to aftercare_app;
grant delete, insert, select, update on table kit.idempotency to aftercare_app;
grant delete, insert, select, update on table kit.mail to aftercare_app;
grant delete, insert, select, update on table kit.notice to aftercare_app;
grant delete, insert, select, update on table kit.number_block to aftercare_app;
grant delete, insert, select, update on table kit.reaction to aftercare_app;
grant delete, insert, select, update on table kit.saved_view to aftercare_app;
grant delete, insert, select, update on table kit.search_entry to aftercare_app;
grant delete, insert, select, update on table kit.search_word to aftercare_app;
grant delete, insert, select, update on table kit.sms to aftercare_app;
grant delete, insert, select, update on table kit.task to aftercare_app;
grant delete, insert, select, update on table knowledge.article to aftercare_app;
grant delete, insert, select, update on table knowledge.article_version to aftercare_app;
grant delete, insert, select, update on table knowledge.feedback to aftercare_app;
grant delete, insert, select, update on table network.document to aftercare_app;
grant delete, insert, select, update on table network.staff to aftercare_app;
grant delete, insert, select, update on table network.station to aftercare_app;
grant delete, insert, select, update on table parties.address to aftercare_app;
grant insert, select on table parties.consent to aftercare_app;
grant update (customer_id) on table parties.consent to aftercare_app;
grant delete, insert, select, update on table parties.contact to aftercare_app;
grant delete, insert, select, update on table parties.customer to aftercare_app;
grant delete, insert, select, update on table parties.customer_station to aftercare_app;
grant delete, insert, select, update on table parties.merge to aftercare_app;
grant delete, insert, select, update on table parties.not_duplicate to aftercare_app;
grant delete, insert, select, update on table parties.sign_in_code to aftercare_app;
grant delete, insert, select, update on table parts.alternate to aftercare_app;
grant select on table parts.balance to aftercare_app;
grant delete, insert, select, update on table parts.batch to aftercare_app;
grant delete, insert, select, update on table parts.bin to aftercare_app;
grant delete, insert, select, update on table parts.class to aftercare_app;
grant insert, select on table parts.closing to aftercare_app;
grant delete, insert, select, update on table parts.count_entry to aftercare_app;
grant delete, insert, select, update on table parts.count_result to aftercare_app;
grant delete, insert, select, update on table parts.count_sheet to aftercare_app;
grant delete, insert, select, update on table parts.custody_rules to aftercare_app;
grant delete, insert, select, update on table parts.debt to aftercare_app;
grant delete, insert, select, update on table parts.demand to aftercare_app;
grant delete, insert, select, update on table parts.demand_line to aftercare_app;
grant insert, select on table parts.document to aftercare_app;
grant delete, insert, select, update on table parts.drawing to aftercare_app;
grant delete, insert, select, update on table parts.drawing_spot to aftercare_app;
grant delete, insert, select, update on table parts.fit to aftercare_app;
grant insert, select on table parts.genuine_check to aftercare_app;
grant delete, insert, select, update on table parts.genuine_rules to aftercare_app;
grant delete, insert, select, update on table parts.kit_item to aftercare_app;
grant insert, select, update on table parts.layer to aftercare_app;
grant select on table parts.ledger_fault to aftercare_app;
grant insert, select, update on table parts.maker_issue to aftercare_app;
grant select on table parts.month_sum to aftercare_app;
grant insert, select on table parts.movement to aftercare_app;
grant delete, insert, select, update on table parts.old_part to aftercare_app;
grant delete, insert, select, update on table parts.owner to aftercare_app;
grant insert, select, update on table parts.part to aftercare_app;
grant delete, insert, select, update on table parts.part_number to aftercare_app;
grant delete, insert, select, update on table parts.part_unit to aftercare_app;
grant insert, select, update on table parts.place to aftercare_app;
grant delete, insert, select, update on table parts.purchase_line to aftercare_app;
grant delete, insert, select, update on table parts.purchase_order to aftercare_app;
grant insert, select on table parts.purchase_receipt to aftercare_app;
grant insert, select, update on table parts.purchase_sending to aftercare_app;
grant insert, select, update on table parts.reservation to aftercare_app;
grant insert, select on table parts.serial to aftercare_app;
grant delete, insert, select, update on table parts.shipment to aftercare_app;
grant delete, insert, select, update on table parts.shipment_line to aftercare_app;
grant delete, insert, select, update on table parts.supersession to aftercare_app;
grant delete, insert, select, update on table parts.supplier_contact to aftercare_app;
grant delete, insert, select, update on table parts.supply to aftercare_app;
grant select on table parts.transit_fault to aftercare_app;
grant insert, select on table parts.value_entry to aftercare_app;
grant select on table parts.value_month to aftercare_app;
grant delete, insert, select, update on table people.absence to aftercare_app;
grant delete, insert, select, update on table people.api_key to aftercare_app;
grant delete, insert, select, update on table people.certificate to aftercare_app;
grant delete, insert, select, update on table people.invitation to aftercare_app;
grant delete, insert, select, update on table people.person to aftercare_app;
grant delete, insert, select, update on table people.person_skill to aftercare_app;
grant delete, insert, select, update on table people.role_grant to aftercare_app;
grant delete, insert, select, update on table people.shift to aftercare_app;
grant delete, insert, select, update on table people.skill to aftercare_app;
grant delete, insert, select, update on table replenishment.past_demand to aftercare_app;
grant delete, insert, select, update on table replenishment.proposal to aftercare_app;
grant delete, insert, select, update on table replenishment.run to aftercare_app;
grant delete, insert, select, update on table requests.clock to aftercare_app;
grant delete, insert, select, update on table requests.escalation to aftercare_app;
grant delete, insert, select, update on table requests.history to aftercare_app;
grant delete, insert, select, update on table requests.import_mapping to aftercare_app;
grant delete, insert, select, update on table requests.link to aftercare_app;
grant delete, insert, select, update on table requests.note to aftercare_app;
grant delete, insert, select, update on table requests.pause to aftercare_app;
grant insert, select on table requests.reading to aftercare_app;
grant delete, insert, select, update on table requests.request to aftercare_app;
grant delete, insert, select, update on table requests.template to aftercare_app;
grant insert, select on table requests.verbatim to aftercare_app;
grant delete, insert, select, update on table requests.watcher to aftercare_app;
grant delete, insert, select, update on table voice.attempt to aftercare_app;
grant delete, insert, select, update on table voice.return_visit to aftercare_app;
grant delete, insert, select, update on table voice.script to aftercare_app;
grant delete, insert, select, update on table voice.survey to aftercare_app;
