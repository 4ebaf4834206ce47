-- What a quotation or invoice was calculated with stays with it: a later price list changes nothing.
alter table billing.quotation
  add column tax_bp integer not null default 0, add column tax_included boolean not null default true,
  add column country text, add column replaces_id uuid, add column answer_note text, add column file_id uuid;
alter table billing.invoice
  add column tax_bp integer not null default 0, add column tax_included boolean not null default true, add column country text;
-- A visit is invoiced once.
create unique index invoice_visit on billing.invoice (tenant_id, visit_id) where visit_id is not null;
create index quotation_open on billing.quotation (tenant_id, valid_until) where status = 'sent';
create index quotation_visit on billing.quotation (tenant_id, visit_id) where visit_id is not null;
alter table billing.price add column version integer not null default 1;
create index price_list_country on billing.price_list (tenant_id, country, valid_from desc) where is_published;

-- Why somebody else pays: title and clause of the rule, for paper and phone. Handed down with the share.
alter table billing.line add column why jsonb;
alter table field_work.line add column why jsonb, add column quotation_id uuid;
