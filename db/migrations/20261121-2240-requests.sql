create schema requests;
grant usage on schema requests to aftercare_app;

create table requests.request (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('repair', 'maintenance', 'installation', 'inspection', 'question', 'complaint', 'return')),
  channel text not null check (channel in ('phone', 'portal', 'qr', 'email', 'messaging', 'letter', 'api', 'field', 'import')),
  status text not null default 'new' check (status in ('new', 'triaged', 'scheduled', 'in_progress', 'waiting', 'resolved', 'closed', 'cancelled')),
  title text not null,                          -- one line for lists, from the reading
  customer_id uuid, contact_id uuid, asset_id uuid, address_id uuid,
  station_id uuid,                              -- who serves it; null = still with headquarters
  owner_id uuid,                                -- the person who answers for it
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4', 'P5')),
  impact smallint not null check (impact between 1 and 3),
  urgency smallint not null check (urgency between 1 and 3),
  is_safety boolean not null default false,
  symptom_code text,
  reading_version integer not null default 1,
  cover_outcome text, decision_id uuid,
  country text not null, time_zone text not null, language text not null,
  calendar_id uuid,
  answers jsonb not null default '{}',          -- of the question flow
  preferred_slots jsonb not null default '[]',  -- what the customer asked for: [{"date","part"}]
  opened_at timestamptz not null,
  first_reply_at timestamptz, resolved_at timestamptz, closed_at timestamptz,
  closure_code text, hold_reason text,
  reopened integer not null default 0,
  next_due_at timestamptz,                      -- the nearest running deadline, for lists
  merged_into uuid,
  external_source text, external_id text,
  source_data jsonb,                            -- columns of an import that have no place of their own
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  unique (tenant_id, external_source, external_id),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id),
  foreign key (tenant_id, contact_id) references parties.contact (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id),
  foreign key (tenant_id, address_id) references parties.address (tenant_id, id),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id),
  foreign key (tenant_id, owner_id) references people.person (tenant_id, id)
);
create index request_opened on requests.request (tenant_id, opened_at desc, id desc);
create index request_status on requests.request (tenant_id, status, opened_at desc, id desc);
create index request_station on requests.request (tenant_id, station_id, opened_at desc, id desc);
create index request_owner on requests.request (tenant_id, owner_id, opened_at desc, id desc) where owner_id is not null;
create index request_customer on requests.request (tenant_id, customer_id, opened_at desc);
create index request_asset on requests.request (tenant_id, asset_id, opened_at desc);
create index request_due on requests.request (tenant_id, next_due_at, id) where next_due_at is not null;
call kit.protect('requests.request');

-- The customer's own words, with their language. Never changed.
create table requests.verbatim (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  request_id uuid not null,
  text text not null, language text not null, channel text not null,
  at timestamptz not null, said_by text, taken_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id)
);
create index verbatim_request on requests.verbatim (tenant_id, request_id, at);
call kit.protect('requests.verbatim');
revoke update, delete on requests.verbatim from aftercare_app;

-- What we made of it. A changed reading is a new version, never an overwrite.
create table requests.reading (
  tenant_id uuid not null default kit.tenant(),
  request_id uuid not null,
  version integer not null,
  summary text not null,
  symptom_code text, component text,
  impact smallint not null, urgency smallint not null, is_safety boolean not null default false,
  priority text not null,
  priority_reasons jsonb not null default '[]',
  at timestamptz not null, by_person uuid, reason text,
  primary key (tenant_id, request_id, version),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id)
);
call kit.protect('requests.reading');
revoke update, delete on requests.reading from aftercare_app;

create table requests.clock (
  tenant_id uuid not null default kit.tenant(),
  request_id uuid not null,
  kind text not null check (kind in ('respond', 'arrive', 'restore', 'resolve')),
  started_at timestamptz not null,
  target_ms bigint not null,
  calendar jsonb not null,                      -- the calendar as it was used (id, version, hours)
  due_at timestamptz not null,
  met_at timestamptz,
  is_paused boolean not null default false,
  stopped_at timestamptz,                       -- cancelled or merged: no longer counted
  primary key (tenant_id, request_id, kind),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id)
);
create index clock_due on requests.clock (tenant_id, due_at) where met_at is null and stopped_at is null and not is_paused;
call kit.protect('requests.clock');

create table requests.pause (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  request_id uuid not null,
  reason text not null,
  from_at timestamptz not null, to_at timestamptz,
  note text, by_person uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id),
  exclude using gist (tenant_id with =, request_id with =, tstzrange(from_at, to_at) with &&)
);
call kit.protect('requests.pause');

create table requests.note (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('note', 'reply', 'inbound')),   -- internal, to the customer, from the customer
  text text not null, language text not null,
  file_ids uuid[] not null default '{}',
  at timestamptz not null, by_person uuid, by_name text,
  primary key (tenant_id, id),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id)
);
create index note_request on requests.note (tenant_id, request_id, at);
call kit.protect('requests.note');

create table requests.link (
  tenant_id uuid not null default kit.tenant(),
  request_id uuid not null, other_id uuid not null,
  kind text not null check (kind in ('related', 'duplicate', 'follow_up')),
  at timestamptz not null default now(), by_person uuid,
  primary key (tenant_id, request_id, other_id),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id),
  foreign key (tenant_id, other_id) references requests.request (tenant_id, id)
);
create index link_other on requests.link (tenant_id, other_id);
call kit.protect('requests.link');

create table requests.watcher (
  tenant_id uuid not null default kit.tenant(),
  request_id uuid not null, person_id uuid not null,
  primary key (tenant_id, request_id, person_id),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id)
);
call kit.protect('requests.watcher');

create table requests.template (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  name text not null, kind text not null check (kind in ('note', 'reply')),
  texts jsonb not null,                         -- {"en": …, "zh-CN": …, "zh-TW": …}
  version integer not null default 1,
  primary key (tenant_id, id)
);
call kit.protect('requests.template');

-- What came before us: every event of an imported case at its original time.
create table requests.history (
  tenant_id uuid not null default kit.tenant(),
  request_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  status text, sub_status text, team text, person text, country text,
  data jsonb not null default '{}',
  row_hash text not null,                       -- a second run of the same file finds its rows again
  primary key (tenant_id, request_id, seq),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id)
);
call kit.protect('requests.history');

create table requests.escalation (
  tenant_id uuid not null default kit.tenant(),
  request_id uuid not null, kind text not null, step integer not null,   -- per cent of the clock
  at timestamptz not null, to_person uuid,
  primary key (tenant_id, request_id, kind, step),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id)
);
call kit.protect('requests.escalation');
