create schema parts;
grant usage on schema parts to aftercare_app;

-- A refusal raised by the database itself: code and values as the server's own (kit/errors.ts turns it into problem+json).
create function kit.refuse(code text, details jsonb) returns void language plpgsql as $$
begin
  raise exception using errcode = 'RF409', message = code, detail = details::text;
end $$;

-- How stock of a class is valued: one method per company and class, set at the start.
create table parts.class (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  code text not null,
  name jsonb not null,
  method text not null default 'average' check (method in ('average', 'fifo', 'standard')),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call kit.protect('parts.class');

create table parts.part (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null, number_fold text not null,   -- ours; the code of price lists and needed parts
  name jsonb not null,
  class_id uuid,                                     -- null: moving average
  unit text not null default 'piece',                -- the base unit every movement is in
  decimals smallint not null default 0 check (decimals between 0 and 6),
  tracking text not null default 'none' check (tracking in ('none', 'batch', 'serial')),
  shelf_life_days integer check (shelf_life_days > 0),
  standard_minor bigint check (standard_minor >= 0), -- cost of one base unit, for the method "standard"
  old_part_due_days integer check (old_part_due_days between 1 and 365), -- the replaced one comes back; null: it need not
  customs_code text, hazard_code text,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number_fold),
  foreign key (tenant_id, class_id) references parts.class (tenant_id, id),
  check (tracking <> 'serial' or decimals = 0)
);
create index part_by_number on parts.part (tenant_id, number, id);
create index part_created on parts.part (tenant_id, created_at desc, id desc);
call kit.protect('parts.part');

-- The maker's number and those of others.
create table parts.part_number (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null,
  kind text not null check (kind in ('maker', 'supplier', 'other', 'barcode')),
  issuer text not null, number text not null, number_fold text not null,
  primary key (tenant_id, id),
  unique (tenant_id, part_id, issuer, number_fold),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id)
);
create index part_number_fold on parts.part_number (tenant_id, number_fold);
call kit.protect('parts.part_number');

-- A pack of twelve is 12/1, a third of a litre 1/3: fractions, so that three thirds are one.
create table parts.part_unit (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null,
  unit text not null,
  numerator integer not null check (numerator > 0),
  denominator integer not null default 1 check (denominator > 0),
  primary key (tenant_id, id),
  unique (tenant_id, part_id, unit),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id)
);
call kit.protect('parts.part_unit');

create table parts.supersession (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null, successor_id uuid not null,
  both_ways boolean not null default false,          -- the old one also fits where the new one is asked for
  from_on date not null,
  primary key (tenant_id, id),
  unique (tenant_id, part_id, successor_id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, successor_id) references parts.part (tenant_id, id),
  check (part_id <> successor_id)
);
create index supersession_successor on parts.supersession (tenant_id, successor_id);
call kit.protect('parts.supersession');

create table parts.kit_item (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  kit_id uuid not null, part_id uuid not null,
  quantity numeric(18, 6) not null check (quantity > 0),
  primary key (tenant_id, id),
  unique (tenant_id, kit_id, part_id),
  foreign key (tenant_id, kit_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  check (kit_id <> part_id)
);
create index kit_item_part on parts.kit_item (tenant_id, part_id);
call kit.protect('parts.kit_item');

-- No chain comes back to where it began. Writers of one company go one after the other: two halves of a circle cannot meet.
create function parts.refuse_circle() returns trigger language plpgsql as $$
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
end $$;
create trigger no_circle before insert or update on parts.supersession for each row execute function parts.refuse_circle();
create trigger no_circle before insert or update on parts.kit_item for each row execute function parts.refuse_circle();

-- Whose stock it is: the company (or one of its legal entities), a customer (loaner, old part), a supplier (consignment).
create table parts.owner (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  kind text not null check (kind in ('own', 'customer', 'supplier')),
  code text not null, name text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call kit.protect('parts.owner');

-- Shelves of three tiers, vans, and the places beyond the shelf: suppliers, customers, scrap, count difference, transit.
create table parts.place (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  code text not null, name text not null,
  kind text not null check (kind in ('warehouse', 'depot', 'station', 'van', 'transit',
    'supplier', 'customer', 'scrap', 'count_difference', 'conversion')),
  station_id uuid, person_id uuid,                   -- a van is somebody's
  supplied_by_id uuid,                               -- the tier above
  may_owe boolean not null default false,            -- a van offline: stock below nothing is a debt, not an error
  is_shelf boolean not null generated always as (kind in ('warehouse', 'depot', 'station', 'van', 'transit')) stored,
  is_active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id),
  foreign key (tenant_id, supplied_by_id) references parts.place (tenant_id, id),
  check (not may_owe or kind = 'van')
);
create index place_station on parts.place (tenant_id, station_id);
create index place_person on parts.place (tenant_id, person_id) where person_id is not null;
-- One of each place beyond the shelf that is nobody's in particular.
create unique index place_beyond on parts.place (tenant_id, kind) where kind in ('transit', 'customer', 'scrap', 'count_difference', 'conversion');
call kit.protect('parts.place');

create table parts.batch (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null,
  code text not null,
  expires_on date,
  blocked_at timestamptz, blocked_reason text,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, part_id, code),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id)
);
create index batch_expires on parts.batch (tenant_id, expires_on, id) where expires_on is not null;
call kit.protect('parts.batch');

