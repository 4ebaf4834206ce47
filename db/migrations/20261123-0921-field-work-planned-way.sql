-- The way the plan counted with to a visit, as it was when the visit ended; null: an end of it was not known.
alter table field_work.work_time add column planned_km numeric(7,1);
create index work_time_planned on field_work.work_time (tenant_id, planned_km, id);
