-- The kit: what every module stands on. Tenants, events, idempotency, numbers, files, tasks, calendars, notices.
create schema kit;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

-- The tenant of the running transaction. Unset or '' gives null, so a forgotten setting shows no rows (fail closed).
create function kit.tenant() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;

-- Puts the row-level-security net under a table and lets the application role use it.
create procedure kit.protect(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy tenant_isolation on %s using (tenant_id = kit.tenant()) with check (tenant_id = kit.tenant())', target);
  execute format('grant select, insert, update, delete on %s to aftercare_app', target);
end $$;

-- A company = a tenant. One company covers many countries through its station tree.
create table kit.company (
  tenant_id uuid primary key,
  code text not null unique check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  name text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  language text not null default 'en',
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  logo_file_id uuid,
  settings jsonb not null default '{}',
  is_demo boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
call kit.protect('kit.company');

-- One row is audit line, timeline entry, outbox message and webhook at once.
create table kit.event (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  type text not null,                 -- 'request.opened'
  subject_type text not null,         -- 'request'
  subject_id uuid not null,
  subject_version integer,
  thread_id uuid,                     -- the request this belongs to: its timeline
  station_id uuid,                    -- who may see it (visibleTo)
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('person', 'api_key', 'customer', 'system', 'anonymous')),
  actor_id uuid,
  actor_name text,
  is_public boolean not null default false,   -- shown to the customer
  data jsonb not null default '{}',           -- values; changes as {field: {from, to}} under "changes"
  primary key (tenant_id, id)
);
create index event_subject on kit.event (tenant_id, subject_type, subject_id, at desc, id desc);
create index event_thread on kit.event (tenant_id, thread_id, at desc, id desc) where thread_id is not null;
create index event_recent on kit.event (tenant_id, at desc, id desc);
call kit.protect('kit.event');
revoke update, delete on kit.event from aftercare_app;

-- A reaction runs at least once; this row makes its effect happen once.
create table kit.reaction (
  tenant_id uuid not null default kit.tenant(),
  event_id uuid not null,
  reaction text not null,
  done_at timestamptz not null default now(),
  primary key (tenant_id, event_id, reaction)
);
call kit.protect('kit.reaction');

create table kit.idempotency (
  tenant_id uuid not null default kit.tenant(),
  key text not null,
  actor_id uuid,
  route text not null,
  body_hash text not null,
  status integer,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (tenant_id, key)
);
create index idempotency_age on kit.idempotency (created_at);
call kit.protect('kit.idempotency');

-- Numbers for people are taken in blocks so that they never serialise writers.
create table kit.number_block (
  tenant_id uuid not null default kit.tenant(),
  kind text not null,
  year integer not null,
  next bigint not null default 1,
  primary key (tenant_id, kind, year)
);
call kit.protect('kit.number_block');

create table kit.file (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  name text not null,
  type text not null,
  bytes bigint not null check (bytes >= 0),
  sha256 text not null,
  storage_key text not null,
  width integer, height integer,
  subject_type text, subject_id uuid,   -- what it belongs to, set when it is attached
  station_id uuid,
  is_public boolean not null default false,
  uploaded_by_kind text not null, uploaded_by uuid,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index file_subject on kit.file (tenant_id, subject_type, subject_id);
call kit.protect('kit.file');

-- Long work with progress: exports, imports, print runs.
create table kit.task (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  kind text not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  input jsonb not null default '{}',
  done integer not null default 0,
  total integer,
  result jsonb,
  file_id uuid,
  error_code text,
  owner_id uuid,
  created_at timestamptz not null default now(),
  started_at timestamptz, finished_at timestamptz,
  primary key (tenant_id, id)
);
create index task_owner on kit.task (tenant_id, owner_id, created_at desc);
call kit.protect('kit.task');

create table kit.calendar (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  name text not null,
  time_zone text not null,
  weekly jsonb not null,                       -- {"1": [["09:00","12:00"],["13:00","18:00"]], …} 1 = Monday
  holidays jsonb not null default '[]',        -- ["2026-10-01", …]
  workdays jsonb not null default '{}',        -- {"2026-10-10": [["09:00","18:00"]]} make-up days and special hours
  version integer not null default 1,
  primary key (tenant_id, id)
);
call kit.protect('kit.calendar');

create table kit.saved_view (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  list text not null,
  name text not null,
  scope text not null check (scope in ('personal', 'team', 'everyone')),
  owner_id uuid not null,
  station_id uuid,
  state jsonb not null,
  is_default boolean not null default false,
  position integer not null default 0,
  version integer not null default 1,
  primary key (tenant_id, id)
);
create index saved_view_list on kit.saved_view (tenant_id, list);
call kit.protect('kit.saved_view');

create table kit.notice (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  person_id uuid not null,
  kind text not null,                          -- key of the words
  details jsonb not null default '{}',
  subject_type text, subject_id uuid,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (tenant_id, id)
);
create index notice_person on kit.notice (tenant_id, person_id, created_at desc);
call kit.protect('kit.notice');

-- Mail leaves after the commit, by a job; the row makes it leave once.
create table kit.mail (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  to_address text not null,
  language text not null,
  template text not null,
  details jsonb not null default '{}',
  file_ids uuid[] not null default '{}',
  subject_type text, subject_id uuid,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'suppressed')),
  reason text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (tenant_id, id)
);
create index mail_subject on kit.mail (tenant_id, subject_type, subject_id);
call kit.protect('kit.mail');
grant usage on schema kit to aftercare_app;
