create schema voice;
grant usage on schema voice to aftercare_app;

create table voice.script (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  code text not null, name jsonb not null,
  questions jsonb not null,                     -- [{"key","text":{…},"type":"score|yesno|text"}]
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call kit.protect('voice.script');

create table voice.return_visit (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  request_id uuid not null, visit_id uuid,
  customer_id uuid not null, station_id uuid,
  script_id uuid,
  status text not null default 'due' check (status in ('due', 'attempted', 'done', 'unreachable', 'skipped')),
  due_at timestamptz not null,
  owner_id uuid,
  attempts integer not null default 0,
  answers jsonb not null default '{}', skip_reason text,
  done_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  unique (tenant_id, request_id, due_at),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id),
  foreign key (tenant_id, script_id) references voice.script (tenant_id, id)
);
create index return_visit_due on voice.return_visit (tenant_id, status, due_at, id);
create index return_visit_request on voice.return_visit (tenant_id, request_id);
call kit.protect('voice.return_visit');

create table voice.attempt (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  return_visit_id uuid not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('reached', 'no_answer', 'busy', 'wrong_number', 'call_later', 'refused')),
  channel text not null default 'phone', seconds integer, note text, by_person uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, return_visit_id) references voice.return_visit (tenant_id, id)
);
create index attempt_return_visit on voice.attempt (tenant_id, return_visit_id);
call kit.protect('voice.attempt');

create table voice.survey (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  request_id uuid not null, visit_id uuid, customer_id uuid not null, station_id uuid, technician_id uuid,
  channel text not null check (channel in ('link', 'phone', 'on_the_spot')),
  language text not null,
  sent_at timestamptz not null, expires_at timestamptz not null, answered_at timestamptz,
  perceived smallint, expected smallint,        -- same scale 1…10: CSI = perceived ÷ expected × 100 %
  dimensions jsonb not null default '{}',       -- SERVQUAL: {"tangibles": {"p": 5, "e": 4}, …}
  nps smallint check (nps between 0 and 10),
  comment text, tags text[] not null default '{}',
  primary key (tenant_id, id),
  foreign key (tenant_id, request_id) references requests.request (tenant_id, id),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id)
);
create index survey_request on voice.survey (tenant_id, request_id);
create index survey_answered on voice.survey (tenant_id, answered_at desc, id desc) where answered_at is not null;
call kit.protect('voice.survey');
