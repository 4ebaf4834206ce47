-- What a customer agreed to on the spot, before it was done: the words that were shown, their hash, and the signature under them.
create table field_work.agreement (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,                 -- the quotation
  visit_id uuid not null,
  name text not null,
  role text not null,
  file_id uuid not null,            -- the signature
  shown text not null,              -- agreedText of packages/rules
  hash text not null,               -- SHA-256 of shown, as the phone made it
  agreed_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references dispatch.visit (tenant_id, id)
);
create index agreement_visit on field_work.agreement (tenant_id, visit_id);
call kit.protect('field_work.agreement');
