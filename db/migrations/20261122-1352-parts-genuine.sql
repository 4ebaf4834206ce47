-- A safety part: only what its maker has issued is fitted.
alter table parts.part add column needs_proof boolean not null default false;

-- What makers say they have issued: the first link of the chain maker → receipt → shelf → van → machine.
create table parts.maker_issue (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null,
  kind text not null check (kind in ('serial', 'batch')),
  number text not null, number_fold text not null,
  batch text,                                        -- the maker's batch of a serial
  maker text not null,
  markets text[] not null default '{}',              -- ISO 3166-1 countries it is meant for; none: everywhere
  made_on date, expires_on date,
  source text not null check (source in ('file', 'api')),
  issued_at timestamptz not null default now(),      -- when we were told
  by_name text,
  primary key (tenant_id, id),
  unique (tenant_id, part_id, kind, number_fold),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id)
);
create index maker_issue_number on parts.maker_issue (tenant_id, number_fold);
create index maker_issue_told on parts.maker_issue (tenant_id, issued_at desc, id desc);
call kit.protect('parts.maker_issue');
revoke delete on parts.maker_issue from aftercare_app;

-- Every part that was held against the chain and what came of it. Evidence: written once, never changed.
create table parts.genuine_check (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,                                  -- made by the device
  occasion text not null check (occasion in ('scan', 'line', 'completion', 'desk')),
  part_id uuid,                                      -- null: the code is not in the catalogue
  code text not null,                                -- the part as it was named
  number text not null, number_fold text not null,   -- the serial or batch as it was read
  kind text not null check (kind in ('serial', 'batch')),
  verdict text not null check (verdict in ('accepted', 'unknown', 'fitted_elsewhere', 'used_before', 'wrong_market', 'batch_blocked', 'expired')),
  proof text not null check (proof in ('maker', 'ledger', 'unproven', 'none')),
  details jsonb not null default '{}',
  reason text,                                       -- why it was fitted although it is not proven
  country text,
  station_id uuid, visit_id uuid, asset_id uuid,
  lat double precision, lon double precision,
  at timestamptz not null,                           -- by the clock of the device
  received_at timestamptz not null default clock_timestamp(),
  by_kind text not null, by_id uuid, by_name text,
  primary key (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id)
);
create index genuine_check_received on parts.genuine_check (tenant_id, received_at desc, id desc);
create index genuine_check_station on parts.genuine_check (tenant_id, station_id, received_at desc, id desc);
create index genuine_check_number on parts.genuine_check (tenant_id, number_fold);
create index genuine_check_visit on parts.genuine_check (tenant_id, visit_id) where visit_id is not null;
call kit.protect('parts.genuine_check');
revoke update, delete, truncate on parts.genuine_check from aftercare_app;
create trigger never_changed before update or delete or truncate on parts.genuine_check execute function parts.refuse_change();

-- May a part whose maker does not know it be fitted with a reason? One row; absent = no.
create table parts.genuine_rules (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  allows_unproven boolean not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id)
);
call kit.protect('parts.genuine_rules');

-- Which batch of a part went in, and why one was fitted that its maker does not know.
alter table field_work.line add column part_batch text;
alter table field_work.line add column unproven_reason text;
