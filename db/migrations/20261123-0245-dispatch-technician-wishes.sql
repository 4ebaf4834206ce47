-- Who is never to come, and who is asked for first: said of one order, of a customer or of a product.
create table dispatch.technician_wish (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  work_order_id uuid, customer_id uuid, asset_id uuid,
  technician_id uuid not null,
  wish text not null check (wish in ('excluded', 'preferred')),
  note text,
  created_at timestamptz not null default now(), created_by uuid,
  primary key (tenant_id, id),
  check (num_nonnulls(work_order_id, customer_id, asset_id) = 1),
  foreign key (tenant_id, work_order_id) references dispatch.work_order (tenant_id, id),
  foreign key (tenant_id, customer_id) references parties.customer (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id),
  foreign key (tenant_id, technician_id) references people.person (tenant_id, id)
);
create index technician_wish_order on dispatch.technician_wish (tenant_id, work_order_id) where work_order_id is not null;
create index technician_wish_customer on dispatch.technician_wish (tenant_id, customer_id) where customer_id is not null;
create index technician_wish_asset on dispatch.technician_wish (tenant_id, asset_id) where asset_id is not null;
call kit.protect('dispatch.technician_wish');