-- Where a serial is: at one end of its last movement, or nowhere yet.
create table parts.serial (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null,
  number text not null, number_fold text not null,
  place_id uuid, condition text, owner_id uuid, batch_id uuid,
  asset_id uuid,                                     -- the machine it was fitted to, while it is there
  last_movement_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, part_id, number_fold),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id)
);
create index serial_fold on parts.serial (tenant_id, number_fold);
create index serial_place on parts.serial (tenant_id, place_id, part_id);
call kit.protect('parts.serial');
revoke update, delete on parts.serial from aftercare_app;

-- What somebody did: the id is made by the device, so the same command sent twice is the same document.
create table parts.document (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  kind text not null check (kind in ('receipt', 'issue', 'return', 'send', 'arrive', 'lose', 'count', 'count_adjustment', 'change',
    'scrap', 'conversion', 'reversal', 'old_part')),
  content_hash text not null,
  place_id uuid, station_id uuid,
  request_id uuid, work_order_id uuid, visit_id uuid,
  note text,
  effective_at timestamptz not null,                 -- where it stands in the ledger
  happened_at timestamptz,                           -- the true time of a fact of a closed period
  booked_at timestamptz not null default clock_timestamp(),
  by_kind text not null, by_id uuid, by_name text,
  primary key (tenant_id, id),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id)
);
create index document_booked on parts.document (tenant_id, booked_at desc, id desc);
create index document_station on parts.document (tenant_id, station_id, booked_at desc, id desc);
create index document_work_order on parts.document (tenant_id, work_order_id) where work_order_id is not null;
call kit.protect('parts.document');
revoke update, delete on parts.document from aftercare_app;

create table parts.balance (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null default gen_random_uuid(),
  part_id uuid not null, place_id uuid not null,
  condition text not null, owner_id uuid not null,
  batch_id uuid not null default '00000000-0000-0000-0000-000000000000',
  on_hand numeric(18, 6) not null default 0,
  reserved numeric(18, 6) not null default 0 check (reserved >= 0),
  may_owe boolean not null default false,
  last_at timestamptz not null default '-infinity',  -- the latest effective time: what comes before it is a back-dated fact
  primary key (tenant_id, part_id, place_id, condition, owner_id, batch_id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id),
  constraint balance_never_below_nothing check (on_hand >= 0 or may_owe),
  constraint balance_reserved_is_there check (reserved <= greatest(on_hand, 0)),
  constraint balance_only_good_is_reserved check (reserved = 0 or condition = 'good')
) with (fillfactor = 70);
create index balance_place on parts.balance (tenant_id, place_id, part_id);
call kit.protect('parts.balance');
revoke insert, update, delete on parts.balance from aftercare_app;

