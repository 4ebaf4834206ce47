-- The phones of technicians: heard from when, what waits on them, and the secret without which their memory cannot be read.
create table field_work.phone (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  person_id uuid not null,
  session_id text not null,
  name text not null,
  secret_hash text not null,
  key_part text not null,           -- wraps the key of the memory; withheld from a phone that was revoked
  registered_at timestamptz not null default now(),
  last_heard_at timestamptz not null default now(),
  waiting integer not null default 0,
  stuck integer not null default 0,
  oldest_at timestamptz,            -- the oldest thing not yet told
  offset_ms bigint,                 -- how far the clock of the phone was off
  room_mb integer,                  -- what is left of its memory
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id)
);
create index phone_person on field_work.phone (tenant_id, person_id, last_heard_at desc);
call kit.protect('field_work.phone');

-- One row for each thing a phone told, with both clocks. What came too late to be done is kept whole for the desk to judge.
create table field_work.told (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  key text not null,
  visit_id uuid,
  station_id uuid,
  person_id uuid not null,
  phone_id uuid,
  kind text not null,
  device_at timestamptz not null,   -- by the clock of the phone
  offset_ms bigint not null,        -- what the phone had measured against ours; its time plus this is when it was
  is_clock_sure boolean not null,
  received_at timestamptz not null default now(),
  late_reason text,                 -- null: done as told
  body jsonb,
  file_id uuid,
  verdict text check (verdict in ('taken_over', 'set_aside')),
  note text,
  judged_at timestamptz,
  judged_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, key),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  check ((verdict is null) = (judged_at is null))
);
create index told_late on field_work.told (tenant_id, received_at desc) where late_reason is not null;
create index told_visit on field_work.told (tenant_id, visit_id, device_at);
call kit.protect('field_work.told');
