-- What the first buyer paid by the invoice: a refund is counted from it.
alter table assets.asset
  add column price_minor bigint check (price_minor >= 0),
  add column price_currency text check (price_currency ~ '^[A-Z]{3}$'),
  add check ((price_minor is null) = (price_currency is null));

-- How near a repaired unit is to each limit the law counts. Made again from the facts whenever one of them changes; nothing is
-- only known here. The owner is the product's, so a count follows the unit to the next one.
create table entitlement.limit_watch (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  asset_id uuid not null,
  limit_id text not null,                       -- the rule, with /2 … for its other ways
  rule_id text not null,
  counter text not null,                        -- the fact that is counted, as the packs name it
  unit text not null check (unit in ('day', 'repair', 'replacement')),
  subject text,                                 -- the fault, assembly or part the highest count belongs to
  count integer, at_most integer,               -- null: not known
  reached_at integer not null,
  distance integer,
  needs_next_fault boolean not null,
  state text not null check (state in ('reached', 'near', 'far', 'undetermined', 'expired')),
  missing text[] not null default '{}',
  remedies text[] not null default '{}',
  until_on date, reached_on date,
  stake_minor bigint, stake_currency text,
  jurisdiction text not null,
  station_id uuid, request_id uuid,
  since timestamptz not null,                   -- when it came to this state
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, asset_id, limit_id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id)
);
create index limit_watch_state on entitlement.limit_watch (tenant_id, state, distance, id);
create index limit_watch_distance on entitlement.limit_watch (tenant_id, distance, id);
create index limit_watch_stake on entitlement.limit_watch (tenant_id, stake_minor desc, id desc);
create index limit_watch_since on entitlement.limit_watch (tenant_id, since desc, id desc);
create index limit_watch_until on entitlement.limit_watch (tenant_id, until_on, id);
call kit.protect('entitlement.limit_watch');
-- Open repairs count on by themselves: the nightly pass looks for them.
create index repair_open on entitlement.repair (tenant_id, asset_id) where out_at is null;
