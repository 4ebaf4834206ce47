-- Rule packs as data. Shipped versions are kept from their first use on (`kept`), the company's own versions go from draft over
-- checked to approved and are in force from their day until a later one is. Nothing that decided is ever changed or deleted.
create table entitlement.pack_version (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  pack_id text not null check (pack_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$'),
  pack_version text not null,                   -- what decisions name: '2026-11-22.101'
  state text not null check (state in ('kept', 'draft', 'checked', 'approved', 'withdrawn')),
  content jsonb not null,
  digest text not null,                         -- of the canonical content: a check speaks of exactly this
  base_version text,                            -- the version it began as a copy of
  reason text,
  editor_ids uuid[] not null default '{}',      -- everyone who wrote in it: none of them approves it
  in_force_from date,
  approved_by uuid, approved_at timestamptz,
  withdrawn_by uuid, withdrawn_at timestamptz, withdrawn_because text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, pack_id, pack_version),
  check ((state = 'approved') <= (in_force_from is not null and approved_by is not null))
);
-- One version of a pack is worked on at a time, and two never begin on the same day.
create unique index pack_version_open on entitlement.pack_version (tenant_id, pack_id) where state in ('draft', 'checked');
create unique index pack_version_day on entitlement.pack_version (tenant_id, pack_id, in_force_from) where state = 'approved';
create index pack_version_state on entitlement.pack_version (tenant_id, state);
call kit.protect('entitlement.pack_version');

-- A draft tried on decisions that were made: which would change.
create table entitlement.pack_check (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  pack_version_id uuid not null,
  digest text not null,
  task_id uuid not null,
  decisions integer, changed integer, refused integer,   -- null until it is finished
  started_by uuid, started_at timestamptz not null default now(), finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, pack_version_id) references entitlement.pack_version (tenant_id, id)
);
create index pack_check_version on entitlement.pack_check (tenant_id, pack_version_id, started_at desc);
call kit.protect('entitlement.pack_check');

create table entitlement.pack_change (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  check_id uuid not null,
  decision_id uuid not null,
  asset_id uuid not null,
  outcome_from text not null, outcome_to text not null,
  changes jsonb not null,
  decided_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, check_id, decision_id),
  foreign key (tenant_id, check_id) references entitlement.pack_check (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id)
);
create index pack_change_asset on entitlement.pack_change (tenant_id, asset_id);
call kit.protect('entitlement.pack_change');
