-- Freight and revaluation are documents too, without movements.
alter table parts.document drop constraint document_kind_check;
alter table parts.document add constraint document_kind_check check (kind in ('receipt', 'issue', 'return', 'send', 'arrive', 'lose', 'count',
  'count_adjustment', 'change', 'scrap', 'conversion', 'reversal', 'old_part', 'handover', 'cost', 'revaluation'));

-- What a job asks for: request → pick → issue → use → return unused.
create table parts.demand (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  place_id uuid not null,                            -- the shelf that should serve it
  to_place_id uuid,                                  -- the van it is handed to; null: it goes straight into the machine
  station_id uuid,
  request_id uuid, work_order_id uuid, visit_id uuid,
  priority smallint not null default 3 check (priority between 1 and 9),
  keep_until timestamptz not null,                   -- how long what is reserved for it stays reserved
  note text,
  version integer not null default 1,
  created_at timestamptz not null default now(), created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id),
  foreign key (tenant_id, to_place_id) references parts.place (tenant_id, id),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id)
);
create index demand_created on parts.demand (tenant_id, created_at desc, id desc);
create index demand_station on parts.demand (tenant_id, station_id, created_at desc, id desc);
create index demand_work_order on parts.demand (tenant_id, work_order_id) where work_order_id is not null;
call kit.protect('parts.demand');

create table parts.demand_line (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  demand_id uuid not null,
  position smallint not null,
  part_id uuid not null, place_id uuid not null,
  quantity numeric(18, 6) not null check (quantity > 0),
  picked numeric(18, 6) not null default 0 check (picked >= 0),
  issued numeric(18, 6) not null default 0 check (issued >= 0),
  returned numeric(18, 6) not null default 0 check (returned >= 0 and returned <= issued),
  cancelled numeric(18, 6) not null default 0 check (cancelled >= 0),
  expected_on date,                                  -- when the rest is expected; null: nobody knows
  is_waiting boolean not null default false,         -- part of it is neither reserved nor issued nor cancelled
  priority smallint not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, demand_id) references parts.demand (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id),
  constraint demand_line_no_more_than_asked check (issued + cancelled <= quantity and picked <= quantity - cancelled)
);
create index demand_line_demand on parts.demand_line (tenant_id, demand_id, position);
create index demand_line_waiting on parts.demand_line (tenant_id, part_id, place_id, priority, created_at) where is_waiting;
call kit.protect('parts.demand_line');

-- A transfer has two ends and a time between: in transit it has an owner and an age.
create table parts.shipment (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  from_place_id uuid not null, to_place_id uuid not null,
  station_id uuid, to_station_id uuid,
  state text not null default 'draft' check (state in ('draft', 'sent', 'closed', 'cancelled')),
  sent_at timestamptz, sent_by uuid,
  expected_on date,
  early_receipt jsonb,                               -- told by the receiver before the sender told
  note text,
  version integer not null default 1,
  created_at timestamptz not null default now(), created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, from_place_id) references parts.place (tenant_id, id),
  foreign key (tenant_id, to_place_id) references parts.place (tenant_id, id),
  check (from_place_id <> to_place_id)
);
create index shipment_created on parts.shipment (tenant_id, created_at desc, id desc);
create index shipment_to on parts.shipment (tenant_id, to_place_id) where state = 'sent';
call kit.protect('parts.shipment');

create table parts.shipment_line (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  shipment_id uuid not null,
  position smallint not null,
  part_id uuid not null,
  condition text not null, owner_id uuid not null,
  batch_id uuid not null default '00000000-0000-0000-0000-000000000000',
  serial_id uuid,
  quantity numeric(18, 6) not null check (quantity > 0),
  sent numeric(18, 6) not null default 0 check (sent in (0, quantity)),
  received numeric(18, 6) not null default 0 check (received >= 0),
  lost numeric(18, 6) not null default 0 check (lost >= 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, shipment_id) references parts.shipment (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, serial_id) references parts.serial (tenant_id, id),
  constraint shipment_line_no_more_than_sent check (received + lost <= sent)
);
create index shipment_line_shipment on parts.shipment_line (tenant_id, shipment_id, position);
create index shipment_line_part on parts.shipment_line (tenant_id, part_id) where sent > received + lost;
call kit.protect('parts.shipment_line');

create table parts.purchase_order (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  supplier text not null,
  place_id uuid not null, station_id uuid,
  state text not null default 'ordered' check (state in ('ordered', 'confirmed', 'closed', 'cancelled')),
  currency text not null,
  version integer not null default 1,
  ordered_at timestamptz not null default now(), ordered_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id)
);
create index purchase_order_ordered on parts.purchase_order (tenant_id, ordered_at desc, id desc);
call kit.protect('parts.purchase_order');

create table parts.purchase_line (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  order_id uuid not null,
  position smallint not null,
  part_id uuid not null, place_id uuid not null,
  quantity numeric(18, 6) not null check (quantity > 0),
  received numeric(18, 6) not null default 0 check (received >= 0),
  cancelled numeric(18, 6) not null default 0 check (cancelled >= 0),
  unit_minor bigint not null check (unit_minor >= 0),
  expected_on date, confirmed_on date,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references parts.purchase_order (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  constraint purchase_line_no_more_than_ordered check (received + cancelled <= quantity)
);
create index purchase_line_order on parts.purchase_line (tenant_id, order_id, position);
create index purchase_line_open on parts.purchase_line (tenant_id, part_id, place_id) where received + cancelled < quantity;
call kit.protect('parts.purchase_line');

-- One open count of a place at a time; several counters add to it.
create table parts.count_sheet (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  place_id uuid not null, station_id uuid,
  counted_at timestamptz not null,                   -- the moment the counted quantities are of
  state text not null default 'open' check (state in ('open', 'posted', 'cancelled')),
  document_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(), created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id)
);
create unique index count_sheet_open on parts.count_sheet (tenant_id, place_id) where state = 'open';
create index count_sheet_created on parts.count_sheet (tenant_id, created_at desc, id desc);
call kit.protect('parts.count_sheet');

