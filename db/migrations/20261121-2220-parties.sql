create schema parties;
grant usage on schema parties to aftercare_app;

create table parties.customer (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('person', 'organisation')),
  name text not null,
  tier text not null default 'standard' check (tier in ('standard', 'silver', 'gold')),
  country text not null check (country ~ '^[A-Z]{2}$'),
  language text not null default 'en',
  time_zone text not null,
  phone text, email text,                       -- E.164, lower case
  preferred_channel text not null default 'phone' check (preferred_channel in ('phone', 'email', 'sms', 'messaging', 'letter')),
  quiet_from time, quiet_to time,
  note text,
  external_source text, external_id text,
  merged_into uuid, erased_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  unique (tenant_id, external_source, external_id)
);
create index customer_created on parties.customer (tenant_id, created_at desc, id desc);
create index customer_name on parties.customer (tenant_id, name, id);
create index customer_email on parties.customer (tenant_id, email) where email is not null;
-- A caller is found by the tail of the number: the reversed digits make that a prefix search.
create index customer_phone_tail on parties.customer (tenant_id, reverse(phone) text_pattern_ops) where phone is not null;
call kit.protect('parties.customer');

create table parties.contact (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  customer_id uuid not null,
  name text not null, role text, phone text, email text, language text,
  is_primary boolean not null default false,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id)
);
create index contact_customer on parties.contact (tenant_id, customer_id);
create index contact_phone_tail on parties.contact (tenant_id, reverse(phone) text_pattern_ops) where phone is not null;
call kit.protect('parties.contact');

create table parties.address (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  customer_id uuid not null,
  label text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  region text, city text, district text, line text not null, postal_code text,
  lat double precision, lon double precision,
  time_zone text not null,
  is_primary boolean not null default false,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id)
);
create index address_customer on parties.address (tenant_id, customer_id);
call kit.protect('parties.address');

create table parties.consent (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  customer_id uuid not null,
  purpose text not null check (purpose in ('service', 'survey', 'marketing', 'transfer_abroad')),
  granted boolean not null,
  at timestamptz not null,
  channel text not null, proof text not null,
  by_person uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id)
);
create index consent_customer on parties.consent (tenant_id, customer_id, purpose, at desc);
call kit.protect('parties.consent');

-- Which stations may see a customer: written when work or a sale ties them together.
create table parties.customer_station (
  tenant_id uuid not null default kit.tenant(),
  customer_id uuid not null,
  station_id uuid not null,
  since timestamptz not null default now(),
  primary key (tenant_id, customer_id, station_id),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id)
);
create index customer_station_station on parties.customer_station (tenant_id, station_id);
call kit.protect('parties.customer_station');

create table parties.merge (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  kept_id uuid not null, merged_id uuid not null,
  moved jsonb not null,                         -- what moved, so that it can be undone
  at timestamptz not null, by_person uuid, undone_at timestamptz,
  primary key (tenant_id, id)
);
call kit.protect('parties.merge');
