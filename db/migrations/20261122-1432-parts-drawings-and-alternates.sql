-- Either works; one may be preferred. One row for a pair, the smaller id first.
create table parts.alternate (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null, other_id uuid not null,
  preferred_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, part_id, other_id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, other_id) references parts.part (tenant_id, id),
  check (part_id < other_id),
  check (preferred_id is null or preferred_id in (part_id, other_id))
);
create index alternate_other on parts.alternate (tenant_id, other_id);
call kit.protect('parts.alternate');

-- Exchange parts: what is paid for the old one and given back when it comes (until when: old_part_due_days).
alter table parts.part add column core_minor bigint check (core_minor > 0);
alter table parts.part add column core_currency text check (core_currency ~ '^[A-Z]{3}$');
alter table parts.part add constraint part_core_whole check ((core_minor is null) = (core_currency is null));

-- An exploded drawing of a family or model, of it all or a range of serials; what it shows lies at its positions.
create table parts.drawing (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  name jsonb not null,
  family_id uuid, model_id uuid,
  serial_from text, serial_to text,                  -- normalised, both included; null: no end
  svg text, file_id uuid,                            -- drawn safe by us, or a picture of kit.file
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, family_id) references assets.family (tenant_id, id),
  foreign key (tenant_id, model_id) references assets.model (tenant_id, id),
  check (num_nonnulls(family_id, model_id) = 1),
  check (num_nonnulls(svg, file_id) = 1)
);
create index drawing_model on parts.drawing (tenant_id, model_id) where model_id is not null;
create index drawing_family on parts.drawing (tenant_id, family_id) where family_id is not null;
create index drawing_created on parts.drawing (tenant_id, created_at desc, id desc);
call kit.protect('parts.drawing');

create table parts.drawing_spot (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  drawing_id uuid not null,
  number text not null,                              -- as it stands on the drawing
  x numeric(7, 6) not null check (x between 0 and 1), y numeric(7, 6) not null check (y between 0 and 1),
  part_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, drawing_id) references parts.drawing (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id)
);
create index drawing_spot_drawing on parts.drawing_spot (tenant_id, drawing_id);
create index drawing_spot_part on parts.drawing_spot (tenant_id, part_id);
call kit.protect('parts.drawing_spot');
