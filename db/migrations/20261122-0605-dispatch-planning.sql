-- Applying a plan moves visits in a circle (A to B's time, B to A's): who is booked twice is decided when all have moved.
alter table dispatch.visit drop constraint visit_no_double_booking;
alter table dispatch.visit add constraint visit_no_double_booking
  exclude using gist (tenant_id with =, technician_id with =, planned with &&)
  where (status not in ('declined', 'cancelled', 'no_access', 'done', 'part_done')) deferrable initially immediate;

-- How often the customer moved it; the iCalendar SEQUENCE of what was mailed; until when the technician answers.
alter table dispatch.visit
  add column customer_changes integer not null default 0,
  add column told_sequence integer not null default 0,
  add column answer_by timestamptz,
  add column unanswered_at timestamptz;
create index visit_unanswered on dispatch.visit (tenant_id, answer_by) where answer_by is not null and unanswered_at is null;
-- Where the ways of the past are learnt from.
create index visit_arrived on dispatch.visit (tenant_id, arrived_at) where arrived_at is not null;

-- What a company promises its customers about appointments; one row, absent = the values below.
create table dispatch.booking_rules (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  hold_minutes integer not null default 10 check (hold_minutes between 1 and 60),
  lead_hours integer not null default 2 check (lead_hours between 0 and 168),
  days_ahead integer not null default 10 check (days_ahead between 1 and 21),
  change_until_hours integer not null default 24 check (change_until_hours between 0 and 336),
  cancel_until_hours integer not null default 24 check (cancel_until_hours between 0 and 336),
  most_changes integer not null default 3 check (most_changes between 0 and 50),
  answer_minutes integer check (answer_minutes between 5 and 10080),  -- null: nobody waits for the technician's answer
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id)
);
call kit.protect('dispatch.booking_rules');

-- A time kept free while somebody decides: nobody else is offered it or booked into it before it expires.
create table dispatch.hold (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  request_id uuid not null,
  work_order_id uuid,                           -- null: opened when it is confirmed
  visit_id uuid, visit_version integer,         -- the visit that would move, as it was seen
  station_id uuid,
  technician_id uuid not null,
  planned tstzrange not null check (not isempty(planned) and not lower_inf(planned) and not upper_inf(planned)),
  promised tstzrange,                           -- null: the planned time itself
  expires_at timestamptz not null,
  ended_at timestamptz, ended text check (ended in ('confirmed', 'released', 'expired')),
  by_kind text not null check (by_kind in ('desk', 'customer')),
  by_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  starts_at timestamptz not null generated always as (lower(planned)) stored,
  ends_at timestamptz not null generated always as (upper(planned)) stored,
  primary key (tenant_id, id),
  foreign key (tenant_id, work_order_id) references dispatch.work_order (tenant_id, id),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id),
  foreign key (tenant_id, technician_id) references people.person (tenant_id, id),
  check ((ended is null) = (ended_at is null)),
  constraint hold_no_double_hold exclude using gist (tenant_id with =, technician_id with =, planned with &&) where (ended is null)
);
create index hold_technician on dispatch.hold (tenant_id, technician_id, starts_at) where ended is null;
create index hold_expires on dispatch.hold (tenant_id, expires_at) where ended is null;
-- One decision at a time for a request: a second hold ends the first.
create unique index hold_request on dispatch.hold (tenant_id, request_id) where ended is null;
create index hold_work_order on dispatch.hold (tenant_id, work_order_id);
call kit.protect('dispatch.hold');

-- Parts the work cannot begin without; without a day nobody knows when, and the order cannot be planned.
create table dispatch.needed_part (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  work_order_id uuid not null,
  code text not null, quantity integer not null check (quantity between 1 and 9999),
  expected_on date,
  is_ready boolean not null default false,
  primary key (tenant_id, id),
  foreign key (tenant_id, work_order_id) references dispatch.work_order (tenant_id, id)
);
create index needed_part_order on dispatch.needed_part (tenant_id, work_order_id);
call kit.protect('dispatch.needed_part');

