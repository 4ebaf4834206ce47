-- Work on a visit that rests for a while, and why: the time sheet leaves it out, the board shows it. Clocks of the request go on.
create table dispatch.pause (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,                             -- made by the phone
  visit_id uuid not null,
  reason text not null check (reason in ('break', 'waiting_for_part', 'waiting_for_customer', 'called_away', 'other')),
  note text,
  since timestamptz not null,
  until timestamptz check (until >= since),
  told_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id)
);
create unique index pause_open on dispatch.pause (tenant_id, visit_id) where until is null;
create index pause_visit on dispatch.pause (tenant_id, visit_id, since);
call kit.protect('dispatch.pause');

alter table field_work.work_time add column pause_minutes integer not null default 0 check (pause_minutes >= 0);
