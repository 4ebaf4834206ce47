-- Tax and rounding are data with a validity; what a bill was calculated with is kept on the bill.
create table billing.tax_rate (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  category text not null check (category in ('standard', 'reduced', 'second_reduced', 'zero', 'exempt')),
  bp integer not null check (bp between 0 and 10000),
  valid_from date not null, valid_to date,
  source text,                                  -- the law or notice it is taken from
  version integer not null default 1,
  primary key (tenant_id, id),
  constraint tax_rate_once exclude using gist (
    tenant_id with =, country with =, category with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index tax_rate_country on billing.tax_rate (tenant_id, country, valid_from desc, id desc);
call kit.protect('billing.tax_rate');

create table billing.rounding_rule (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- where tax is rounded . how . to which step the amount to pay is rounded, in minor units (5 = 0.05)
  rule text not null check (rule ~ '^(line|total)\.(half_up|half_even)\.[1-9][0-9]{0,3}$'),
  valid_from date not null, valid_to date,
  source text,
  version integer not null default 1,
  primary key (tenant_id, id),
  constraint rounding_rule_once exclude using gist (
    tenant_id with =, country with =, currency with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index rounding_rule_country on billing.rounding_rule (tenant_id, country, valid_from desc, id desc);
call kit.protect('billing.rounding_rule');

create table billing.exchange_rate (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  base text not null check (base ~ '^[A-Z]{3}$'),
  quote text not null check (quote ~ '^[A-Z]{3}$'),
  on_day date not null,
  rate numeric(24, 12) not null check (rate > 0), -- units of quote for one unit of base
  source text not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, base, quote, on_day),
  check (base <> quote)
);
create index exchange_rate_day on billing.exchange_rate (tenant_id, on_day desc, id desc);
call kit.protect('billing.exchange_rate');

-- What billing has to know of a customer.
create table billing.account (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,                             -- the customer's
  vat_id text, vat_country text check (vat_country ~ '^[A-Z]{2}$'),
  days_to_pay integer not null default 14 check (days_to_pay between 0 and 365),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references parties.customer (tenant_id, id),
  check ((vat_id is null) = (vat_country is null))
);
call kit.protect('billing.account');

-- Price lists: editions of a country that follow each other without overlap.
alter table billing.price_list
  add column edition integer, add column published_at timestamptz, add column published_by uuid;
with following as (
  select tenant_id, id, lead(valid_from) over (partition by tenant_id, country order by valid_from, id) as next_from
  from billing.price_list where is_published)
update billing.price_list l
set valid_to = least(coalesce(l.valid_to, f.next_from - 1), f.next_from - 1),
  is_published = f.next_from > l.valid_from
from following f where f.tenant_id = l.tenant_id and f.id = l.id and f.next_from is not null;
with counted as (
  select tenant_id, id, row_number() over (partition by tenant_id, country order by valid_from, id) as n
  from billing.price_list where is_published)
update billing.price_list l set edition = c.n, published_at = l.valid_from::timestamptz
from counted c where c.tenant_id = l.tenant_id and c.id = l.id;
alter table billing.price_list
  add constraint price_list_once exclude using gist (
    tenant_id with =, country with =, daterange(valid_from, valid_to, '[]') with &&) where (is_published),
  add constraint price_list_edition unique (tenant_id, country, edition);

alter table billing.price
  add column tax_category text not null default 'standard'
    check (tax_category in ('standard', 'reduced', 'second_reduced', 'zero', 'exempt')),
  -- how the price is found: as stated · minutes × labour rate of the station's level · by the distance driven
  add column rule text not null default 'fixed' check (rule in ('fixed', 'operation', 'zone', 'call_out')),
  add column minutes integer check (minutes between 1 and 60000),
  add column km_from numeric(8, 1) check (km_from >= 0), add column km_to numeric(8, 1),
  add check ((rule = 'operation') = (minutes is not null)),
  add check ((rule = 'zone') = (km_from is not null)),
  add check (km_to is null or km_to > km_from),
  drop constraint price_unit_check,
  add constraint price_unit_check check (unit in ('piece', 'hour', 'km', 'visit', 'litre', 'day', 'operation')),
  add constraint price_zone_once exclude using gist (
    tenant_id with =, list_id with =, numrange(km_from, km_to) with &&) where (rule = 'zone');

create table billing.labour_rate (
  tenant_id uuid not null default kit.tenant(),
  list_id uuid not null,
  level text not null,                          -- of the station; '' = every station without a rate of its own level
  minor bigint not null check (minor >= 0),     -- for one hour
  primary key (tenant_id, list_id, level),
  foreign key (tenant_id, list_id) references billing.price_list (tenant_id, id)
);
call kit.protect('billing.labour_rate');

-- Lines carry their own tax, and what the customer chose.
alter table billing.line
  add column tax_category text not null default 'standard', add column tax_bp integer,
  add column is_optional boolean not null default false, add column is_declined boolean not null default false,
  add column price_note text, add column created_at timestamptz not null default now(),
  add check (not is_declined or is_optional);
update billing.line l set tax_bp = q.tax_bp, created_at = q.created_at
from billing.quotation q where q.tenant_id = l.tenant_id and q.id = l.quotation_id;
update billing.line l set tax_bp = i.tax_bp, created_at = i.created_at
from billing.invoice i where i.tenant_id = l.tenant_id and i.id = l.invoice_id;
update billing.line set price_note = price_reason, price_reason = 'other' where price_reason is not null;
alter table billing.line alter column tax_bp set not null;
create index line_deviating on billing.line (tenant_id, created_at desc, id desc) where published_minor <> unit_minor;
alter table field_work.line
  add column tax_category text not null default 'standard', add column tax_bp integer, add column price_note text;
update field_work.line set price_note = price_reason, price_reason = 'other' where price_reason is not null;

alter table billing.quotation
  add column rounding text not null default 'total.half_even.1', add column rounding_minor bigint not null default 0,
  add column reverse_charge boolean not null default false,
  add column revision integer not null default 1, add column root_id uuid;
update billing.quotation set root_id = id;
alter table billing.quotation alter column root_id set not null;
create index quotation_root on billing.quotation (tenant_id, root_id, revision);
create index quotation_station on billing.quotation (tenant_id, station_id, created_at desc, id desc);

alter table billing.invoice
  add column rounding text not null default 'total.half_even.1', add column rounding_minor bigint not null default 0,
  add column reverse_charge boolean not null default false, add column vat_id text,
  add column days_to_pay integer not null default 14,
  add column exchange jsonb,                    -- the rate used: currency, rate, day, source, amount
  add column source jsonb,                      -- what it bills when that is no visit and no quotation: {type, id}
  add column credited_minor bigint not null default 0, add column refunded_minor bigint not null default 0;
alter table billing.invoice drop constraint invoice_check;
alter table billing.invoice
  add constraint invoice_money check (paid_minor >= 0 and refunded_minor between 0 and paid_minor
    and credited_minor between 0 and total_minor and total_minor = net_minor + tax_minor + rounding_minor),
  add column open_minor bigint not null
    generated always as (greatest(total_minor - credited_minor - paid_minor + refunded_minor, 0)) stored;
drop index billing.invoice_visit;
create unique index invoice_visit on billing.invoice (tenant_id, visit_id) where visit_id is not null and status <> 'credited';
create index invoice_open on billing.invoice (tenant_id, due_on, id) where status in ('issued', 'part_paid');
create index invoice_station on billing.invoice (tenant_id, station_id, created_at desc, id desc);
create index invoice_customer on billing.invoice (tenant_id, customer_id, created_at desc);

create table billing.credit_note (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  station_id uuid,
  reason text not null check (reason in
    ('wrong_price', 'wrong_quantity', 'not_done', 'returned', 'complaint', 'cover_found', 'wrong_customer', 'cancelled')),
  note text,
  currency text not null,
  net_minor bigint not null, tax_minor bigint not null, rounding_minor bigint not null, total_minor bigint not null,
  language text not null,
  issued_at timestamptz not null,
  created_by uuid,
  file_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id),
  check (total_minor = net_minor + tax_minor + rounding_minor and total_minor > 0)
);
create index credit_note_invoice on billing.credit_note (tenant_id, invoice_id);
create index credit_note_issued on billing.credit_note (tenant_id, issued_at desc, id desc);
call kit.protect('billing.credit_note');

create table billing.credit_line (
  tenant_id uuid not null default kit.tenant(),
  credit_note_id uuid not null,
  line_id uuid not null,
  minor bigint not null check (minor > 0),      -- of what the customer was charged for the line
  primary key (tenant_id, credit_note_id, line_id),
  foreign key (tenant_id, credit_note_id) references billing.credit_note (tenant_id, id),
  foreign key (tenant_id, line_id) references billing.line (tenant_id, id)
);
create index credit_line_line on billing.credit_line (tenant_id, line_id);
call kit.protect('billing.credit_line');

create table billing.refund (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  invoice_id uuid not null,
  at timestamptz not null,
  method text not null check (method in ('cash', 'card', 'transfer', 'wechat', 'alipay', 'other')),
  reason text not null check (reason in ('overpaid', 'credited', 'payment_returned')),
  minor bigint not null check (minor > 0),
  reference text,
  refunded_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id)
);
create index refund_invoice on billing.refund (tenant_id, invoice_id);
call kit.protect('billing.refund');

-- What others than the customer bear of a visit: recorded, never billed to the customer.
create table billing.internal_cost (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null, request_id uuid, station_id uuid,
  payer text not null,
  currency text not null,
  minor bigint not null check (minor > 0),
  at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, visit_id, payer)
);
create index internal_cost_at on billing.internal_cost (tenant_id, at desc, id desc);
call kit.protect('billing.internal_cost');

