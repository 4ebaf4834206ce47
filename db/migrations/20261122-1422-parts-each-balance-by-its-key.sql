-- The same as before, each balance and layer looked up by its key. The planner takes a list in JSON for a hundred rows and read
-- the whole table of balances for it: 2 ms of 10,000 balances for an issue of one line, and more with every place.
create or replace function parts.lock_stock(ends jsonb, valued jsonb, serials uuid[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;

create or replace function parts.open_document(doc jsonb, ends jsonb, valued jsonb, serials uuid[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;


create or replace function parts.lock_balances(ends jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
  perform parts.lock_stock(ends, '[]', '{}');
end $$;

create or replace function parts.book_movements() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;
