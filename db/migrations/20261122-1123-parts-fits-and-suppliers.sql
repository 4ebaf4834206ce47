-- Which machines a part is for: a family or a model, of it all or a range of serials, and where in it.
create table parts.fit (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null,
  family_id uuid, model_id uuid,
  serial_from text, serial_to text,                  -- normalised, both included; null: no end
  position text,
  quantity numeric(18, 6) not null default 1 check (quantity > 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id),
  foreign key (tenant_id, family_id) references assets.family (tenant_id, id),
  foreign key (tenant_id, model_id) references assets.model (tenant_id, id),
  check (num_nonnulls(family_id, model_id) = 1)
);
create index fit_part on parts.fit (tenant_id, part_id);
create index fit_model on parts.fit (tenant_id, model_id) where model_id is not null;
create index fit_family on parts.fit (tenant_id, family_id) where family_id is not null;
call kit.protect('parts.fit');

-- Serials of one maker count up: shorter ones come before longer ones, and among the same length the letters decide.
create function parts.serial_within(serial text, low text, high text) returns boolean language sql immutable as $$
  select (low is null or (length(serial), serial collate "C") >= (length(low), low collate "C"))
    and (high is null or (length(serial), serial collate "C") <= (length(high), high collate "C"))
$$;

-- Who sells it to us, how long it takes, and how much one must take.
create table parts.supply (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  part_id uuid not null,
  supplier text not null, supplier_fold text not null generated always as (lower(btrim(supplier))) stored,
  number text,                                       -- theirs
  lead_days integer not null check (lead_days between 0 and 1000),
  minimum numeric(18, 6) not null default 0 check (minimum >= 0),
  unit_minor bigint check (unit_minor >= 0),
  primary key (tenant_id, id),
  unique (tenant_id, part_id, supplier_fold),
  foreign key (tenant_id, part_id) references parts.part (tenant_id, id)
);
call kit.protect('parts.supply');
