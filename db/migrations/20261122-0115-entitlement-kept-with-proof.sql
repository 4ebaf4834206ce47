-- A decision is kept with what was asked, what made us decide, and what has changed since the one before it.
alter table entitlement.decision
  add column quotation_id uuid,
  add column question jsonb not null default '{}',   -- what was asked beside the product, to ask it again
  add column cause text not null default 'asked',    -- what made us decide: 'asked', or the event that changed a fact
  add column changes jsonb not null default '[]',    -- facts that differ from the decision before: [{"fact","from","to"}]
  add column supplier jsonb not null default '[]',   -- what suppliers pay back, line by line
  add column supersedes uuid,
  add column superseded_by uuid,
  add column superseded_at timestamptz,
  add column settled_at timestamptz,            -- signed, billed or closed: facts that change later do not touch it
  add column about uuid generated always as (coalesce(quotation_id, visit_id, request_id, asset_id)) stored;

-- Of the decisions made before, the newest about a thing is the one that holds.
update entitlement.decision d set superseded_by = later.next, superseded_at = later.at
from (select tenant_id, id, lead(id) over w as next, lead(made_at) over w as at
  from entitlement.decision window w as (partition by tenant_id, about order by made_at, id)) later
where later.tenant_id = d.tenant_id and later.id = d.id and later.next is not null;
update entitlement.decision d set supersedes = before.id
from entitlement.decision before where before.tenant_id = d.tenant_id and before.superseded_by = d.id;
create unique index decision_in_force on entitlement.decision (tenant_id, about) where superseded_at is null;
create index decision_open on entitlement.decision (tenant_id, asset_id) where superseded_at is null and settled_at is null;
create index decision_visit on entitlement.decision (tenant_id, visit_id, made_at desc) where visit_id is not null;
create index decision_made on entitlement.decision (tenant_id, made_at desc, id desc);

-- The maker's warranty is voided by a coded assessment with evidence; the customer or the station may object once.
create table entitlement.voiding (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  asset_id uuid not null,
  code text not null,
  from_on date not null,
  assessment text not null,
  file_ids uuid[] not null default '{}',
  status text not null default 'standing' check (status in ('standing', 'appealed', 'upheld', 'lifted', 'taken_back')),
  made_at timestamptz not null, made_by uuid, made_by_name text not null,
  appeal_until date not null,
  appealed_at timestamptz, appealed_by_kind text check (appealed_by_kind in ('customer', 'person')), appealed_by uuid,
  appealed_by_name text, appeal_for text check (appeal_for in ('customer', 'station')),
  appeal_text text, appeal_file_ids uuid[] not null default '{}',
  decided_at timestamptz, decided_by uuid, decided_by_name text, decision_text text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id),
  check ((status in ('appealed', 'upheld')) <= (appealed_at is not null)),
  check (decided_by is null or made_by is null or status = 'taken_back' or decided_by <> made_by)
);
create unique index voiding_standing on entitlement.voiding (tenant_id, asset_id) where status in ('standing', 'appealed', 'upheld');
create index voiding_asset on entitlement.voiding (tenant_id, asset_id, made_at desc);
create index voiding_made on entitlement.voiding (tenant_id, made_at desc, id desc);
call kit.protect('entitlement.voiding');

-- Help given although nothing is owed: apart from warranty cost, never instead of a right.
create table entitlement.goodwill (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  asset_id uuid not null, request_id uuid, station_id uuid,
  status text not null default 'requested' check (status in ('requested', 'approved', 'rejected', 'withdrawn')),
  reason_code text not null,
  note text,
  inputs jsonb not null,                        -- what speaks for it: days and distance over, years of loyalty, maintenance …
  shares jsonb not null,                        -- [{"kind","amountMinor","manufacturerPct","dealerPct","customerPct"}]
  components text[] not null default '{}',
  currency text not null,
  amount_minor bigint not null check (amount_minor >= 0),     -- of all its lines
  given_minor bigint not null check (given_minor >= 0),       -- what manufacturer and dealer would pay of it
  valid_from date not null, valid_to date not null,
  file_ids uuid[] not null default '{}',
  requested_at timestamptz not null, requested_by uuid, requested_by_name text not null,
  decided_at timestamptz, decided_by uuid, decided_by_name text, decided_role text, decision_text text,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id),
  check (valid_from <= valid_to),
  check (decided_by is null or requested_by is null or status = 'withdrawn' or decided_by <> requested_by)
);
create index goodwill_granted on entitlement.goodwill (tenant_id, asset_id) where status = 'approved';
create index goodwill_asset on entitlement.goodwill (tenant_id, asset_id, requested_at desc);
create index goodwill_requested on entitlement.goodwill (tenant_id, requested_at desc, id desc);
create index goodwill_request on entitlement.goodwill (tenant_id, request_id) where request_id is not null;
call kit.protect('entitlement.goodwill');

-- How much a role may give away alone; without a row for a role it may approve nothing.
create table entitlement.goodwill_limit (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  role text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  limit_minor bigint check (limit_minor >= 0),  -- null = without limit
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, role, currency)
);
call kit.protect('entitlement.goodwill_limit');

-- What a supplier pays back of a repair, whatever the customer was promised.
create table entitlement.supplier_term (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  supplier text not null,
  family_id uuid, model_id uuid,
  component text,                               -- also stands for everything below it; null = the whole product
  covers text[] not null check (covers <@ array['part', 'labour', 'travel', 'consumable', 'rental', 'other'] and cardinality(covers) > 0),
  starts_from text not null check (starts_from in ('production', 'delivery', 'fitting')),
  months integer check (months > 0), distance_km integer check (distance_km > 0),
  share_pct integer not null check (share_pct between 1 and 100),
  built_from date, built_to date,
  agreement text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, family_id) references assets.family (tenant_id, id),
  foreign key (tenant_id, model_id) references assets.model (tenant_id, id),
  check (months is not null or distance_km is not null),
  check (built_from is null or built_to is null or built_from <= built_to)
);
create index supplier_term_supplier on entitlement.supplier_term (tenant_id, supplier, id);
call kit.protect('entitlement.supplier_term');

-- Who was voided before this day may object, too.
insert into entitlement.voiding (tenant_id, id, asset_id, code, from_on, assessment, made_at, made_by, made_by_name, appeal_until)
select tenant_id, gen_random_uuid(), id, voided->>'code', (voided->>'at')::date, coalesce(voided->>'assessment', ''), now(),
  (voided->>'by')::uuid, coalesce(voided->>'byName', ''), current_date + 30
from assets.asset where voided is not null;
