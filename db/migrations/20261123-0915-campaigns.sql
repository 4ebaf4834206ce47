-- Recalls and other campaigns: what is to be done to which products, and how far it has come, unit by unit.
create schema campaigns;
grant usage on schema campaigns to aftercare_app;

create table campaigns.campaign (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('recall', 'upgrade', 'service')),
  is_safety boolean not null default false,
  stop_use boolean not null default false,
  title jsonb not null, hazard jsonb, remedy jsonb not null, advice jsonb,
  components text[] not null default '{}',
  covers text[] not null default '{part,labour,travel}' check (covers <@ '{part,labour,travel}'),
  minutes integer check (minutes between 1 and 2880),
  filing text,
  starts_on date not null, ends_on date,
  status text not null default 'draft' check (status in ('draft', 'announced', 'closed', 'withdrawn')),
  announced_on date,                            -- the day of the company it was announced
  ended_reason text,                            -- why it was closed or withdrawn
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  check (ends_on >= starts_on),
  check (status not in ('announced', 'closed') or announced_on is not null)
);
create index campaign_created on campaigns.campaign (tenant_id, created_at desc, id desc);
call kit.protect('campaigns.campaign');

create table campaigns.needed_part (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  campaign_id uuid not null,
  part_id uuid not null,
  quantity numeric(18, 6) not null check (quantity > 0),
  primary key (tenant_id, id),
  unique (tenant_id, campaign_id, part_id),
  foreign key (tenant_id, campaign_id) references campaigns.campaign (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id)
);
call kit.protect('campaigns.needed_part');

-- Which products: of a family or model, built or sold in a time, with serials of a range (normalised, both included).
create table campaigns.scope (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  campaign_id uuid not null,
  family_id uuid, model_id uuid,
  built_from date, built_to date, sold_from date, sold_to date,
  serial_from text, serial_to text,
  primary key (tenant_id, id),
  foreign key (tenant_id, campaign_id) references campaigns.campaign (tenant_id, id),
  foreign key (tenant_id, family_id) references assets.family (tenant_id, id),
  foreign key (tenant_id, model_id) references assets.model (tenant_id, id),
  check (num_nonnulls(family_id, model_id) = 1),
  check (built_to >= built_from), check (sold_to >= sold_from)
);
create index scope_campaign on campaigns.scope (tenant_id, campaign_id);
create index scope_model on campaigns.scope (tenant_id, model_id) where model_id is not null;
create index scope_family on campaigns.scope (tenant_id, family_id) where family_id is not null;
call kit.protect('campaigns.scope');

-- Serials from a list, known to the register or not yet: one that is registered later joins then.
create table campaigns.listed_serial (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  campaign_id uuid not null,
  serial text not null,                         -- normalised, as the register keeps it
  primary key (tenant_id, id),
  unique (tenant_id, campaign_id, serial),
  foreign key (tenant_id, campaign_id) references campaigns.campaign (tenant_id, id)
);
create index listed_serial_serial on campaigns.listed_serial (tenant_id, serial);
call kit.protect('campaigns.listed_serial');

-- One product in one campaign. Settled by a visit, it keeps for which request: that work stays paid by the campaign.
create table campaigns.unit (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  campaign_id uuid not null,
  asset_id uuid not null,
  state text not null default 'in_scope' check (state in
    ('in_scope', 'remedied', 'inspected_no_fault', 'refused', 'scrapped', 'stolen', 'exported', 'duplicate_not_affected')),
  reason text,
  at timestamptz not null default now(),
  by_id uuid, by_name text,
  visit_id uuid, request_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, campaign_id, asset_id),
  foreign key (tenant_id, campaign_id) references campaigns.campaign (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id)
);
-- Asked at every door, with the facts of every cover: all campaigns of a product.
create index unit_asset on campaigns.unit (tenant_id, asset_id);
create index unit_state on campaigns.unit (tenant_id, campaign_id, state);
call kit.protect('campaigns.unit');

-- What the technician says about an open recall of the product on a visit; the latest holds, the earlier are events.
create table field_work.recall_answer (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null,
  campaign_id uuid not null,
  outcome text not null check (outcome in ('remedied', 'inspected_no_fault', 'refused', 'not_done')),
  reason text check (reason in ('parts_missing', 'no_time', 'not_reachable', 'other')),
  note text,
  at timestamptz not null,
  by_id uuid not null, by_name text not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, visit_id, campaign_id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id),
  foreign key (tenant_id, campaign_id) references campaigns.campaign (tenant_id, id),
  check ((outcome = 'not_done') = (reason is not null))
);
call kit.protect('field_work.recall_answer');