-- What a month added to a balance: a balance at a past date is the months before it and the movements of that month.
create table parts.month_sum (
  tenant_id uuid not null default kit.tenant(),
  part_id uuid not null, place_id uuid not null,
  condition text not null, owner_id uuid not null, batch_id uuid not null,
  month date not null,
  quantity numeric(18, 6) not null,
  primary key (tenant_id, part_id, place_id, condition, owner_id, batch_id, month)
) with (fillfactor = 70);
call kit.protect('parts.month_sum');
revoke insert, update, delete on parts.month_sum from aftercare_app;

create table parts.reservation (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null, place_id uuid not null,
  condition text not null default 'good' check (condition = 'good'),
  owner_id uuid not null,
  batch_id uuid not null default '00000000-0000-0000-0000-000000000000',
  line_id uuid not null,                             -- what it is for: a line of a request for parts
  quantity numeric(18, 6) not null check (quantity > 0),
  open numeric(18, 6) not null check (open >= 0 and open <= quantity),
  priority smallint not null default 3 check (priority between 1 and 9), -- 1 comes first
  ends_at timestamptz not null,
  state text not null default 'active' check (state in ('active', 'used', 'released', 'expired', 'broken')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id),
  check ((state = 'active') = (open > 0))
);
create index reservation_stock on parts.reservation (tenant_id, part_id, place_id) where state = 'active';
create index reservation_line on parts.reservation (tenant_id, line_id);
create index reservation_ends on parts.reservation (tenant_id, ends_at) where state = 'active';
call kit.protect('parts.reservation');
revoke delete on parts.reservation from aftercare_app;

-- The truth. Two ends, one quantity, never changed.
create table parts.movement (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  document_id uuid not null,
  line smallint not null,
  part_id uuid not null,
  quantity numeric(18, 6) not null check (quantity > 0),
  from_place_id uuid not null, from_condition text not null, from_owner_id uuid not null,
  to_place_id uuid not null, to_condition text not null, to_owner_id uuid not null,
  batch_id uuid not null default '00000000-0000-0000-0000-000000000000',
  serial_id uuid, asset_id uuid,
  reservation_id uuid,
  reverses_id uuid,                                  -- the movement this one undoes
  returns_id uuid,                                   -- the issue this comes back from
  effective_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, document_id) references parts.document (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, from_place_id) references parts.place (tenant_id, id),
  foreign key (tenant_id, to_place_id) references parts.place (tenant_id, id),
  foreign key (tenant_id, serial_id) references parts.serial (tenant_id, id),
  foreign key (tenant_id, reservation_id) references parts.reservation (tenant_id, id),
  foreign key (tenant_id, reverses_id) references parts.movement (tenant_id, id),
  foreign key (tenant_id, returns_id) references parts.movement (tenant_id, id),
  check (serial_id is null or quantity = 1),
  check ((from_place_id, from_condition, from_owner_id) <> (to_place_id, to_condition, to_owner_id)),
  check (from_condition in ('good', 'to_test', 'defective', 'quarantined', 'custody')),
  check (to_condition in ('good', 'to_test', 'defective', 'quarantined', 'custody'))
);
create index movement_from on parts.movement (tenant_id, part_id, from_place_id, effective_at);
create index movement_to on parts.movement (tenant_id, part_id, to_place_id, effective_at);
create index movement_document on parts.movement (tenant_id, document_id);
create index movement_serial on parts.movement (tenant_id, serial_id, effective_at) where serial_id is not null;
create index movement_reverses on parts.movement (tenant_id, reverses_id) where reverses_id is not null;
create index movement_returns on parts.movement (tenant_id, returns_id) where returns_id is not null;
create index movement_batch on parts.movement (tenant_id, batch_id, effective_at)
  where batch_id <> '00000000-0000-0000-0000-000000000000';
call kit.protect('parts.movement');
revoke update, delete, truncate on parts.movement from aftercare_app;

-- Not even the owner of the database changes the past.
create function parts.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % is never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger never_changed before update or delete or truncate on parts.movement execute function parts.refuse_change();

-- Until when the books are closed; the latest counts.
create table parts.closing (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  until timestamptz not null,
  closed_at timestamptz not null default now(), closed_by uuid,
  primary key (tenant_id, id)
);
create index closing_until on parts.closing (tenant_id, until desc);
call kit.protect('parts.closing');
revoke update, delete on parts.closing from aftercare_app;

