-- The core deposit of an exchange part fitted at a visit is a line of its own beside the line of the part, and goes with it.
alter table field_work.line
  add column deposit_for uuid,
  add constraint line_deposit_for_fkey foreign key (tenant_id, deposit_for) references field_work.line (tenant_id, id) on delete cascade,
  add constraint line_deposit_check check (deposit_for is null or kind = 'other');
create unique index line_deposit on field_work.line (tenant_id, deposit_for) where deposit_for is not null;
