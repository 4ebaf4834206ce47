-- The same as before, and nothing comes to or leaves a closed place. Whoever closes one waits for those who are booking.
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
end $$;
