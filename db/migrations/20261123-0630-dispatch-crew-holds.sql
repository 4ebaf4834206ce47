-- A hold for work several people do together keeps each of them: the others stand with the first, begin and end with it.
alter table dispatch.hold add column with_id uuid;
drop index dispatch.hold_request;
create unique index hold_request on dispatch.hold (tenant_id, request_id) where ended is null and with_id is null;
create index hold_with on dispatch.hold (tenant_id, with_id) where with_id is not null;
