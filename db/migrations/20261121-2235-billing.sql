create schema billing;
grant usage on schema billing to aftercare_app;

create table billing.price_list (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  name text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  tax_bp integer not null default 0 check (tax_bp between 0 and 10000),
  tax_included boolean not null default true,
  valid_from date not null, valid_to date,
  is_published boolean not null default false,
  version integer not null default 1,
  primary key (tenant_id, id)
);
call kit.protect('billing.price_list');

create table billing.price (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  list_id uuid not null,
  kind text not null check (kind in ('part', 'labour', 'travel', 'consumable', 'rental', 'other')),
  code text not null,
  name jsonb not null,
  unit text not null default 'piece' check (unit in ('piece', 'hour', 'km', 'visit', 'litre', 'day')),
  minor bigint not null check (minor >= 0),
  primary key (tenant_id, id),
  unique (tenant_id, list_id, code),
  foreign key (tenant_id, list_id) references billing.price_list (tenant_id, id)
);
call kit.protect('billing.price');

create table billing.quotation (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  request_id uuid not null, visit_id uuid,
  customer_id uuid not null,
  station_id uuid,
  status text not null default 'draft' check (status in ('draft', 'sent', 'accepted', 'rejected', 'expired', 'superseded')),
  currency text not null,
  net_minor bigint not null, tax_minor bigint not null, total_minor bigint not null, customer_minor bigint not null,
  valid_until date not null,
  language text not null,
  sent_at timestamptz, answered_at timestamptz, answered_by text,
  version integer not null default 1,
  created_at timestamptz not null default now(), created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id)
);
create index quotation_request on billing.quotation (tenant_id, request_id);
create index quotation_created on billing.quotation (tenant_id, created_at desc, id desc);
call kit.protect('billing.quotation');

create table billing.invoice (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text,                                  -- given at issue, gap-free per tenant and year
  request_id uuid, visit_id uuid, quotation_id uuid,
  customer_id uuid not null,
  station_id uuid,
  status text not null default 'draft' check (status in ('draft', 'issued', 'part_paid', 'paid', 'credited')),
  currency text not null,
  net_minor bigint not null, tax_minor bigint not null, total_minor bigint not null,
  paid_minor bigint not null default 0,
  language text not null,
  issued_at timestamptz, due_on date,
  file_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(), created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id),
  check (paid_minor between 0 and greatest(total_minor, 0)),
  check ((status = 'draft') = (number is null))
);
create index invoice_request on billing.invoice (tenant_id, request_id);
create index invoice_created on billing.invoice (tenant_id, created_at desc, id desc);
call kit.protect('billing.invoice');

-- Lines of quotations and invoices. The full price is shown beside who pays which share of it.
create table billing.line (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  quotation_id uuid, invoice_id uuid,
  position integer not null,
  kind text not null check (kind in ('part', 'labour', 'travel', 'consumable', 'rental', 'other')),
  code text, name text not null,
  quantity numeric(12, 3) not null check (quantity > 0),
  unit text not null,
  unit_minor bigint not null,
  published_minor bigint,                       -- price list at the time; a different price needs a reason
  price_reason text,
  full_minor bigint not null,                   -- quantity × unit price, before cover
  payer text not null,                          -- who pays the covered share
  customer_share_pct numeric(5, 2) not null check (customer_share_pct between 0 and 100),
  customer_minor bigint not null,               -- what the customer pays of this line
  decision_id uuid,
  primary key (tenant_id, id),
  check ((quotation_id is null) <> (invoice_id is null)),
  check (published_minor is null or published_minor = unit_minor or price_reason is not null),
  foreign key (tenant_id, quotation_id) references billing.quotation (tenant_id, id),
  foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id)
);
create index line_quotation on billing.line (tenant_id, quotation_id) where quotation_id is not null;
create index line_invoice on billing.line (tenant_id, invoice_id) where invoice_id is not null;
call kit.protect('billing.line');

create table billing.payment (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  invoice_id uuid not null,
  at timestamptz not null,
  method text not null check (method in ('cash', 'card', 'transfer', 'wechat', 'alipay', 'other')),
  minor bigint not null check (minor > 0),
  reference text,
  received_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, invoice_id) references billing.invoice (tenant_id, id)
);
create index payment_invoice on billing.payment (tenant_id, invoice_id);
call kit.protect('billing.payment');