-- A planning run: a job with progress, whose result is a scenario.
create table dispatch.planning_run (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  kind text not null check (kind in ('day', 'week', 'replan')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'stopped', 'failed')),
  station_id uuid,
  name text not null,
  from_at timestamptz not null, to_at timestamptz not null,
  days integer not null,
  seconds integer not null,
  options jsonb not null default '{}',
  progress jsonb not null default '{}',
  stop_asked_at timestamptz,
  travel_source text, travel_note text,
  error_code text,
  version integer not null default 1,
  created_at timestamptz not null default now(), created_by uuid,
  started_at timestamptz, finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id)
);
create index planning_run_created on dispatch.planning_run (tenant_id, created_at desc, id desc);
create index planning_run_station on dispatch.planning_run (tenant_id, station_id, created_at desc, id desc);
call kit.protect('dispatch.planning_run');

create table dispatch.scenario (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  run_id uuid not null,
  station_id uuid,
  name text not null,
  state text not null default 'proposed' check (state in ('proposed', 'applied', 'partly_applied', 'undone', 'discarded')),
  from_at timestamptz not null, to_at timestamptz not null,
  figures jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(), created_by uuid,
  applied_at timestamptz, applied_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, run_id),
  foreign key (tenant_id, run_id) references dispatch.planning_run (tenant_id, id)
);
create index scenario_created on dispatch.scenario (tenant_id, created_at desc, id desc);
create index scenario_station on dispatch.scenario (tenant_id, station_id, created_at desc, id desc);
call kit.protect('dispatch.scenario');

-- What a scenario says of each visit and order, the versions it was made from, and why.
create table dispatch.scenario_item (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  scenario_id uuid not null,
  position integer not null,
  kind text not null check (kind in ('keep', 'move', 'book', 'unplace', 'left')),
  work_order_id uuid not null, order_version integer not null,
  visit_id uuid, visit_version integer,
  technician_id uuid, starts_at timestamptz, ends_at timestamptz,
  promised tstzrange,
  was_technician_id uuid, was_starts_at timestamptz, was_ends_at timestamptz, was_promised tstzrange, was_status text,
  promise_minutes integer not null default 0,
  travel_minutes integer,
  reason text,
  why jsonb,
  -- set while it is applied: the visit it made or changed, at that version
  applied_visit_id uuid, applied_version integer, applied_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, scenario_id) references dispatch.scenario (tenant_id, id) on delete cascade,
  foreign key (tenant_id, work_order_id) references dispatch.work_order (tenant_id, id)
);
create index scenario_item_scenario on dispatch.scenario_item (tenant_id, scenario_id, position);
create index scenario_item_order on dispatch.scenario_item (tenant_id, work_order_id);
-- Promises moved by applied plans, by day.
create index scenario_item_applied on dispatch.scenario_item (tenant_id, applied_at) where applied_at is not null;
call kit.protect('dispatch.scenario_item');

-- Ways a matrix service has answered, by rounded places (see places in packages/dispatch) and class of hour.
create table dispatch.way (
  tenant_id uuid not null default kit.tenant(),
  hours text not null,
  from_place bigint not null, to_place bigint not null,
  seconds integer not null, metres integer not null,
  fetched_at timestamptz not null default now(),
  primary key (tenant_id, hours, from_place, to_place)
);
create index way_fetched on dispatch.way (tenant_id, fetched_at);
call kit.protect('dispatch.way');

-- What the status stamps taught: the pace against the plain estimate, by kind of area and class of hour.
create table dispatch.road_pace (
  tenant_id uuid not null default kit.tenant(),
  area text not null, hours text not null,
  factor double precision not null check (factor > 0), samples integer not null,
  learnt_at timestamptz not null,
  primary key (tenant_id, area, hours)
);
call kit.protect('dispatch.road_pace');

-- Visits that will not be in time as things stand: raised once, cleared when it is no longer so.
create table dispatch.late_risk (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null,
  station_id uuid,
  promised_until timestamptz not null,
  expected_at timestamptz not null,
  raised_at timestamptz not null,
  cleared_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id)
);
create unique index late_risk_open on dispatch.late_risk (tenant_id, visit_id) where cleared_at is null;
create index late_risk_station on dispatch.late_risk (tenant_id, station_id, raised_at desc) where cleared_at is null;
call kit.protect('dispatch.late_risk');

-- Who is asked next when a station declines or does not answer.
alter table dispatch.offer
  add column next_station_ids uuid[] not null default '{}',
  add column hours double precision,
  add column made_by uuid;
