-- What was used to fix a symptom: its visits, the newest first (their ids count up with time).
create index report_symptom on field_work.report (tenant_id, symptom_code, visit_id desc) where symptom_code is not null;
create index report_cause on field_work.report (tenant_id, cause_code, visit_id desc) where cause_code is not null;