create table parts.count_entry (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,                                  -- made by the device: imported twice is counted once
  sheet_id uuid not null,
  part_id uuid not null, condition text not null, owner_id uuid not null,
  batch_id uuid not null default '00000000-0000-0000-0000-000000000000',
  quantity numeric(18, 6) not null check (quantity >= 0),
  serial_ids uuid[] not null default '{}',
  by_id uuid, by_name text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, sheet_id) references parts.count_sheet (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id)
);
create index count_entry_sheet on parts.count_entry (tenant_id, sheet_id, part_id);
call kit.protect('parts.count_entry');

-- What a count saw, for good: a fact told later changes its difference, never its result.
create table parts.count_result (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  sheet_id uuid not null,
  part_id uuid not null, place_id uuid not null, condition text not null, owner_id uuid not null, batch_id uuid not null,
  counted_at timestamptz not null,
  counted numeric(18, 6) not null, difference numeric(18, 6) not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, sheet_id) references parts.count_sheet (tenant_id, id)
);
create unique index count_result_key on parts.count_result (tenant_id, part_id, place_id, condition, owner_id, batch_id, counted_at);
create index count_result_sheet on parts.count_result (tenant_id, sheet_id);
call kit.protect('parts.count_result');

-- A replaced part in our keeping until it is judged: labelled when it is taken out.
create table parts.old_part (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  label text not null,
  part_id uuid not null, owner_id uuid not null, place_id uuid not null, station_id uuid,
  serial_number text,
  request_id uuid, work_order_id uuid, visit_id uuid, asset_id uuid,
  removed_at timestamptz not null,
  due_on date,                                       -- until when it must have been sent; null: it need not come back
  value_minor bigint not null default 0 check (value_minor >= 0),
  state text not null default 'labelled' check (state in ('labelled', 'sent', 'received', 'judged', 'scrapped')),
  shipment_id uuid,
  verdict text check (verdict in ('defect_confirmed', 'no_fault_found', 'misuse', 'wrong_part', 'damaged_in_transit')),
  verdict_note text, judged_at timestamptz, judged_by uuid,
  scrap_reason text,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, label),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id),
  foreign key (tenant_id, shipment_id) references parts.shipment (tenant_id, id),
  check ((verdict is null) = (judged_at is null))
);
create index old_part_due on parts.old_part (tenant_id, state, due_on, id);
create index old_part_station on parts.old_part (tenant_id, station_id, removed_at desc, id desc);
create index old_part_removed on parts.old_part (tenant_id, removed_at desc, id desc);
create index old_part_shipment on parts.old_part (tenant_id, shipment_id) where shipment_id is not null;
call kit.protect('parts.old_part');

-- Up to which value a station may scrap an old part itself instead of sending it back; one row, absent = 20,000 minor units.
create table parts.custody_rules (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  scrap_up_to_minor bigint not null check (scrap_up_to_minor >= 0),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id)
);
call kit.protect('parts.custody_rules');

-- Locks balances in the one order, making those that are missing: for what must be read before it is known what is booked.
create function parts.lock_balances(ends jsonb) returns void
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
  where not exists (select from parts.balance b where b.tenant_id = t and b.part_id = e.part and b.place_id = e.place
    and b.condition = e.condition and b.owner_id = e.owner and b.batch_id = e.batch)
  order by 2, 3, 4, 5, 6 on conflict do nothing;
  perform from jsonb_to_recordset(ends) as e(part uuid, place uuid, condition text, owner uuid, batch uuid)
  join parts.balance b on b.tenant_id = t and b.part_id = e.part and b.place_id = e.place
    and b.condition = e.condition and b.owner_id = e.owner and b.batch_id = e.batch
  order by b.part_id, b.place_id, b.condition, b.owner_id, b.batch_id for update of b;
end $$;
revoke all on function parts.lock_balances from public;
grant execute on function parts.lock_balances to aftercare_app;

-- Sent = received + in transit + declared lost: must return nothing.
create view parts.transit_fault with (security_invoker = true) as
select coalesce(b.tenant_id, s.tenant_id) as tenant_id, coalesce(b.part_id, s.part_id) as part_id,
  coalesce(s.quantity, 0) as expected, coalesce(b.on_hand, 0) as found
from (select b.tenant_id, b.part_id, b.condition, b.owner_id, b.batch_id, b.on_hand from parts.balance b
  join parts.place p on p.tenant_id = b.tenant_id and p.id = b.place_id and p.kind = 'transit') b
full join (select tenant_id, part_id, condition, owner_id, batch_id, sum(sent - received - lost) as quantity
  from parts.shipment_line group by 1, 2, 3, 4, 5) s using (tenant_id, part_id, condition, owner_id, batch_id)
where coalesce(s.quantity, 0) <> coalesce(b.on_hand, 0);
grant select on parts.transit_fault to aftercare_app;
