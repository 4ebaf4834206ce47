create schema contracts;
grant usage on schema contracts to aftercare_app;

-- What maintenance of a kind of product is: when, what is done, which parts it takes.
create table contracts.plan_template (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  code text not null,
  name jsonb not null,
  product_lines text[] not null default '{}',   -- family codes; empty = all
  due_by text not null check (due_by in ('time', 'meter', 'condition')),
  every_months integer check (every_months between 1 and 120),
  every_units numeric(14, 1) check (every_units > 0),
  meter_kind text check (meter_kind in ('km', 'hour', 'cycle')),
  condition jsonb,                              -- {"en": …}: what somebody or something must have seen
  count_from text not null default 'plan' check (count_from in ('plan', 'done')),
  lead_days integer not null default 14 check (lead_days between 0 and 180),
  minutes integer not null default 60 check (minutes between 5 and 2880),
  tasks jsonb not null default '[]',            -- [{"key", "label": {…}}]
  parts jsonb not null default '[]',            -- [{"code", "quantity"}]
  is_active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  check (due_by <> 'time' or every_months is not null),
  check (due_by <> 'meter' or (every_units is not null and meter_kind is not null)),
  check (due_by <> 'condition' or condition is not null)
);
call kit.protect('contracts.plan_template');

create table contracts.service_product (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  code text not null,
  name jsonb not null, description jsonb not null default '{}',
  kind text not null check (kind in ('extension', 'response_upgrade', 'onsite_upgrade', 'maintenance', 'full', 'labour_free', 'inspection')),
  covers text[] not null default '{}',          -- kinds of cost it pays; empty = it promises a level or visits, no money
  components text[] not null default '{}', excluded_components text[] not null default '{}',
  share_pct numeric(5, 2) not null default 100 check (share_pct > 0 and share_pct <= 100),
  level text check (level in ('carry_in', 'pick_up', 'on_site', 'on_site_next_day', 'on_site_4h')),
  allowances jsonb not null default '[]',       -- [{"unit": "visit" | "job" | "amount", "total": "4"}] over the whole term, per line
  waiting_days integer not null default 0 check (waiting_days between 0 and 365),
  term_months integer not null check (term_months between 1 and 120),
  starts_from text not null check (starts_from in ('signing', 'warranty_end')),
  price_code text not null,                     -- its position in the published price lists
  billing text not null check (billing in ('once', 'periodic', 'per_visit')),
  billing_months integer check (billing_months between 1 and 12),
  is_transferable boolean not null default true,
  cancel_rule text not null default 'days' check (cancel_rule in ('days', 'unused')),
  territory text[] not null default '{}',       -- countries; empty = everywhere
  product_lines text[] not null default '{}',   -- family codes; empty = all
  seller_kinds text[] not null default '{}',    -- kinds of station that may sell it; empty = all
  plan_template_id uuid,
  is_on_sale boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code),
  check (billing <> 'periodic' or billing_months is not null),
  foreign key (tenant_id, plan_template_id) references contracts.plan_template (tenant_id, id)
);
call kit.protect('contracts.service_product');

create table contracts.contract (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text,                                  -- gap-free, from activation
  status text not null default 'draft' check (status in ('draft', 'active', 'suspended', 'cancelled', 'expired')),
  customer_id uuid not null,
  station_id uuid,                              -- who sells it and answers for it; null = headquarters
  country text not null check (country ~ '^[A-Z]{2}$'),
  language text not null,
  price_list_id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  tax_bp integer not null, tax_included boolean not null,
  billing text not null check (billing in ('once', 'periodic', 'per_visit')),
  billing_months integer,
  cancel_rule text not null check (cancel_rule in ('days', 'unused')),
  is_transferable boolean not null,
  signed_on date not null,
  starts_on date not null, ends_on date not null,
  total_minor bigint not null check (total_minor >= 0),
  renews_id uuid,                               -- the contract this one follows on
  note text,
  activated_at timestamptz, suspended_on date, suspend_reason text,
  cancelled_on date, cancel_reason text,
  refund jsonb,                                 -- the sum of the cancellation: rule, parts, minor
  file_id uuid,                                 -- the paper as it was signed
  version integer not null default 1,
  created_at timestamptz not null default now(), created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  check (status = 'draft' or number is not null),
  check (starts_on <= ends_on),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id),
  foreign key (tenant_id, renews_id) references contracts.contract (tenant_id, id)
);
create index contract_created on contracts.contract (tenant_id, created_at desc, id desc);
create index contract_status on contracts.contract (tenant_id, status, ends_on, id);
create index contract_ends on contracts.contract (tenant_id, ends_on, id);
create index contract_customer on contracts.contract (tenant_id, customer_id);
create index contract_station on contracts.contract (tenant_id, station_id, created_at desc);
-- A contract is followed by one other at most.
create unique index contract_renews on contracts.contract (tenant_id, renews_id) where renews_id is not null and status <> 'cancelled';
call kit.protect('contracts.contract');

