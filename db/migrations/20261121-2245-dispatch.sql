create schema dispatch;
grant usage on schema dispatch to aftercare_app;

create table dispatch.work_order (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  request_id uuid not null,
  kind text not null,
  status text not null default 'unscheduled' check (status in ('unscheduled', 'scheduled', 'in_progress', 'completed', 'posted', 'cancelled')),
  station_id uuid,
  skill_codes text[] not null default '{}',
  planned_minutes integer not null default 60 check (planned_minutes between 5 and 2880),
  priority text not null,
  lat double precision, lon double precision, time_zone text not null,
  earliest_at timestamptz, latest_at timestamptz,
  instructions text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id)
);
create index work_order_request on dispatch.work_order (tenant_id, request_id);
create index work_order_tray on dispatch.work_order (tenant_id, status, station_id, created_at desc, id desc);
create index work_order_created on dispatch.work_order (tenant_id, created_at desc, id desc);
call kit.protect('dispatch.work_order');

create table dispatch.visit (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  work_order_id uuid not null,
  request_id uuid not null,
  station_id uuid,
  technician_id uuid not null,
  status text not null default 'scheduled' check (status in ('proposed', 'scheduled', 'accepted', 'declined', 'en_route', 'on_site',
    'working', 'done', 'part_done', 'cancelled', 'no_access')),
  planned tstzrange not null check (not isempty(planned) and not lower_inf(planned) and not upper_inf(planned)),
  promised tstzrange,                           -- what the customer was told
  is_pinned boolean not null default false,
  decline_reason text, cancel_reason text, override_reason text,
  en_route_at timestamptz, arrived_at timestamptz, started_at timestamptz, finished_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(), created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, work_order_id) references dispatch.work_order (tenant_id, id),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id),
  foreign key (tenant_id, technician_id) references people.person (tenant_id, id),
  -- One person is never booked twice: the database refuses it.
  constraint visit_no_double_booking exclude using gist (tenant_id with =, technician_id with =, planned with &&)
    where (status not in ('declined', 'cancelled', 'no_access', 'done', 'part_done'))
);
create index visit_work_order on dispatch.visit (tenant_id, work_order_id);
create index visit_request on dispatch.visit (tenant_id, request_id);
create index visit_day on dispatch.visit (tenant_id, lower(planned), id);
create index visit_technician on dispatch.visit (tenant_id, technician_id, lower(planned));
create index visit_station on dispatch.visit (tenant_id, station_id, lower(planned));
call kit.protect('dispatch.visit');

-- Maker → station: accept or decline before the deadline.
create table dispatch.offer (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  work_order_id uuid not null,
  station_id uuid not null,
  offered_at timestamptz not null, deadline_at timestamptz not null,
  answered_at timestamptz, answer text check (answer in ('accepted', 'declined', 'lapsed', 'withdrawn')), reason text,
  by_person uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, work_order_id) references dispatch.work_order (tenant_id, id),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id)
);
create unique index offer_open on dispatch.offer (tenant_id, work_order_id) where answer is null;
call kit.protect('dispatch.offer');
