-- A step told late, taken over by the desk, changes a time sheet that was computed before: what it said until then.
create table field_work.work_time_change (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  visit_id uuid not null,
  told_id uuid not null,            -- the late fact that changed it
  status text not null,             -- the step it told of
  changed_at timestamptz not null,
  changed_by uuid,                  -- who took it over
  before jsonb not null,            -- {travelMinutes, siteMinutes, workMinutes, km}
  after jsonb not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id),
  foreign key (tenant_id, told_id) references field_work.told (tenant_id, id)
);
create index work_time_change_visit on field_work.work_time_change (tenant_id, visit_id, changed_at);
call kit.protect('field_work.work_time_change');

-- What the desk decided of one's own facts, newest first.
create index told_judged on field_work.told (tenant_id, person_id, judged_at desc) where verdict is not null;
