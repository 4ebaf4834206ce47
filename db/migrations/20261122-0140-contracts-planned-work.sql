-- An inspection pays for the visits of its own plan and for no repair: the request made for a planned date says so.
alter table contracts.job add column is_planned boolean not null default false;
create index job_line on contracts.job (tenant_id, line_id) where is_planned and holds;
