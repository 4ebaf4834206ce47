create schema people;
grant usage on schema people to aftercare_app;

create table people.person (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  name text not null,
  email text,
  phone text,
  language text not null default 'en',
  time_zone text not null,
  user_id text,                                 -- auth.user; null = cannot sign in (yet)
  photo_file_id uuid,
  home_lat double precision, home_lon double precision,
  hired_on date, left_on date,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
create unique index person_email on people.person (tenant_id, lower(email)) where email is not null;
create index person_user on people.person (user_id) where user_id is not null;
create index person_name on people.person (tenant_id, name, id);
call kit.protect('people.person');

create table people.role_grant (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('administrator', 'service_desk', 'dispatcher', 'technician', 'station_manager',
    'parts_keeper', 'warranty_assessor', 'quality_engineer', 'service_manager', 'integrator')),
  scope text not null check (scope in ('company', 'country', 'station')),
  country text, station_id uuid,
  granted_by uuid, granted_at timestamptz not null default now(), ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  check ((scope = 'country') = (country is not null)), check ((scope = 'station') = (station_id is not null))
);
create index role_grant_person on people.role_grant (tenant_id, person_id);
call kit.protect('people.role_grant');

create table people.skill (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  code text not null,
  name jsonb not null,                          -- {"en": …, "zh-CN": …, "zh-TW": …}
  needs_certificate boolean not null default false,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call kit.protect('people.skill');

create table people.person_skill (
  tenant_id uuid not null default kit.tenant(),
  person_id uuid not null,
  skill_id uuid not null,
  level integer not null default 1 check (level between 1 and 3),
  primary key (tenant_id, person_id, skill_id),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  foreign key (tenant_id, skill_id) references people.skill (tenant_id, id)
);
call kit.protect('people.person_skill');

create table people.certificate (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  person_id uuid not null,
  skill_id uuid,
  name text not null, number text, issued_by text,
  issued_on date not null, expires_on date,
  file_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  foreign key (tenant_id, skill_id) references people.skill (tenant_id, id)
);
create index certificate_person on people.certificate (tenant_id, person_id);
create index certificate_expiry on people.certificate (tenant_id, expires_on);
call kit.protect('people.certificate');

create table people.shift (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  person_id uuid not null,
  valid_from date not null, valid_to date,
  time_zone text not null,
  weekly jsonb not null,                        -- as kit.calendar.weekly
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id)
);
create index shift_person on people.shift (tenant_id, person_id, valid_from);
call kit.protect('people.shift');

create table people.absence (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  person_id uuid not null,
  during tstzrange not null,
  kind text not null check (kind in ('leave', 'sick', 'training', 'other')),
  note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  exclude using gist (tenant_id with =, person_id with =, during with &&)
);
call kit.protect('people.absence');

create table people.invitation (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  person_id uuid not null,
  email text not null,
  token_hash text not null unique,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  invited_by uuid, created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id)
);
call kit.protect('people.invitation');

create table people.api_key (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  name text not null,
  prefix text not null,
  key_hash text not null unique,
  scopes text[] not null,                       -- permissions
  station_ids uuid[],                           -- null = whole company
  created_by uuid, created_at timestamptz not null default now(),
  expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz,
  primary key (tenant_id, id)
);
call kit.protect('people.api_key');
