-- Work that needs several people at once: further seats of an order beside the first, and visits that begin together.
alter table dispatch.work_order add column crew jsonb not null default '[]' check (jsonb_typeof(crew) = 'array');  -- [{"skillCodes": []}]
alter table dispatch.visit
  add column crew_id uuid,
  add column seat smallint not null default 0 check (seat between 0 and 9);
create index visit_crew on dispatch.visit (tenant_id, crew_id) where crew_id is not null;
alter table dispatch.scenario_item add column seat smallint not null default 0;
