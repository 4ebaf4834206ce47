-- The desk filters by status and priority together ("new, P1"): the one index of status read five rows for each it showed,
-- and the more there were the more it read.
create index request_status_priority on requests.request (tenant_id, status, priority, opened_at desc, id desc);
