create schema field_work;
grant usage on schema field_work to aftercare_app;

create table field_work.checklist (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  version integer not null,
  name jsonb not null,
  kind text not null,                           -- the request kind it is for, or '*'
  family_id uuid,
  items jsonb not null,                         -- [{"key","label":{…},"type":"tick|number|text|choice|photo","unit","min","max","required","group":"etiquette|safety|work"}]
  is_active boolean not null default true,
  primary key (tenant_id, id, version)
);
call kit.protect('field_work.checklist');

-- One report per visit; it grows with the visit and is sealed by the signature.
create table field_work.report (
  tenant_id uuid not null default kit.tenant(),
  visit_id uuid not null,
  checklist_id uuid, checklist_version integer,
  answers jsonb not null default '{}',
  symptom_code text, cause_code text, remedy_code text,
  findings text, work_done text,
  outcome text check (outcome in ('fixed', 'temporary', 'not_fixed', 'no_fault_found', 'no_access')),
  rest_of_work text,                            -- what is left when only part was done
  customer_minor bigint, currency text,         -- the price shown before the signature
  signer_name text, signer_role text, signature_file_id uuid, signed_at timestamptz, signed_hash text,
  unsigned_reason text,
  report_file_id uuid,
  version integer not null default 1,
  primary key (tenant_id, visit_id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id)
);
call kit.protect('field_work.report');

create table field_work.line (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null,
  kind text not null check (kind in ('part', 'labour', 'travel', 'consumable', 'rental', 'other')),
  code text, name text not null,
  component text, part_serial text, removed_serial text,
  quantity numeric(12, 3) not null check (quantity > 0),
  unit text not null,
  unit_minor bigint not null, published_minor bigint, price_reason text, currency text not null,
  payer text not null, customer_share_pct numeric(5, 2) not null check (customer_share_pct between 0 and 100),
  decision_id uuid,
  added_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id)
);
create index line_visit on field_work.line (tenant_id, visit_id);
call kit.protect('field_work.line');

create table field_work.photo (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null,
  file_id uuid not null,
  kind text not null check (kind in ('before', 'after', 'part', 'other')),
  checklist_key text, taken_at timestamptz not null, lat double precision, lon double precision, caption text,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id),
  foreign key (tenant_id, file_id) references kit.file (tenant_id, id)
);
create index photo_visit on field_work.photo (tenant_id, visit_id);
call kit.protect('field_work.photo');

-- Travel, work and break times come from status taps; the device's own time is kept beside ours.
create table field_work.stamp (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null,
  status text not null,
  at timestamptz not null, received_at timestamptz not null default now(),
  lat double precision, lon double precision, by_person uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id)
);
create index stamp_visit on field_work.stamp (tenant_id, visit_id, at);
call kit.protect('field_work.stamp');
