-- Why a part was replaced: coded, so that needless replacement can be seen.
alter table field_work.line add column replace_reason text check (replace_reason in
  ('no_function', 'measured', 'damaged', 'wear', 'safety', 'campaign', 'maintenance', 'customer_wish'));
-- The operation of the price lists that mends the part instead of replacing it.
alter table parts.part add column repair_code text;
create index line_part on field_work.line (tenant_id, code, visit_id) where kind = 'part';
