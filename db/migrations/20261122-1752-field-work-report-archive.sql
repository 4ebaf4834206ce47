-- The archive of service reports is read newest first.
create index visit_finished on dispatch.visit (tenant_id, finished_at desc, id desc) where finished_at is not null;