create table contracts.line (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  contract_id uuid not null,
  position integer not null,
  product_id uuid not null,
  terms jsonb not null,                         -- the product as it was sold: later changes of the catalogue change no contract
  scope text not null check (scope in ('asset', 'model', 'family')),
  scope_id uuid not null,
  units integer not null check (units > 0),     -- products it covered when it was sold
  unit_minor bigint not null check (unit_minor >= 0), published_minor bigint, price_reason text,
  total_minor bigint not null,
  primary key (tenant_id, id),
  check (published_minor is null or published_minor = unit_minor or price_reason is not null),
  foreign key (tenant_id, contract_id) references contracts.contract (tenant_id, id) on delete cascade,
  foreign key (tenant_id, product_id) references contracts.service_product (tenant_id, id)
);
create index line_contract on contracts.line (tenant_id, contract_id, position);
call kit.protect('contracts.line');

create table contracts.allowance (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  contract_id uuid not null, line_id uuid not null,
  unit text not null check (unit in ('visit', 'job', 'amount')),
  total bigint not null check (total > 0),      -- visits, jobs, or minor units of the contract's currency
  used bigint not null default 0,
  primary key (tenant_id, id),
  check (used between 0 and total),
  unique (tenant_id, line_id, unit),
  foreign key (tenant_id, contract_id) references contracts.contract (tenant_id, id) on delete cascade,
  foreign key (tenant_id, line_id) references contracts.line (tenant_id, id) on delete cascade
);
create index allowance_contract on contracts.allowance (tenant_id, contract_id);
call kit.protect('contracts.allowance');

-- What was taken, for which job: the key makes it once.
create table contracts.allowance_use (
  tenant_id uuid not null default kit.tenant(),
  allowance_id uuid not null,
  job_type text not null check (job_type in ('visit', 'request', 'hand')),
  job_id uuid not null,
  request_id uuid,
  quantity bigint not null check (quantity > 0),
  at timestamptz not null, returned_at timestamptz,
  by_person uuid, note text,
  primary key (tenant_id, allowance_id, job_type, job_id),
  foreign key (tenant_id, allowance_id) references contracts.allowance (tenant_id, id) on delete cascade
);
create index allowance_use_job on contracts.allowance_use (tenant_id, job_id);
create index allowance_use_request on contracts.allowance_use (tenant_id, request_id);
call kit.protect('contracts.allowance_use');

-- Lines over a family, a model or a serial, resolved to products: what the decision asks is one look by product.
create table contracts.cover (
  tenant_id uuid not null default kit.tenant(),
  asset_id uuid not null,
  line_id uuid not null,
  contract_id uuid not null,
  kind text not null, name jsonb not null,
  covers text[] not null, components text[] not null, excluded_components text[] not null,
  share_pct numeric(5, 2) not null,
  level text,
  starts_on date not null, ends_on date not null,
  is_running boolean not null default true,     -- false while its contract is suspended
  primary key (tenant_id, asset_id, line_id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id),
  foreign key (tenant_id, line_id) references contracts.line (tenant_id, id) on delete cascade
);
create index cover_contract on contracts.cover (tenant_id, contract_id);
call kit.protect('contracts.cover');

-- What was found wrong at the door, and who let it pass.
create table contracts.finding (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  contract_id uuid not null,
  line_id uuid not null,
  code text not null,
  gate text not null check (gate in ('refused', 'role', 'notice')),
  facts jsonb not null default '{}',            -- the values of its words: dates, names, for how many products
  overridden_at timestamptz, overridden_by uuid, overridden_by_name text, override_reason text,
  primary key (tenant_id, id),
  unique (tenant_id, contract_id, line_id, code),
  check (overridden_at is null or (gate = 'role' and override_reason is not null)),
  foreign key (tenant_id, contract_id) references contracts.contract (tenant_id, id) on delete cascade,
  foreign key (tenant_id, line_id) references contracts.line (tenant_id, id) on delete cascade
);
call kit.protect('contracts.finding');

-- What a station may sell and can deliver; without a row it does what its kind does (stations.ts).
create table contracts.station_terms (
  tenant_id uuid not null default kit.tenant(),
  station_id uuid not null,
  may_sell boolean not null,
  sell_until date,
  levels text[] not null default '{}',
  version integer not null default 1,
  primary key (tenant_id, station_id),
  foreign key (tenant_id, station_id) references network.station (tenant_id, id)
);
call kit.protect('contracts.station_terms');

