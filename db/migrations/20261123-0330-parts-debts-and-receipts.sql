-- A debt says how much it was, by which document it arose and by which it was settled; whoever answers for it is reminded once it is overdue.
alter table parts.debt add column most numeric(18,6) not null default 0, add column opened_by uuid, add column settled_by uuid, add column reminded_at timestamptz;
create index debt_overdue on parts.debt (tenant_id, due_at) where settled_at is null and reminded_at is null;

-- Which receipts came of an order, so that its freight finds them. The id is that of the document.
create table parts.purchase_receipt (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  order_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references parts.document (tenant_id, id),
  foreign key (tenant_id, order_id) references parts.purchase_order (tenant_id, id)
);
create index purchase_receipt_order on parts.purchase_receipt (tenant_id, order_id);
call kit.protect('parts.purchase_receipt');
revoke update, delete on parts.purchase_receipt from aftercare_app;
