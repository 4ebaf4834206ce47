-- One order before another: delivery before installation, taking apart before the repair.
create table dispatch.order_link (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  first_id uuid not null,
  after_id uuid not null,
  gap_minutes integer not null default 0 check (gap_minutes between 0 and 43200),
  created_at timestamptz not null default now(), created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, after_id, first_id),
  foreign key (tenant_id, first_id) references dispatch.work_order (tenant_id, id),
  foreign key (tenant_id, after_id) references dispatch.work_order (tenant_id, id)
);
create index order_link_first on dispatch.order_link (tenant_id, first_id);
call kit.protect('dispatch.order_link');
