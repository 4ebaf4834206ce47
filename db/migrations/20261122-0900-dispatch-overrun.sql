-- A visit that takes longer than planned, and why: lateness and plans count with it; figures count the reasons.
create table dispatch.overrun (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null,
  minutes integer not null check (minutes between 5 and 1440),  -- beyond the planned end
  reason text not null check (reason in ('more_work', 'harder_to_find', 'waiting_for_part', 'waiting_for_customer', 'access_late', 'customer_added', 'other')),
  note text,
  told_at timestamptz not null,
  told_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, visit_id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id)
);
call kit.protect('dispatch.overrun');
