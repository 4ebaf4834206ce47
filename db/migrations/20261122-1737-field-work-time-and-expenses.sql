-- The time sheet of a visit, computed from its steps when it ends, and kept beside whatever is put right of it.
create table field_work.work_time (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,                 -- the visit
  person_id uuid not null,
  station_id uuid,
  day date not null,                -- in the zone of the person
  travel_minutes integer not null,
  site_minutes integer not null,
  work_minutes integer not null,
  km numeric(7,1),                  -- null: one end of the way is not known
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references dispatch.visit (tenant_id, id),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id)
);
create index work_time_day on field_work.work_time (tenant_id, day desc, person_id);
call kit.protect('field_work.work_time');

-- What somebody put right of it, and why; the newest counts, all are kept.
create table field_work.time_correction (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null,
  field text not null check (field in ('travelMinutes', 'siteMinutes', 'workMinutes', 'km')),
  value numeric(7,1) not null check (value >= 0),
  reason text not null,
  told_at timestamptz not null,
  told_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id)
);
create index time_correction_visit on field_work.time_correction (tenant_id, visit_id, field, told_at desc);
call kit.protect('field_work.time_correction');

-- What a technician paid for a visit, with the photo of the receipt.
create table field_work.expense (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null,
  person_id uuid not null,
  station_id uuid,
  kind text not null check (kind in ('parking', 'toll', 'fuel', 'ticket', 'meal', 'lodging', 'material', 'other')),
  minor bigint not null check (minor > 0),
  currency text not null,
  note text,
  file_id uuid,
  spent_at timestamptz not null,
  removed_at timestamptz,           -- taken back by the one who told it
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id),
  foreign key (tenant_id, person_id) references people.person (tenant_id, id)
);
create index expense_spent on field_work.expense (tenant_id, spent_at desc);
create index expense_visit on field_work.expense (tenant_id, visit_id);
call kit.protect('field_work.expense');
