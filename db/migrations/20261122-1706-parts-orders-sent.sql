-- Where a supplier gets our orders and in which language it reads; learnt from the last order sent to it.
create table parts.supplier_contact (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  supplier text not null, supplier_fold text not null generated always as (lower(btrim(supplier))) stored,
  email text not null,
  language text not null,
  person text,                                       -- who reads them there
  account text,                                      -- our number with them
  primary key (tenant_id, id),
  unique (tenant_id, supplier_fold)
);
call kit.protect('parts.supplier_contact');

-- Every time an order left the house: the paper as it was, to whom, by whom. The same content sent again is the same revision.
create table parts.purchase_sending (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  order_id uuid not null,
  revision smallint not null check (revision > 0),
  content_hash text not null,
  to_address text not null,
  language text not null,
  file_id uuid not null,
  mail_id uuid not null,
  sent_at timestamptz not null default now(), sent_by uuid, sent_by_name text,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references parts.purchase_order (tenant_id, id)
);
create index purchase_sending_order on parts.purchase_sending (tenant_id, order_id, sent_at);
call kit.protect('parts.purchase_sending');
revoke delete on parts.purchase_sending from aftercare_app;
