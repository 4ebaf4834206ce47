-- Finding the same customer twice: the name without case, accents and script (folded by kit/search/fold.ts).
alter table parties.customer add column name_fold text;
create index customer_name_fold on parties.customer (tenant_id, name_fold) where name_fold is not null;
create index customer_phone on parties.customer (tenant_id, phone) where phone is not null;
create index contact_phone on parties.contact (tenant_id, phone) where phone is not null;
create index contact_email on parties.contact (tenant_id, email) where email is not null;

-- Requests and invoices keep pointing at a contact or address that is no longer used.
alter table parties.contact add column removed_at timestamptz;
alter table parties.address add column removed_at timestamptz;

-- A consent is never reworded or lost; only a merge moves it to the customer that is kept.
revoke update, delete on parties.consent from aftercare_app;
grant update (customer_id) on parties.consent to aftercare_app;

-- Two that look alike and were found to be two: not offered again.
create table parties.not_duplicate (
  tenant_id uuid not null default kit.tenant(),
  one_id uuid not null,
  other_id uuid not null,
  at timestamptz not null, by_person uuid,
  primary key (tenant_id, one_id, other_id),
  check (one_id < other_id),
  foreign key (tenant_id, one_id) references parties.customer (tenant_id, id),
  foreign key (tenant_id, other_id) references parties.customer (tenant_id, id)
);
call kit.protect('parties.not_duplicate');

-- One-time codes of the portal: only their hash is kept.
create table parties.sign_in_code (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  address text not null,                        -- e-mail in lower case, or E.164
  code_hash text not null,
  tries integer not null default 0,
  created_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz,
  primary key (tenant_id, id)
);
create index sign_in_code_address on parties.sign_in_code (tenant_id, address, created_at desc);
call kit.protect('parties.sign_in_code');

-- reverse() is not leakproof, so row-level security would keep the application from its index: asked as owner, tenant named.
create function parties.by_phone_tail(tail text, max_rows integer)
returns table (customer_id uuid, contact_id uuid, contact_name text, phone text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  (select c.id, null::uuid, null::text, c.phone from parties.customer c
    where c.tenant_id = kit.tenant() and reverse(c.phone) ~>=~ reverse(tail) and reverse(c.phone) ~<~ (reverse(tail) || ':')
      and c.merged_into is null limit max_rows)
  union all
  (select k.customer_id, k.id, k.name, k.phone from parties.contact k
    where k.tenant_id = kit.tenant() and reverse(k.phone) ~>=~ reverse(tail) and reverse(k.phone) ~<~ (reverse(tail) || ':')
      and k.removed_at is null limit max_rows)
$$;
revoke all on function parties.by_phone_tail from public;
grant execute on function parties.by_phone_tail to aftercare_app;

-- The number the customer has stuck on the machine, beside the maker's serial.
alter table assets.asset add column customer_tag text;
create index asset_customer_tag on assets.asset (tenant_id, customer_tag) where customer_tag is not null;

-- What counts against the limits of the law (repairs of the same fault, days in repair), handed down by whoever did the work.
create table entitlement.repair (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  asset_id uuid not null,
  source_type text not null, source_id uuid not null,    -- 'visit', 'workshop_order', 'import'
  in_at timestamptz not null, out_at timestamptz,
  time_zone text not null,
  symptom_code text, severe_safety boolean not null default false, no_fault_found boolean not null default false,
  under text check (under in ('statute', 'warranty', 'contract', 'goodwill', 'customer')),
  replaced jsonb not null default '[]',                  -- [{"assembly", "mainPart"}]
  delay_cause text check (delay_cause in ('producer_parts', 'repairer', 'customer', 'other')),
  meter_km numeric(14, 1), excluded_days integer,
  primary key (tenant_id, id),
  unique (tenant_id, source_type, source_id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id)
);
create index repair_asset on entitlement.repair (tenant_id, asset_id, in_at);
call kit.protect('entitlement.repair');