-- Somebody held the serial against the maker's list and looked for the warranty label.
create table contracts.verification (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  asset_id uuid not null,
  result text not null check (result in ('verified', 'failed')),
  has_label boolean not null,
  note text,
  at timestamptz not null, by_person uuid, by_name text,
  primary key (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id)
);
create index verification_asset on contracts.verification (tenant_id, asset_id, at desc);
call kit.protect('contracts.verification');

-- What is to be paid when; a job makes the invoices ahead.
create table contracts.instalment (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  contract_id uuid not null,
  position integer not null,
  from_on date not null, to_on date not null,   -- the time it pays for, last day included
  due_on date not null,
  minor bigint not null check (minor >= 0),
  visit_id uuid,                                -- per visit: the one it is for
  invoice_id uuid,
  state text not null default 'planned' check (state in ('planned', 'invoiced', 'dropped')),
  primary key (tenant_id, id),
  unique (tenant_id, contract_id, position),
  foreign key (tenant_id, contract_id) references contracts.contract (tenant_id, id) on delete cascade
);
create unique index instalment_visit on contracts.instalment (tenant_id, contract_id, visit_id) where visit_id is not null;
create index instalment_due on contracts.instalment (tenant_id, due_on) where state = 'planned';
call kit.protect('contracts.instalment');

-- Which contract pays for which request, by the decision that holds; what the work cost is added when it is done.
create table contracts.job (
  tenant_id uuid not null default kit.tenant(),
  request_id uuid not null,
  line_id uuid not null,
  contract_id uuid not null,
  holds boolean not null default true,          -- false: a later decision named another payer
  decided_at timestamptz not null,
  primary key (tenant_id, request_id, line_id),
  foreign key (tenant_id, contract_id) references contracts.contract (tenant_id, id)
);
create index job_contract on contracts.job (tenant_id, contract_id, decided_at desc);
call kit.protect('contracts.job');

create table contracts.job_cost (
  tenant_id uuid not null default kit.tenant(),
  visit_id uuid not null,
  contract_id uuid not null,
  request_id uuid not null,
  number text not null,
  minor bigint not null,                        -- what the contract took over, at published prices
  currency text not null,
  at timestamptz not null,
  primary key (tenant_id, visit_id, contract_id),
  foreign key (tenant_id, contract_id) references contracts.contract (tenant_id, id)
);
create index job_cost_contract on contracts.job_cost (tenant_id, contract_id, at);
call kit.protect('contracts.job_cost');

-- A notice of renewal is sent once per step.
create table contracts.renewal_notice (
  tenant_id uuid not null default kit.tenant(),
  contract_id uuid not null,
  days integer not null,
  at timestamptz not null,
  primary key (tenant_id, contract_id, days),
  foreign key (tenant_id, contract_id) references contracts.contract (tenant_id, id) on delete cascade
);
call kit.protect('contracts.renewal_notice');

create table contracts.plan (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  template_id uuid not null,
  asset_id uuid not null,
  contract_id uuid, line_id uuid,
  station_id uuid,                              -- who does it; null = headquarters decides
  status text not null default 'active' check (status in ('active', 'paused', 'ended')),
  starts_on date not null, ends_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, asset_id, template_id, line_id),
  foreign key (tenant_id, template_id) references contracts.plan_template (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id),
  foreign key (tenant_id, contract_id) references contracts.contract (tenant_id, id)
);
create index plan_created on contracts.plan (tenant_id, created_at desc, id desc);
create index plan_contract on contracts.plan (tenant_id, contract_id) where contract_id is not null;
call kit.protect('contracts.plan');

create table contracts.planned_date (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  plan_id uuid not null,
  seq integer not null,
  first_on date not null,                       -- as the plan had it
  planned_on date not null,                     -- as it is now
  due_meter numeric(14, 1),
  sum jsonb not null default '{}',              -- how the day came about, to be shown
  status text not null default 'planned' check (status in ('planned', 'ordered', 'done', 'skipped')),
  request_id uuid,
  done_on date, reason text,
  moved_by text, moved_reason text,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, plan_id, seq),
  foreign key (tenant_id, plan_id) references contracts.plan (tenant_id, id)
);
create index planned_date_day on contracts.planned_date (tenant_id, planned_on, id);
create index planned_date_open on contracts.planned_date (tenant_id, planned_on) where status = 'planned';
create index planned_date_request on contracts.planned_date (tenant_id, request_id) where request_id is not null;
call kit.protect('contracts.planned_date');
