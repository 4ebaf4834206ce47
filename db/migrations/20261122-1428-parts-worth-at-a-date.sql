-- When an entry of value stands in the books: with its movement; a cost told later, when it was told.
alter table parts.value_entry add column stands_at timestamptz;
alter table parts.value_entry disable trigger never_changed;
update parts.value_entry v set stands_at = coalesce((select m.effective_at from parts.movement m where m.tenant_id = v.tenant_id
    and m.id = v.movement_id and (m.document_id = v.document_id or v.reason = 'late_fact')),
  (select d.effective_at from parts.document d where d.tenant_id = v.tenant_id and d.id = v.document_id));
alter table parts.value_entry enable trigger never_changed;
alter table parts.value_entry alter column stands_at set not null;
create index value_entry_stands on parts.value_entry (tenant_id, stands_at) include (part_id, owner_id, quantity, minor) where account = 'stock';
create index value_entry_came on parts.value_entry (tenant_id, stands_at) include (part_id, owner_id, quantity)
  where account = 'stock' and quantity > 0 and reason <> 'late_fact';
create index movement_effective on parts.movement (tenant_id, effective_at);
create index month_sum_month on parts.month_sum (tenant_id, month);

-- What a month changed of what the stock of a part and owner is worth: what it was worth at a past date is what it is worth now,
-- less the months since and the entries of that month.
create table parts.value_month (
  tenant_id uuid not null default kit.tenant(),
  part_id uuid not null, owner_id uuid not null,
  month date not null,
  quantity numeric(18, 6) not null,
  minor bigint not null,
  primary key (tenant_id, part_id, owner_id, month)
) with (fillfactor = 70);
create index value_month_month on parts.value_month (tenant_id, month);
call kit.protect('parts.value_month');
revoke insert, update, delete on parts.value_month from aftercare_app;
insert into parts.value_month (tenant_id, part_id, owner_id, month, quantity, minor)
select tenant_id, part_id, owner_id, date_trunc('month', stands_at at time zone 'UTC')::date, sum(quantity), sum(minor)
from parts.value_entry where account = 'stock' group by 1, 2, 3, 4;

-- The same as before; besides, months are kept, and no entry stands in a closed period either.
create or replace function parts.check_entries() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;

-- What the stock of every part and owner was worth at a moment, and how much of it there was.
create function parts.worth_at(at_time timestamptz) returns table (part_id uuid, owner_id uuid, quantity numeric, minor numeric)
language sql stable as $$
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
$$;

-- What of every part and owner lay at every place at a moment; what was owed then is nothing.
create function parts.lying_at(at_time timestamptz) returns table (part_id uuid, owner_id uuid, place_id uuid, quantity numeric)
language sql stable as $$
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
$$;

create or replace view parts.ledger_fault with (security_invoker = true) as
with ends as (
  select tenant_id, part_id, from_place_id as place_id, from_condition as condition, from_owner_id as owner_id, batch_id, -quantity as change,
    date_trunc('month', effective_at at time zone 'UTC')::date as month from parts.movement
  union all select tenant_id, part_id, to_place_id, to_condition, to_owner_id, batch_id, quantity,
    date_trunc('month', effective_at at time zone 'UTC')::date from parts.movement),
by_month as (
  select e.tenant_id, e.part_id, e.place_id, e.condition, e.owner_id, e.batch_id, e.month, sum(e.change) as quantity
  from ends e join parts.place p on p.tenant_id = e.tenant_id and p.id = e.place_id and p.is_shelf group by 1, 2, 3, 4, 5, 6, 7),
by_key as (select tenant_id, part_id, place_id, condition, owner_id, batch_id, sum(quantity) as quantity from by_month group by 1, 2, 3, 4, 5, 6)
select 'balance' as rule, coalesce(k.tenant_id, b.tenant_id) as tenant_id, coalesce(k.part_id, b.part_id) as part_id,
  coalesce(k.quantity, 0) as expected, coalesce(b.on_hand, 0) as found
from by_key k full join parts.balance b using (tenant_id, part_id, place_id, condition, owner_id, batch_id)
where coalesce(k.quantity, 0) <> coalesce(b.on_hand, 0)
union all
select 'month', coalesce(k.tenant_id, s.tenant_id), coalesce(k.part_id, s.part_id), coalesce(k.quantity, 0), coalesce(s.quantity, 0)
from by_month k full join parts.month_sum s using (tenant_id, part_id, place_id, condition, owner_id, batch_id, month)
where coalesce(k.quantity, 0) <> coalesce(s.quantity, 0)
union all
select 'reserved', b.tenant_id, b.part_id, coalesce(r.open, 0), b.reserved from parts.balance b
left join (select tenant_id, part_id, place_id, condition, owner_id, batch_id, sum(open) as open from parts.reservation group by 1, 2, 3, 4, 5, 6) r
  using (tenant_id, part_id, place_id, condition, owner_id, batch_id)
where coalesce(r.open, 0) <> b.reserved
union all
select 'value', coalesce(v.tenant_id, l.tenant_id), coalesce(v.part_id, l.part_id), coalesce(v.minor, 0), coalesce(l.minor, 0)
from (select tenant_id, part_id, owner_id, sum(minor) as minor from parts.value_entry where account = 'stock' group by 1, 2, 3) v
full join (select tenant_id, part_id, owner_id, sum(minor) as minor from parts.layer group by 1, 2, 3) l using (tenant_id, part_id, owner_id)
where coalesce(v.minor, 0) <> coalesce(l.minor, 0)
union all
select 'valued quantity', coalesce(b.tenant_id, l.tenant_id), coalesce(b.part_id, l.part_id), coalesce(b.quantity, 0), coalesce(l.quantity, 0)
from (select b.tenant_id, b.part_id, b.owner_id, sum(greatest(b.on_hand, 0)) as quantity from parts.balance b
  join parts.owner o on o.tenant_id = b.tenant_id and o.id = b.owner_id and o.kind = 'own' group by 1, 2, 3) b
full join (select tenant_id, part_id, owner_id, sum(quantity) as quantity from parts.layer group by 1, 2, 3) l using (tenant_id, part_id, owner_id)
where coalesce(b.quantity, 0) <> coalesce(l.quantity, 0)
union all
select 'serial', s.tenant_id, s.part_id, 1, 0 from parts.serial s left join parts.movement m on m.tenant_id = s.tenant_id and m.id = s.last_movement_id
where s.place_id is distinct from m.to_place_id
union all
select 'value month', coalesce(v.tenant_id, s.tenant_id), coalesce(v.part_id, s.part_id), coalesce(v.minor, 0), coalesce(s.minor, 0)
from (select tenant_id, part_id, owner_id, date_trunc('month', stands_at at time zone 'UTC')::date as month, sum(minor) as minor,
    sum(quantity) as quantity from parts.value_entry where account = 'stock' group by 1, 2, 3, 4) v
full join parts.value_month s using (tenant_id, part_id, owner_id, month)
where (coalesce(v.minor, 0), coalesce(v.quantity, 0)) <> (coalesce(s.minor, 0), coalesce(s.quantity, 0));
