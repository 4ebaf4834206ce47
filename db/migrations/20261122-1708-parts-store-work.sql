-- A count is walked while goods move: each line is right as of the moment it was counted, not of the moment the count was opened.
-- What is counted again takes the place of what was counted before; both are kept.
alter table parts.count_entry add column counted_at timestamptz, add column recounted_at timestamptz;
-- Where on the shelves of a place a part lies. It leads people, never the ledger.
create table parts.bin (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null default gen_random_uuid(),
  place_id uuid not null,
  part_id uuid not null,
  code text not null check (code <> ''),
  primary key (tenant_id, id),
  unique (tenant_id, place_id, part_id),
  foreign key (tenant_id, place_id) references parts.place (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id)
);
call kit.protect('parts.bin');
-- A bin by its label.
create index bin_code on parts.bin (tenant_id, place_id, upper(code));
