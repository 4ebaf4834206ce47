-- What the customer called the product when no serial was known: an unknown serial is no dead end.
alter table requests.request add column product text;

-- The queue is also read by its nearest deadline, requests without one last: a partial index cannot give that order.
drop index requests.request_due;
create index request_due on requests.request (tenant_id, next_due_at, id);
create index request_priority on requests.request (tenant_id, priority, opened_at desc, id desc);
create index request_country on requests.request (tenant_id, country, opened_at desc, id desc);
create index request_merged on requests.request (tenant_id, merged_into) where merged_into is not null;

-- When somebody must hear of a clock next; the escalation job wakes by it instead of reading every open clock.
alter table requests.clock add column next_step_at timestamptz;
create index clock_step on requests.clock (tenant_id, next_step_at) where next_step_at is not null;

-- A reopened clock goes on with what was left: the time since it was met is a pause of that clock alone.
alter table requests.pause add column clock_kind text check (clock_kind in ('respond', 'arrive', 'restore', 'resolve'));
alter table requests.pause drop constraint pause_tenant_id_request_id_tstzrange_excl;
alter table requests.pause add constraint pause_once exclude using gist (
  tenant_id with =, request_id with =, coalesce(clock_kind, '') with =, tstzrange(from_at, to_at) with &&);
create index pause_request on requests.pause (tenant_id, request_id);