-- Stock below nothing where it may be: until when it must be explained. Valued at nothing until it is settled.
create table parts.debt (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null, place_id uuid not null,
  condition text not null, owner_id uuid not null, batch_id uuid not null,
  station_id uuid,
  quantity numeric(18, 6) not null check (quantity >= 0),
  since timestamptz not null, due_at timestamptz not null,
  settled_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id),
  check ((settled_at is null) = (quantity > 0))
);
create unique index debt_open on parts.debt (tenant_id, part_id, place_id, condition, owner_id, batch_id) where settled_at is null;
create index debt_due on parts.debt (tenant_id, due_at, id);
call kit.protect('parts.debt');

-- What the stock left is worth. One layer per part and owner (average, standard), per receipt (FIFO) or per serial (its own cost).
create table parts.layer (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null, owner_id uuid not null,
  movement_id uuid, serial_id uuid,                  -- both null: the pool
  received_at timestamptz not null,
  quantity numeric(18, 6) not null check (quantity >= 0),
  minor bigint not null check (minor >= 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  check (quantity > 0 or minor = 0)
) with (fillfactor = 70);
create unique index layer_pool on parts.layer (tenant_id, part_id, owner_id) where movement_id is null and serial_id is null;
create index layer_left on parts.layer (tenant_id, part_id, owner_id, received_at, id);
call kit.protect('parts.layer');
revoke delete on parts.layer from aftercare_app;

-- Entries in money, never changed: `stock` is what lies there, the others say where the rest of the money went.
create table parts.value_entry (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  document_id uuid not null, movement_id uuid,
  part_id uuid not null, owner_id uuid not null, layer_id uuid,
  account text not null check (account in ('stock', 'supplier', 'used', 'scrap', 'count', 'variance', 'settled', 'conversion', 'written_off')),
  reason text not null,
  quantity numeric(18, 6) not null,                  -- signed, of the stock account only
  minor bigint not null,
  booked_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, document_id) references parts.document (tenant_id, id),
  foreign key (tenant_id, movement_id) references parts.movement (tenant_id, id)
);
create index value_entry_part on parts.value_entry (tenant_id, part_id, owner_id, booked_at, id);
create index value_entry_movement on parts.value_entry (tenant_id, movement_id);
create index value_entry_document on parts.value_entry (tenant_id, document_id);
call kit.protect('parts.value_entry');
revoke update, delete on parts.value_entry from aftercare_app;
create trigger never_changed before update or delete or truncate on parts.value_entry execute function parts.refuse_change();

