-- A visit on whose way its part is collected: where, when, and the request that keeps it there. `needed` is what the order said it
-- needs before, for the day it is not collected after all.
create table dispatch.pick_up (
  tenant_id uuid not null default kit.tenant(),
  visit_id uuid not null,
  place_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  parts jsonb not null,
  demand_id uuid not null,
  needed jsonb not null,
  created_at timestamptz not null default now(), created_by uuid,
  primary key (tenant_id, visit_id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id) on delete cascade,
  check (starts_at < ends_at)
);
call kit.protect('dispatch.pick_up');
alter table dispatch.scenario_item add column pick_up jsonb;
