-- What the next visit needs, as the technician who leaves it proposes: minutes, parts, when.
alter table field_work.report add column rest jsonb;

-- A job handed over to a colleague or back to dispatch: why, what is done, what is left.
create table field_work.handing_over (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null,
  work_order_id uuid not null,
  station_id uuid,
  from_id uuid not null,
  to_id uuid,                       -- the colleague asked; null: dispatch decides
  reason text not null check (reason in ('ill', 'no_time', 'skill_missing', 'part_missing', 'vehicle', 'customer_wish', 'other')),
  done text not null,
  left_to_do text not null,
  told_at timestamptz not null,
  answer text check (answer in ('accepted', 'declined')),
  answered_at timestamptz,
  next_visit_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id),
  foreign key (tenant_id, to_id) references people.person (tenant_id, id),
  check ((answer is null) = (answered_at is null))
);
create index handing_over_open on field_work.handing_over (tenant_id, to_id) where answer is null;
create index handing_over_visit on field_work.handing_over (tenant_id, visit_id);
call kit.protect('field_work.handing_over');