-- Opens a document in one round trip: known already (the same command again), or written, and every balance it touches made
-- and locked in one order before anything is read. `ends`: [{part, place, condition, owner, batch}]; `valued`: [{part, owner}]
-- whose layers are needed; `serials`: those of the document.
create function parts.open_document(doc jsonb, ends jsonb, valued jsonb, serials uuid[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  t uuid := kit.tenant();
  answer jsonb;
begin
  insert into parts.document (tenant_id, id, kind, content_hash, place_id, station_id, request_id, work_order_id, visit_id, note,
    effective_at, happened_at, by_kind, by_id, by_name)
  select t, d.id, d.kind, d.content_hash, d.place_id, d.station_id, d.request_id, d.work_order_id, d.visit_id, d.note,
    coalesce(d.effective_at, clock_timestamp()), d.happened_at, d.by_kind, d.by_id, d.by_name
  from jsonb_to_record(doc) as d(id uuid, kind text, content_hash text, place_id uuid, station_id uuid, request_id uuid,
    work_order_id uuid, visit_id uuid, note text, effective_at timestamptz, happened_at timestamptz, by_kind text, by_id uuid, by_name text)
  on conflict do nothing;
  if not found then
    return jsonb_build_object('known', (select d.content_hash from parts.document d where d.tenant_id = t and d.id = (doc ->> 'id')::uuid));
  end if;
  insert into parts.balance (tenant_id, part_id, place_id, condition, owner_id, batch_id, may_owe)
  select t, e.part, e.place, e.condition, e.owner, e.batch, p.may_owe
  from jsonb_to_recordset(ends) as e(part uuid, place uuid, condition text, owner uuid, batch uuid)
  join parts.place p on p.tenant_id = t and p.id = e.place and p.is_shelf
  where not exists (select from parts.balance b where b.tenant_id = t and b.part_id = e.part and b.place_id = e.place
    and b.condition = e.condition and b.owner_id = e.owner and b.batch_id = e.batch)
  order by e.part, e.place, e.condition, e.owner, e.batch on conflict do nothing;
  select jsonb_build_object('balances', coalesce(jsonb_agg(to_jsonb(x)), '[]')) into answer from (
    select b.part_id, b.place_id, b.condition, b.owner_id, b.batch_id, b.on_hand, b.reserved, b.may_owe, b.last_at
    from jsonb_to_recordset(ends) as e(part uuid, place uuid, condition text, owner uuid, batch uuid)
    join parts.balance b on b.tenant_id = t and b.part_id = e.part and b.place_id = e.place
      and b.condition = e.condition and b.owner_id = e.owner and b.batch_id = e.batch
    order by b.part_id, b.place_id, b.condition, b.owner_id, b.batch_id for update of b) x;
  if jsonb_array_length(valued) > 0 then
    -- The pool is also the lock of all layers of a part and owner: layers made by who held it before are seen after it.
    insert into parts.layer (tenant_id, id, part_id, owner_id, received_at, quantity, minor)
    select t, gen_random_uuid(), v.part, v.owner, now(), 0, 0 from jsonb_to_recordset(valued) as v(part uuid, owner uuid)
    where not exists (select from parts.layer l where l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner
      and l.movement_id is null and l.serial_id is null)
    order by v.part, v.owner on conflict do nothing;
    perform from jsonb_to_recordset(valued) as v(part uuid, owner uuid)
    join parts.layer l on l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner and l.movement_id is null and l.serial_id is null
    order by l.part_id, l.owner_id for update of l;
    answer := answer || jsonb_build_object('layers', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
      select l.id, l.part_id, l.owner_id, l.movement_id, l.serial_id, l.quantity, l.minor, l.received_at
      from jsonb_to_recordset(valued) as v(part uuid, owner uuid)
      join parts.layer l on l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner
      where (l.quantity > 0 and (l.serial_id is null or l.serial_id = any(serials))) or (l.movement_id is null and l.serial_id is null)
      order by l.received_at, l.id) x));
  end if;
  return answer;
end $$;
revoke all on function parts.open_document from public;
grant execute on function parts.open_document to aftercare_app;

-- A reservation holds stock in the same row that counts it.
create function parts.keep_reserved() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  change numeric := new.open - case when tg_op = 'UPDATE' then old.open else 0 end;
begin
  if change = 0 then return null; end if;
  update parts.balance b set reserved = b.reserved + change
  where b.tenant_id = new.tenant_id and b.part_id = new.part_id and b.place_id = new.place_id and b.condition = new.condition
    and b.owner_id = new.owner_id and b.batch_id = new.batch_id;
  if not found then perform kit.refuse('parts.not_enough', jsonb_build_object('left', 0)); end if;
  return null;
end $$;
create trigger keeps_reserved after insert or update of open on parts.reservation for each row execute function parts.keep_reserved();

