create schema replenishment;
grant usage on schema replenishment to aftercare_app;

-- One reckoning over the own history: a plan of what to buy and move, or what shares filled at once would have cost.
create table replenishment.run (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  kind text not null check (kind in ('plan', 'what_if')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  options jsonb not null,
  share double precision not null default 0,         -- how far it is, 0 … 1
  figures jsonb,                                     -- of a plan: lines and money by kind
  curve jsonb,                                       -- of what-if: share filled and money at each price of a shortage
  error_code text,
  version integer not null default 1,
  created_at timestamptz not null default now(), created_by uuid, created_by_name text,
  started_at timestamptz, finished_at timestamptz,
  primary key (tenant_id, id)
);
create index run_created on replenishment.run (tenant_id, created_at desc, id desc);
-- Two planners who begin at once share one run.
create unique index run_under_way on replenishment.run (tenant_id, kind) where state in ('waiting', 'running');
call kit.protect('replenishment.run');

-- What a plan says of one part at one place: its level, why, and what to do about it now.
create table replenishment.proposal (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  run_id uuid not null,
  kind text not null check (kind in ('buy', 'last_buy', 'transfer', 'return', 'wait', 'enough')),
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'outdated')),
  part_id uuid not null, place_id uuid not null, station_id uuid,
  from_place_id uuid, to_place_id uuid,              -- of a transfer and a return: who gives, who gets
  supplier text,
  quantity numeric(18, 6) not null check (quantity >= 0),
  unit_minor bigint not null check (unit_minor >= 0),
  money_minor bigint not null check (money_minor >= 0),
  level numeric(18, 6) not null, position numeric(18, 6) not null,
  mean double precision not null,                    -- units a month
  fill double precision not null,                    -- share filled at once that the level promises
  risk double precision not null,                    -- chance to run out before the next order arrives, with what is there and coming
  rule text not null check (rule in ('price', 'fill_floor', 'shelf_life', 'tiers', 'last_buy')),
  facts jsonb not null,                              -- the sum, the history, the outlook
  reason text,
  order_id uuid, shipment_id uuid,
  decided_at timestamptz, decided_by uuid, decided_by_name text,
  primary key (tenant_id, id),
  foreign key (tenant_id, run_id) references replenishment.run (tenant_id, id) on delete cascade,
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id)
);
create index proposal_part on replenishment.proposal (tenant_id, part_id, place_id);
create index proposal_risk on replenishment.proposal (tenant_id, risk desc, id desc);
create index proposal_money on replenishment.proposal (tenant_id, money_minor desc, id desc);
create index proposal_run on replenishment.proposal (tenant_id, run_id);
call kit.protect('replenishment.proposal');

-- Demand of the time before this system, by month: taken over from the one before.
create table replenishment.past_demand (
  tenant_id uuid not null default kit.tenant(),
  part_id uuid not null, place_id uuid not null,
  month date not null check (extract(day from month) = 1),
  quantity numeric(18, 6) not null check (quantity >= 0),
  primary key (tenant_id, part_id, place_id, month),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id)
);
call kit.protect('replenishment.past_demand');

-- Packs of a supplier, and the last day it takes orders: then one order must do for the rest of the time.
alter table parts.supply add column pack numeric(18, 6) not null default 1 check (pack > 0);
alter table parts.supply add column last_order_on date;
