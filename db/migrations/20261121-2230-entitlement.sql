create schema entitlement;
grant usage on schema entitlement to aftercare_app;

-- A decision stores its facts and the versions of its packs: running it again gives the identical bytes.
create table entitlement.decision (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  asset_id uuid not null,
  request_id uuid, visit_id uuid,
  outcome text not null check (outcome in ('covered', 'partly', 'not_covered', 'undetermined')),
  decision jsonb not null,
  made_at timestamptz not null,
  made_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets.asset (tenant_id, id)
);
create index decision_asset on entitlement.decision (tenant_id, asset_id, made_at desc);
create index decision_request on entitlement.decision (tenant_id, request_id, made_at desc) where request_id is not null;
call kit.protect('entitlement.decision');
