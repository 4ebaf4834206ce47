create schema network;
grant usage on schema network to aftercare_app;

-- The tree HQ → region → country → station in one table.
create table network.station (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  parent_id uuid,
  path uuid[] not null,                         -- from the root to itself: one index answers "everything below"
  kind text not null check (kind in ('hq', 'region', 'country', 'own', '4s', 'authorised', 'chain', 'independent')),
  name text not null, legal_name text,
  country text check (country ~ '^[A-Z]{2}$'),
  region text, city text, district text, line text, postal_code text,
  lat double precision, lon double precision,
  time_zone text not null,
  phone text, email text, language text not null default 'en', currency text,
  calendar_id uuid,
  level text,
  product_lines text[] not null default '{}',   -- family codes it is authorised for
  area jsonb not null default '{}',             -- {"cities": [], "postalPrefixes": [], "radiusKm": 40}
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, parent_id) references network.station (tenant_id, id),
  foreign key (tenant_id, calendar_id) references kit.calendar (tenant_id, id)
);
create index station_path on network.station using gin (path);
create index station_name on network.station (tenant_id, name, id);
call kit.protect('network.station');

create table network.staff (
  tenant_id uuid not null default kit.tenant(),
  station_id uuid not null,
  person_id uuid not null,
  from_on date not null, to_on date,
  is_home boolean not null default true,        -- the station the person starts from
  primary key (tenant_id, station_id, person_id, from_on),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id)
);
create index staff_person on network.staff (tenant_id, person_id);
call kit.protect('network.staff');

create table network.document (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  station_id uuid not null,
  name text not null, number text, expires_on date, file_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id)
);
call kit.protect('network.document');