-- What every movement means for serials, batches, reservations, balances and months, whoever wrote it.
create function parts.book_movements() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  low numeric;
begin
  -- Shared with others who book, not with the one who closes (parts.close_books).
  for one in select f.tenant_id, min(f.effective_at) as first_at from fresh f group by f.tenant_id loop
    perform pg_advisory_xact_lock_shared(hashtextextended(one.tenant_id::text, 52));
    for one in select c.until from parts.closing c where c.tenant_id = one.tenant_id and c.until > one.first_at order by c.until desc limit 1 loop
      perform kit.refuse('parts.period_closed', jsonb_build_object('until', one.until));
    end loop;
  end loop;

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

  for one in select f.tenant_id, f.reservation_id as id, sum(f.quantity) as quantity from fresh f
    where f.reservation_id is not null group by 1, 2 order by 2
  loop
    update parts.reservation r set open = r.open - one.quantity, state = case when r.open = one.quantity then 'used' else r.state end
    where r.tenant_id = one.tenant_id and r.id = one.id and r.state = 'active' and r.open >= one.quantity and r.ends_at > clock_timestamp()
      and not exists (select from fresh f where f.tenant_id = r.tenant_id and f.reservation_id = r.id and (f.part_id, f.from_place_id,
        f.from_condition, f.from_owner_id, f.batch_id) <> (r.part_id, r.place_id, r.condition, r.owner_id, r.batch_id));
    if not found then perform kit.refuse('parts.reservation_gone', jsonb_build_object('reservationId', one.id)); end if;
  end loop;

  insert into parts.balance (tenant_id, part_id, place_id, condition, owner_id, batch_id, may_owe)
  select distinct e.tenant_id, e.part_id, e.place_id, e.condition, e.owner_id, e.batch_id, p.may_owe from (
    select tenant_id, part_id, from_place_id as place_id, from_condition as condition, from_owner_id as owner_id, batch_id from fresh
    union all select tenant_id, part_id, to_place_id, to_condition, to_owner_id, batch_id from fresh) e
  join parts.place p on p.tenant_id = e.tenant_id and p.id = e.place_id and p.is_shelf
  where not exists (select from parts.balance b where b.tenant_id = e.tenant_id and b.part_id = e.part_id and b.place_id = e.place_id
    and b.condition = e.condition and b.owner_id = e.owner_id and b.batch_id = e.batch_id)
  order by 1, 2, 3, 4, 5, 6 on conflict do nothing;

  with ends as (
    select f.tenant_id, f.part_id, f.from_place_id as place_id, f.from_condition as condition, f.from_owner_id as owner_id, f.batch_id,
      -f.quantity as change, f.effective_at from fresh f
    union all select f.tenant_id, f.part_id, f.to_place_id, f.to_condition, f.to_owner_id, f.batch_id, f.quantity, f.effective_at from fresh f),
  of_shelves as (select e.* from ends e join parts.place p on p.tenant_id = e.tenant_id and p.id = e.place_id and p.is_shelf),
  counted as (
    update parts.balance b set on_hand = b.on_hand + k.change, last_at = greatest(b.last_at, k.at)
    from (select tenant_id, part_id, place_id, condition, owner_id, batch_id, sum(change) as change, max(effective_at) as at
      from of_shelves group by 1, 2, 3, 4, 5, 6) k
    where (b.tenant_id, b.part_id, b.place_id, b.condition, b.owner_id, b.batch_id) = (k.tenant_id, k.part_id, k.place_id, k.condition, k.owner_id, k.batch_id))
  insert into parts.month_sum as s (tenant_id, part_id, place_id, condition, owner_id, batch_id, month, quantity)
  select tenant_id, part_id, place_id, condition, owner_id, batch_id, date_trunc('month', effective_at at time zone 'UTC')::date, sum(change)
  from of_shelves group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
  on conflict (tenant_id, part_id, place_id, condition, owner_id, batch_id, month) do update set quantity = s.quantity + excluded.quantity;

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
  return null;
end $$;
create trigger books after insert on parts.movement referencing new table as fresh for each statement execute function parts.book_movements();

-- Waits for those who are booking, and they for it: no movement slips into a period while it is closed.
create function parts.close_books(closing uuid, until_at timestamptz, by_person uuid) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(kit.tenant()::text, 52));
  insert into parts.closing (id, until, closed_by) values (closing, until_at, by_person);
end $$;

-- What lay somewhere at a moment: months before it, movements since. Without condition, owner or batch: all of them.
create function parts.on_hand_at(of_part uuid, at_place uuid, in_condition text, of_owner uuid, of_batch uuid, at_time timestamptz)
returns numeric language sql stable as $$
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
$$;

-- The proof: must return nothing, at any time, here and in a dump restored elsewhere.
create view parts.ledger_fault with (security_invoker = true) as
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
where s.place_id is distinct from m.to_place_id;
grant select on parts.ledger_fault to aftercare_app;
