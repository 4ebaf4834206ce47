-- What a part was fitted for is asked by its number.
create index line_part_code on field_work.line (tenant_id, code, visit_id) where kind = 'part' and code is not null;
