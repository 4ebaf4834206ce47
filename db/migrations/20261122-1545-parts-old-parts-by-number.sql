-- The chain of a part ends with its old part: found by the number as it is folded everywhere (packages/rules serial.ts).
alter table parts.old_part add column serial_fold text;
update parts.old_part
  set serial_fold = translate(upper(regexp_replace(normalize(serial_number, NFKC), '[^[:alnum:]]', '', 'g')), '018', 'OIB')
  where serial_number is not null;
create index old_part_serial on parts.old_part (tenant_id, part_id, serial_fold) where serial_fold is not null;
create index old_part_visit on parts.old_part (tenant_id, visit_id) where visit_id is not null;