-- An issued bill stands: only payment, credit and the kept paper may still change on it, whoever writes.
create function billing.bill_stands() returns trigger language plpgsql as $$
declare still text[] := array['status', 'paid_minor', 'credited_minor', 'refunded_minor', 'open_minor', 'file_id', 'version'];
begin
  if tg_op = 'DELETE' then
    if old.status <> 'draft' then raise exception 'an issued invoice is never deleted' using errcode = 'restrict_violation'; end if;
    return old;
  end if;
  if old.status <> 'draft' and (to_jsonb(new) - still) is distinct from (to_jsonb(old) - still) then
    raise exception 'an issued invoice is never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger invoice_stands before update or delete on billing.invoice for each row execute function billing.bill_stands();

create function billing.line_stands() returns trigger language plpgsql as $$
begin
  if old.invoice_id is not null and exists (select 1 from billing.invoice i
    where i.tenant_id = old.tenant_id and i.id = old.invoice_id and i.status <> 'draft') then
    raise exception 'a line of an issued invoice is never changed' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger line_stands before update or delete on billing.line for each row execute function billing.line_stands();

-- Credit notes, payments and refunds are written once; the paper of a credit note is printed later.
revoke update, delete on billing.credit_line, billing.payment, billing.refund, billing.credit_note from aftercare_app;
grant update (file_id) on billing.credit_note to aftercare_app;
