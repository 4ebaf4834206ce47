-- lower(planned) is not leakproof: under row-level security no index on it can be used (stack.md 4). Plain columns can.
alter table dispatch.visit
  add column starts_at timestamptz not null generated always as (lower(planned)) stored,
  add column ends_at timestamptz not null generated always as (upper(planned)) stored;
drop index dispatch.visit_day, dispatch.visit_technician, dispatch.visit_station;
create index visit_day on dispatch.visit (tenant_id, starts_at, id);
create index visit_technician on dispatch.visit (tenant_id, technician_id, starts_at);
create index visit_station on dispatch.visit (tenant_id, station_id, starts_at);
-- The list of visits by state, soonest first.
create index visit_status on dispatch.visit (tenant_id, status, starts_at, id);

-- A station sees what is offered to it before the order is its own.
create index offer_station on dispatch.offer (tenant_id, station_id, offered_at desc, id desc);
create index offer_offered on dispatch.offer (tenant_id, offered_at desc, id desc);
alter table dispatch.offer add column note text;

alter table dispatch.work_order
  add column cancel_reason text,
  add column created_by uuid;
-- Why a visit was declined or cancelled, in words beside the code.
alter table dispatch.visit add column reason_note text;
