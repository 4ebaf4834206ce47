-- Which build of the app a phone runs, as it says itself: an update that a phone has not taken yet is seen at the desk.
alter table field_work.phone add column app text;
create index phone_heard on field_work.phone (tenant_id, last_heard_at desc, id);
