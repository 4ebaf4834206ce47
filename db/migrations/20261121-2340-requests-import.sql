-- Imports: mappings remembered per company, and the support line of a team in imported history.
create table requests.import_mapping (
  tenant_id uuid not null default kit.tenant(),
  name text not null,
  mapping jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by uuid,
  primary key (tenant_id, name)
);
call kit.protect('requests.import_mapping');

alter table requests.history add column line smallint;
-- Figures over all history walk it by case and order; the primary key already has both.
